"""The token server on its own, from its environment to its answers."""

import json
import re
import socket
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from token_server import Settings, SettingsRefused, SigningKey, create_app, gunicorn_conf, scale
from token_server.__main__ import address_of, chosen_server, main, options
from token_server.standalone import DEBUGGED, application

from .conftest import TOKEN_URL
from .served import FROM_HERE, GUNICORN, refused_start


def environment(pem: bytes, **more: str) -> dict[str, str]:
    given = {"VERSORI_SIGNING_KEY_ID": "test-key", "VERSORI_SIGNING_KEY": pem.decode()}
    return given | more


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


@pytest.mark.parametrize("bind", ["0.0.0.0:8002", "[::]:8002", "192.0.2.1:8002", ":8002"])
def test_a_server_that_others_reach_is_not_debugged(pem: bytes, bind: str) -> None:
    """TOK-36"""
    environ = environment(pem, VERSORI_BIND=bind)
    assert application(environ | {"FLASK_DEBUG": "0"})
    with pytest.raises(SettingsRefused, match="FLASK_DEBUG is for this machine only"):
        application(environ | {"FLASK_DEBUG": "1"})


@pytest.mark.parametrize("bind", ["127.0.0.1:8002", "[::1]:8002", "localhost:80", "unix:/run/x"])
def test_a_server_of_this_machine_may_be_debugged(pem: bytes, bind: str) -> None:
    assert application(environment(pem, VERSORI_BIND=bind, FLASK_DEBUG="1"))


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


ALL_WRONG = {
    "VERSORI_SERVER": "foo",
    "VERSORI_BIND": "nowhere",
    "VERSORI_WORKERS": "x",
    "VERSORI_THREADS": "0",
    "VERSORI_LIMIT_STORE": "nope://store",
    "VERSORI_SIGNING_KEY_ID": "bad id",
    "VERSORI_IDENTIFY": "os:name",
    "VERSORI_TRUSTED_HOSTS": ",",
}


def test_whatever_is_wrong_is_told_at_once() -> None:
    """TOK-16"""
    lines = refused_start([sys.executable, "-m", "token_server"], **ALL_WRONG)
    named = sorted(re.split("[ :]", line)[0] for line in lines)
    assert named == sorted([*ALL_WRONG, "VERSORI_SIGNING_KEY"])


def test_numbers_that_nobody_else_reads_end_the_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """TOK-16: an application of the host's own may be served with our configuration."""
    monkeypatch.setenv("VERSORI_WORKERS", "x")
    monkeypatch.setenv("VERSORI_THREADS", "0")
    with pytest.raises(SystemExit, match="2"):
        scale.warn_of_limits(scale.workers())
    said = capsys.readouterr().err.splitlines()
    assert [line.split()[0] for line in said] == ["VERSORI_WORKERS", "VERSORI_THREADS"]


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


def test_a_mis_set_environment_is_one_line_a_problem_and_exit_2() -> None:
    """TOK-16"""
    command = [sys.executable, "-m", "token_server"]
    lines = refused_start(command, VERSORI_TOKEN_TTL="0", VERSORI_IDENTIFY="x")
    assert len(lines) == 4
    assert "Traceback" not in "".join(lines)


def test_an_address_in_the_command_is_kept_from_debugging_too() -> None:
    """TOK-36"""
    command = [sys.executable, "-m", "token_server", "--host", "192.0.2.1"]
    assert "FLASK_DEBUG" in "".join(refused_start(command, FLASK_DEBUG="1"))


@pytest.mark.parametrize("bind", ["0.0.0.0:0", "[::]:0", "127.0.0.1:0 -b 192.0.2.1:0"])
def test_an_address_of_gunicorns_own_command_is_kept_from_debugging_too(
    pem: bytes, bind: str
) -> None:
    """TOK-36: what is bound counts, whoever said so."""
    command = [*GUNICORN, "-b", *bind.split()]
    said = refused_start(command, FLASK_DEBUG="1", **environment(pem))
    assert said[-1] == DEBUGGED


@pytest.mark.parametrize("address", [("127.0.0.1", 1), ("::1", 1, 0, 0), "/run/hub.sock"])
def test_debugging_is_for_this_machine(monkeypatch: pytest.MonkeyPatch, address: object) -> None:
    """TOK-36"""
    monkeypatch.setenv("FLASK_DEBUG", "1")
    gunicorn_conf._keep_debugging_here([address])
    with pytest.raises(SystemExit):
        gunicorn_conf._keep_debugging_here([address, ("192.0.2.1", 1)])
    with pytest.raises(SystemExit):
        gunicorn_conf._keep_debugging_here([3])  # a descriptor: who knows what it is bound to


def test_a_taken_port_is_one_line_and_exit_2(
    pem: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in environment(pem).items():
        monkeypatch.setenv(name, value)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["--port", port]) == 2
    assert port in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environ", "server"),
    [
        ({}, "granian"),
        ({"VERSORI_PROXIES": "1"}, "granian"),
        ({"VERSORI_HYBRID": "0"}, "granian"),
        ({"VERSORI_HYBRID": "1"}, "gunicorn"),
        ({"VERSORI_HYBRID": "1", "VERSORI_SERVER": "granian"}, "granian"),
        ({"VERSORI_SERVER": "gunicorn"}, "gunicorn"),
    ],
)
def test_gunicorn_serves_hybrid_mode(environ: dict[str, str], server: str) -> None:
    """HYB-02: it tells of an absolute address that it is one."""
    assert chosen_server(environ) == server


def test_a_server_that_is_not_known_is_refused() -> None:
    with pytest.raises(SettingsRefused, match="VERSORI_SERVER"):
        chosen_server({"VERSORI_SERVER": "waitress"})


@pytest.mark.parametrize(
    ("arguments", "bind", "address"),
    [
        ([], None, ("127.0.0.1", 8002)),
        ([], "192.0.2.1:80", ("192.0.2.1", 80)),
        ([], "[::1]:80", ("::1", 80)),
        (["--port", "81"], "[::1]:80", ("::1", 81)),
        (["--host", "127.0.0.2"], None, ("127.0.0.2", 8002)),
        (["--host", "[::1]"], None, ("::1", 8002)),
    ],
)
def test_the_command_says_where_to_listen_before_the_environment_does(
    arguments: list[str], bind: str | None, address: tuple[str, int]
) -> None:
    environ = {"VERSORI_BIND": bind} if bind else {}
    assert address_of(options(arguments), environ) == address


@pytest.mark.parametrize("bind", ["localhost", ":8002", "127.0.0.1:", "127.0.0.1:0"])
def test_an_address_without_a_port_is_a_problem(bind: str) -> None:
    with pytest.raises(SettingsRefused):
        address_of(options([]), {"VERSORI_BIND": bind})


@pytest.mark.parametrize("port", ["0", "-1", "65536", "http"])
def test_a_port_that_there_is_not_is_a_problem(port: str) -> None:
    with pytest.raises(SettingsRefused, match="the port is a whole number, 1 to 65535"):
        address_of(options([f"--port={port}"]), {})
