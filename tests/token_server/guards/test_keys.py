"""The guards of the signing key: who can read it, whether it is any good, and which one it is."""

import re
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.token_server.test_keys import written
from token_server import Keys, Settings, SigningKey, TokenServerError, keys, rotation, sources
from token_server.sources import read_pair
from token_server.tokens import issue

from .guard import Guard, each, without

YEAR = 365 * 86_400


def is_taken(make: Callable[[], object]) -> bool:
    try:
        make()
    except TokenServerError:
        return False
    return True


@pytest.fixture
def key_file(tmp_path: Path, pem: bytes) -> Path:
    path = tmp_path / "key.pem"
    path.write_bytes(pem)
    path.chmod(0o600)
    return path


def environ(path: Path) -> dict[str, str]:
    return {"VERSORI_SIGNING_KEY_ID": "test-key", "VERSORI_SIGNING_KEY_FILE": str(path)}


def an_open_file_is_taken(path: Path) -> bool:
    path.chmod(0o644)
    return is_taken(lambda: read_pair(environ(path)))


def the_first_of_two_keys_is_taken(path: Path) -> bool:
    """Rotate by adding the new key below the old one: the old one would go on in silence."""
    old, new = path.read_bytes(), written(rsa.generate_private_key(65537, 2048))
    path.write_bytes(old + new)
    taken: list[SigningKey] = []
    is_taken(lambda: taken.append(read_pair(environ(path))))
    path.write_bytes(old)
    path.chmod(0o600)
    return [key.public_pem for key in taken] == [SigningKey.from_pem("k", old).public_pem]


def a_key_with_a_note_is_taken(path: Path) -> bool:
    """Leave in the file whatever else was in the clipboard."""
    pem = path.read_bytes()
    noted = pem + b"the password is 1234\n" + pem.splitlines()[-1]
    return is_taken(lambda: SigningKey.from_pem("k", noted))


def a_group_may_exchange_the_key(path: Path) -> bool:
    path.chmod(0o660)
    said = environ(path) | {"ALLOW_GROUP_READ": "1"}
    return is_taken(lambda: read_pair(said))


def a_new_key_has_the_old_ones_id(path: Path) -> bool:
    """Exchange the file, and forget that the id stands elsewhere."""
    old = SigningKey.from_pem("test-key", path.read_bytes())
    new = SigningKey.from_pem("test-key", written(rsa.generate_private_key(65537, 2048)))
    return Keys(old, lambda: new).reload()


def a_short_key_signs(_path: Path) -> bool:
    short = rsa.generate_private_key(65537, 1024)  # noqa: S505 - that is the attack
    return is_taken(lambda: SigningKey.from_pem("k", written(short)))


def an_id_names_another_key(path: Path) -> bool:
    pair = environ(path) | {"VERSORI_SIGNING_KEY_ID": "mine/../another"}
    return is_taken(lambda: read_pair(pair))


class Faulty(SigningKey):
    """Be a key in hardware that has broken."""

    def sign(self, claims: Mapping[str, object]) -> str:
        header, payload, signature = super().sign(claims).split(".")
        return f"{header}.{payload}.{signature[::-1]}"


def a_broken_key_goes_live(path: Path) -> bool:
    return is_taken(lambda: Faulty.from_pem("k", path.read_bytes()))


LOOSE = re.compile(r"-----BEGIN ([A-Z ]+)-----.+?-----END \1-----", re.DOTALL)
GUARDS: tuple[Guard[Path], ...] = (
    Guard("a private file", an_open_file_is_taken, without(sources, "_check_privacy")),
    Guard(
        "one block", the_first_of_two_keys_is_taken, without(keys, "_one_block", lambda text: text)
    ),
    Guard("base64 only", a_key_with_a_note_is_taken, without(keys, "_BLOCK", LOOSE)),
    Guard(
        "nobody else's to write",
        a_group_may_exchange_the_key,
        without(stat, "S_IWGRP", 0),
    ),
    Guard("whole pairs", a_new_key_has_the_old_ones_id, without(rotation, "_mismatch")),
    Guard("2048 bits", a_short_key_signs, without(keys, "check_size")),
    Guard("plain ids", an_id_names_another_key, without(keys, "KEY_ID", re.compile(".*"))),
    Guard("a test signature", a_broken_key_goes_live, without(SigningKey, "_check_signature")),
)


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@each(GUARDS)
def test_without_it_a_key_is_taken_that_is_no_good(
    guard: Guard[Path], key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-02, TOK-14, TOK-15, TOK-18, TOK-19, TOK-22"""
    guard.matters(key_file, monkeypatch)


@pytest.mark.parametrize("ttl", [0, 10 * YEAR], ids=["over at once", "ten years"])
def test_without_its_bounds_a_tokens_life_is_any(
    key: SigningKey, monkeypatch: pytest.MonkeyPatch, ttl: int
) -> None:
    """TOK-05"""

    def is_issued(key: SigningKey) -> bool:
        lives: list[int] = []
        is_taken(lambda: lives.append(Settings(key, token_ttl=ttl).token_ttl))
        return [issue(key, "user-ada", life).expires_in for life in lives] == [ttl]

    Guard("bounds", is_issued, without(Settings, "__post_init__")).matters(key, monkeypatch)
