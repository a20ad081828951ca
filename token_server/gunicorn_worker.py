"""gunicorn's threaded worker, but for a body that nobody reads: it may have no end.

gunicorn reads on, so that the connection can be used again, as long as a few bytes come now and
then; and it takes leave of a client in the one thread that accepts all others.
"""

import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.util import close_graceful
from gunicorn.workers.gthread import ThreadWorker

LINGER = 0.5  # seconds


class Worker(ThreadWorker):
    """Be gunicorn's, but let no client keep a thread by what it does not send."""

    def accept(self, listener: Any) -> None:
        """Let somebody in, unless the door was closed by what else happened at that moment."""
        if listener.sock:
            super().accept(listener)

    def _keepalive_after(self, conn: Any, keepalive: bool) -> bool:
        """Tell whether a connection goes on; what is left of a body has to come at once."""
        unreader = conn.parser.unreader
        unreader.sock = Hurried(conn.sock, time.monotonic() + LINGER)
        try:
            goes_on = bool(super()._keepalive_after(conn, keepalive))
        finally:
            unreader.sock = conn.sock
        if not goes_on:
            _hang_up(conn.sock)
        return goes_on


class Hurried:
    """Be a socket to read from until a moment, however often something comes."""

    def __init__(self, sock: socket.socket, until: float) -> None:
        self._sock = sock
        self._until = until

    def recv(self, size: int) -> bytes:
        """Read; raise TimeoutError when the time is over."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        return self._sock.recv(size)


def _hang_up(sock: socket.socket) -> None:
    """Let the client hear its answer, then shut both ways: gunicorn has nothing to wait for."""
    with suppress(OSError):
        close_graceful(sock.dup(), LINGER)
        sock.shutdown(socket.SHUT_RDWR)
