"""The endpoint as a guest in a host's own application."""

from dataclasses import replace
from typing import Any

import jwt
import pytest
from flask import Flask

from token_server import (
    ConnectionCreate,
    Settings,
    SettingsRefused,
    SigningKey,
    User,
    token_blueprint,
)

FROM_HERE = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}

CONNECTION: ConnectionCreate = {
    "name": "Northwind of Ada",
    "credentials": {"action": [{"credential": {"type": "string", "data": {"value": "secret"}}}]},
    "variables": [],
}


def a_host(*blueprints: Any) -> Flask:
    host = Flask("host")
    for blueprint in blueprints:
        host.register_blueprint(blueprint)
    return host


def ada(_request: object) -> User:
    return User("user-ada", "Ada")


def test_a_host_keeps_its_own_ways(settings: Settings) -> None:
    """TOK-52"""
    host = a_host()
    host.register_error_handler(404, lambda error: ("the host's own page", 404))
    before = dict(host.config), host.session_interface, len(host.after_request_funcs)
    host.register_blueprint(token_blueprint(settings, ada))
    assert (dict(host.config), host.session_interface, len(host.after_request_funcs)) == before
    missing = host.test_client().get("/versori/none")
    assert missing.text == "the host's own page"
    assert "Access-Control-Allow-Origin" not in missing.headers


def test_a_host_does_not_answer_in_our_place(settings: Settings) -> None:
    """TOK-52"""
    host = a_host(token_blueprint(settings, lambda request: None))
    host.register_error_handler(Exception, lambda error: ("the host's own page", 500))
    for code in (401, 405):
        host.register_error_handler(code, lambda error: ("the host's own page", 500))
    client = host.test_client()
    assert client.post("/versori/token", headers=FROM_HERE).is_json
    assert client.get("/versori/token").is_json


def test_two_keys_in_one_application_do_not_mix(settings: Settings, pem: bytes) -> None:
    """TOK-52"""
    other = Settings(SigningKey.from_pem("other-key", pem))
    client = a_host(
        token_blueprint(settings, lambda request: "one"),
        token_blueprint(other, lambda request: "two", name="other", url_prefix="/other"),
    ).test_client()
    claims = [claims_of(client.post(f"{path}/token", headers=FROM_HERE)) for path in PREFIXES]
    assert [(claim["sub"], claim["iss"].rpartition("/")[2]) for claim in claims] == [
        ("one", "test-key"),
        ("two", "other-key"),
    ]


PREFIXES = ("/versori", "/other")


def claims_of(response: Any) -> dict[str, str]:
    claims: dict[str, str] = jwt.decode(response.json["token"], options={"verify_signature": False})
    return claims


def test_the_host_supplies_the_primary_connection(settings: Settings) -> None:
    """TOK-54"""
    asked_for: list[User] = []

    def supply(user: User) -> ConnectionCreate:
        asked_for.append(user)
        return CONNECTION

    blueprint = token_blueprint(in_browser(settings), ada, primary_connection=supply)
    client = a_host(blueprint).test_client()
    response = client.post("/versori/primary-connection", headers=FROM_HERE, data='{"sub": "ben"}')
    assert response.json == CONNECTION
    assert response.headers["Cache-Control"] == "no-store"
    assert asked_for == [User("user-ada", "Ada")]


def test_the_primary_connection_stands_behind_the_same_gate(settings: Settings) -> None:
    blueprint = token_blueprint(
        in_browser(settings), lambda request: None, primary_connection=lambda user: CONNECTION
    )
    client = a_host(blueprint).test_client()
    url = "/versori/primary-connection"
    foreign = FROM_HERE | {"Sec-Fetch-Site": "cross-site"}
    assert client.post(url, headers=FROM_HERE).status_code == 401
    assert client.post(url, headers=foreign).status_code == 403
    assert client.get(url).status_code == 405


def test_a_user_without_a_primary_connection_is_told_so(settings: Settings) -> None:
    blueprint = token_blueprint(in_browser(settings), ada, primary_connection=lambda user: None)
    response = (
        a_host(blueprint).test_client().post("/versori/primary-connection", headers=FROM_HERE)
    )
    assert response.status_code == 404
    assert response.json and response.json["code"] == "not_found"


def test_a_host_without_one_has_no_such_route(settings: Settings) -> None:
    client = a_host(token_blueprint(in_browser(settings), ada)).test_client()
    assert client.post("/versori/primary-connection", headers=FROM_HERE).status_code == 404


def test_no_page_can_fetch_it_where_nobody_has_asked_for_that(settings: Settings) -> None:
    """TOK-54"""
    asked_for: list[User] = []
    blueprint = token_blueprint(settings, ada, primary_connection=asked_for.append)
    client = a_host(blueprint).test_client()
    assert client.post("/versori/primary-connection", headers=FROM_HERE).status_code == 404
    assert client.post("/versori/end-user", headers=FROM_HERE).status_code == 503  # no hub is set
    assert asked_for == []


def test_hybrid_mode_and_a_credential_in_the_browser_contradict_each_other(
    settings: Settings,
) -> None:
    """HYB-07"""
    with pytest.raises(SettingsRefused, match="unset one of them"):
        replace(in_browser(settings), hybrid=True)


def in_browser(settings: Settings) -> Settings:
    return replace(settings, primary_connection_in_browser=True)


def test_a_hosts_own_list_of_names_holds_for_our_routes(settings: Settings) -> None:
    """TOK-33: ours is for the application of our own, as docs/deploy.md says."""
    host = a_host(token_blueprint(settings, ada))
    host.config["TRUSTED_HOSTS"] = ["app.example.com"]
    client = host.test_client()
    named = [FROM_HERE | {"Host": name} for name in ("app.example.com", "evil.example")]
    said = [client.post("/versori/token", headers=headers).status_code for headers in named]
    assert said == [200, 400]


def test_a_hosts_subdomains_are_not_ours_to_decide_about(settings: Settings) -> None:
    """TOK-30, TOK-52"""
    client = a_host(token_blueprint(settings, ada)).test_client()
    said = client.post("/versori/token", headers=FROM_HERE, base_url="https://app.example.com")
    assert said.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_host_redirects_nobody_to_a_route_of_ours(settings: Settings) -> None:
    """TOK-30, TOK-33"""
    client = a_host(token_blueprint(settings, ada)).test_client()
    said = client.post("/versori//token", headers=FROM_HERE)
    assert (said.status_code, said.headers.get("Location")) == (404, None)
