"""Which calls are answered at all, and which pages may read the answers."""

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import Headers

from token_server import Settings
from token_server.app import create_app
from token_server.hooks import Hooks

from .conftest import TOKEN_URL, Ask, session_user

LISTED = "https://app.example.com"
FOREIGN = [
    "https://app.example.com.evil.io",
    "https://evilapp.example.com",
    "http://app.example.com",
    "https://app.example.com:8443",
    "https://APP.example.com",
    "https://app.example.com.",
    "https://app.example.com/",
    "null",
    "*",
    "",
]


def cors(headers: Headers) -> list[str]:
    return [name for name, _ in headers if name.startswith("Access-Control-")]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "NONE"])
def test_a_token_is_issued_on_post_only(ask: Ask, method: str) -> None:
    """TOK-24"""
    response = ask(method=method)
    assert response.status_code == 405
    assert response.headers["Allow"] == "OPTIONS, POST"
    assert b"eyJ" not in response.data


@pytest.mark.parametrize("method", ["post", "Post"])
def test_a_method_in_small_letters_is_another_one(client: FlaskClient, method: str) -> None:
    """TOK-24: Flask takes it for the same, and granian passes it on."""
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
    spelled = {"REQUEST_METHOD": method}
    said = [
        client.post(TOKEN_URL, headers=headers | {"X-Session": "user-ada"}, environ_overrides=each)
        for each in ({}, spelled, {}, spelled)
    ]
    assert [each.status_code for each in said] == [200, 405, 200, 405]


@pytest.mark.parametrize(
    ("path", "allowed"), [("/healthz", {"GET", "HEAD"}), (TOKEN_URL, {"OPTIONS", "POST"})]
)
def test_a_method_that_nobody_knows_is_told_what_is_allowed(
    client: FlaskClient, path: str, allowed: set[str]
) -> None:
    """TOK-24"""
    response = client.open(path, method="NONE")
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == allowed


@pytest.mark.parametrize(
    ("site", "origin", "status"),
    [
        ("same-origin", None, 200),
        ("same-origin", LISTED, 200),
        ("same-site", LISTED, 200),
        ("same-site", None, 403),
        ("same-site", "https://other.example.com", 403),
        ("cross-site", LISTED, 403),
        ("cross-site", "https://evil.example", 403),
        ("none", None, 403),
        ("Same-Origin", None, 403),
        ("", LISTED, 403),
        (None, LISTED, 200),
        (None, "https://evil.example", 403),
        (None, "null", 403),
        (None, None, 403),
    ],
)
def test_only_the_hosts_own_pages_may_ask(
    ask: Ask, site: str | None, origin: str | None, status: int
) -> None:
    """TOK-26"""
    response = ask({"Sec-Fetch-Site": site, "Origin": origin})
    assert response.status_code == status
    assert ("token" in (response.json or {})) == (status == 200)


@pytest.mark.parametrize(
    "content_type",
    [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"],
)
def test_a_call_that_needs_no_preflight_is_refused(ask: Ask, content_type: str | None) -> None:
    """TOK-27"""
    response = ask({"Content-Type": content_type})
    assert response.status_code == 415
    assert response.json and response.json["code"] == "unsupported_media_type"


def test_a_charset_does_no_harm(ask: Ask) -> None:
    assert ask({"Content-Type": "application/json; charset=utf-8"}).status_code == 200


@pytest.mark.parametrize("origin", FOREIGN)
def test_an_origin_that_is_not_listed_gets_no_cors_headers(ask: Ask, origin: str) -> None:
    """TOK-28"""
    response = ask({"Origin": origin})
    assert not cors(response.headers)


@given(origin=st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=60))
def test_no_origin_is_reflected(settings: Settings, origin: str) -> None:
    """TOK-28"""
    client = create_app(settings, Hooks(session_user)).test_client()
    response = client.post(TOKEN_URL, headers={"Origin": f"https://app.example.com{origin}"})
    assert origin == "" or not cors(response.headers)


def test_cors_is_off_unless_origins_are_listed(settings: Settings) -> None:
    """TOK-28"""
    client = create_app(Settings(settings.key), Hooks(session_user)).test_client()
    assert not cors(client.post(TOKEN_URL, headers={"Origin": LISTED}).headers)


@pytest.mark.parametrize("session", ["user-ada", None], ids=["token", "refusal"])
def test_a_listed_origin_may_read_every_answer(ask: Ask, session: str | None) -> None:
    """TOK-28"""
    headers = ask({"Origin": LISTED, "X-Session": session}).headers
    assert headers["Access-Control-Allow-Origin"] == LISTED
    assert headers["Access-Control-Allow-Credentials"] == "true"
    assert headers["Access-Control-Expose-Headers"] == "Retry-After, X-Request-Id"
    assert "Origin" in headers["Vary"]


def test_a_preflight_from_a_listed_origin_is_told_what_it_may_send(ask: Ask) -> None:
    """TOK-29"""
    response = ask({"Origin": LISTED, "X-Session": None}, method="OPTIONS")
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Methods"] == "POST"
    assert response.headers["Access-Control-Allow-Headers"] == "Content-Type, X-Requested-With"
    assert int(response.headers["Access-Control-Max-Age"]) <= 600
    assert not response.data


@pytest.mark.parametrize("site", ["same-site", "same-origin", "cross-site", "none", "", None])
def test_a_preflight_promises_what_the_call_then_gets(ask: Ask, site: str | None) -> None:
    """TOK-26, TOK-28, TOK-29"""
    from_there = {"Origin": LISTED, "Sec-Fetch-Site": site}
    may_call = bool(cors(ask(from_there, method="OPTIONS").headers))
    answer = ask(from_there)
    assert (answer.status_code == 200) == may_call == bool(cors(answer.headers))


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_preflight_from_elsewhere_learns_nothing(ask: Ask, origin: str) -> None:
    """TOK-29"""
    headers = ask({"Origin": origin}, method="OPTIONS").headers
    assert not cors(headers)
    assert headers["Allow"] == "OPTIONS, POST"


@pytest.mark.parametrize(("size", "status"), [(4096, 200), (4097, 413), (10_000_000, 413)])
def test_a_large_body_is_refused(ask: Ask, size: int, status: int) -> None:
    """TOK-32"""
    assert ask(data=b"x" * size).status_code == status
