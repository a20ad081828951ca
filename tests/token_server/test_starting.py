"""Starting the token server: the command, its addresses, and what keeps it from starting."""

import re
import socket
import sys

import pytest

from token_server import SettingsRefused, gunicorn_conf, scale
from token_server.__main__ import address_of, chosen_server, main, options
from token_server.standalone import DEBUGGED, application

from .served import GUNICORN, environment, refused_start


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
