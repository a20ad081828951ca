"""The short way to a token: the same answers as by Flask's, and Flask's wherever it has a part."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from io import BytesIO
from typing import Any

import flask
import pytest
from blinker import NamedSignal
from flask import (
    Flask,
    Request,
    Response,
    abort,
    make_response,
    request,
    request_finished,
    request_started,
    request_tearing_down,
    session,
)
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.test import TestResponse

from token_server import Hooks, Settings, create_app, short_way
from token_server.app import TokenServer
from token_server.short_way import ENDPOINT

from .conftest import TOKEN_URL, session_user
from .guards.guard import without
from .served import FROM_HERE

ADA = FROM_HERE | {"X-Session": "user-ada"}
ALLOWED = "https://app.example.com"


def failing(_request: Request) -> None:
    raise RuntimeError("the database is away")


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Collect the paths of the requests that go by Flask inside the block."""
    seen: list[str] = []
    dispatch = app.full_dispatch_request

    def note() -> Response:
        seen.append(request.path)
        return dispatch()

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(app, "full_dispatch_request", note)
        yield seen


def warm(app: Flask) -> FlaskClient:
    """Let a first request go by, which is always Flask's."""
    client = app.test_client()
    assert client.post(TOKEN_URL, headers=FROM_HERE | {"X-Session": "user-first"}).status_code
    return client


def goes_short(app: Flask) -> bool:
    client = warm(app)
    with counted(app) as seen:
        assert client.post(TOKEN_URL, headers=ADA).status_code == 200
    return not seen


def test_a_token_goes_the_short_way(app: Flask) -> None:
    assert goes_short(app)


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


def put_session(app: Flask) -> None:
    app.session_interface = SecureCookieSessionInterface()


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

    def ask(_given: object) -> Any:
        return flask.request.headers.get("X-Session")

    app = create_app(settings, replace(Hooks(session_user), **{name: ask}))
    assert not goes_short(app)
    assert not goes_short(app)
    assert caplog.records == []


def test_a_function_that_fails_for_other_reasons_leaves_it_open(settings: Settings) -> None:
    fails = iter([False, True])

    def identify(_request: Request) -> str:
        if next(fails, False):
            raise LookupError
        return "user-ada"

    app = create_app(settings, Hooks(identify))
    assert warm(app).post(TOKEN_URL, headers=ADA).status_code == 500
    assert goes_short(app)


def test_a_body_without_a_length_is_cut_on_the_short_way_too(settings: Settings) -> None:
    """TOK-32"""
    read: list[int] = []

    def identify(request: Request) -> str:
        with suppress(RequestEntityTooLarge):
            read.append(len(request.get_data()))
        return "user-ada"

    app = create_app(settings, Hooks(identify))
    assert goes_short(app)
    endless = BytesIO(b"x" * 100_000)
    told = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
    client = warm(app)
    client.post(TOKEN_URL, headers=ADA, input_stream=endless, environ_overrides=told)
    assert endless.tell() < 10_000


def test_extensions_find_the_name_that_views_have(app: Flask) -> None:
    """TOK-52"""
    view = app.view_functions[ENDPOINT]
    assert (view.__module__, view.__name__) == ("token_server.views", "respond")


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


def test_without_the_look_at_what_flask_has_to_do_a_closed_door_is_passed(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    doors = iter([None])
    app.before_request(lambda: next(doors, ("closed", 503)))
    without(short_way, "_has_more_to_do")(monkeypatch)
    assert warm(app).post(TOKEN_URL, headers=ADA).status_code == 200
