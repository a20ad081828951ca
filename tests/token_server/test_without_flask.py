"""Functions of a host's that look whether Flask is there decide the same on both ways."""

import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from timeit import timeit
from typing import Any

import flask
import pytest
from flask import Flask, Request

from token_server import Hooks, Settings, create_app, without_flask
from token_server.hooks import Authorize, Identify

from .conftest import TOKEN_URL, session_user
from .guards.guard import without
from .served import FROM_HERE
from .ways import ADA, counted, goes_short, warm


def asked_softly(_request: Request) -> str | None:
    return flask.request.headers.get("X-Session") if flask.has_request_context() else None


def asked_for_truth(_request: Request) -> str | None:
    return flask.request.headers.get("X-Session") if flask.request else None


def caught(_request: Request) -> str | None:
    try:
        return flask.request.headers.get("X-Session")
    except RuntimeError:
        return None


def caught_whatever_it_is(_request: Request) -> str | None:
    with suppress(BaseException):
        return flask.request.headers.get("X-Session")
    return None


def asked_the_application(_request: Request) -> str | None:
    return "user-ada" if flask.has_app_context() and flask.current_app.name else None


def kept_for_later(_request: Request) -> str:
    return str(flask.g.setdefault("user", "user-ada"))


def asked_by_a_copy(_request: Request) -> str | None:
    read: Any = flask.copy_current_request_context(lambda: flask.request.headers.get("X-Session"))
    user: str | None = read()
    return user


def asked_in_another_thread(_request: Request) -> str | None:
    here = contextvars.copy_context()
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(here.run, asked_softly, _request).result()


def put_on_the_context(request: Request) -> str | None:
    context: Any = flask.globals.request_ctx
    context.seen = True
    return session_user(request)


WANTING: tuple[Identify, ...] = (
    asked_softly,
    asked_for_truth,
    caught,
    caught_whatever_it_is,
    asked_the_application,
    kept_for_later,
    asked_by_a_copy,
    asked_in_another_thread,
    put_on_the_context,
)


def named(function: Callable[..., object]) -> str:
    return function.__name__


def statuses(app: Flask, **sent: Any) -> list[int]:
    client = app.test_client()
    return [client.post(TOKEN_URL, headers=ADA, **sent).status_code for _ in range(4)]


@pytest.mark.parametrize("identify", WANTING, ids=named)
def test_who_is_known_by_flask_is_known_every_time(settings: Settings, identify: Identify) -> None:
    """TOK-37"""
    app = create_app(settings, Hooks(identify))
    assert statuses(app) == [200] * 4
    assert not goes_short(app)


def denies_softly(_user: object) -> bool:
    return not (flask.has_request_context() and flask.request.headers.get("X-Session"))


def denies_by_truth(_user: object) -> bool:
    return not (flask.request and flask.request.headers.get("X-Session"))


def denies_what_it_can_read(_user: object) -> bool:
    try:
        return "X-Session" not in flask.request.headers
    except RuntimeError:
        return True


def denies_inside_of_a_request(_user: object) -> bool:
    return not flask.has_request_context()


@pytest.mark.parametrize(
    "authorize",
    [denies_softly, denies_by_truth, denies_what_it_can_read, denies_inside_of_a_request],
    ids=named,
)
def test_who_is_denied_by_flask_is_denied_every_time(
    settings: Settings, authorize: Authorize
) -> None:
    """TOK-38"""
    assert statuses(create_app(settings, Hooks(session_user, authorize))) == [403] * 4


def test_a_request_says_which_route_it_came_by(settings: Settings) -> None:
    seen: list[object] = []

    def identify(request: Request) -> str:
        seen.append((request.endpoint, request.blueprint, str(request.url_rule), request.view_args))
        return "user-ada"

    app = create_app(settings, Hooks(identify))
    assert goes_short(app)
    assert seen == [("versori.token", "versori", TOKEN_URL, {})] * 2


def test_a_body_is_read_as_json_past_flask(settings: Settings) -> None:
    app = create_app(settings, Hooks(lambda request: request.get_json()["user"]))
    sent: dict[str, Any] = {"json": {"user": "user-ada"}, "headers": FROM_HERE}
    client = app.test_client()
    with counted(app) as seen:
        assert [client.post(TOKEN_URL, **sent).status_code for _ in range(3)] == [200] * 3
    assert len(seen) == 1


CHUNKED = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}


def read_whole(request: Request) -> bytes:
    return request.get_data()


def read_bit_by_bit(request: Request) -> bytes:
    return bytes(request.stream.read(3)) + bytes(request.stream.read())


def read_in_lines(request: Request) -> bytes:
    return bytes(request.stream.readline())


@pytest.mark.parametrize("read", [read_whole, read_bit_by_bit, read_in_lines], ids=named)
@pytest.mark.parametrize("told", [{}, CHUNKED], ids=["a length", "none"])
def test_a_body_that_was_read_before_flask_was_wanted_is_there_again(
    settings: Settings, read: Callable[[Request], bytes], told: dict[str, Any]
) -> None:
    def identify(request: Request) -> str:
        name = read(request).decode()
        return name if flask.session.get("x") is None else ""

    client = warm(create_app(settings, Hooks(identify)))
    sent: dict[str, Any] = {"data": b"user-ben", "environ_overrides": told}
    answers = [client.post(TOKEN_URL, headers=FROM_HERE, **sent) for _ in range(2)]
    assert [said.get_json().get("user_id") for said in answers] == ["user-ben"] * 2


def test_who_is_asked_for_again_by_flask_is_counted_once(settings: Settings) -> None:
    """TOK-39"""
    hooks = Hooks(session_user, lambda _user: bool(flask.request.path))
    assert statuses(create_app(replace(settings, per_user=3), hooks)) == [200, 200, 200, 429]


def test_what_was_around_a_function_is_so_again(app: Flask) -> None:
    warm(app)
    with Flask("another").test_request_context("/elsewhere"):
        assert goes_short(app)
        assert flask.request.path == "/elsewhere"
        assert flask.current_app.name == "another"
    assert not flask.has_app_context()


def test_asking_past_flask_costs_next_to_nothing() -> None:
    ask = without_flask.Alone().asking(lambda _given: True)
    assert min(timeit(lambda: ask(None), number=1000) for _ in range(5)) < 0.01  # seconds


def test_without_what_stands_for_flask_the_denied_get_in(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-38"""
    hooks = Hooks(session_user, denies_softly)
    assert statuses(create_app(settings, hooks)) == [403] * 4
    without(without_flask, "CONTEXTS", ())(monkeypatch)
    assert statuses(create_app(settings, hooks)) == [403, 200, 200, 200]
