"""An API, or somebody in its place, that misbehaves byte by byte."""

import gzip
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

import pytest
from flask.testing import FlaskClient

from sandbox.host.serving import listen, url
from token_server import Settings, upstream

from .upstream import ADA, HUB, INTEGRATIONS, browser

OK = b"HTTP/1.1 200 OK\r\n"
AS_JSON = b"Content-Type: application/json\r\n"
EMPTY = b"Content-Length: 2\r\n\r\n{}"


@dataclass
class Raw:
    """Answer every request with the same bytes, in pieces if they come in pieces."""

    listener: socket.socket
    pieces: Iterable[bytes] = ()
    pause: float = 0
    hangs_up: bool = False
    over: threading.Event = field(default_factory=threading.Event)
    connections: list[socket.socket] = field(default_factory=list)

    def serve(self) -> None:
        while not self.over.is_set():
            with suppress(OSError):
                connection, _ = self.listener.accept()
                self.connections.append(connection)
                with connection:
                    self._answer(connection)

    def end(self) -> None:
        self.over.set()
        for each in (self.listener, *self.connections):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def _answer(self, connection: socket.socket) -> None:
        while b"\r\n\r\n" in connection.recv(65536):
            for piece in self.pieces:
                connection.sendall(piece)
                self.over.wait(self.pause)
            if self.hangs_up:
                return


@pytest.fixture
def raw() -> Iterator[Raw]:
    raw = Raw(listen(0))
    thread = threading.Thread(target=raw.serve, daemon=True)
    thread.start()
    yield raw
    raw.end()
    thread.join(5)
    assert not thread.is_alive()


@pytest.fixture
def client(settings: Settings, raw: Raw) -> FlaskClient:
    return browser(replace(settings, api_url=url(raw.listener), hub_id=HUB))


@pytest.mark.parametrize(
    "kind", [b"application/json", b"Application/JSON ; charset=utf-8", b"application/json;x"]
)
def test_json_is_passed_on_however_it_is_spelled(
    client: FlaskClient, raw: Raw, kind: bytes
) -> None:
    """HYB-06"""
    raw.pieces = [OK + b"content-type: " + kind + b"\r\ncontent-length: 2\r\n\r\n{}"]
    said = client.get(INTEGRATIONS, headers=ADA)
    assert (said.status_code, said.json) == (200, {})
    assert said.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "status", [b"101", b"199", b"300", b"304", b"305", b"399", b"401", b"600", b"999"]
)
def test_a_status_that_says_nothing_to_the_hub_is_a_bad_gateway(
    client: FlaskClient, raw: Raw, status: bytes
) -> None:
    """HYB-06"""
    raw.pieces = [b"HTTP/1.1 " + status + b" X\r\n" + AS_JSON + EMPTY]
    assert client.get(INTEGRATIONS, headers=ADA).status_code == 502


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        (b"7", "7"),
        (b"Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026 07:28:00 GMT"),
        (b"-1", None),
        (b"soon", None),
        (b"7, 8", None),
        (b"7\r\nRetry-After: 8", None),
        (b"7\r\n Set-Cookie: a=b", None),
        (b"7\x0bX-Evil: 1", None),
        (b"<script>", None),
        (b"9" * 5000, None),
    ],
)
def test_retry_after_is_passed_on_if_it_is_one(
    client: FlaskClient, raw: Raw, sent: bytes, seen: str | None
) -> None:
    """HYB-06"""
    limited = b"HTTP/1.1 429 X\r\nRetry-After: " + sent + b"\r\n"
    raw.pieces = [limited + AS_JSON + EMPTY]
    said = client.get(INTEGRATIONS, headers=ADA)
    assert (said.status_code, said.headers.get("Retry-After")) == (429, seen)
    assert "Set-Cookie" not in said.headers


@pytest.mark.parametrize(
    "encoding", [b"gzip", b"deflate", b"gzip, gzip", b"br", b"identity, gzip", b"x"]
)
def test_a_packed_answer_is_not_opened(client: FlaskClient, raw: Raw, encoding: bytes) -> None:
    """HYB-06: a few thousand bytes may be gigabytes."""
    bomb = gzip.compress(b" " * 50_000_000)
    length = b"Content-Length: %d\r\n\r\n" % len(bomb)
    raw.pieces = [OK + AS_JSON + b"Content-Encoding: " + encoding + b"\r\n" + length + bomb]
    assert client.get(INTEGRATIONS, headers=ADA).status_code == 502


def test_an_answer_that_trickles_is_given_up(
    client: FlaskClient, raw: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HYB-06: each byte comes in time, and the last one never."""
    monkeypatch.setitem(upstream.PATIENCE, "GET", 0.3)
    raw.pieces = [OK + AS_JSON + b"Content-Length: 1000\r\n\r\n", *[b" "] * 1000]
    raw.pause = 0.05
    assert client.get(INTEGRATIONS, headers=ADA).status_code == 502


def test_an_answer_that_never_begins_is_given_up(
    client: FlaskClient, raw: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HYB-06"""
    monkeypatch.setitem(upstream.PATIENCE, "GET", 0.1)
    raw.pieces, raw.pause = [b""], 1
    assert client.get(INTEGRATIONS, headers=ADA).status_code == 502


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"hello\r\n\r\n",
        OK,
        OK + AS_JSON + b"\r\n{}",
        OK + AS_JSON + b"Content-Length: 100\r\n\r\n{}",
        OK + AS_JSON + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{}",
        OK + AS_JSON + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}",
        OK + AS_JSON + b"X: y\r\n" * 500 + EMPTY,
        OK + AS_JSON + b"X: " + b"y" * 100_000 + b"\r\n" + EMPTY,
        b"HTTP/1.1 200 " + b"x" * 100_000 + b"\r\n" + AS_JSON + EMPTY,
    ],
    ids=lambda sent: repr(sent[-20:]),
)
def test_what_is_no_whole_answer_is_a_bad_gateway(
    client: FlaskClient, raw: Raw, sent: bytes
) -> None:
    """HYB-06"""
    raw.pieces, raw.hangs_up = [sent], True
    assert client.get(INTEGRATIONS, headers=ADA).status_code == 502


def test_an_answer_that_nobody_asked_for_reaches_nobody(client: FlaskClient, raw: Raw) -> None:
    """HYB-05: it would be taken for the answer to the next one's call."""
    own = OK + AS_JSON + EMPTY
    foreign = OK + AS_JSON + b'Content-Length: 11\r\n\r\n{"of":"ben"}'
    raw.pieces = [own + foreign]
    said = [client.get(INTEGRATIONS, headers=ADA).json for _ in range(3)]
    assert said == [{}] * 3
