"""Calls in hybrid mode written byte by byte, and what the server says to them."""

import re
import socket
from contextlib import suppress

from tests.token_server.served import Served

from .upstream import INTEGRATIONS

OWN = ("GET", INTEGRATIONS.removeprefix("/versori/api"))
AS_ADA = "Host: 127.0.0.1\r\nX-Session: user-ada\r\nSec-Fetch-Site: same-origin\r\n"
LAST = "Connection: close\r\n\r\n"


def exchange(server: Served, sent: str | bytes) -> list[int]:
    """Send bytes, and list the statuses of the answers until the server hangs up."""
    sent = sent.encode("latin-1") if isinstance(sent, str) else sent
    with socket.create_connection(("127.0.0.1", server.port), timeout=1) as connection:
        connection.sendall(sent)
        said = read_all(connection)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)  # for a server that waits for more
        said += read_all(connection)
    return [int(status) for status in re.findall(rb"^HTTP/1\.[01] (\d{3})", said, re.MULTILINE)]


def read_all(connection: socket.socket) -> bytes:
    said = b""
    with suppress(TimeoutError, ConnectionError):
        while part := connection.recv(65536):
            said += part
    return said


def get(path: str, headers: str = "", method: str = "GET") -> str:
    return f"{method} {path} HTTP/1.1\r\n{AS_ADA}{headers}{LAST}"
