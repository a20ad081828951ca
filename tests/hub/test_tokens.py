"""What a host gives as a token, and what is said if it gives something else."""

from typing import Any

import jwt
import pytest

from hub.client import Token
from hub.errors import Problem, TokenError
from hub.tokens import read_given_token, read_token_answer
from hub.wire import Response

KEY = "k" * 32
A_JWT = jwt.encode({"sub": "user-ada"}, KEY, "HS256")
ANSWER = '{"token":"t.o.k","expires_in":300,"expires_at":1,"user_id":"user-ada"}'
NOW = 1_800_000_000.0


def given(data: Any) -> Token:
    return read_given_token(data, NOW)


def refusal(status: int, text: str = "", **headers: str) -> Problem:
    with pytest.raises(TokenError) as refused:
        read_token_answer(Response(status, text, headers))
    return refused.value.problem


def test_the_answer_of_the_endpoint_says_whose_token_it_is() -> None:
    """HUB-23"""
    assert read_token_answer(Response(200, ANSWER)) == Token("t.o.k", "user-ada", 300)


def test_the_end_of_a_token_is_counted_and_not_read_off_a_clock() -> None:
    """TOK-35, REL-24"""
    token = given({"token": "t", "userId": "u", "expiresIn": 60, "expiresAt": NOW - 86_400})
    assert token.expires_in == 60


@pytest.mark.parametrize(
    "text", ["<html>Sign in</html>", "", "[]", "7", "{}", '{"token":""}', '{"token":null}']
)
def test_a_page_in_place_of_a_token_is_said_to_be_none(text: str) -> None:
    """REL-03"""
    assert refusal(200, text).code == "not_a_token"


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (302, "token", ""),
        (401, "token", "signed_out"),
        (403, "token", "refused"),
        (404, "token", "no_endpoint"),
        (429, "rate_limit", ""),
        (503, "token", ""),
    ],
)
def test_a_refusal_of_the_endpoint_says_why(status: int, kind: str, code: str) -> None:
    """REL-03"""
    problem = refusal(status, "<html>")
    assert (problem.type, problem.code, problem.status) == (kind, code, status)


def test_a_limit_of_the_endpoint_says_when_to_come_back() -> None:
    """REL-03"""
    assert refusal(429, **{"retry-after": "12"}).retry_after == 12


def test_a_host_may_give_the_bare_token() -> None:
    assert given(A_JWT) == Token(A_JWT, "user-ada", 300)


@pytest.mark.parametrize(
    ("ends", "seconds"),
    [
        (NOW + 120, 120),
        (int(NOW) + 120, 120),
        ((NOW + 120) * 1000, 120),
        (NOW + 0.5, 1),
        (NOW - 60, 1),
        ("2026-11-23T10:00:00Z", 300),
        (None, 300),
        (True, 1),
        (10**400, 300),
    ],
)
def test_a_host_may_say_when_its_token_ends(ends: Any, seconds: float) -> None:
    assert given({"token": A_JWT, "expiresAt": ends}).expires_in == pytest.approx(seconds)


def test_without_a_clock_the_end_is_guessed() -> None:
    assert read_given_token({"token": A_JWT, "expiresAt": 1}, now=None).expires_in == 300


@pytest.mark.parametrize(
    "value", [None, "", " ", 7, [], {}, {"token": None}, "not a jwt", "a.b.c", "é.é.é"]
)
def test_what_is_no_token_is_refused(value: Any) -> None:
    with pytest.raises(TokenError) as refused:
        given(value)
    assert refused.value.problem.code == "not_a_token"


@pytest.mark.parametrize("claims", [{}, {"sub": ""}])
def test_a_token_of_nobody_is_refused(claims: dict[str, Any]) -> None:
    with pytest.raises(TokenError) as refused:
        given(jwt.encode(claims, KEY, "HS256"))
    assert refused.value.problem.code == "no_user"


def test_a_token_never_shows_in_a_repr() -> None:
    """HUB-21"""
    assert "canary" not in repr(Token("canary", "user-ada"))
