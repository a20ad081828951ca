"""Who gets a token, and what is said and remembered where nobody does."""

import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import jwt
import pytest
from flask import Flask, Request, abort, redirect
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.routing import RequestRedirect

from token_server import Hooks, Settings, User, create_app
from token_server.events import hashed

from .conftest import TOKEN_URL, Ask

FROM_HERE = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
CANARY = "canary-4711"


def subject(response: Any) -> str:
    claims = jwt.decode(response.json["token"], options={"verify_signature": False})
    return str(claims["sub"])


class Sink(logging.Handler):
    """Keep what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def asked(settings: Settings, hooks: Hooks) -> Any:
    return create_app(settings, hooks).test_client().post(TOKEN_URL, headers=FROM_HERE)


def broken(_anything: object) -> Any:
    raise RuntimeError(CANARY)


def test_a_signed_in_user_gets_a_token(ask: Ask, settings: Settings) -> None:
    response = ask()
    assert response.json
    assert response.json["user_id"] == "user-ada"
    assert response.json["expires_in"] == 300
    jwt.decode(response.json["token"], settings.key.public_pem, ["RS256"])


@given(
    body=st.recursive(
        st.none() | st.text() | st.integers(),
        lambda inner: st.dictionaries(st.sampled_from(["sub", "user", "user_id", "id"]), inner),
    )
)
def test_nothing_in_the_body_changes_whose_token_it_is(settings: Settings, body: object) -> None:
    """TOK-03"""
    client = create_app(settings, Hooks(lambda request: "user-ada")).test_client()
    response = client.post(TOKEN_URL, headers=FROM_HERE, data=json.dumps(body)[:4000])
    assert subject(response) == "user-ada"


def test_nothing_around_the_body_changes_it_either(ask: Ask, client: FlaskClient) -> None:
    """TOK-03"""
    client.set_cookie("sub", "user-ben")
    forged: dict[str, str | None] = {"X-User-ID": "user-ben", "X-Forwarded-User": "user-ben"}
    assert subject(ask(forged, url=f"{TOKEN_URL}?sub=user-ben&user_id=user-ben")) == "user-ada"


@pytest.mark.parametrize("unusable", ["", " ", "..", "x" * 300, "a\nb", "\ud800"], ids=repr)
def test_an_unusable_id_is_the_servers_fault(
    settings: Settings, unusable: str, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-04"""
    response = asked(settings, Hooks(lambda request: User(unusable)))
    assert response.status_code == 500
    assert "token" not in response.json
    assert "the user id " in json.loads(caplog.messages[-1])["reason"]


def test_two_tokens_of_one_second_are_both_good(ask: Ask, settings: Settings) -> None:
    """TOK-06"""
    answers = [ask({"X-Session": user}).json for user in ("user-ada", "user-ben")]
    tokens = [answer["token"] for answer in answers if answer]
    claims = [jwt.decode(token, settings.key.public_pem, ["RS256"]) for token in tokens]
    assert [claim["sub"] for claim in claims] == ["user-ada", "user-ben"]


def test_each_of_many_callers_at_once_gets_their_own_token(app: Flask) -> None:
    """TOK-06"""

    def call(number: int) -> bool:
        user = f"user-{number % 7}"
        answer = app.test_client().post(TOKEN_URL, headers=FROM_HERE | {"X-Session": user})
        return subject(answer) == user

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(call, range(300)))


def test_nobody_gets_401_as_json(ask: Ask) -> None:
    """TOK-25"""
    response = ask({"X-Session": None})
    assert response.status_code == 401
    assert response.json == {"code": "unauthenticated", "message": "Sign in to continue."}


def sent_away(status: int) -> Callable[[Request], Any]:
    return lambda request: abort(redirect("/sign-in", status))


def canonical_address(_request: Request) -> Any:
    raise RequestRedirect("/sign-in")


def unauthorized(_request: Request) -> Any:
    abort(401)


@pytest.mark.parametrize(
    "identify",
    [*map(sent_away, (301, 302, 303, 307, 308)), canonical_address, unauthorized],
)
def test_a_host_that_sends_to_its_sign_in_page_is_answered_for(
    settings: Settings, identify: Callable[[Request], Any]
) -> None:
    """TOK-25"""
    response = asked(settings, Hooks(identify))
    assert response.status_code == 401
    assert response.json["code"] == "unauthenticated"


def test_an_unknown_error_says_nothing_about_itself(settings: Settings) -> None:
    """TOK-36"""
    response = asked(settings, Hooks(broken))
    assert response.status_code == 500
    assert set(response.json) == {"code", "message", "request_id"}
    assert response.json["code"] == "internal"
    assert response.json["request_id"] == response.headers["X-Request-Id"]
    assert CANARY not in response.text


def test_debug_mode_says_no_more(settings: Settings) -> None:
    """TOK-36"""
    app = create_app(settings, Hooks(broken))
    app.debug = app.testing = True
    response = app.test_client().post(TOKEN_URL, headers=FROM_HERE)
    assert response.status_code == 500
    assert len(response.data) < 300 and CANARY not in response.text


def test_the_host_is_asked_anew_at_every_call(settings: Settings) -> None:
    """TOK-37"""
    signed_in = {"user-ada"}
    client = create_app(settings, Hooks(lambda request: next(iter(signed_in), None))).test_client()
    before = client.post(TOKEN_URL, headers=FROM_HERE).status_code
    signed_in.clear()
    after = client.post(TOKEN_URL, headers=FROM_HERE).status_code
    assert (before, after) == (200, 401)


