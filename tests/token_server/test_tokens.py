"""What a token says."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import token_server
from token_server import Settings, SettingsRefused, SigningKey
from token_server.tokens import Token, issue

NOW = 1_732_400_000


def part(token: Token, number: int) -> Any:
    text = token.value.split(".")[number]
    return json.loads(base64.urlsafe_b64decode(text + "=="))


def a_token(key: SigningKey, user_id: str = "user-ada", ttl: int = 300) -> Token:
    return issue(key, user_id, ttl, clock=lambda: NOW + 0.9)


def test_the_header_names_algorithm_and_type_only(key: SigningKey) -> None:
    """TOK-01"""
    assert part(a_token(key), 0) == {"alg": "RS256", "typ": "JWT"}


def test_the_claims_are_these_five(key: SigningKey) -> None:
    """TOK-02 TOK-05 TOK-08"""
    assert part(a_token(key), 1) == {
        "iss": "https://versori.com/sk/test-key",
        "sub": "user-ada",
        "iat": NOW - 30,
        "nbf": NOW - 30,
        "exp": NOW + 300,
    }


def test_the_times_are_whole_numbers(key: SigningKey) -> None:
    """TOK-05"""
    claims = part(a_token(key), 1)
    assert [type(claims[name]) for name in ("iat", "nbf", "exp")] == [int, int, int]


@pytest.mark.parametrize("ttl", [0, -1, 3601])
def test_a_life_of_nothing_or_too_long_stops_the_start(key: SigningKey, ttl: int) -> None:
    """TOK-05"""
    with pytest.raises(SettingsRefused):
        Settings(key, token_ttl=ttl)


@given(name=st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_every_user_gets_a_token_of_their_own(key: SigningKey, name: str) -> None:
    """TOK-01 TOK-08"""
    token = a_token(key, name)
    assert part(token, 0) == {"alg": "RS256", "typ": "JWT"}
    assert part(token, 1)["sub"] == name == token.user_id


def test_the_reply_says_how_long_and_until_when(key: SigningKey) -> None:
    """TOK-35"""
    reply = a_token(key, ttl=120).reply()
    assert list(reply) == ["token", "expires_in", "expires_at", "user_id"]
    assert (reply["expires_in"], reply["expires_at"]) == (120, NOW + 120)


def test_a_token_has_no_repr_of_itself(key: SigningKey) -> None:
    token = a_token(key)
    assert token.value not in repr(token)


def test_the_algorithm_is_always_named_and_nothing_is_decoded() -> None:
    """TOK-07"""
    package = Path(token_server.__file__).parent
    source = "".join(path.read_text() for path in package.glob("*.py") if path.stem != "identity")
    assert source.count("jwt.encode(") == source.count("algorithm=ALGORITHM") == 1
    assert "jwt.decode" not in source
