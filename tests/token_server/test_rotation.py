"""Which pair of key and id is in use after a change, and what the log says of it."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from token_server import Keys, SigningKey, read_pair

from .test_keys import written


@pytest.fixture(scope="module")
def other_pem() -> bytes:
    return written(rsa.generate_private_key(65537, 2048))


def test_a_whole_new_pair_is_taken(key: SigningKey, other_pem: bytes) -> None:
    """TOK-22"""
    keys = Keys(key, lambda: SigningKey.from_pem("new-key", other_pem))
    assert keys.reload()
    assert keys.current.key_id == "new-key"


def test_the_same_pair_once_more_changes_nothing(key: SigningKey, pem: bytes) -> None:
    """TOK-22"""
    assert Keys(key).reload()
    assert Keys(key, lambda: SigningKey.from_pem("test-key", pem)).reload()


@pytest.mark.parametrize(
    ("key_id", "is_other", "reason"),
    [
        ("test-key", True, "the key is new, its id is not"),
        ("new-key", False, "the id is new, the key is not"),
    ],
)
def test_half_a_pair_leaves_the_old_one_in_place(
    key: SigningKey,
    pem: bytes,
    other_pem: bytes,
    caplog: pytest.LogCaptureFixture,
    key_id: str,
    is_other: bool,
    reason: str,
) -> None:
    """TOK-22"""
    keys = Keys(key, lambda: SigningKey.from_pem(key_id, other_pem if is_other else pem))
    assert not keys.reload()
    assert keys.current is key
    (line,) = caplog.records
    assert line.levelname == "ERROR"
    assert json.loads(line.message)["reason"] == reason


def test_a_file_exchanged_beside_an_id_that_stays_is_half_a_pair(
    pem: bytes, other_pem: bytes, tmp_path: Path
) -> None:
    """TOK-22"""
    path = tmp_path / "key.pem"
    path.touch(0o600)
    path.write_bytes(pem)
    environ = {"VERSORI_SIGNING_KEY_ID": "test-key", "VERSORI_SIGNING_KEY_FILE": str(path)}
    keys = Keys(read_pair(environ), lambda: read_pair(environ))
    path.write_bytes(other_pem)
    assert not keys.reload()
    assert keys.current.public_pem == SigningKey.from_pem("test-key", pem).public_pem
