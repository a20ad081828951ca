"""What goes up to the API, and what does not get through."""

from dataclasses import replace
from typing import Any
from urllib.parse import quote

import jwt
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.token_server.conftest import session_user
from token_server import Hooks, Settings, User, create_app, hybrid_blueprint
from token_server.calls import LARGEST_BODY

from .upstream import ADA, HUB, INTEGRATIONS, JSON, OTHER, Upstream, answering, browser


def test_a_call_carries_a_token_of_the_user_signed_for_it(
    client: FlaskClient, upstream: Upstream, hybrid: Settings
) -> None:
    """HYB-07"""
    assert client.get(INTEGRATIONS, headers=ADA).status_code == 200
    kind, _, token = upstream.headers["Authorization"].partition(" ")
    claims = jwt.decode(token, hybrid.key.public_pem, ["RS256"])
    assert (kind, claims["sub"]) == ("JWT", "user-ada")
    assert claims["exp"] - claims["iat"] <= 90


def test_nothing_of_the_browsers_headers_goes_up(client: FlaskClient, upstream: Upstream) -> None:
    """HYB-05"""
    smuggled = {
        "Cookie": "session=secret",
        "Authorization": "Bearer forged",
        "X-Forwarded-For": "192.0.2.1",
        "X-HTTP-Method-Override": "DELETE",
        "X-User-ID": "user-ben",
        "Accept": "text/html",
        "Connection": "Authorization",
    }
    client.get(INTEGRATIONS, headers=ADA | smuggled)
    sent = {name for name in upstream.headers if name not in ("Host", "User-Agent", "Connection")}
    assert sent == {"Accept", "Accept-Encoding", "Authorization"}
    assert upstream.headers["Accept-Encoding"] == "identity"
    assert "forged" not in str(upstream.headers)
    assert upstream.asked == [("GET", INTEGRATIONS.removeprefix("/versori/api"))]


def test_one_users_cookies_do_not_go_up_with_anothers_call(
    client: FlaskClient, upstream: Upstream
) -> None:
    """HYB-05"""
    upstream.answer = answering(200, Set_Cookie="upstream=ada")
    for _ in range(2):
        client.get(INTEGRATIONS, headers=ADA)
    assert "Cookie" not in upstream.headers


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "", "Same-Origin"])
def test_other_sites_do_not_get_through(client: FlaskClient, upstream: Upstream, site: str) -> None:
    """HYB-08"""
    said = client.get(INTEGRATIONS, headers=ADA | {"Sec-Fetch-Site": site})
    assert said.status_code == 403
    assert not upstream.asked


def test_nobody_gets_401(client: FlaskClient, upstream: Upstream) -> None:
    """HYB-08"""
    said = client.get(INTEGRATIONS, headers={"Sec-Fetch-Site": "same-origin"})
    assert said.status_code == 401
    assert not upstream.asked


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_a_form_does_not_get_through(
    client: FlaskClient, upstream: Upstream, kind: str | None
) -> None:
    """HYB-08"""
    body = '{"userId": "user-ada"}'
    said = client.post("/versori/api/activations", headers=ADA, data=body, content_type=kind)
    assert said.status_code == 415
    assert not upstream.asked


def test_a_large_body_does_not_get_through(client: FlaskClient, upstream: Upstream) -> None:
    """HYB-05"""
    body = b" " * (LARGEST_BODY + 1)
    said = client.post("/versori/api/activations", headers=ADA | JSON, data=body)
    assert said.status_code == 413
    assert not upstream.asked


@pytest.mark.parametrize(
    "path",
    [
        "/versori/api/../token",
        "/versori/api/hubs/../../healthz",
        "/versori/api/%2e%2e/%2e%2e/healthz",
        f"/versori/api/hubs/{HUB}%2f..%2f..%2fhealthz",
        "/versori/api//evil.example/hubs",
        "/versori/api/http://evil.example/hubs",
        f"/versori/api/hubs/{HUB}/users/user-ben",
        f"/versori/api/hubs/{HUB}/users/user-ada%2f..%2fuser-ben",
    ],
)
def test_a_path_trick_does_not_get_through(
    client: FlaskClient, upstream: Upstream, path: str
) -> None:
    """HYB-02, HYB-03"""
    said = client.get(path, headers=ADA)
    assert said.status_code == 404
    assert not upstream.asked


