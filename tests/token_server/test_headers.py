"""The headers that every answer carries."""

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from token_server import Settings
from token_server.app import create_app
from token_server.hooks import Hooks

from .conftest import TOKEN_URL, Ask, asking, session_user


@pytest.mark.parametrize(
    "change",
    [{}, {"X-Session": None}, {"Sec-Fetch-Site": "cross-site"}, {"Content-Type": None}],
    ids=["200", "401", "403", "415"],
)
def test_every_answer_carries_the_same_headers(ask: Ask, change: dict[str, str | None]) -> None:
    """TOK-30"""
    check_headers(ask(change))


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        (204, {"method": "OPTIONS"}),
        (404, {"url": "/versori/none"}),
        (405, {"method": "GET"}),
        (413, {"data": b"x" * 5000}),
        (429, {}),
        (500, {"headers": {"X-Session": "x" * 300}}),
    ],
)
def test_refusals_of_every_kind_carry_them_too(
    settings: Settings, status: int, sent: dict[str, Any]
) -> None:
    """TOK-30"""
    app = create_app(replace(settings, per_user=1), Hooks(session_user))
    ask = asking(app.test_client())
    ask()
    response = ask(**sent)
    assert response.status_code == status
    check_headers(response)


def check_headers(response: TestResponse) -> None:
    headers = response.headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"] == "application/json"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["Vary"] == "Cookie, Origin, Sec-Fetch-Site"


def test_tls_is_remembered_where_it_was_used(settings: Settings) -> None:
    """TOK-30"""
    client = create_app(settings).test_client()
    secure = client.post(TOKEN_URL, base_url="https://localhost")
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in client.post(TOKEN_URL).headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/healthz", 200),
        ("HEAD", "/readyz", 200),
        ("OPTIONS", "/healthz", 405),
        ("GET", "/none", 404),
        ("NONE", TOKEN_URL, 405),
        ("POST", "//evil.example/", 404),
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_is_no_route_of_ours_carries_them_all_as_well(
    client: FlaskClient, scheme: str, method: str, path: str, status: int
) -> None:
    """TOK-30"""
    response = client.open(path, method=method, base_url=f"{scheme}://localhost")
    assert response.status_code == status
    check_headers(response)
    told = response.headers.get("Strict-Transport-Security")
    assert told == (None if scheme == "http" else "max-age=31536000")


def test_a_host_that_is_not_ours_gets_them_too(client: FlaskClient) -> None:
    """TOK-30, TOK-33"""
    response = client.get("/healthz", base_url="https://evil.example")
    assert response.status_code == 400
    check_headers(response)
    assert "Strict-Transport-Security" in response.headers
