"""The guards of what is written: errors and logs that hold nothing of use to who reads them."""

import json
import logging
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from werkzeug.debug import DebuggedApplication

from tests.canaries.secrets import CANARY
from tests.token_server.conftest import TOKEN_URL, session_user
from tests.token_server.served import FROM_HERE, GUNICORN, served
from token_server import Hooks, Settings, counters, create_app, endpoint, events
from token_server.app import TokenServer
from token_server.counters import counter
from token_server.endpoint import Exchange
from token_server.errors import SettingsRefused

from .guard import Choice, Guard, each, without

JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyLWFkYSJ9.c2lnbmF0dXJl"

pytestmark = pytest.mark.leaks


@dataclass(frozen=True)
class World:
    """Be a server and its log."""

    settings: Settings
    log: pytest.LogCaptureFixture

    def asked(self, hooks: Hooks, **headers: str) -> list[str]:
        """Ask for a token; give the lines that are logged."""
        self.log.clear()
        client = create_app(self.settings, hooks).test_client()
        client.post(TOKEN_URL, headers=FROM_HERE, environ_overrides=headers)
        return self.log.text.splitlines()


@pytest.fixture
def world(settings: Settings, caplog: pytest.LogCaptureFixture) -> World:
    caplog.set_level(logging.INFO)
    return World(settings, caplog)


def failing(_request: object) -> Any:
    raise RuntimeError(f"postgres://northwind:{CANARY}@db")


def an_error_text_is_logged(world: World) -> bool:
    return CANARY in "".join(world.asked(Hooks(failing)))


def a_user_is_named_in_the_log(world: World) -> bool:
    return "user-ada" in "".join(world.asked(Hooks(lambda request: "user-ada")))


def a_header_makes_a_line_of_its_own(world: World) -> bool:
    """Bring a line that says that somebody else has signed in."""
    lines = world.asked(Hooks(), HTTP_ORIGIN="x\nWARNING admin has signed in")
    return any(line.startswith("WARNING admin") for line in lines)


def a_token_in_the_origin_is_logged(world: World) -> bool:
    return "eyJ" in "".join(world.asked(Hooks(), HTTP_ORIGIN=f"https://x/{JWT}"))


def an_error_on_the_way_is_logged(world: World) -> bool:
    """Break where no view of ours has begun."""
    world.log.clear()
    app = create_app(world.settings, Hooks())
    app.before_request(lambda: failing(None))
    app.test_client().post(TOKEN_URL, headers=FROM_HERE)
    return CANARY in world.log.text


def a_page_of_the_debugger_shows_the_error(world: World) -> bool:
    app = create_app(world.settings, Hooks(failing))
    app.debug = True
    app.wsgi_app = DebuggedApplication(app.wsgi_app)  # type: ignore[method-assign]
    return CANARY in app.test_client().post(TOKEN_URL, headers=FROM_HERE).text


def a_stores_password_is_told(_world: World) -> bool:
    try:
        counter(f"nope://:{CANARY}@store")
    except SettingsRefused as refused:
        return CANARY in str(refused)
    return False


def raising(_self: Exchange, error: Exception) -> Any:
    raise error


FLASKS_OWN_ANSWER = without(TokenServer, "handle_exception", Flask.handle_exception)
ANY_ORIGIN = without(events, "origin", lambda sent: sent)
LINES = SimpleNamespace(dumps=lambda line: " ".join(f"{k}={v}" for k, v in line.items()))
GUARDS: tuple[Guard[World], ...] = (
    Guard("errors by their place", an_error_text_is_logged, without(endpoint, "where", repr)),
    Guard(
        "hashed users",
        a_user_is_named_in_the_log,
        without(events, "hashed", lambda user_id, salt: user_id),
    ),
    Guard(
        "lines of JSON",
        a_header_makes_a_line_of_its_own,
        without(events, "json", LINES),
        (ANY_ORIGIN,),
    ),
    Guard("origins that are such", a_token_in_the_origin_is_logged, ANY_ORIGIN),
    Guard(
        "no error leaves",
        a_page_of_the_debugger_shows_the_error,
        without(Exchange, "_broken", raising),
        (FLASKS_OWN_ANSWER,),
    ),
    Guard("no error outside of our routes", an_error_on_the_way_is_logged, FLASKS_OWN_ANSWER),
    Guard("first sentences", a_stores_password_is_told, without(counters, "_first_sentence", str)),
)


@each(GUARDS)
def test_without_it_secrets_names_and_lies_are_written(
    guard: Guard[World], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-36, TOK-40, TOK-43, TOK-44, TOK-45"""
    guard.matters(world, monkeypatch)


def test_without_a_salt_the_log_tells_who_it_was_to_who_can_guess(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-44"""
    caplog.set_level(logging.INFO)

    def is_guessed(settings: Settings) -> bool:
        caplog.clear()
        client = create_app(settings, Hooks(session_user)).test_client()
        client.post(TOKEN_URL, headers=FROM_HERE | {"X-Session": "user-ada"})
        written: str = json.loads(caplog.messages[-1])["user"]
        return written == events.hashed("user-ada", b"")

    Choice("a salt", is_guessed, {"log_salt": b""}).matters(replace(settings, log_salt=b"salt"))


DEFAULTS = "--forwarded-allow-ips 127.0.0.1 --access-logformat '%(r)s'"


def test_gunicorns_own_ways_write_codes_down_and_believe_anybody_on_this_machine(
    pem: bytes, tmp_path: Path
) -> None:
    """TOK-34, TOK-43"""

    def asked(name: str, arguments: str) -> tuple[bool, bool]:
        folder = tmp_path / name
        folder.mkdir()
        arguments = f"--access-logfile - {arguments}"
        with served(pem, folder, GUNICORN, GUNICORN_CMD_ARGS=arguments) as server:
            said = server.ask(path=f"/versori/token?code={CANARY}", X_Forwarded_Proto="https")
        return CANARY in server.log.read_text(), "Strict-Transport-Security" in said.headers

    assert asked("ours", "") == (False, False)
    assert asked("theirs", DEFAULTS) == (True, True)
