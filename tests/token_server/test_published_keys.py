"""An identity provider's keys, while it answers, is slow, is silent, or talks nonsense."""

import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import monotonic
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from token_server import Settings
from token_server.id_tokens import from_id_token
from token_server.published_keys import PAUSE

from .issuers import CLIENT, ISSUER, asked
from .provider import Provider

A_MOMENT = 0.7  # seconds; less than anybody's patience


@pytest.fixture
def provider(issuers_key: rsa.RSAPrivateKey) -> Provider:
    return Provider(issuers_key, "1")


def seconds(call: Callable[[], object]) -> float:
    began = monotonic()
    call()
    return monotonic() - began


def test_a_key_is_asked_for_once(provider: Provider) -> None:
    assert [provider.user_of("1") for _ in range(3)] == ["user-ada"] * 3
    assert provider.questions == 1


def test_strangers_with_unknown_keys_keep_a_known_user_from_nothing(provider: Provider) -> None:
    """TOK-42: the provider says nothing, and one of them waits for it."""
    provider.user_of("1")
    provider.clock.now += PAUSE

    def wait(number: int) -> float:
        began = monotonic()
        with pytest.raises(jwt.PyJWKClientConnectionError):
            provider.user_of(f"none-{number}")
        return monotonic() - began

    with ThreadPoolExecutor(4) as pool, provider.silent():
        strangers = [pool.submit(wait, number) for number in range(4)]
        assert seconds(lambda: provider.user_of("1")) < A_MOMENT
        waits = sorted(each.result(5) for each in strangers)
    assert waits[2] < A_MOMENT < waits[3]
    assert provider.questions == 2


def test_all_who_come_before_there_are_keys_get_what_is_answered(provider: Provider) -> None:
    with ThreadPoolExecutor(8) as pool, provider.silent():
        users = [pool.submit(provider.user_of, "1") for _ in range(8)]
        provider.is_heard.set()
        assert {each.result(5) for each in users} == {"user-ada"}
    assert provider.questions == 1


def test_nobody_waits_for_long(provider: Provider) -> None:
    """TOK-42"""
    began = monotonic()
    with provider.silent(), pytest.raises(jwt.PyJWKClientConnectionError):
        provider.user_of("1")
    assert 0.9 < monotonic() - began < 5


def test_a_provider_that_fails_is_asked_now_and_then_and_strangers_are_counted(
    provider: Provider, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-42"""
    provider.answer = OSError("no route to canary-host")
    client = provider.client(replace(settings, per_address=20))
    said = [provider.status_of(client, f"none-{number}") for number in range(30)]
    assert said == [500] * 20 + [429] * 10
    assert provider.questions == 1
    (told,) = [each for each in caplog.messages if "id_keys_unavailable" in each]
    assert json.loads(told)["reason"] == "OSError"
    provider.answer = None
    provider.clock.now += PAUSE
    assert provider.user_of("1") == "user-ada"


def test_names_that_there_are_not_ask_the_provider_now_and_then(provider: Provider) -> None:
    """TOK-42"""
    provider.user_of("1")
    assert {provider.user_of(f"none-{number}") for number in range(20)} == {None}
    assert provider.questions == 1
    provider.clock.now += PAUSE
    assert provider.user_of("none") is None
    assert provider.questions == 2


def test_a_key_that_there_is_not_is_nobodys_and_no_failure(
    provider: Provider, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-37, TOK-42"""
    client = provider.client(settings)
    assert [provider.status_of(client, name) for name in ("1", "none", "1")] == [200, 401, 200]
    provider.clock.now += PAUSE
    assert [provider.status_of(client, "none") for _ in range(2)] == [401, 401]
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]


def test_a_key_that_a_failing_provider_may_have_is_no_word_about_the_user(
    provider: Provider, settings: Settings
) -> None:
    """TOK-37"""
    client = provider.client(settings)
    provider.status_of(client, "1")
    provider.answer = OSError()
    provider.clock.now += PAUSE
    assert [provider.status_of(client, name) for name in ("2", "2", "1")] == [500, 500, 200]


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ({}, {"RS256", "PS256"}),
        ({"alg": "RS256"}, {"RS256"}),
        ({"alg": "PS256"}, {"PS256"}),
        ({"alg": "RS384"}, set()),
    ],
)
def test_a_key_signs_by_what_its_provider_says_of_it(
    provider: Provider, said: dict[str, str], by: set[str]
) -> None:
    """TOK-03"""
    provider.answer = {"keys": [provider.spelled("1", **said), provider.spelled("2")]}
    known = {each for each in ("RS256", "PS256") if provider.user_of("1", each) == "user-ada"}
    assert known == by


def test_a_new_key_of_the_provider_is_found(provider: Provider) -> None:
    """TOK-37"""
    provider.user_of("1")
    provider.names = ("2",)
    assert provider.user_of("2") is None
    provider.clock.now += PAUSE
    assert provider.user_of("2") == "user-ada"
    assert provider.questions == 2


def test_a_key_that_was_withdrawn_is_good_for_five_minutes(provider: Provider) -> None:
    """TOK-37"""
    provider.user_of("1")
    provider.names = ("2",)
    provider.clock.now += 300
    assert provider.user_of("1") is None


def test_keys_are_renewed_before_anybody_has_to_wait(provider: Provider) -> None:
    provider.user_of("1")
    provider.clock.now += 299
    with provider.silent():
        assert seconds(lambda: provider.user_of("1")) < A_MOMENT
        assert provider.published._question
        assert not provider.published._question.over.is_set()


def test_known_keys_outlive_a_silent_provider_for_an_hour(provider: Provider) -> None:
    """TOK-37"""
    provider.user_of("1")
    provider.answer = OSError()
    provider.clock.now += 3599
    assert provider.user_of("1") == "user-ada"
    provider.clock.now += 1
    with pytest.raises(jwt.PyJWKClientConnectionError):
        provider.user_of("1")


@pytest.mark.parametrize("answer", [{"keys": [1]}, {"error": "x"}, [1], "x", {"keys": [{}]}])
def test_an_answer_without_keys_is_no_word_about_the_user(
    provider: Provider, settings: Settings, answer: Any
) -> None:
    """TOK-37"""
    provider.answer = answer
    assert provider.status_of(provider.client(settings), "1") == 500


def test_keys_that_encrypt_are_none_that_sign(provider: Provider, settings: Settings) -> None:
    """TOK-37"""
    provider.answer = {"keys": [provider.spelled("1", use="enc")]}
    assert provider.status_of(provider.client(settings), "1") == 500


def test_a_token_that_names_no_key_asks_nobody(provider: Provider) -> None:
    """TOK-42"""
    identify = from_id_token(ISSUER, CLIENT, "https://id.example/jwks", provider.published)
    nameless = jwt.encode({"sub": "x"}, provider.key, "RS256")
    shared = jwt.encode({"sub": "x"}, "k" * 32, "HS256", headers={"kid": "1"})
    for token in (nameless, shared, "a.b.c", ""):
        assert identify(asked(Authorization=f"Bearer {token}")) is None
    assert provider.questions == 0
