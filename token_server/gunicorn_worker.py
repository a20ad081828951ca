"""gunicorn's threaded worker, but for bodies that have no end, and for what it says of a mistake.

gunicorn waits for a body as long as a few bytes come now and then, and for one that nobody reads
too, so that the connection can be used again; and it takes leave of a client in the one thread that
accepts all others. What it cannot read it repeats, in its log and to the client: that may be half a
header with a token in it.
"""

import logging
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import Any

from gunicorn.http import errors
from gunicorn.util import close_graceful
from gunicorn.workers.gthread import ThreadWorker

from token_server import events
from token_server.bounds import BODY_SECONDS
from token_server.health import small

LINGER = 0.5  # seconds

OUR_FAULT = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName)
STATUSES: dict[type[Exception], int] = {
    errors.LimitRequestLine: 414,
    errors.LimitRequestHeaders: 431,
    errors.ExpectationFailed: 417,
    errors.UnsupportedTransferCoding: 501,
}
"""For what is not simply a bad request."""


class Worker(ThreadWorker):
    """Be gunicorn's, but let no client keep a thread by what it does not send."""

    def accept(self, listener: Any) -> None:
        """Let somebody in, unless the door was closed by what else happened at that moment."""
        if listener.sock:
            super().accept(listener)

    def handle_request(self, req: Any, conn: Any) -> bool:
        """Answer a request whose body does not take for ever."""
        with _hurried(conn, BODY_SECONDS):
            return bool(super().handle_request(req, conn))

    def _keepalive_after(self, conn: Any, keepalive: bool) -> bool:
        """Tell whether a connection goes on; what is left of a body has to come at once."""
        with _hurried(conn, LINGER):
            goes_on = bool(super()._keepalive_after(conn, keepalive))
        if not goes_on:
            _hang_up(conn.sock)
        return goes_on

    def handle_error(self, _req: Any, client: Any, _addr: Any, exc: BaseException) -> None:
        """Answer what cannot be read, or went wrong, without a word of what it was."""
        status = status_of(exc)
        level = logging.ERROR if status == HTTPStatus.INTERNAL_SERVER_ERROR else logging.WARNING
        events.record("token.unreadable", level, status=status, reason=type(exc).__name__)
        with suppress(OSError):
            client.settimeout(LINGER)
            client.sendall(spelled(status))
        _hang_up(client)


def status_of(error: BaseException) -> int:
    """Tell a client's mistake from our own."""
    if isinstance(error, OUR_FAULT) or not isinstance(error, errors.ParseException):
        return 500
    return STATUSES.get(type(error), 400)


def spelled(status: int) -> bytes:
    """Spell an answer that says no more than its status, and that it is the last."""
    phrase = HTTPStatus(status).phrase
    code = phrase.lower().replace(" ", "_").replace("-", "_")
    answer = small(status, {"code": code, "message": f"{phrase}."})
    lines = [f"HTTP/1.1 {status} {phrase}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in answer.headers]
    body: bytes = answer.data
    return "\r\n".join([*lines, "", ""]).encode() + body


@contextmanager
def _hurried(conn: Any, seconds: float) -> Iterator[None]:
    """Let what is read of a connection inside the block come within some seconds."""
    unreader = conn.parser.unreader
    unreader.sock = Hurried(conn.sock, seconds)
    try:
        yield
    finally:
        unreader.sock = conn.sock


class Hurried:
    """Be a socket to read from for some seconds after the first look, however often it is asked."""

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        self._sock = sock
        self._seconds = seconds
        self._until = 0.0

    def recv(self, size: int) -> bytes:
        """Read; raise TimeoutError when the time is over."""
        now = time.monotonic()
        self._until = self._until or now + self._seconds
        if now >= self._until:
            raise TimeoutError
        self._sock.settimeout(self._until - now)
        try:
            return self._sock.recv(size)
        finally:
            self._sock.setblocking(True)  # for the answer, which has its own time


def _hang_up(sock: socket.socket) -> None:
    """Let the client hear its answer, then shut both ways: gunicorn has nothing to wait for."""
    with suppress(OSError):
        close_graceful(sock.dup(), LINGER)
        sock.shutdown(socket.SHUT_RDWR)
