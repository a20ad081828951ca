"""Whether the ports of the demo are free, asked before anything long is begun."""

from __future__ import annotations

import socket

from devtools.problems import Problem

HOST = "127.0.0.1"
HIGHEST = 65535


def ensure_free(port: int) -> None:
    """Raise a Problem unless this port and the next one can be listened on."""
    if not 1 <= port < HIGHEST:
        raise Problem(f"--port takes a number from 1 to {HIGHEST - 1}, not {port}")
    for taken in (each for each in (port, port + 1) if not is_free(each)):
        raise Problem(
            f"port {taken} is in use (the demo needs {port} and {port + 1}); "
            f"try: python3 dev.py demo --port {port + 10 if port + 11 <= HIGHEST else 8000}"
        )


def is_free(port: int) -> bool:
    """Try to take the port the way a server does, and give it back."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except OSError:
            return False
    return True
