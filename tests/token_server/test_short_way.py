"""The short way to a token: taken for tokens, and left wherever Flask has a part."""

import gc
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import flask
import pytest
from blinker import NamedSignal
from flask import (
    Flask,
    Request,
    abort,
    make_response,
    request_finished,
    request_started,
    request_tearing_down,
    session,
)
from werkzeug.test import create_environ

from token_server import Hooks, Settings, create_app, short_way
from token_server.short_way import ENDPOINT

from .conftest import TOKEN_URL, session_user
from .guards.guard import without
from .served import FROM_HERE
from .ways import ADA, counted, goes_short, put_session, warm


def test_a_token_goes_the_short_way(app: Flask) -> None:
    assert goes_short(app)


def test_a_token_leaves_nothing_for_the_garbage_collector(app: Flask) -> None:
    warm(app)
    gc.collect()
    for _ in range(3):
        environ = create_environ(TOKEN_URL, method="POST", headers=ADA)
        assert b"token" in b"".join(app.wsgi_app(environ, lambda *_started: None))  # type: ignore[arg-type]
        del environ
    assert gc.collect() == 0


def test_the_first_request_and_all_that_is_no_token_go_by_flask(app: Flask) -> None:
    client = app.test_client()
    with counted(app) as seen:
        client.post(TOKEN_URL, headers=ADA)
        client.get(TOKEN_URL)
        client.options(TOKEN_URL)
        client.get("/healthz")
        client.post(TOKEN_URL, headers=ADA | {"Host": "evil.example"})
        client.post(TOKEN_URL, headers=ADA | {"Upgrade": "websocket", "Connection": "Upgrade"})
    assert len(seen) == 6


def hook(name: str) -> Callable[[Flask], None]:
    return lambda app: getattr(app, name)(lambda *_given: None)


def put_key(app: Flask) -> None:
    app.secret_key = "k" * 32


def in_between(app: Flask) -> Callable[[], Any]:
    view = app.view_functions[ENDPOINT]
    return lambda: view()


def heard(*_sender: object, **_more: object) -> None:
    """Be told of a request; receivers are held weakly, so this one has to last."""


def tell(signal: NamedSignal) -> Callable[[Flask], None]:
    def connect(app: Flask) -> None:
        signal.connect(heard, app)

    return connect


TASKS = {
    "a session key": put_key,
    "sessions of its own": put_session,
    "before": hook("before_request"),
    "teardown of the application": hook("teardown_appcontext"),
    "teardown": hook("teardown_request"),
    "the values of a route": hook("url_value_preprocessor"),
    "after": lambda app: app.after_request(lambda response: response) and None,
    "a view of its own": lambda app: app.view_functions.update({ENDPOINT: in_between(app)}),
    "a word when it starts": tell(request_started),
    "a word when it is done": tell(request_finished),
    "a word at its end": tell(request_tearing_down),
}


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_flask_answers_where_a_host_has_given_it_something_to_do(
    app: Flask, task: Callable[[Flask], None]
) -> None:
    task(app)
    assert not goes_short(app)


def test_a_host_that_keeps_sessions_has_them(settings: Settings) -> None:
    app = create_app(settings, Hooks(lambda _request: session.get("user")))
    put_key(app)
    client = warm(app)
    with client.session_transaction() as kept:
        kept["user"] = "user-ada"
    for _ in range(2):
        assert client.post(TOKEN_URL, headers=FROM_HERE).get_json()["user_id"] == "user-ada"


def test_a_host_that_closes_its_door_before_a_request_is_obeyed(app: Flask) -> None:
    doors = iter([None])
    app.before_request(lambda: next(doors, ("closed", 503)))
    client = app.test_client()
    answers = [client.post(TOKEN_URL, headers=ADA).status_code for _ in range(3)]
    assert answers == [200, 503, 503]


def test_a_guessable_session_key_is_refused_every_time(app: Flask) -> None:
    """TOK-21"""
    app.secret_key = "dev"
    client = app.test_client()
    assert [client.post(TOKEN_URL, headers=ADA).status_code for _ in range(3)] == [500] * 3


def test_a_view_that_a_host_has_wrapped_is_obeyed(app: Flask) -> None:
    view, doors = app.view_functions[ENDPOINT], iter([True])

    def guarded() -> Any:
        return view() if next(doors, False) else ("closed", 503)

    app.view_functions[ENDPOINT] = guarded
    client = app.test_client()
    answers = [client.post(TOKEN_URL, headers=ADA).status_code for _ in range(3)]
    assert answers == [200, 503, 503]


def test_a_function_that_wants_flask_around_it_has_it_every_time(settings: Settings) -> None:
    def identify(request: Request) -> str:
        return flask.request.headers.get("X-Session") or abort(make_response({"e": 1}, 401))

    client = create_app(settings, Hooks(identify)).test_client()
    answers = [client.post(TOKEN_URL, headers=sent) for sent in (ADA, ADA, FROM_HERE, ADA)]
    assert [said.status_code for said in answers] == [200, 200, 401, 200]


@pytest.mark.parametrize("name", ["identify", "authorize"])
def test_the_short_way_is_closed_by_a_function_that_wants_flask(
    settings: Settings, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    caplog.set_level(logging.ERROR)
    asked: list[object] = []

    def ask(given: object) -> Any:
        asked.append(given)
        return flask.request.headers.get("X-Session")

    app = create_app(settings, replace(Hooks(session_user), **{name: ask}))
    assert not goes_short(app)
    asked.clear()
    assert not goes_short(app)
    assert len(asked) == 2  # by two requests: once each
    assert caplog.records == []


@pytest.mark.parametrize("error", [LookupError, RuntimeError])
def test_a_function_that_fails_for_other_reasons_leaves_it_open(
    settings: Settings, error: type[Exception]
) -> None:
    fails = iter([False, True])

    def identify(_request: Request) -> str:
        if next(fails, False):
            raise error
        return "user-ada"

    app = create_app(settings, Hooks(identify))
    assert warm(app).post(TOKEN_URL, headers=ADA).status_code == 500
    assert goes_short(app)


def test_extensions_find_the_name_that_views_have(app: Flask) -> None:
    """TOK-52"""
    view = app.view_functions[ENDPOINT]
    assert (view.__module__, view.__name__) == ("token_server.views", "respond")


def test_without_the_look_at_what_flask_has_to_do_a_closed_door_is_passed(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    doors = iter([None])
    app.before_request(lambda: next(doors, ("closed", 503)))
    without(short_way, "_has_more_to_do")(monkeypatch)
    assert warm(app).post(TOKEN_URL, headers=ADA).status_code == 200
