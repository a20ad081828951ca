"""Both ways to a token, by Flask and past it, answer the same and are held to the same limits."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from flask import Flask, Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.test import TestResponse

from token_server import Hooks, Settings, create_app
from token_server.app import TokenServer

from .conftest import TOKEN_URL, session_user
from .guards.guard import without
from .served import FROM_HERE
from .ways import ADA, goes_short, put_session, warm

ALLOWED = "https://app.example.com"
CHUNKED = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}


def failing(_request: Request) -> None:
    raise LookupError("the database is away")


def test_a_body_without_a_length_is_cut_on_the_short_way_too(settings: Settings) -> None:
    """TOK-32"""

    def identify(request: Request) -> str:
        with suppress(RequestEntityTooLarge):
            request.get_data()
        return "user-ada"

    app = create_app(settings, Hooks(identify))
    assert goes_short(app)
    endless = BytesIO(b"x" * 100_000)
    client = warm(app)
    client.post(TOKEN_URL, headers=ADA, input_stream=endless, environ_overrides=CHUNKED)
    assert endless.tell() < 10_000


@pytest.mark.parametrize("put", [lambda _app: None, put_session], ids=["short", "by Flask"])
def test_a_body_of_unsaid_length_is_not_read_and_decides_nothing(
    settings: Settings, put: Callable[[Flask], None]
) -> None:
    """TOK-32"""
    app = create_app(settings, Hooks(session_user))
    put(app)
    client, endless = warm(app), BytesIO(b"x" * 100_000)
    said = client.post(TOKEN_URL, headers=ADA, input_stream=endless, environ_overrides=CHUNKED)
    assert (said.status_code, endless.tell()) == (200, 0)


ASKED: dict[str, dict[str, Any]] = {
    "a token": {"headers": ADA},
    "a token over https": {"headers": ADA, "base_url": "https://127.0.0.1"},
    "nobody": {"headers": FROM_HERE},
    "another site": {"headers": ADA | {"Sec-Fetch-Site": "cross-site"}},
    "an origin that is listed": {
        "headers": ADA | {"Sec-Fetch-Site": "same-site", "Origin": ALLOWED}
    },
    "no JSON": {"headers": ADA | {"Content-Type": "text/plain"}},
    "JSON with more to say": {"headers": ADA | {"Content-Type": "application/json; charset=utf-8"}},
    "too much": {"headers": ADA, "data": b"x" * 5000},
    "a name beyond ASCII": {"headers": ADA | {"X-Session": "Zoë".encode().decode("latin-1")}},
    "another host": {"headers": ADA | {"Host": "evil.example"}},
}


def told(response: TestResponse) -> dict[str, Any]:
    """Say what an answer tells, but for what differs from one to the next."""
    body = response.get_json()
    body.pop("token", None)
    body.pop("expires_at", None)
    headers = dict(response.headers)
    assert len(headers.pop("X-Request-Id", "x" * 16)) == 16
    return {"status": response.status, "headers": headers, "body": body}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_both_ways_answer_the_same(settings: Settings, asked: dict[str, Any]) -> None:
    """TOK-30, TOK-33, TOK-36"""
    short, by_flask = (create_app(settings, Hooks(session_user)) for _ in range(2))
    put_session(by_flask)
    one, other = (warm(app).post(TOKEN_URL, **asked) for app in (short, by_flask))
    assert told(one) == told(other)


def test_a_host_that_fails_is_told_without_its_words(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-43"""
    caplog.set_level(logging.INFO)
    client = warm(create_app(settings, Hooks(failing)))
    said = client.post(TOKEN_URL, headers=ADA)
    assert (said.status_code, said.get_json()["code"]) == (500, "internal")
    assert "database" not in said.text + caplog.text


def test_what_proxies_say_is_believed_on_the_short_way_too(settings: Settings) -> None:
    """TOK-34"""
    seen: list[str | None] = []

    def identify(request: Request) -> str:
        seen.append(request.remote_addr)
        return "user-ada"

    app = create_app(replace(settings, proxies=1), Hooks(identify))
    assert goes_short(app)
    warm(app).post(TOKEN_URL, headers=ADA | {"X-Forwarded-For": "203.0.113.7"})
    assert seen[-1] == "203.0.113.7"


def test_calls_by_both_ways_are_counted_as_one(settings: Settings) -> None:
    """TOK-39"""
    client = create_app(replace(settings, per_user=3), Hooks(session_user)).test_client()
    answers = [client.post(TOKEN_URL, headers=ADA).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]


def test_without_the_look_at_the_host_any_name_would_do(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-33"""
    client = warm(app)
    evil = ADA | {"Host": "evil.example"}
    assert client.post(TOKEN_URL, headers=evil).status_code == 400
    without(TokenServer, "judge_host", lambda *_given: "")(monkeypatch)
    assert client.post(TOKEN_URL, headers=evil).status_code == 200
