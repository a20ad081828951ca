"""Where calls are counted: in memory, in a store, and in memory while the store is down."""

import json
import logging
import time
from inspect import signature
from pathlib import Path

import pytest

from token_server import SettingsRefused
from token_server.counters import (
    BLIND,
    PERIOD,
    FallingBack,
    MemoryCounter,
    SharedCounter,
    counter,
    timeouts,
)
from token_server.scale import warn_of_limits

from .fakes import Clock, Store
from .served_host import SharedFile


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
