"""How often one may call, and that counting never stops the endpoint."""

import json
import logging
import time
from dataclasses import replace
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from token_server import Hooks, Settings, SettingsRefused, create_app, token_blueprint
from token_server.counters import (
    BLIND,
    PERIOD,
    FallingBack,
    MemoryCounter,
    SharedCounter,
    counter,
    timeouts,
)
from token_server.errors import Refusal
from token_server.rates import Rates, network
from token_server.scale import warn_of_limits

from .conftest import TOKEN_URL, session_user
from .served_host import SharedFile

FROM_HERE = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
ADA = FROM_HERE | {"X-Session": "user-ada"}
BEN = FROM_HERE | {"X-Session": "user-ben"}


class Clock:
    """Be a monotonic clock that stands still."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Store:
    """Be a shared store that can be down."""

    def __init__(self) -> None:
        self.is_down = False
        self.asked = 0

    def wait(self, key: str, limit: int) -> float:
        self.asked += 1
        if self.is_down:
            raise ConnectionError("no route to redis://:password@store")
        return 0


def limited(settings: Settings, **limits: Any) -> Any:
    return create_app(replace(settings, **limits), Hooks(session_user)).test_client()


def statuses(client: Any, headers: dict[str, str], calls: int) -> list[int]:
    return [client.post(TOKEN_URL, headers=headers).status_code for _ in range(calls)]


def test_the_limits_are_thirty_a_user_and_three_hundred_an_address(settings: Settings) -> None:
    """TOK-39"""
    usual = Settings(settings.key)
    client = create_app(usual, Hooks(session_user)).test_client()
    assert statuses(client, ADA, 31) == [200] * 30 + [429]
    assert statuses(client, FROM_HERE, 301) == [401] * 300 + [429]


def test_too_often_is_said_as_json_with_the_seconds_to_wait(settings: Settings) -> None:
    """TOK-39"""
    client = limited(settings, per_user=1)
    statuses(client, ADA, 1)
    response = client.post(TOKEN_URL, headers=ADA)
    assert response.status_code == 429
    assert response.json["code"] == "rate_limited"
    assert 1 <= int(response.headers["Retry-After"]) <= PERIOD
    assert response.headers["Cache-Control"] == "no-store"


class Busy:
    """Be a count that is over its limit for so many seconds."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def wait(self, _key: str, _limit: int) -> float:
        return self.seconds


@pytest.mark.parametrize(("wait", "told"), [(0.2, "1"), (1.0, "1"), (1.2, "2"), (59.01, "60")])
def test_nobody_is_told_to_come_back_too_early(wait: float, told: str) -> None:
    """TOK-39"""
    with pytest.raises(Refusal) as refused:
        Rates(Busy(wait), 1, 1, "versori").count_stranger("192.0.2.1")
    assert refused.value.headers == {"Retry-After": told}


def test_one_users_haste_is_not_anothers(settings: Settings) -> None:
    """TOK-42"""
    client = limited(settings, per_user=2)
    assert statuses(client, ADA, 3) == [200, 200, 429]
    assert statuses(client, BEN, 1) == [200]


def test_many_users_of_one_address_share_its_limit(settings: Settings) -> None:
    """TOK-39"""
    client = limited(settings, per_address=2)
    users = [FROM_HERE | {"X-Session": f"user-{number}"} for number in range(3)]
    assert [statuses(client, user, 1)[0] for user in users] == [200, 200, 429]


def test_strangers_are_counted_by_address_and_leave_room_for_users(settings: Settings) -> None:
    """TOK-42"""
    client = limited(settings, per_address=2)
    assert statuses(client, FROM_HERE, 3) == [401, 401, 429]
    assert statuses(client, ADA, 1) == [200]


def test_a_forged_forwarding_header_does_not_make_another_address(settings: Settings) -> None:
    """TOK-34"""
    client = limited(settings, per_address=1)
    forged = [FROM_HERE | {"X-Forwarded-For": f"192.0.2.{number}"} for number in range(2)]
    assert [statuses(client, headers, 1)[0] for headers in forged] == [401, 429]


def test_a_configured_proxy_is_believed_for_one_hop(settings: Settings) -> None:
    """TOK-34"""
    client = limited(settings, per_address=1, proxies=1)
    first = FROM_HERE | {"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https"}
    forged = FROM_HERE | {"X-Forwarded-For": "198.51.100.9, 192.0.2.1"}
    answer = client.post(TOKEN_URL, headers=first)
    assert answer.status_code == 401
    assert "Strict-Transport-Security" in answer.headers
    assert statuses(client, forged, 1) == [429]


@pytest.mark.parametrize("spelled", ["192.0.2.{}:50412", "[2001:db8:{}::1]:50412"])
def test_clients_of_a_router_that_tells_their_ports_are_counted_apart(
    settings: Settings, spelled: str
) -> None:
    """TOK-42"""
    client = limited(settings, per_address=1, proxies=1)
    told = [FROM_HERE | {"X-Forwarded-For": spelled.format(number)} for number in (1, 2, 1)]
    assert [statuses(client, headers, 1)[0] for headers in told] == [401, 401, 429]


def test_a_preflight_is_not_counted(settings: Settings) -> None:
    """TOK-29"""
    client = limited(settings, per_address=1)
    asked = [client.options(TOKEN_URL, headers=FROM_HERE).status_code for _ in range(3)]
    assert asked == [204] * 3
    assert statuses(client, FROM_HERE, 1) == [401]


