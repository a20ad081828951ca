"""The token server on its own, from its environment to its answers."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from token_server import Settings, SettingsRefused, SigningKey, create_app, gunicorn_conf
from token_server.standalone import application

from .conftest import TOKEN_URL
from .served import FROM_HERE, environment


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_told_without_a_session(client: FlaskClient, path: str) -> None:
    """TOK-46"""
    response = client.get(path)
    assert response.json == {"message": "ok"}
    assert "Set-Cookie" not in response.headers


def test_health_is_not_limited(settings: Settings) -> None:
    """TOK-46"""
    client = create_app(replace(settings, per_address=1)).test_client()
    assert {client.get("/healthz").status_code for _ in range(20)} == {200}


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil"])
def test_a_host_that_is_not_ours_is_refused(client: FlaskClient, host: str) -> None:
    """TOK-33"""
    response = client.get("/healthz", headers={"Host": host})
    assert response.status_code == 400
    assert host not in response.text


@pytest.mark.parametrize("host", ["[::1]", "[::1]:8002"])
def test_an_address_of_this_machine_is_ours_in_ipv6_too(client: FlaskClient, host: str) -> None:
    """TOK-33"""
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["[::1]evil.example", "[::1]:", "[::1]:x", "[::2]", "[", "[]"])
def test_what_only_looks_like_it_is_refused(client: FlaskClient, host: str) -> None:
    """TOK-33"""
    assert client.get("/healthz", headers={"Host": host}).status_code == 400


def test_another_spelling_is_not_redirected(client: FlaskClient) -> None:
    """TOK-30, TOK-33: that would name a host, and carry headers that are not ours."""
    said = client.post("/versori//token", headers=FROM_HERE)
    assert (said.status_code, said.headers.get("Location")) == (404, None)


def test_forwarded_headers_are_not_believed(client: FlaskClient) -> None:
    """TOK-34"""
    forged = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    response = client.post(TOKEN_URL, headers=forged)
    assert "Strict-Transport-Security" not in response.headers
    assert gunicorn_conf.forwarded_allow_ips == ""


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/none", 404), ("POST", "/healthz", 405)]
)
def test_what_is_not_there_is_answered_as_json(
    client: FlaskClient, method: str, path: str, status: int
) -> None:
    """TOK-36"""
    response = client.open(path, method=method)
    assert response.status_code == status
    assert response.json and set(response.json) == {"code", "message"}
    assert response.headers["Cache-Control"] == "no-store"


def test_the_configuration_shows_no_key(app: Flask, client: FlaskClient, pem: bytes) -> None:
    """TOK-20"""
    shown = repr(app.config) + client.get("/healthz").text
    assert not any(line in shown for line in pem.decode().splitlines()[1:-1])


def test_without_a_host_that_knows_its_users_nobody_is_known(pem: bytes) -> None:
    client = application(environment(pem)).test_client()
    assert client.post(TOKEN_URL, headers=FROM_HERE).status_code == 401


def test_the_host_names_the_functions_that_decide(pem: bytes) -> None:
    decided = "tests.token_server.served_host:"
    hooks = {"VERSORI_IDENTIFY": "session_user", "VERSORI_PRIMARY_CONNECTION": "own_connection"}
    named = {name: decided + function for name, function in hooks.items()}
    shown = {"VERSORI_PRIMARY_CONNECTION_IN_BROWSER": "1"}
    client = application(environment(pem, **named, **shown)).test_client()
    said = client.post("/versori/primary-connection", headers=FROM_HERE | {"X-Session": "user-ada"})
    assert said.json == {"name": "Own", "credentials": {}, "variables": []}


def test_the_log_tells_which_key_is_in_use_and_no_more(
    pem: bytes, key: SigningKey, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-19"""
    application(environment(pem))
    line = json.loads(caplog.messages[0])
    assert line.pop("time")
    known = {"key_id": "test-key", "bits": 2048, "sha256": key.fingerprint}
    assert line == {"event": "token.key_loaded", **known}


@pytest.mark.parametrize("hook", ["IDENTIFY", "AUTHORIZE", "PRIMARY_CONNECTION"])
@pytest.mark.parametrize("name", ["nothing", "token_server:none", "no.such:thing", ":x"])
def test_a_function_that_is_not_there_is_a_problem(pem: bytes, hook: str, name: str) -> None:
    with pytest.raises(SettingsRefused, match=f"VERSORI_{hook} names no function"):
        application(environment(pem, **{f"VERSORI_{hook}": name}))


@pytest.mark.parametrize("name", ["os:name", "os:", "json:decoder", "token_server:URL_PREFIX"])
def test_what_cannot_be_called_is_no_function(pem: bytes, name: str) -> None:
    """TOK-16"""
    with pytest.raises(SettingsRefused, match="VERSORI_IDENTIFY names no function"):
        application(environment(pem, VERSORI_IDENTIFY=name))


def test_a_module_that_fails_is_told_by_the_kind_of_its_error(
    pem: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-16, TOK-36"""
    (tmp_path / "failing_host.py").write_text('raise RuntimeError("canary-9f")')
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(SettingsRefused) as refused:
        application(environment(pem, VERSORI_IDENTIFY="failing_host:identify"))
    (problem,) = refused.value.problems
    assert problem.endswith("(RuntimeError)") and "canary" not in problem


def failing() -> None:
    raise RuntimeError("canary-9f")


def broken_after(response: object) -> Any:
    raise RuntimeError(f"canary-9f {response}")


@pytest.mark.parametrize("is_debugged", [False, True])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_an_error_outside_of_our_routes_says_nothing_about_itself(
    app: Flask, caplog: pytest.LogCaptureFixture, moment: str, is_debugged: bool
) -> None:
    """TOK-36, TOK-43"""
    app.debug = app.testing = is_debugged
    if moment == "before":
        app.before_request(failing)
    else:
        app.after_request(broken_after)
    response = app.test_client().get("/healthz")
    assert response.status_code == 500
    assert response.json and response.json["code"] == "internal"
    assert response.json["request_id"] == response.headers["X-Request-Id"]
    (line,) = caplog.messages
    assert json.loads(line)["request_id"] == response.json["request_id"]
    assert "canary" not in caplog.text + response.text
