"""Listening sockets share newcomers out, and lose nobody who was let in when they are closed."""

import resource
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain
from pathlib import Path
from threading import Barrier

import pytest

from token_server.door import keep_newcomers_out, listeners


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


@pytest.fixture
def pair() -> Iterator[list[socket.socket]]:
    both = listeners("127.0.0.1", 0, 2)
    yield both
    for each in both:
        each.close()


def waiting(listener: socket.socket) -> int:
    """Accept all who wait, and count them."""
    listener.setblocking(False)
    count = 0
    with suppress(BlockingIOError):
        while True:
            listener.accept()[0].close()
            count += 1
    return count


def test_newcomers_are_shared_out_among_the_sockets_of_a_port(pair: list[socket.socket]) -> None:
    """That fewer than eight of 64 fall to one of two happens once in a hundred million times."""
    links = [socket.create_connection(pair[0].getsockname()) for _ in range(64)]
    shares = [waiting(each) for each in pair]
    assert sum(shares) == 64 and min(shares) >= 8
    for link in links:
        link.close()


def test_a_port_that_another_server_shares_out_is_taken(pair: list[socket.socket]) -> None:
    with pytest.raises(OSError, match="in use"):
        listeners("127.0.0.1", pair[0].getsockname()[1], 2)


def test_of_two_servers_that_start_at_once_one_has_the_port() -> None:
    """Else each has half of what is asked, and a key of its own; of 3000 times it was about 15."""
    both_at_once = Barrier(2)

    def start(port: int) -> list[socket.socket]:
        both_at_once.wait()
        return listeners("127.0.0.1", port, 2)

    with ThreadPoolExecutor(2) as pool:
        for _ in range(3000):
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = free.getsockname()[1]
            tries = [pool.submit(start, port) for _ in range(2)]
            found = [each.result() for each in tries if each.exception() is None]
            for listener in chain(*found):
                listener.close()
            assert len(found) == 1


def test_a_port_that_cannot_be_shared_is_listened_on_once() -> None:
    used = len(list(Path("/proc/self/fd").iterdir()))
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (used + 2, limits[1]))
    try:
        found = listeners("127.0.0.1", 0, 32)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert 1 <= len(found) < 32
    for listener in found:
        listener.close()


def test_an_ipv6_address_is_shared_out_as_well() -> None:
    found = listeners("::1", 0, 2)
    assert {each.getsockname() for each in found} == {found[0].getsockname()}
    for listener in found:
        listener.close()


def test_every_address_of_ipv6_is_every_address_of_ipv4_too() -> None:
    found = listeners("::", 0, 2)
    with socket.create_connection(("127.0.0.1", found[0].getsockname()[1])):
        assert sum(waiting(each) for each in found) == 1
    for listener in found:
        listener.close()
