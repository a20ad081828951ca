"""The search for secrets finds what is planted, and fails the run for it."""

import subprocess
import sys
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

import pytest

from sandbox.demo import new_key
from tests.canaries.secrets import spellings
from tests.canaries.sinks import Sinks

ROOT = Path(__file__).parents[2]
SECRET = "s3cret/of: Ada+Ben"
TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyLWFkYSJ9.c2lnbmF0dXJlLW9mLWl0"


def run_of(named: str) -> tuple[int, str]:
    """Run those of the leaking tests that a word names."""
    options = ["-q", "-p", "no:cacheprovider", "-k", named]
    command = [sys.executable, "-m", "pytest", *options, "tests/canaries/planted.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def leaking() -> tuple[int, str]:
    return run_of("test_of")


@pytest.mark.parametrize(
    "line",
    [
        "a canary: the log of planted, in tests/canaries/planted.py::test_of_a_log_line",
        "a canary: the log of planted, in tests/canaries/planted.py::test_of_a_traceback",
        "a canary: the terminal, in tests/canaries/planted.py::test_of_the_terminal",
        "a canary: the terminal, in tests/canaries/planted.py::test_of_a_process",
        "a token: an answer of planted with 500, in tests/canaries/planted.py::test_of_a_refusal",
        "a canary: an answer of planted with 200, in tests/canaries/planted.py::test_of_a_header",
        "a caller's cookie or Authorization: the log of planted, "
        "in tests/canaries/planted.py::test_of_a_cookie",
    ],
)
def test_a_leak_is_found_wherever_it_is(leaking: tuple[int, str], line: str) -> None:
    """TOK-43"""
    assert line in leaking[1].splitlines()


def test_a_run_that_leaks_fails_although_its_tests_pass(leaking: tuple[int, str]) -> None:
    """TOK-43"""
    status, said = leaking
    assert status == 1
    closing = said.splitlines()[-1]
    assert "7 passed" in closing and "1 error" in closing


def test_what_a_developers_own_server_is_told_is_known_to_no_test(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """HUB-30: so no picture, trace or video of a run shows a secret that was not made up."""
    monkeypatch.setenv("VERSORI_API_KEY", SECRET)
    status, said = run_of("secrets_of_the_environment")
    assert status == 0
    assert "1 passed" in said


def test_a_run_that_leaks_nothing_or_on_purpose_passes() -> None:
    status, said = run_of("without or purpose")
    assert (status, "secrets were written" in said) == (0, False)


@pytest.mark.parametrize(
    "written",
    [
        f"before {SECRET} after",
        b64encode(f"x{SECRET}y".encode()).decode(),
        b64encode(f"xy{SECRET}".encode()).decode(),
        SECRET.encode().hex().upper(),
        f"/path?key={quote(SECRET, safe='')}",
    ],
)
def test_a_secret_is_found_however_it_is_spelled(written: str) -> None:
    """TOK-43"""
    assert any(spelled in written for spelled in spellings(SECRET))


@pytest.mark.parametrize(
    "written",
    [
        f'{{"token":"{TOKEN}"}}',
        b64encode(TOKEN.encode()).decode(),
        TOKEN.encode().hex(),
        "-----BEGIN RSA PRIVATE KEY-----",
        f"b'MII{'x' * 61}'",
    ],
)
def test_a_token_and_a_key_are_known_by_their_looks(written: str) -> None:
    """TOK-43, TOK-20"""
    sinks = Sinks()
    sinks.take("here", written)
    (found,) = sinks.found()
    assert found.endswith(": here, in the start")
    assert TOKEN not in found


def test_a_key_is_known_by_each_of_its_lines() -> None:
    """TOK-20"""
    sinks, pem = Sinks(), new_key()
    sinks.look_for_key(pem)
    sinks.take("here", f"key={pem.decode().splitlines()[7]}")
    assert sinks.found() == ["a signing key: here, in the start"]
