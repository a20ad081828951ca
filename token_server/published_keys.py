"""The keys that an identity provider publishes: at hand without a wait, asked for by one at a time.

    asked --answered--> at hand for five minutes, and asked for anew a minute before
      |                     ^
      +-----failed----------+  what was at hand stays so for an hour; nothing is asked for a while

Anybody can name a key that there is not. So a known key is given without waiting for anyone, nobody
waits for an answer for long, and who was asked a moment ago is not asked again.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import jwt

from token_server import events

RENEWED_AFTER = 240  # seconds; nobody waits for that
GOOD_FOR = 300
GOOD_WITHOUT_AN_ANSWER = 3600
PAUSE = 10  # between two questions, whatever came of the first
PATIENCE = 1.0  # of a caller; the question goes on without them
CONNECT_SECONDS = 3

BY_RSA = ("RS256", "PS256")  # what a key may sign by that says no more than that it is RSA's

Fetch = Callable[[], Any]
Clock = Callable[[], float]
Name: TypeAlias = tuple[str, str]
"""A key's id, and the algorithm that it signs by."""


@dataclass(frozen=True)
class _Published:
    """Be what was published at a moment."""

    keys: Mapping[Name, jwt.PyJWK] = field(default_factory=dict)
    at: float = float("-inf")


@dataclass
class _Question:
    """Be a question to the provider, under way or over."""

    over: threading.Event = field(default_factory=threading.Event)
    is_answered: bool = False


class PublishedKeys:
    """Find the key that a token names; one that cannot be had is no word about the token."""

    def __init__(self, fetch: Fetch, clock: Clock = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()  # for a moment only, never while somebody is asked
        self._published = _Published()
        self._question: _Question | None = None
        self._quiet_until = float("-inf")

    def get_signing_key_from_jwt(self, token: str) -> jwt.PyJWK:
        """Give the key; raise PyJWKClientError if there is none, ...ConnectionError if unknown."""
        header = jwt.get_unverified_header(token)
        kid, algorithm = header.get("kid"), header.get("alg")
        if not isinstance(kid, str) or not isinstance(algorithm, str):
            raise jwt.PyJWKClientError("the token names no key")
        name = kid, algorithm
        return self._at_hand(name, RENEWED_AFTER) or self._asked_for(name)

    def _at_hand(self, name: Name, seconds: float) -> jwt.PyJWK | None:
        published = self._published
        return published.keys.get(name) if self._clock() - published.at < seconds else None

    def _asked_for(self, name: Name) -> jwt.PyJWK:
        question = self._asking()
        if key := self._at_hand(name, GOOD_FOR):
            return key
        is_answered = question and question.over.wait(PATIENCE) and question.is_answered
        if key := self._at_hand(name, GOOD_WITHOUT_AN_ANSWER):
            return key
        if is_answered:
            raise jwt.PyJWKClientError("the provider has no such key")
        raise jwt.PyJWKClientConnectionError("the provider's keys cannot be had")

    def _asking(self) -> _Question | None:
        """Give the question to wait for, or the last one; begin one if it is time for that.

        While there are keys, one who seeks another is enough to wait: the rest may be strangers.
        """
        with self._lock:
            if self._question and not self._question.over.is_set():
                are_at_hand = self._clock() - self._published.at < GOOD_FOR
                return None if are_at_hand else self._question
            if self._clock() < self._quiet_until:
                return self._question  # what was answered a moment ago is still so
            question = _Question()
            threading.Thread(target=self._ask, args=(question,), daemon=True).start()
            self._question = question
            return question

    def _ask(self, question: _Question) -> None:
        try:
            self._published = _Published(_usable(self._fetch()), self._clock())
            question.is_answered = True
        except Exception as error:  # whatever a provider may answer
            events.record("token.id_keys_unavailable", logging.WARNING, reason=type(error).__name__)
        finally:
            self._quiet_until = self._clock() + PAUSE
            question.over.set()


def published_at(url: str) -> PublishedKeys:
    """Fetch from an address; nothing else is taken from PyJWT's client, which waits in line."""
    client = jwt.PyJWKClient(url, cache_jwk_set=False, timeout=CONNECT_SECONDS)
    return PublishedKeys(client.fetch_data)


def _usable(answer: Any) -> dict[Name, jwt.PyJWK]:
    """Read the keys that sign; raise PyJWTError if there is none, for then it is no answer."""
    if not isinstance(answer, dict) or not isinstance(answer.get("keys"), list):
        raise jwt.PyJWKSetError("not a set of keys")
    told = [spelled for each in answer["keys"] for spelled in _with_algorithm(each)]
    keys = [key for key in jwt.PyJWKSet(told).keys if key.public_key_use in ("sig", None)]
    found = {(key.key_id, key.algorithm_name): key for key in keys if key.key_id}
    if not found:
        raise jwt.PyJWKSetError("no key that signs")
    return found


def _with_algorithm(jwk: Any) -> list[Any]:
    """Say of an RSA key by what it may sign where it does not (RFC 7517 section 4.4)."""
    if not isinstance(jwk, dict) or jwk.get("kty") != "RSA" or jwk.get("alg"):
        return [jwk]
    return [{**jwk, "alg": algorithm} for algorithm in BY_RSA]
