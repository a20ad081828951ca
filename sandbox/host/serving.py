"""Two applications in one process: each on a loopback port, in a thread of its own."""

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

LOOPBACK = "127.0.0.1"
BACKLOG = 128
POLL = 0.05  # seconds until a stop is noticed
GRACE = 0.5  # seconds for answers in flight; the thread of a slower one dies with the process


@dataclass
class PortTaken(Exception):
    """Something else listens on a port that was asked for."""

    port: int


def listen(port: int) -> socket.socket:
    """Take a loopback port, or any free one for 0; raise PortTaken."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise PortTaken(port) from None
    return listener


def url(listener: socket.socket) -> str:
    """Give the address of a listener, without a slash at its end."""
    return f"http://{LOOPBACK}:{listener.getsockname()[1]}"


@contextmanager
def serving(app: Flask, listener: socket.socket, *, verbose: bool = False) -> Iterator[None]:
    """Serve an application inside the block; leave no listener and no connection behind."""
    server = _Server(app, listener, _Telling if verbose else _Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(POLL,), daemon=True)
    thread.start()
    try:
        wait_for_answer(server.port)
        yield
    finally:
        server.stop()
        thread.join()


def wait_for_answer(port: int) -> None:
    """Ask once: the connection is queued, so the answer comes when the server is up."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=10)
    connection.request("GET", "/")
    connection.getresponse().read()
    connection.close()


class _Telling(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log without the query, where a code or a token might stand."""
        path = getattr(self, "path", "-").partition("?")[0]
        self.log("info", "%s %s %s", getattr(self, "command", "-"), path, code)


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing; what an application has to say goes through its own log."""


class _Server(ThreadedWSGIServer):
    """Remember open connections: browsers keep them, and stopping must not wait for them."""

    def __init__(
        self, app: Flask, listener: socket.socket, handler: type[WSGIRequestHandler]
    ) -> None:
        host, port = listener.getsockname()
        self._open: set[socket.socket] = set()
        self._busy: set[threading.Thread] = set()
        super().__init__(host, port, app, handler, fd=listener.fileno())
        listener.close()

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        self._busy.add(threading.current_thread())
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._busy.discard(threading.current_thread())

    def stop(self) -> None:
        """Stop accepting, end what is open, and give the answers in flight a moment to notice."""
        self.shutdown()
        for connection in tuple(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        last_moment = time.monotonic() + GRACE
        for thread in tuple(self._busy):
            thread.join(max(0, last_moment - time.monotonic()))
