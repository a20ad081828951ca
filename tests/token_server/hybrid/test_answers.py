"""What comes down from the API, and what does not."""

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.token_server.conftest import session_user
from token_server import Settings, gate, token_blueprint
from token_server.calls import ROUTES, Route

from .upstream import ADA, HUB, ID, INTEGRATIONS, JSON, Upstream, answering, browser


def test_an_error_is_passed_on_with_retry_after_and_no_other_header(
    client: FlaskClient, upstream: Upstream
) -> None:
    """HYB-06"""
    extra = {"Set_Cookie": "a=b", "Server": "x", "X_Internal": "y", "Location": "https://e.example"}
    upstream.answer = answering(429, '{"code": "slow"}', Retry_After="7", **extra)
    said = client.get(INTEGRATIONS, headers=ADA)
    assert (said.status_code, said.json) == (429, {"code": "slow"})
    assert said.headers["Retry-After"] == "7"
    assert not {"Set-Cookie", "X-Internal", "Location", "Server"} & set(said.headers.keys())
    assert said.headers["Cache-Control"] == "no-store"


def test_no_header_comes_down_that_is_not_ours(client: FlaskClient, upstream: Upstream) -> None:
    """HYB-06"""
    names = ("ETag", "Link", "X_Powered_By", "WWW_Authenticate", "Access_Control_Allow_Origin")
    more = {"Content_Range": "bytes 0-1/2", "Accept_Ranges": "bytes", "Authorization": "JWT x"}
    upstream.answer = answering(200, "{}", **dict.fromkeys(names, "x"), **more)
    said = client.get(INTEGRATIONS, headers=ADA | {"Range": "bytes=0-0", "If-None-Match": "x"})
    assert (said.status_code, said.text) == (200, "{}")
    assert {*said.headers.keys()} == {
        *("Content-Type", "Content-Length", "X-Request-Id"),
        *gate.FIXED_HEADERS,
    }


def test_a_page_of_another_origin_that_asks_first_is_told_nothing(client: FlaskClient) -> None:
    """HYB-08"""
    page = {"Origin": "https://app.example.com", "Access-Control-Request-Method": "POST"}
    said = client.options("/versori/api/session", headers=page)
    assert not [name for name in said.headers.keys() if name.startswith("Access-Control-")]


def test_an_error_is_passed_on_letter_by_letter(client: FlaskClient, upstream: Upstream) -> None:
    """HYB-06"""
    text = '{"code": "x",  "fields": [{"field": "a[0].b", "message": "ü"}], "details": {}}'
    for status in (400, 403, 404, 409, 422, 500, 503):
        upstream.answer = answering(status, text)
        said = client.get(INTEGRATIONS, headers=ADA)
        assert (said.status_code, said.text) == (status, text)


SECRET = {"credentials": {"action": [{"credential": {"data": {"value": "canary"}}}]}}
WAYS = [route for route in ROUTES if route.path != "integrations/{id}/users/{user}/variables"]


def ask_by(client: FlaskClient, route: Route) -> TestResponse:
    path = route.path.format(hub=HUB, user="user-ada", id=ID)
    body = {"json": {route.names or "dynamicVariables": "user-ada"}}
    if route.path.endswith("initialise"):
        body = {"json": {}}
    more: Any = {} if route.members is None else body
    return client.open(f"/versori/api/{path}", method=route.method, headers=ADA, **more)


@pytest.mark.parametrize("status", [200, 409])
@pytest.mark.parametrize("route", WAYS, ids=lambda route: f"{route.method} {route.path}")
def test_credentials_stay_behind_even_if_the_api_shows_them(
    client: FlaskClient, upstream: Upstream, route: Route, status: int
) -> None:
    """HYB-06, TOK-54: the hub has no use for them, by whatever call an end user comes along."""
    shown = {
        "user": {"primaryConnection": {"id": ID} | SECRET},
        "connections": [{"id": ID} | SECRET],
    }
    upstream.answer = answering(status, json.dumps(shown))
    said = ask_by(client, route)
    assert upstream.asked
    assert (said.status_code, said.json) == (
        status,
        {"user": {"primaryConnection": {"id": ID}}, "connections": [{"id": ID}]},
    )


HIDDEN = json.dumps({"user": SECRET})


