"""What a token says."""

import base64
import json
import time
from collections.abc import Mapping
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import token_server
from token_server import Hooks, Keys, Settings, SettingsRefused, SigningKey, create_app
from token_server.tokens import Token, issue

from .conftest import TOKEN_URL, session_user
from .served import FROM_HERE

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


def sources() -> dict[str, str]:
    return {path.stem: path.read_text() for path in Path(token_server.__file__).parent.glob("*.py")}


def modules_with(text: str) -> set[str]:
    return {name for name, source in sources().items() if text in source}


def test_the_algorithm_is_always_named_and_nothing_is_decoded() -> None:
    """TOK-07"""
    source = "".join(sources().values())
    assert source.count("jwt.encode(") == source.count("algorithm=ALGORITHM") == 1
    assert modules_with("jwt.decode(") == {"id_tokens"}


def test_the_key_signs_tokens_and_its_own_test_and_nothing_else() -> None:
    """TOK-09"""
    assert modules_with("._private") == {"keys"}
    assert modules_with(".sign(") == {"keys", "tokens"}
    assert sources()["keys"].count(".sign(") == sources()["tokens"].count(".sign(") == 1


def test_every_call_is_signed_anew(key: SigningKey, settings: Settings) -> None:
    """TOK-53"""
    signed: list[str] = []

    class Counting(SigningKey):
        def sign(self, claims: Mapping[str, object]) -> str:
            signed.append(str(claims["sub"]))
            return super().sign(claims)

    keys = Keys(Counting("test-key", key._private))
    signed.clear()
    client = create_app(settings, Hooks(session_user), keys).test_client()
    for _ in range(3):
        client.post(TOKEN_URL, headers=FROM_HERE | {"X-Session": "user-ada"})
    assert signed == ["user-ada"] * 3


def test_tokens_follow_the_clock_on_the_wall() -> None:
    """TOK-50"""
    assert signature(issue).parameters["clock"].default is time.time
