"""How many requests may wait for something, and how long for a body.

A thread that waits for a body, or for the API, answers nobody else. Tokens and health wait for
neither, and always have threads: what may have to wait needs a place, of which there are fewer than
threads. Of those with a place only so many may wait for a body, of each user one. Who comes while
they do may have come from another tab, and waits a moment for their turn; then they are told to
come again. A server that tells nobody how many threads it has (a host's own) is taken to have
as many as ours has for this.
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

KEPT_FREE = 4
"""Of so many threads one is kept for what waits for nothing."""


class Places:
    """Keep some threads, in one process, from whatever may have to wait."""

    def __init__(self, most: int) -> None:
        self._free = threading.Semaphore(most)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold a place inside the block; raise Refusal if there is none."""
        if not self._free.acquire(blocking=False):
            raise _busy("Too many are waiting for an answer just now.", "no place to wait")
        try:
            yield
        finally:
            self._free.release()


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
                raise _busy("Too much is being sent just now.", "waiting for bodies")
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
def places() -> Places:
    """Give the places of this process: a quarter of the threads is kept free."""
    threads = scale.threads_that_wait()
    return Places(max(1, threads - max(1, threads // KEPT_FREE)))


@cache
def readers() -> Readers:
    """Give the one of this process, in which half of the threads may wait."""
    return Readers(max(1, scale.threads_that_wait() // 2))


def _has_none(request: Request) -> bool:
    """Tell whether nothing will come; a POST that does not say so may yet have something."""
    if request.content_length is not None or "HTTP_TRANSFER_ENCODING" in request.environ:
        return request.content_length == 0
    return request.method in ("GET", "DELETE")


def _busy(what: str, reason: str) -> Refusal:
    again = {"Retry-After": str(COME_AGAIN)}
    message = f"{what} Try again in a moment."
    return Refusal(503, "unavailable", message, reason=reason, headers=again)
