"""The guards of how often one may ask, and that nobody's haste is another's wait."""

from dataclasses import replace
from pathlib import Path

import jwt
import pytest
from flask import Request
from flask.testing import FlaskClient

from tests.token_server.conftest import MANY, TOKEN_URL, session_user
from tests.token_server.fakes import Store
from tests.token_server.served import FROM_HERE
from tests.token_server.served_host import SharedFile
from token_server import Hooks, Settings, create_app, published_keys, rates
from token_server.counters import Counter, FallingBack, MemoryCounter
from token_server.errors import Refusal
from token_server.published_keys import PublishedKeys
from token_server.rates import Rates

from .guard import Choice, Guard, each, without


def client_of(settings: Settings) -> FlaskClient:
    return create_app(settings, Hooks(session_user)).test_client()


def statuses(client: FlaskClient, calls: int, user: str = "", **environ: str) -> list[int]:
    headers = FROM_HERE | ({"X-Session": user} if user else {})

    def call() -> int:
        return client.post(TOKEN_URL, headers=headers, environ_overrides=environ).status_code

    return [call() for _ in range(calls)]


def one_user_wears_the_key_out(settings: Settings) -> bool:
    client = client_of(replace(settings, per_address=MANY))
    return statuses(client, 40, "user-ada") == [200] * 40


def one_address_wears_the_server_out(settings: Settings) -> bool:
    client = client_of(replace(settings, per_user=MANY))
    return [statuses(client, 1, f"user-{n}")[0] for n in range(40)] == [200] * 40


def a_forged_address_is_a_new_one(settings: Settings) -> bool:
    client = client_of(settings)
    forged = ({"HTTP_X_FORWARDED_FOR": f"192.0.2.{number}"} for number in range(40))
    return [statuses(client, 1, **each)[0] for each in forged] == [401] * 40


def a_household_has_many_addresses(settings: Settings) -> bool:
    client = client_of(settings)
    owned = ({"REMOTE_ADDR": f"2001:db8::{number:x}"} for number in range(40))
    return [statuses(client, 1, **each)[0] for each in owned] == [401] * 40


def strangers_use_up_what_users_need(settings: Settings) -> bool:
    client = client_of(settings)
    statuses(client, 40)
    return statuses(client, 1, "user-ada") == [429]


def workers_add_up(settings: Settings) -> bool:
    """Ask two workers in turn."""
    workers = client_of(settings), client_of(settings)
    return [statuses(worker, 30, "user-ada")[-1] for worker in workers] == [200, 200]


def breaking(_request: Request) -> str:
    """Be a host that fails at what anybody may bring."""
    raise RuntimeError


def whoever_breaks_the_host_goes_on(settings: Settings) -> bool:
    client = create_app(settings, Hooks(breaking)).test_client()
    return statuses(client, 40) == [500] * 40


def a_failing_provider_is_asked_at_every_call(_settings: Settings) -> bool:
    """Name a key that there is not, over and over."""
    questions: list[int] = []
    keys = PublishedKeys(lambda: questions.append(1))
    token = jwt.encode({"sub": "x"}, "k" * 32, "HS256", headers={"kid": "none"})
    for _ in range(5):
        with pytest.raises(jwt.PyJWTError):
            keys.get_signing_key_from_jwt(token)
    return len(questions) == 5


def with_strangers(self: Rates, address: str | None) -> None:
    self._count("address", rates.network(address), self.per_address)


@pytest.fixture
def few(settings: Settings) -> Settings:
    return replace(settings, per_user=30, per_address=30)


GUARDS: tuple[Guard[Settings], ...] = (
    Guard("IPv6 networks", a_household_has_many_addresses, without(rates, "IPV6_NETWORK", 0)),
    Guard(
        "strangers apart",
        strangers_use_up_what_users_need,
        without(Rates, "count_stranger", with_strangers),
    ),
    Guard(
        "strangers whom nobody can identify",
        whoever_breaks_the_host_goes_on,
        without(Rates, "count_stranger"),
    ),
    Guard(
        "a pause between questions",
        a_failing_provider_is_asked_at_every_call,
        without(published_keys, "PAUSE", 0),
    ),
)
CHOICES = (
    Choice("a limit for a user", one_user_wears_the_key_out, {"per_user": MANY}),
    Choice("a limit for an address", one_address_wears_the_server_out, {"per_address": MANY}),
    Choice("no proxies unless told", a_forged_address_is_a_new_one, {"proxies": 1}),
)


@each(GUARDS)
def test_without_it_limits_are_got_round_or_hit_others(
    guard: Guard[Settings], few: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-42"""
    guard.matters(few, monkeypatch)


@each(CHOICES)
def test_without_the_setting_limits_are_got_round(guard: Choice, few: Settings) -> None:
    """TOK-34, TOK-39"""
    guard.matters(few)


def test_without_a_shared_store_workers_add_up(settings: Settings, tmp_path: Path) -> None:
    """TOK-40"""
    assert SharedFile.STORAGE_SCHEME == ["sharedfile"]
    shared = replace(settings, per_user=30, limit_store=f"sharedfile://{tmp_path}/counts")
    Choice("a shared store", workers_add_up, {"limit_store": "memory://"}).matters(shared)


def test_without_a_scope_two_hubs_of_one_store_share_a_limit() -> None:
    """TOK-52"""
    assert not is_used_up_by_another("other")
    assert is_used_up_by_another("versori")


def is_used_up_by_another(scope: str) -> bool:
    store = MemoryCounter()
    Rates(store, 1, 1, "versori").count_stranger("192.0.2.1")
    try:
        Rates(store, 1, 1, scope).count_stranger("192.0.2.1")
    except Refusal:
        return True
    return False


def test_without_an_end_to_its_memory_strangers_fill_it() -> None:
    """TOK-42"""
    counts = MemoryCounter(most_keys=100), MemoryCounter(most_keys=10**9)
    for number in range(5_000):
        for count in counts:
            count.wait(f"2001:db8:{number:x}::", 1)
    assert [len(count) for count in counts] == [100, 5_000]


def test_without_memory_to_fall_back_on_a_dead_store_stops_the_endpoint() -> None:
    """TOK-41"""
    store = Store()
    store.is_down = True
    guarded: Counter = FallingBack(store, MemoryCounter())
    assert guarded.wait("user-ada", 1) == 0
    with pytest.raises(ConnectionError):
        store.wait("user-ada", 1)
