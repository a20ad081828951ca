"""How often one may call, and who is counted as whom."""

import json
import logging
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from token_server import Hooks, Settings, create_app, token_blueprint
from token_server.counters import (
    PERIOD,
)
from token_server.errors import Refusal
from token_server.rates import Rates, network

from .conftest import TOKEN_URL, session_user

FROM_HERE = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
ADA = FROM_HERE | {"X-Session": "user-ada"}
BEN = FROM_HERE | {"X-Session": "user-ben"}


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
