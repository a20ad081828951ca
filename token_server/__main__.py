"""Run the token server alone: `python -m token_server`, behind a proxy that ends TLS.

Who is signed in is the host's to say: `VERSORI_IDENTIFY=module:function` names a function that
takes the request and returns the user's id. Without it every call is answered with 401. How many
workers there are is told by the environment too, and which server: `VERSORI_SERVER`.

granian is the faster one, and is not held up by half-sent requests. But it does not tell whether a
request named another server (`GET http://other.example/path`), so gunicorn serves hybrid mode, in
which nothing but one spelling of a call is to pass, unless the environment says otherwise.
"""

import argparse
import os
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from flask import Flask

from token_server import door, parsing, scale
from token_server.errors import MISUSED, SettingsRefused
from token_server.lines import log_to_stderr
from token_server.standalone import application

USUAL_ADDRESS = "127.0.0.1:8002"
NOWHERE = ("127.0.0.1", 0)
GRANIAN, GUNICORN = "granian", "gunicorn"
GUNICORN_COMMAND = (
    *("-m", "gunicorn", "--config", "python:token_server.gunicorn_conf"),
    "token_server:create_app()",
)

Found = TypeVar("Found")


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped; return 2 where the environment does not allow it."""
    command = options(arguments)
    problems: list[str] = []
    server = _or_else(GRANIAN, lambda: chosen_server(os.environ), problems)
    host, port = _or_else(NOWHERE, lambda: address_of(command, os.environ), problems)
    environ = {**os.environ, "VERSORI_BIND": _bind(host, port)}
    if server == GRANIAN:
        log_to_stderr()
    try:
        app = application(environ, problems)
        listeners = _listeners(host, port, scale.workers())
    except SettingsRefused as refused:
        print(*refused.problems, sep="\n", file=sys.stderr)
        return MISUSED
    if server == GRANIAN:
        return _serve_with_granian(app, listeners)
    for each in listeners:
        each.close()
    command_line = [sys.executable, *GUNICORN_COMMAND]
    os.execve(sys.executable, command_line, environ)  # noqa: S606 - no shell is wanted


def _or_else(usual: Found, read: Callable[[], Found], problems: list[str]) -> Found:
    """Go on with something, so that every problem is found; with one, nothing is served."""
    try:
        return read()
    except SettingsRefused as refused:
        problems += refused.problems
        return usual


def _bind(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command."""
    parser = argparse.ArgumentParser(prog="python -m token_server")
    parser.add_argument("--host", help="the address to listen on, 127.0.0.1 unless VERSORI_BIND")
    parser.add_argument("--port", help="the port to listen on, 8002 unless VERSORI_BIND")
    return parser.parse_args(arguments)


def address_of(command: argparse.Namespace, environ: Mapping[str, str]) -> tuple[str, int]:
    """Take what the command says before what the environment does."""
    host, _, port = (environ.get("VERSORI_BIND") or USUAL_ADDRESS).rpartition(":")
    if not host:
        raise SettingsRefused([f"VERSORI_BIND is an address and a port, as in {USUAL_ADDRESS}"])
    try:
        # Of port 0, which the system would choose, nobody would learn.
        return (command.host or host).strip("[]"), parsing.port(command.port or port)
    except ValueError as error:
        raise SettingsRefused([f"the port {error}"]) from None


def chosen_server(environ: Mapping[str, str]) -> str:
    """Choose the server; raise SettingsRefused for one that is not known."""
    usual = GUNICORN if is_hybrid(environ) else GRANIAN
    server = environ.get("VERSORI_SERVER") or usual
    if server not in (GRANIAN, GUNICORN):
        raise SettingsRefused([f"VERSORI_SERVER is {GRANIAN} or {GUNICORN}"])
    return server


def is_hybrid(environ: Mapping[str, str]) -> bool:
    """Tell whether hybrid mode is served."""
    return environ.get("VERSORI_HYBRID", "").strip() == "1"


def _listeners(host: str, port: int, count: int) -> list[socket.socket]:
    """Take the port first: whoever cannot have it is told so in one line."""
    try:
        return door.listeners(host, port, count)
    except OSError as error:
        problem = f"port {port} on {host} cannot be used: {error.strerror}; choose with --port"
        raise SettingsRefused([problem]) from None


def _serve_with_granian(app: Flask, listeners: Sequence[socket.socket]) -> int:
    # Not needed where gunicorn serves.
    from token_server.granian_server import Server

    Server(app, listeners).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
