"""Who gets a token, and what is said where nobody does."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jwt
import pytest
from flask import Flask, Request, abort, redirect
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.routing import RequestRedirect

from token_server import Hooks, Settings, User, create_app

from .conftest import CANARY, TOKEN_URL, Ask, answered, broken
from .served import FROM_HERE


def subject(response: Any) -> str:
    claims = jwt.decode(response.json["token"], options={"verify_signature": False})
    return str(claims["sub"])


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
    response = answered(settings, Hooks(lambda request: User(unusable)))
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
    response = answered(settings, Hooks(identify))
    assert response.status_code == 401
    assert response.json["code"] == "unauthenticated"


def test_an_unknown_error_says_nothing_about_itself(settings: Settings) -> None:
    """TOK-36"""
    response = answered(settings, Hooks(broken))
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
    response = answered(settings, Hooks(lambda request: "user-ada", authorize=lambda user: False))
    assert response.status_code == 403
    assert response.json["code"] == "forbidden"


def test_a_decision_that_fails_denies(settings: Settings) -> None:
    """TOK-38"""
    response = answered(settings, Hooks(lambda request: "user-ada", authorize=broken))
    assert response.status_code == 503
    assert "token" not in response.json
    assert CANARY not in response.text
