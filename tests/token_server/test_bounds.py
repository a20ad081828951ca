"""How long a body is waited for, and by how many."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest
from flask import Request

from token_server import bounds, granian_wsgi, scale
from token_server.bounds import Places, Readers
from token_server.errors import Refusal
from token_server.granian_wsgi import Body
from token_server.gunicorn_worker import Hurried

KIB = 1024


class Coming:
    """Be a body that comes when it is let."""

    def __init__(self) -> None:
        self.is_read = threading.Event()
        self.may_come = threading.Event()

    def read(self, _size: int = -1) -> bytes:
        if self.is_read.is_set():
            return b""
        self.is_read.set()
        return b"{}" if self.may_come.wait(9) else b""


def request(body: Any, method: str = "POST", **more: str) -> Request:
    sent = {"REQUEST_METHOD": method, "CONTENT_LENGTH": "2", "wsgi.input_terminated": True}
    return Request({**sent, "wsgi.input": body, "wsgi.url_scheme": "http"} | more)


def refused(readers: Readers, user: str) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        readers.read(request(Coming()), user, KIB)
    return refusal.value


@pytest.fixture
def waiting() -> Iterator[Readers]:
    """Have Ada and Ben waited for, of the two that may be."""
    readers, bodies = Readers(2), [Coming(), Coming()]
    with ThreadPoolExecutor(2) as pool:
        for user, body in zip(("ada", "ben"), bodies, strict=True):
            pool.submit(readers.read, request(body), user, KIB)
            assert body.is_read.wait(9)
        yield readers
        for body in bodies:
            body.may_come.set()


def test_who_comes_while_enough_are_waited_for_is_told_to_come_again(waiting: Readers) -> None:
    """TOK-49"""
    said = refused(waiting, "eve")
    assert (said.status, said.headers["Retry-After"]) == (503, "2")


def test_one_user_is_waited_for_once() -> None:
    """TOK-49"""
    readers, body = Readers(9), Coming()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(readers.read, request(body), "ada", KIB)
        assert body.is_read.wait(9)
        assert refused(readers, "ada").status == 503
        body.may_come.set()


def test_a_user_with_two_tabs_has_both_read_one_after_the_other() -> None:
    """TOK-49: neither is refused, as long as they come."""
    readers, first, second = Readers(9), Coming(), Coming()
    second.may_come.set()
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(readers.read, request(first), "ada", KIB)
        assert first.is_read.wait(9)
        other = pool.submit(readers.read, request(second), "ada", KIB)
        first.may_come.set()
        assert (one.result(9), other.result(9)) == (b"{}", b"{}")


def test_what_has_no_body_waits_for_nobody(waiting: Readers) -> None:
    """TOK-49"""
    for more in ({"CONTENT_LENGTH": "0"}, {"CONTENT_LENGTH": ""}):
        assert waiting.read(request(Coming(), "GET", **more), "ada", KIB) == b""


def test_a_body_that_came_makes_room_for_the_next() -> None:
    """TOK-49"""
    readers = Readers(1)
    for user in ("ada", "ben"):
        body = Coming()
        body.may_come.set()
        assert readers.read(request(body), user, 2) == b"{}"


@pytest.mark.parametrize("error", [TimeoutError, ConnectionError])
def test_a_body_that_does_not_come_is_refused_and_makes_room(error: type[Exception]) -> None:
    """TOK-49"""

    class Broken:
        def read(self, _size: int = -1) -> bytes:
            raise error

    readers = Readers(1)
    for _ in range(2):
        with pytest.raises(Refusal) as refusal:
            readers.read(request(Broken()), "ada", KIB)
        assert refusal.value.status == 408


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(loop.run_forever)
        yield loop
        loop.call_soon_threadsafe(loop.stop)
    loop.close()


class Client:
    """Send a body in pieces, as granian tells of them; after the last one nothing more comes."""

    def __init__(self, *pieces: bytes, is_whole: bool = True) -> None:
        self._pieces = list(pieces)
        self._is_whole = is_whole

    async def receive(self) -> dict[str, Any]:
        if not self._pieces:
            await asyncio.sleep(9)
        piece = self._pieces.pop(0)
        more = bool(self._pieces) or not self._is_whole
        return {"type": "http.request", "body": piece, "more_body": more}


def test_a_body_in_pieces_is_read_as_one(loop: asyncio.AbstractEventLoop) -> None:
    body = Body(Client(b"ab", b"", b"cd\ne"), loop)
    assert (body.read(1), body.readline(), body.read(), body.read()) == (b"a", b"bcd\n", b"e", b"")


def test_granians_body_has_its_time(
    loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-49"""
    monkeypatch.setattr(granian_wsgi, "BODY_SECONDS", 0.05)
    body = Body(Client(b"{", is_whole=False), loop)
    with pytest.raises(TimeoutError):
        body.read()


def test_a_client_that_goes_leaves_no_body(loop: asyncio.AbstractEventLoop) -> None:
    class Gone:
        async def receive(self) -> dict[str, Any]:
            return {"type": "http.disconnect"}

    with pytest.raises(ConnectionError):
        Body(Gone(), loop).read()


def test_gunicorns_body_has_its_time() -> None:
    """TOK-49: a piece that comes now and then does not win any more."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        hurried = Hurried(ours, 0.2)
        theirs.send(b"{")
        assert hurried.recv(9) == b"{"
        with pytest.raises(TimeoutError):
            for _ in range(100):
                theirs.send(b" ")
                hurried.recv(1)
                threading.Event().wait(0.01)
        assert ours.gettimeout() is None


def test_half_the_threads_may_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """TOK-49"""
    monkeypatch.setenv("VERSORI_THREADS", "1")
    assert bounds.readers.__wrapped__()._most == 1
    monkeypatch.setenv("VERSORI_THREADS", "8")
    assert bounds.readers.__wrapped__()._most == 4


def test_a_quarter_of_the_threads_waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """TOK-49"""
    for threads, most in ((1, 1), (2, 1), (4, 3), (16, 12)):
        monkeypatch.setenv("VERSORI_THREADS", str(threads))
        places = bounds.places.__wrapped__()
        with ExitStack() as taken:
            for _ in range(most):
                taken.enter_context(places.taken())
            with pytest.raises(Refusal) as refusal, places.taken():
                pass
            assert (refusal.value.status, refusal.value.headers["Retry-After"]) == (503, "2")


def test_a_host_that_tells_no_number_has_the_places_of_our_own_server() -> None:
    """TOK-49: a hub asks for several things at once."""
    places = bounds.places.__wrapped__()
    with ExitStack() as taken:
        for _ in range(12):
            taken.enter_context(places.taken())
    assert bounds.readers.__wrapped__()._most == 8


def test_a_place_is_free_again_whatever_went_wrong() -> None:
    places = Places(1)
    for _ in range(2):
        with pytest.raises(ValueError, match="went wrong"), places.taken():
            raise ValueError("went wrong")


@pytest.mark.parametrize(
    ("told", "threads"),
    [
        ({}, 2),
        ({"HYBRID": "1"}, 16),
        ({"HYBRID": "0"}, 2),
        ({"FIRST_VIEW": "1.5"}, 16),
        ({"PRIMARY_CONNECTION": "who:connection"}, 16),
        ({"PRIMARY_CONNECTION": "who:connection", "THREADS": "7"}, 7),
    ],
)
def test_a_server_that_waits_for_the_api_has_more_threads(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str], threads: int
) -> None:
    """TOK-49"""
    for name, value in told.items():
        monkeypatch.setenv(f"VERSORI_{name}", value)
    assert scale.threads() == threads