@pytest.mark.parametrize(
    "text",
    [
        HIDDEN.replace("credentials", r"\u0063redentials").encode(),
        HIDDEN.encode("utf-16"),
        HIDDEN.encode("utf-32-be"),
        HIDDEN.replace('"user"', '"credentials": 1, "user": {}, "user"').encode(),
        b'{"a": {"credentials": "canary"}, "a": {}}',
    ],
)
def test_another_spelling_does_not_bring_credentials_down(
    client: FlaskClient, upstream: Upstream, text: bytes
) -> None:
    """HYB-06, TOK-54"""
    upstream.answer = lambda _: Response(text, 200, JSON)
    said = client.get(INTEGRATIONS, headers=ADA)
    assert said.status_code == 200
    assert "canary" not in json.dumps(said.json)
    assert b"canary" not in said.data.replace(b"\0", b"")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (
            f"integrations/{ID}/users/user-ada/variables",
            {"credentials": "k", "a": {"credentials": 1}},
        ),
        (
            f"embed/{HUB}/users/user-ada/integrations/{ID}",
            {"variablesSchema": {"properties": SECRET}},
        ),
        ("activations", {"dynamicVariables": {"credentials": "k"}}),
    ],
)
def test_a_setting_may_have_the_name_of_what_is_hidden(
    client: FlaskClient, upstream: Upstream, path: str, shown: object
) -> None:
    """HYB-06: the integration names its settings; without one the hub would save it as empty."""
    upstream.answer = answering(200, json.dumps(shown))
    method = "POST" if path == "activations" else "GET"
    body: Any = {"json": {"userId": "user-ada"}} if method == "POST" else {}
    said = client.open(f"/versori/api/{path}", method=method, headers=ADA, **body)
    assert said.json == shown


def test_a_number_beside_what_is_hidden_comes_down_as_it_was_written(
    client: FlaskClient, upstream: Upstream
) -> None:
    """HUB-40, HYB-06"""
    upstream.answer = answering(200, '{"credentials": 1, "n": 0.12345678901234567890}')
    said = client.get(f"/versori/api/hubs/{HUB}/users/user-ada", headers=ADA)
    assert said.data == b'{"n": 0.12345678901234567890}'


def test_an_answer_in_which_credentials_cannot_be_found_is_not_passed_on(
    client: FlaskClient, upstream: Upstream
) -> None:
    """HYB-06"""
    upstream.answer = answering(200, '{"credentials": "canary"')
    said = client.get(f"/versori/api/hubs/{HUB}/users/user-ada", headers=ADA)
    assert said.status_code == 502


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_followed(client: FlaskClient, upstream: Upstream, status: int) -> None:
    """HYB-06"""
    upstream.answer = answering(status, Location=f"{upstream.url}/elsewhere")
    said = client.get(INTEGRATIONS, headers=ADA)
    assert said.status_code == 502
    assert len(upstream.asked) == 1
    assert "Location" not in said.headers


@pytest.mark.parametrize(
    ("status", "kind", "seen", "text"),
    [
        (200, "text/html", 502, None),
        (200, "", 502, None),
        (500, "text/html", 500, ""),
        (401, "application/json", 502, None),
    ],
)
def test_what_is_no_json_is_not_passed_on(
    client: FlaskClient, upstream: Upstream, status: int, kind: str, seen: int, text: str | None
) -> None:
    """HYB-06"""
    upstream.answer = lambda _: Response("<b>canary</b>", status, {"Content-Type": kind})
    said = client.get(INTEGRATIONS, headers=ADA)
    assert said.status_code == seen
    assert "canary" not in said.text
    assert text is None or said.text == text


def test_an_endless_answer_is_cut(client: FlaskClient, upstream: Upstream) -> None:
    """HYB-06"""
    upstream.answer = lambda _: Response(iter(lambda: b" " * 65_536, b""), 200, JSON)
    assert client.get(INTEGRATIONS, headers=ADA).status_code == 502


def test_an_api_that_is_down_is_a_bad_gateway(hybrid: Settings) -> None:
    """HYB-06"""
    client = browser(replace(hybrid, api_url="http://127.0.0.1:9"))
    said = client.get(INTEGRATIONS, headers=ADA)
    assert said.status_code == 502
    assert said.json and said.json["code"] == "bad_gateway"


@pytest.mark.parametrize(
    ("status", "seen"), [(400, 502), (403, 502), (429, 429), (500, 502), (302, 502)]
)
def test_an_end_user_that_cannot_be_made_is_told_without_the_apis_words(
    hybrid: Settings, upstream: Upstream, status: int, seen: int
) -> None:
    """TOK-54"""
    host = Flask("host")
    connect: Any = lambda user: {"name": "n", "credentials": {}, "variables": []}  # noqa: E731
    host.register_blueprint(token_blueprint(hybrid, session_user, primary_connection=connect))
    upstream.answer = answering(status, '{"message": "key k-1234 is wrong"}', Retry_After="9")
    said = host.test_client().post("/versori/end-user", headers=ADA | JSON, data="{}")
    assert said.status_code == seen
    assert "k-1234" not in said.text
    assert said.headers.get("Retry-After") == ("9" if seen == 429 else None)
