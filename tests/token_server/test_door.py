"""A listening socket that is closed loses nobody who was let in."""

import socket
from collections.abc import Iterator

import pytest

from token_server.door import keep_newcomers_out


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


def test_who_waits_in_the_queue_is_still_heard(listener: socket.socket) -> None:
    """TOK-47"""
    with socket.create_connection(listener.getsockname()) as early:
        assert keep_newcomers_out(listener)
        early.sendall(b"question")
        accepted, _ = listener.accept()
        with accepted:
            accepted.setblocking(True)
            assert accepted.recv(100) == b"question"


def test_a_newcomer_does_not_get_in(listener: socket.socket) -> None:
    """TOK-47"""
    keep_newcomers_out(listener)
    with socket.socket() as late:
        late.setblocking(False)
        late.connect_ex(listener.getsockname())
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_a_newcomer_is_refused_when_the_door_is_closed(listener: socket.socket) -> None:
    """TOK-47"""
    keep_newcomers_out(listener)
    address = listener.getsockname()
    listener.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address)
