"""Nothing secret in anything that the server writes: logs, answers, the process's own output."""

import logging
import re
import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from token_server import Hooks, Keys, Settings, SigningKey, User, create_app

from .conftest import TOKEN_URL
from .served import GRANIAN, GUNICORN, served

CANARY = "canary-8d1f"
TOKEN = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]+")
HEADERS = {
    "Sec-Fetch-Site": "same-origin",
    "Content-Type": "application/json",
    "Cookie": f"session={CANARY}",
    "Authorization": f"Bearer {CANARY}",
    "User-Agent": CANARY,
}
PATHS = [TOKEN_URL, "/versori/primary-connection", "/versori/end-user", "/none", "/healthz"]


def raising(_anything: object) -> Any:
    raise RuntimeError(f"-----BEGIN PRIVATE KEY----- {CANARY} eyJh.eyJz.c2ln")


HOOKS: list[Hooks] = [
    Hooks(),
    Hooks(lambda request: "user-ada"),
    Hooks(lambda request: User("user-ada", CANARY), primary_connection=raising),
    Hooks(raising),
    Hooks(lambda request: CANARY, authorize=raising),
    Hooks(lambda request: f"{CANARY}\n"),
]


def everything(app: Flask) -> list[str]:
    """Ask for all there is, in every way; give the answers but for tokens that were due."""
    client = app.test_client()
    answers = [
        client.open(f"{path}?code={CANARY}", method=method, headers=headers, data=CANARY)
        for path in PATHS
        for method in ("POST", "GET")
        for headers in (HEADERS, {**HEADERS, "Sec-Fetch-Site": "cross-site"})
    ]
    return [f"{said.headers} {said.text}" for said in answers if "token" not in (said.json or {})]


@pytest.mark.parametrize("hooks", HOOKS)
def test_no_log_line_and_no_refusal_repeats_a_secret(
    settings: Settings, hooks: Hooks, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-43"""
    caplog.set_level(logging.DEBUG)
    shown = replace(settings, primary_connection_in_browser=True)
    written = [*everything(create_app(shown, hooks)), caplog.text]
    assert not [text for text in written if CANARY in text or TOKEN.search(text)]
    assert "PRIVATE KEY" not in caplog.text


def test_a_key_that_is_refused_is_not_repeated(
    key: SigningKey, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-43"""
    reads: list[Callable[[], SigningKey]] = [
        lambda: raising(None),
        lambda: SigningKey.from_pem("k", f"-----BEGIN RSA PRIVATE KEY-----\n{CANARY}".encode()),
    ]
    assert not any(Keys(key, read).reload() for read in reads)
    assert CANARY not in caplog.text


@pytest.mark.parametrize(
    ("command", "told"),
    [(GRANIAN, '"event": "token.issued"'), (GUNICORN, '"POST /versori/token" 200')],
    ids=["granian", "gunicorn"],
)
def test_the_servers_own_output_holds_no_secret(
    pem: bytes, tmp_path: Path, command: Sequence[str], told: str
) -> None:
    """TOK-43"""
    environ = {"GUNICORN_CMD_ARGS": "--access-logfile - --log-level debug"}
    with served(pem, tmp_path, command, VERSORI_API_KEY=CANARY, **environ) as server:
        sent = {"Cookie": CANARY, "Authorization": CANARY, "Referer": CANARY}
        said = server.ask(path=f"/versori/token?code={CANARY}", X_Session=f"{CANARY}-user", **sent)
        server.ask(path=f"/versori/{'x' * 9000}{CANARY}")
        server.process.send_signal(signal.SIGHUP)
        server.ask(X_Session=f"{CANARY}\x7f")
    assert said.status == 200
    written = server.log.read_text()
    assert told in written
    assert CANARY not in written
    assert not TOKEN.search(written)
    assert pem.decode().splitlines()[1] not in written
