"""Signing in to Northwind and out again."""

import pytest
from flask.testing import FlaskClient

from sandbox.host.sessions import COOKIE, Sessions

from .conftest import FROM_HERE, SignIn

PAGES = ["/overview", "/orders", "/integrations", "/settings"]
AS_THE_HUB = FROM_HERE | {"Content-Type": "application/json"}


def test_everyone_who_can_sign_in_is_offered(client: FlaskClient) -> None:
    page = client.get("/").text
    assert page.count('name="person"') == 2
    assert "Three are active." in page


def test_signing_in_leads_to_the_hub(client: FlaskClient, sign_in: SignIn) -> None:
    sign_in("ada")
    arrived = client.get("/welcome", follow_redirects=True)
    assert arrived.request.path == "/integrations"


def test_the_cookie_is_as_safe_as_cookies_get(sign_in: SignIn) -> None:
    """TOK-31"""
    cookie = sign_in("ada").headers["Set-Cookie"]
    assert cookie.startswith("__Host-")
    for attribute in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=28800"):
        assert attribute in cookie
    assert "Domain" not in cookie


def test_a_browser_that_drops_the_cookie_is_told_why(client: FlaskClient) -> None:
    assert "did not keep the sign-in" in client.get("/welcome").text


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_for_those_who_signed_in(client: FlaskClient, sign_in: SignIn, path: str) -> None:
    assert client.get(path).headers["Location"] == "/"
    sign_in("ada")
    page = client.get(path)
    assert page.status_code == 200
    assert 'aria-current="page"' in page.text


def test_signing_out_ends_the_session_for_every_copy_of_the_cookie(
    client: FlaskClient, sign_in: SignIn
) -> None:
    """TOK-37"""
    sign_in("ada")
    kept = client.get_cookie(COOKIE)
    client.post("/sign-out", headers=FROM_HERE)
    assert kept
    client.set_cookie(COOKIE, kept.value, secure=True)
    assert client.post("/versori/token", headers=AS_THE_HUB).status_code == 401


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost:8001"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {},
    ],
)
def test_other_sites_can_sign_nobody_in_or_out(
    client: FlaskClient, path: str, headers: dict[str, str]
) -> None:
    response = client.post(path, data={"person": "ada"}, headers=headers)
    assert response.status_code == 403
    assert "Set-Cookie" not in response.headers


def test_an_older_browser_is_known_by_its_origin(client: FlaskClient) -> None:
    headers = {"Origin": "http://localhost"}
    assert client.post("/sign-in", data={"person": "ada"}, headers=headers).status_code == 303


def test_nobody_else_can_sign_in(sign_in: SignIn) -> None:
    response = sign_in("mallory")
    assert response.status_code == 400
    assert "Set-Cookie" not in response.headers


def test_signing_in_takes_a_new_session_and_ends_the_old(
    client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in("ada")
    first = client.get_cookie(COOKIE)
    sign_in("ben")
    second = client.get_cookie(COOKIE)
    assert first and second and first.value != second.value
    client.set_cookie(COOKIE, first.value, secure=True)
    assert client.get("/overview").status_code == 303


def test_a_session_ends_by_itself() -> None:
    """TOK-31"""
    now = [0.0]
    sessions = Sessions(life=60, clock=lambda: now[0])
    session_id = sessions.begin("ada")
    assert sessions.person(session_id) == "ada"
    now[0] = 60
    assert sessions.person(session_id) is None