def test_a_user_may_be_denied(settings: Settings) -> None:
    """TOK-38"""
    response = asked(settings, Hooks(lambda request: "user-ada", authorize=lambda user: False))
    assert response.status_code == 403
    assert response.json["code"] == "forbidden"


def test_a_decision_that_fails_denies(settings: Settings) -> None:
    """TOK-38"""
    response = asked(settings, Hooks(lambda request: "user-ada", authorize=broken))
    assert response.status_code == 503
    assert "token" not in response.json
    assert CANARY not in response.text


def test_what_broke_is_told_where_errors_are_told(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-44"""
    response = asked(settings, Hooks(broken))
    (line,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert json.loads(line.message)["request_id"] == response.headers["X-Request-Id"]
    assert "RuntimeError at broken:" in line.message


def test_no_log_line_holds_a_token_a_name_or_an_error_text(
    ask: Ask, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-43"""
    caplog.set_level(logging.DEBUG)
    token = (ask({"Cookie": f"session={CANARY}", "Authorization": CANARY}).json or {})["token"]
    asked(settings, Hooks(broken))
    assert token not in caplog.text
    assert "user-ada" not in caplog.text
    assert CANARY not in caplog.text


def test_what_happened_is_one_line_of_json(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    """TOK-44"""
    caplog.set_level(logging.INFO, "token_server")
    ask({"Origin": "https://app.example.com"})
    ask({"X-Session": None})
    ask({"Sec-Fetch-Site": "cross-site"})
    lines = [json.loads(record.message) for record in caplog.records]
    assert [line["event"] for line in lines] == [
        "token.issued",
        "token.denied",
        "token.csrf_blocked",
    ]
    assert lines[0]["origin"] == "https://app.example.com"
    assert lines[0]["user"] != "user-ada"
    assert all(line["time"].endswith("+00:00") and line["request_id"] for line in lines)


LINE = "https://app.example.com"


@pytest.mark.parametrize(
    ("origin", "logged"),
    [
        (LINE, LINE),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://[::1]:8000", "https://[::1]:8000"),
        ("moz-extension://0b7f-4d", "moz-extension://0b7f-4d"),
        ("null", "null"),
        ("https://x/eyJhbGciOiJS.eyJzdWIiOiJ1.c2lnbmF0dXJl", "not an origin"),
        ("https://eyJhbGciOiJS.eyJzdWIiOiJ1.c2lnbmF0dXJl", "not an origin"),
        ("eyJhbGciOiJS.eyJzdWIiOiJ1.c2lnbmF0dXJl", "not an origin"),
        (f"https://x?{CANARY}", "not an origin"),
        (f"https://{CANARY}@x", "not an origin"),
        (f"https://{'x' * 300}", "not an origin"),
    ],
)
def test_an_origin_is_logged_if_it_is_one(
    ask: Ask, caplog: pytest.LogCaptureFixture, origin: str, logged: str
) -> None:
    """TOK-43"""
    caplog.set_level(logging.INFO, "token_server")
    ask({"Origin": origin})
    assert json.loads(caplog.messages[-1])["origin"] == logged


@pytest.mark.parametrize(
    ("hooks", "calls", "event"),
    [
        (Hooks(lambda request: "user-ada"), 2, "token.rate_limited"),
        (Hooks(lambda request: "user-ada", lambda user: False), 1, "token.denied"),
        (Hooks(lambda request: "user-ada", broken), 1, "token.denied"),
    ],
    ids=["too often", "denied", "a decision that fails"],
)
def test_a_refusal_of_a_known_user_says_whose_it_was(
    settings: Settings, caplog: pytest.LogCaptureFixture, hooks: Hooks, calls: int, event: str
) -> None:
    """TOK-44"""
    caplog.set_level(logging.INFO, "token_server")
    client = create_app(replace(settings, per_user=1), hooks).test_client()
    for _ in range(calls):
        client.post(TOKEN_URL, headers=FROM_HERE)
    line = json.loads(caplog.messages[-1])
    assert line["event"] == event
    assert line["user"] == hashed("user-ada", settings.log_salt)


def test_whose_call_it_was_is_told_where_its_answer_breaks(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-44"""
    shown = replace(settings, primary_connection_in_browser=True)
    app = create_app(shown, Hooks(lambda request: "user-ada", primary_connection=broken))
    app.test_client().post("/versori/primary-connection", headers=FROM_HERE)
    line = json.loads(caplog.messages[-1])
    assert (line["event"], line["user"]) == ("token.failed", hashed("user-ada", b"salt"))


@given(evil=st.text(st.sampled_from("\r\n\x1b[31m\u2028\x85 {}\"'x"), min_size=1))
def test_a_hostile_header_makes_no_line_of_its_own(settings: Settings, evil: str) -> None:
    """TOK-45"""
    sink = Sink()
    log = logging.getLogger("token_server")
    log.addHandler(sink)
    log.setLevel(logging.INFO)
    environ = {"HTTP_ORIGIN": evil.encode().decode("latin-1")}
    create_app(settings).test_client().post(TOKEN_URL, environ_overrides=environ)
    log.removeHandler(sink)
    (line,) = sink.lines
    assert line.isascii() and line.isprintable()
