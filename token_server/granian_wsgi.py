"""WSGI on granian, with each request as it was sent.

granian's own WSGI leaves a header empty that holds a letter beyond ASCII, and so signs out whoever
has such a cookie; it takes `X_User` for `X-User`, and does not tell how a path was spelled. What
it hands to ASGI has all of this in bytes. So its worker for ASGI is used, but no event loop answers
a request: the thread of granian's that would have told the loop does. The loop waits for bodies,
and for the end.
"""

import asyncio
import io
import logging
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote_to_bytes

from granian._granian import CallbackScheduler

from token_server import events
from token_server.bounds import BODY_SECONDS
from token_server.health import small
from token_server.turns import Turns

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

Loop: TypeAlias = asyncio.AbstractEventLoop
Headers: TypeAlias = list[tuple[str, str]]

MOST_NAMES = 200
"""Names of headers whose other spelling is remembered: a client can think of any number."""

USUAL: Mapping[str, Any] = {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "granian",
    "wsgi.version": (1, 0),
    "wsgi.url_scheme": "http",
    "wsgi.errors": sys.stderr,
    "wsgi.input_terminated": True,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


class Scheduler(CallbackScheduler):
    """Answer what comes in: granian calls `_schedule_fn` with each request, in its own threads."""

    def __init__(self, *_known_to_granian: object) -> None:
        super().__init__()
        self._schedule_fn: Callable[[Any], None]


def scheduler(app: "WSGIApplication", loop: Loop, turns: int) -> Scheduler:
    """Make what granian is to call; in fewer turns than it has threads, as bodies come by them."""
    made = Scheduler(loop, None, None, None, None)
    made._schedule_fn = Turns(turns, partial(answer, app, loop)).take
    return made


def answer(app: "WSGIApplication", loop: Loop, watcher: Any) -> None:
    """Answer one request, whatever the application does."""
    started: list[Any] = []

    def start(status: str, headers: Headers, *_error: object) -> Any:
        started[:] = [int(status[:3]), headers]

    proto = watcher.proto
    try:
        body = b"".join(app(environ_of(watcher.scope, Body(proto, loop)), start))
    except BaseException as error:  # a turn that does not end is nobody's any more
        events.record("token.failed", logging.ERROR, status=500, reason=type(error).__name__)
        refused = small(500, {"code": "internal", "message": "Internal Server Error."})
        started, body = [500, [*refused.headers.items()]], refused.data
    with suppress(Exception):  # whoever asked may be gone
        _send(proto, started[0], started[1], body)
    watcher.done()


def _send(proto: Any, status: int, headers: Headers, body: bytes) -> None:
    """Send an answer; granian takes it at the call, and nothing has to be awaited."""
    sent = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    proto.send({"type": "http.response.start", "status": status, "headers": sent})
    proto.send({"type": "http.response.body", "body": body})


def environ_of(scope: Mapping[str, Any], body: "Body") -> "WSGIEnvironment":
    """Tell a request as PEP 3333 has it: bytes as latin-1, whatever they meant."""
    path, query = scope["raw_path"].decode("latin-1"), scope["query_string"].decode("latin-1")
    host, port = scope["server"]
    environ = {
        **USUAL,
        "REQUEST_METHOD": scope["method"],
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": query,
        "RAW_URI": f"{path}?{query}" if query else path,
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": scope["client"][0],
        "wsgi.input": body,
    }
    for name, value in scope["headers"]:
        if variable := _variables.get(name) or _variable(name):
            said, text = environ.get(variable), value.decode("latin-1")
            between = ";" if variable == "HTTP_COOKIE" else ","
            environ[variable] = text if said is None else f"{said}{between}{text}"
    return environ


_variables = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}


def _variable(name: bytes) -> str:
    """Name a header's variable; one with an underscore could pass for another, and has none."""
    if b"_" in name:
        return ""
    variable = f"HTTP_{name.decode('latin-1').upper().replace('-', '_')}"
    if len(_variables) < MOST_NAMES:
        _variables[name] = variable
    return variable


class Body(io.RawIOBase):
    """Be a request's body, which is waited for no longer than `BODY_SECONDS` in all."""

    def __init__(self, proto: Any, loop: Loop) -> None:
        self._proto = proto
        self._loop = loop
        self._came = b""
        self._is_whole = False
        self._until = 0.0

    def readable(self) -> bool:
        """Say that there may be something."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what came next; raise OSError if it does not come in time, or at all."""
        while not self._came and not self._is_whole:
            self._receive()
        part, self._came = self._came[: len(buffer)], self._came[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)

    def _receive(self) -> None:
        now = time.monotonic()
        self._until = self._until or now + BODY_SECONDS
        coming = asyncio.run_coroutine_threadsafe(self._message(), self._loop)
        try:
            message = coming.result(max(0.0, self._until - now))
        except TimeoutError:
            coming.cancel()
            raise
        if message["type"] != "http.request":
            raise ConnectionError("the client is gone")
        self._came, self._is_whole = message["body"], not message["more_body"]

    async def _message(self) -> Any:
        return await self._proto.receive()
