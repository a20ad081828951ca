"""How long a request's body is waited for, and by how many at once.

A thread that waits for a body answers nobody else. Tokens and health need no body, and always have
threads: only so many requests may wait, of each user one. Who comes while they do may have come
from another tab, and waits a moment for their turn; then they are told to come again. A server
that tells nobody how long it waits (a host's own) is held to the same number.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from flask import Request
from werkzeug.exceptions import ClientDisconnected

from token_server import scale
from token_server.errors import Refusal
from token_server.gate import read_body

BODY_SECONDS = 10.0
"""From the first byte that is waited for to the last: 1 MiB at a slow 100 KiB a second."""

TURN_SECONDS = 0.5
"""What is sent in one piece is read in far less."""

COME_AGAIN = 2  # seconds


class Readers:
    """Know who is being waited for, in one process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._users: set[str] = set()
        self._changed = threading.Condition()

    def read(self, request: Request, user: str, largest: int) -> bytes:
        """Read a user's body, up to a size in bytes; raise Refusal if nobody can wait for it."""
        if _has_none(request):
            return b""
        with self._reading(user):
            try:
                return read_body(request, largest)
            except (OSError, ClientDisconnected):
                message = "The request did not come as a whole, or not in time."
                raise Refusal(408, "request_timeout", message) from None

    @contextmanager
    def _reading(self, user: str) -> Iterator[None]:
        with self._changed:
            if not self._changed.wait_for(lambda: self._has_room(user), TURN_SECONDS):
                raise _busy()
            self._users.add(user)
        try:
            yield
        finally:
            with self._changed:
                self._users.remove(user)
                self._changed.notify_all()

    def _has_room(self, user: str) -> bool:
        return user not in self._users and len(self._users) < self._most


@cache
def readers() -> Readers:
    """Give the one of this process, in which half of the threads may wait."""
    return Readers(max(1, scale.threads() // 2))


def _has_none(request: Request) -> bool:
    """Tell whether nothing will come; a POST that does not say so may yet have something."""
    if request.content_length is not None or "HTTP_TRANSFER_ENCODING" in request.environ:
        return request.content_length == 0
    return request.method in ("GET", "DELETE")


def _busy() -> Refusal:
    message = "Too much is being sent just now. Try again in a moment."
    again = {"Retry-After": str(COME_AGAIN)}
    return Refusal(503, "unavailable", message, reason="waiting for bodies", headers=again)
