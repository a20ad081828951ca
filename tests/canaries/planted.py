"""Tests that leak, each into another sink; run by test_canaries.py only."""

import logging
import os
import subprocess
import sys
from base64 import b64encode

import jwt
import pytest
from flask import Flask, Response

from tests.canaries.secrets import CANARY

log = logging.getLogger("planted")
SECRET = f"{CANARY}-1234"


def answering(response: Response) -> None:
    app = Flask("planted")
    app.add_url_rule("/", view_func=lambda: response)
    app.test_client().get("/")


def test_of_a_log_line() -> None:
    log.debug("the key is %s", SECRET)


def test_of_a_traceback() -> None:
    try:
        raise ValueError(b64encode(SECRET.encode()).decode())
    except ValueError:
        log.exception("it failed")


def test_of_the_terminal() -> None:
    print(f"{SECRET}-printed")


def test_of_a_process() -> None:
    subprocess.run([sys.executable, "-c", f"import os; os.write(2, b'{SECRET}-5')"], check=True)


def test_of_a_refusal() -> None:
    answering(Response(jwt.encode({"sub": "user-ada"}, SECRET * 4), 500))


def test_of_a_header() -> None:
    answering(Response("", headers={"X-Key": SECRET.encode().hex()}))


def test_of_a_cookie() -> None:
    app = Flask("planted")
    app.add_url_rule("/", view_func=lambda: "")
    client = app.test_client()
    client.set_cookie("session", "nobody-guesses-this")
    client.get("/")
    log.warning("nobody-guesses-this is here")


@pytest.mark.leaks
def test_on_purpose() -> None:
    log.error(SECRET)


def test_secrets_of_the_environment() -> None:
    assert not [name for name in os.environ if name.startswith("VERSORI_API")]


def test_without_a_leak() -> None:
    log.info("nothing to see")