def test_two_blueprints_count_apart(settings: Settings) -> None:
    """TOK-52"""
    host, few = Flask("host"), replace(settings, per_user=1)
    host.register_blueprint(token_blueprint(few, lambda request: "one"))
    host.register_blueprint(
        token_blueprint(few, lambda request: "one", name="other", url_prefix="/other")
    )
    client = host.test_client()
    urls = (TOKEN_URL, TOKEN_URL, "/other/token")
    assert [client.post(url, headers=FROM_HERE).status_code for url in urls] == [200, 429, 200]


def test_a_window_ends_by_the_monotonic_clock() -> None:
    """TOK-50"""
    clock = Clock()
    counted = MemoryCounter(clock=clock)
    assert [counted.wait("a", 1), counted.wait("a", 1)] == [0, PERIOD]
    clock.now += PERIOD
    assert counted.wait("a", 1) == 0


def test_the_limits_go_by_a_clock_that_cannot_be_set() -> None:
    """TOK-50"""
    for each in (MemoryCounter, FallingBack):
        assert signature(each).parameters["clock"].default is time.monotonic


def test_a_store_whose_clock_is_off_makes_nobody_wait_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-39, TOK-50"""
    monkeypatch.setattr(SharedFile, "get_expiry", lambda self, key: time.time() + 7200)
    counted = SharedCounter(f"sharedfile://{tmp_path}/counts")
    assert [counted.wait("a", 1), counted.wait("a", 1)] == [0, PERIOD]


def test_a_million_addresses_do_not_fill_the_memory() -> None:
    """TOK-42"""
    counted = MemoryCounter(most_keys=100)
    for number in range(10_000):
        counted.wait(str(number), 1)
    assert len(counted) == 100
    assert counted.wait("9999", 1) > 0


@pytest.mark.parametrize("uri", ["memory://", "memory://x", "memory://127.0.0.1/0"])
def test_without_a_store_the_count_has_an_end_of_its_own(uri: str) -> None:
    """TOK-42"""
    assert isinstance(counter(uri), MemoryCounter)


@pytest.mark.parametrize("store", [None, "", " ", "memory://", " memory://", "memory://x"])
def test_counts_of_each_worker_are_told_however_they_were_asked_for(
    store: str | None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-40"""
    if store is not None:
        monkeypatch.setenv("VERSORI_LIMIT_STORE", store)
    warn_of_limits(1)
    assert not caplog.messages
    warn_of_limits(2)
    assert json.loads(caplog.messages[0])["factor"] == 2


def test_a_shared_store_needs_no_such_word(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-40"""
    monkeypatch.setenv("VERSORI_LIMIT_STORE", " redis://127.0.0.1")
    warn_of_limits(2)
    assert not caplog.messages


@pytest.mark.parametrize(
    ("uri", "names"),
    [
        ("redis://store", {"socket_connect_timeout", "socket_timeout"}),
        ("rediss://store", {"socket_connect_timeout", "socket_timeout"}),
        ("memcached://store", {"connect_timeout", "timeout"}),
    ],
)
def test_a_store_that_hangs_is_not_waited_for(uri: str, names: set[str]) -> None:
    """TOK-41"""
    assert timeouts(uri) == dict.fromkeys(names, 0.5)


def test_a_store_that_is_down_leaves_the_limit_to_memory() -> None:
    """TOK-41"""
    clock, store = Clock(), Store()
    counted = FallingBack(store, MemoryCounter(clock=clock), clock)
    store.is_down = True
    assert [counted.wait("a", 1) > 0 for _ in range(3)] == [False, True, True]
    assert store.asked == 1
    store.is_down = False
    clock.now += BLIND
    assert counted.wait("a", 1) == 0


def test_a_store_that_is_down_is_told_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    """TOK-41"""
    clock, store = Clock(), Store()
    counted = FallingBack(store, MemoryCounter(clock=clock), clock)
    store.is_down = True
    for _ in range(13):
        counted.wait("a", 1)
        clock.now += BLIND
    told = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert len(told) == 2
    assert json.loads(told[0].message)["reason"] == "ConnectionError"
    assert "password" not in caplog.text


@pytest.mark.parametrize("uri", ["nope://:secret@store", "async+memory://:secret@store"])
def test_a_store_that_cannot_be_used_is_told_without_its_password(uri: str) -> None:
    """TOK-40"""
    with pytest.raises(SettingsRefused) as refused:
        counter(uri)
    assert "VERSORI_LIMIT_STORE" in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:3::9", "2001:db8:1:3::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:50412", "192.0.2.1"),
        ("[2001:db8:1:2::9]:50412", "2001:db8:1:2::"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::"),
        ("[::ffff:192.0.2.1]:443", "192.0.2.1"),
        ("2001:db8:1:2::9:443", "2001:db8:1:2::"),
        ("192.0.2.1:", "unknown"),
        ("192.0.2.1:port", "unknown"),
        ("192.0.2.1:123456", "unknown"),
        ("192.0.2.1:443\n", "unknown"),
        ("192.0.2.256:443", "unknown"),
        ("[192.0.2.1]:443", "unknown"),
        ("[2001:db8::1", "unknown"),
        ("2001:db8::1]:443", "unknown"),
        ("[]:443", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
        ("a\nb", "unknown"),
    ],
)
def test_an_address_is_counted_as_its_network(address: str | None, counted_as: str) -> None:
    """TOK-42"""
    assert network(address) == counted_as


def test_what_is_too_often_is_logged(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """TOK-44"""
    caplog.set_level(logging.INFO, "token_server")
    statuses(limited(settings, per_user=1), ADA, 2)
    events = [json.loads(record.message)["event"] for record in caplog.records]
    assert events == ["token.issued", "token.rate_limited"]
