"""A running server that is told to change its key."""

import json
import os
import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.canaries.sinks import sinks
from token_server import SigningKey

from .served import Said, Served, asked_at_once, statuses, until


@pytest.fixture(scope="session")
def other_pem() -> bytes:
    key = rsa.generate_private_key(65537, 2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    sinks.look_for_key(pem)
    return pem


def test_a_new_key_costs_no_request_and_every_pair_belongs_together(
    server: Served, tmp_path: Path, pem: bytes, other_pem: bytes
) -> None:
    """TOK-22"""
    keys = {"test-key": pem, "new-key": other_pem}
    public = {name: SigningKey.from_pem(name, text).public_pem for name, text in keys.items()}

    def ask(number: int) -> Said:
        if number == 200:
            (tmp_path / "key.pem").write_bytes(other_pem)
            (tmp_path / "key-id").write_text("new-key")
            server.process.send_signal(signal.SIGHUP)
        return server.ask(X_Session="user-ada")

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(1200)))
    assert statuses(answers) == {200: 1200}
    used = Counter(key_of(said, public) for said in answers)
    assert used["test-key"] >= 200
    until(lambda: {key_of(server.ask(X_Session="a"), public) for _ in range(20)} == {"new-key"})


def key_of(said: Said, public: dict[str, bytes]) -> str:
    """Verify a token with the key that its issuer names."""
    issuer = jwt.decode(said.token, options={"verify_signature": False})["iss"]
    key_id = str(issuer).rpartition("/")[2]
    jwt.decode(said.token, public[key_id], ["RS256"])
    return key_id


@pytest.mark.parametrize("is_damaged", [True, False], ids=["damaged", "without its own id"])
def test_a_new_key_that_is_no_use_keeps_the_old_pair(
    server: Served, tmp_path: Path, pem: bytes, other_pem: bytes, is_damaged: bool
) -> None:
    """TOK-22"""
    public = {"test-key": SigningKey.from_pem("test-key", pem).public_pem}
    new = b"-----BEGIN NONSENSE-----" if is_damaged else other_pem
    (tmp_path / "key.pem").write_bytes(new)
    server.process.send_signal(signal.SIGHUP)
    until(lambda: "key_refused" in server.log.read_text())
    answers = asked_at_once(server, 50, X_Session="user-ada")
    assert {key_of(said, public) for said in answers} == {"test-key"}
    (refused,) = [line for line in server.log.read_text().splitlines() if "key_refused" in line]
    assert json.loads(refused)["key_id"] == "test-key"


def test_a_worker_that_comes_after_a_bad_key_has_the_old_pair(
    server: Served, tmp_path: Path
) -> None:
    """TOK-22, TOK-48"""
    (tmp_path / "key.pem").write_text("-----BEGIN NONSENSE-----")
    before = server.workers()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    until(lambda: len(server.workers()) == 2 and not set(before) & set(server.workers()))
    until(lambda: server.log.read_text().count("worker_ready") == 4)
    answers = asked_at_once(server, 50, X_Session="user-ada")
    assert statuses(answers) == {200: 50}