def test_a_server_that_does_not_say_what_was_sent_serves_nothing(
    client: FlaskClient, upstream: Upstream
) -> None:
    """HYB-02"""
    absolute = {"REQUEST_URI": f"http://evil.example{INTEGRATIONS}"}
    said = client.get(INTEGRATIONS, headers=ADA, environ_overrides=absolute)
    assert said.status_code == 404
    assert not upstream.asked


@pytest.mark.parametrize("user", ["user-ada", "org/7", "50%25", "ünï", "a b", "?#&="])
def test_a_server_that_tells_only_what_was_meant_is_enough(
    client: FlaskClient, upstream: Upstream, user: str
) -> None:
    """HYB-02: granian decodes the path and does not say how it was spelled."""
    path = f"hubs/{HUB}/users/{quote(user, safe='')}"
    session = ADA | {"X-Session": user}
    mute: Any = {"REQUEST_URI": "", "RAW_URI": ""}
    said = client.get(f"/versori/api/{path}", headers=session, environ_overrides=mute)
    assert said.status_code == 200
    assert upstream.path == f"/{path}"


@pytest.mark.parametrize("site", [None, "same-site"])
@pytest.mark.parametrize("path", [INTEGRATIONS, "/versori/api/session"])
def test_pages_of_listed_origins_ask_nothing_here(
    client: FlaskClient, upstream: Upstream, site: str | None, path: str
) -> None:
    """HYB-08: they may ask for tokens, but not wear the session of this one."""
    listed = {"Origin": "https://app.example.com", "X-Session": "user-ada"}
    headers = listed | ({"Sec-Fetch-Site": site} if site else {})
    method = "GET" if path == INTEGRATIONS else "POST"
    assert client.open(path, method=method, headers=headers, json={}).status_code == 403
    assert not upstream.asked


def test_pages_of_listed_origins_read_nothing_here(client: FlaskClient) -> None:
    """HYB-08"""
    said = client.get(INTEGRATIONS, headers=ADA | {"Origin": "https://app.example.com"})
    assert "Access-Control-Allow-Origin" not in said.headers


@pytest.mark.parametrize("limit", ["per_user", "per_address"])
def test_calls_are_limited_too(hybrid: Settings, limit: str) -> None:
    """TOK-39"""
    changed: Any = {limit: 1}
    client = browser(replace(hybrid, **changed))
    statuses = [client.get(INTEGRATIONS, headers=ADA).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_a_host_with_several_hubs_says_whose_is_which(hybrid: Settings, upstream: Upstream) -> None:
    """HYB-03"""
    host = Flask("host")
    identify = lambda request: User("user-ada", hub_id=OTHER)  # noqa: E731
    host.register_blueprint(hybrid_blueprint(hybrid, identify))
    client = host.test_client()
    assert client.get(f"/versori/api/hubs/{OTHER}", headers=ADA).status_code == 200
    assert client.get(f"/versori/api/hubs/{HUB}", headers=ADA).status_code == 404


@pytest.mark.parametrize(("switched_on", "status"), [(True, 200), (False, 404)])
def test_the_server_of_its_own_has_it_when_switched_on(
    hybrid: Settings, upstream: Upstream, switched_on: bool, status: int
) -> None:
    """HYB-01"""
    app = create_app(replace(hybrid, hybrid=switched_on), Hooks(session_user))
    assert app.test_client().get(INTEGRATIONS, headers=ADA).status_code == status


def test_without_a_hub_nothing_is_asked(hybrid: Settings, upstream: Upstream) -> None:
    """HYB-03"""
    client = browser(replace(hybrid, hub_id=""))
    assert client.get(INTEGRATIONS, headers=ADA).status_code == 503
    assert not upstream.asked
