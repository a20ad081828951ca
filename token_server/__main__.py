"""Run the token server alone: `python -m token_server`, behind a proxy that ends TLS.

Who is signed in is the host's to say: `VERSORI_IDENTIFY=module:function` names a function that
takes the request and returns the user's id. Without it every call is answered with 401. How many
workers there are is told by the environment too, as gunicorn_conf.py reads it.
"""

import argparse
import os
import socket
import sys
from collections.abc import Sequence

from token_server.errors import SettingsRefused
from token_server.standalone import application

MISUSED = 2
GUNICORN = (
    *("-m", "gunicorn", "--config", "python:token_server.gunicorn_conf"),
    "token_server:create_app()",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped; return 2 where the environment does not allow it."""
    options = _options(arguments)
    try:
        application(os.environ)
        _check_free(options.host, options.port)
    except SettingsRefused as refused:
        print(*refused.problems, sep="\n", file=sys.stderr)
        return MISUSED
    os.environ["VERSORI_BIND"] = f"{options.host}:{options.port}"
    os.execv(sys.executable, [sys.executable, *GUNICORN])  # noqa: S606 - no shell is wanted


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m token_server")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, default=8002, help="the port to listen on")
    return parser.parse_args(arguments)


def _check_free(host: str, port: int) -> None:
    """Try the port first: gunicorn would try five times, and say so at length."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            problem = f"port {port} on {host} cannot be used: {error.strerror}; choose with --port"
            raise SettingsRefused([problem]) from None


if __name__ == "__main__":
    sys.exit(main())
