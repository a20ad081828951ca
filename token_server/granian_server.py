"""How granian serves the token server.

The application is made once, before the workers are forked.
Of itself granian would answer SIGHUP with new workers, each of which reads the key for itself; here
the first process tries the new pair, and only one that is of use is passed on, to workers that
go on working. On SIGTERM newcomers are kept out before the workers are told to end.
"""

import gc
import multiprocessing
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from mmap import mmap
from typing import TYPE_CHECKING, Any

import granian._signals
import granian.server.mp
from flask import Flask
from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer, WorkerProcess

from token_server import door, events, scale
from token_server.app import EXTENSION, Running
from token_server.granian_wsgi import Loop, Scheduler, scheduler
from token_server.health import Readiness

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

GRACE = 8  # seconds for what is under way
LOOK_UP = 0.5  # seconds
HEADER_PATIENCE = 10_000  # milliseconds until the whole head of a request has to be there
LARGEST_HEAD = 32 * 1024
MOST_NEW = 20_000
"""Objects until those that hold each other are looked for: a request's go without that."""


class Attentive(threading.Event):
    """Be waited for with an open ear: a signal that comes just before would else not be heard."""

    def wait(self, timeout: float | None = None) -> bool:
        """Wait; without a timeout look up now and then, which lets Python's handlers run."""
        if timeout is not None:
            return super().wait(timeout)
        while not super().wait(LOOK_UP):
            pass
        return True


class Server(MPServer):
    """Be granian, but for how a key is changed and how it comes to an end."""

    _shd: Any

    def __init__(self, app: Flask, listeners: Sequence[socket.socket]) -> None:
        multiprocessing.set_start_method("fork", force=True)
        host, port = listeners[0].getsockname()[:2]
        super().__init__(
            "token_server",
            address=host,
            port=port,
            interface=Interfaces.ASGINL,  # see granian_wsgi
            websockets=False,
            workers=scale.workers(),
            http=HTTPModes.http1,
            http1_settings=HTTP1Settings(HEADER_PATIENCE, max_buffer_size=LARGEST_HEAD),
            backlog=door.BACKLOG,
            log_level=LogLevels.error,
            respawn_failed_workers=True,
            workers_kill_timeout=GRACE,
        )
        self.main_loop_interrupt = Attentive()
        self._app = app
        self._listeners = listeners
        self._running: Running = app.extensions[EXTENSION]
        self._ending = mmap(-1, 1)  # the workers see it as well

    def run(self) -> None:
        """Serve until told to stop."""
        scale.warn_of_limits(self.workers)
        gc.freeze()  # what is here already stays: no worker looks through it again and again
        self.serve(target_loader=self._begin_work, wrap_loader=False)

    def signal_handler_reload(self, *_signal: object) -> None:
        """Change the key: a worker at once, the first process when it has nothing else to do."""
        if os.getpid() != self.pid:
            self._running.keys.reload()
            return
        self.reload_signal = True
        self.main_loop_interrupt.set()

    def _reload(self, spawn_target: object, target_loader: object) -> None:
        self.reload_signal = False
        self.main_loop_interrupt.clear()
        if self.interrupt_signal:  # said a moment ago, and not to be forgotten
            self.main_loop_interrupt.set()
        if self._running.keys.reload():
            for worker in self.wrks:
                with suppress(ProcessLookupError):  # it may have died a moment ago
                    os.kill(worker.inner.pid, signal.SIGHUP)

    def _init_shared_socket(self) -> None:
        holder: Any = SocketHolder  # its stub knows one system only
        backlog = (door.BACKLOG,) if sys.platform == "linux" else ()
        self._holders = [holder(each.fileno(), False, *backlog) for each in self._listeners]
        self._sso = None

    def _spawn_worker(self, idx: int, *given: Any, **named: Any) -> WorkerProcess:
        """Give a worker the socket of its number, and so of whoever had the number before it."""
        # granian has it that ASGI needs one; but for these threads no event loop waits. The one
        # beyond those that answer brings bodies, which come by way of a thread.
        self.blocking_threads = scale.threads() + 1
        self._own = self._listeners[idx % len(self._listeners)]
        self._shd = self._holders[idx % len(self._holders)]
        return super()._spawn_worker(idx, *given, **named)

    def _drop_shared_socket(self) -> None:
        """Keep newcomers out and hear those who are in; the workers are told to end after that."""
        self._running.readiness.drain()
        for each in self._listeners:
            door.keep_newcomers_out(each)
        threading.Event().wait(door.SETTLE)
        for each in self._listeners:
            each.close()

    def _stop_workers(self) -> None:
        for worker in self.wrks:
            worker.interrupt_by_parent = True
        self._ending[0] = 1
        granian_server: Any = super()
        granian_server._stop_workers()

    def _begin_work(self) -> "WSGIApplication":
        for each in self._listeners:
            if each is not self._own:  # it would be held open here after its worker's end
                each.close()
        _end_in_order(self._ending)
        _compute_in_peace()
        gc.set_threshold(MOST_NEW)
        events.record("token.worker_ready", pid=os.getpid())
        app = in_one_piece(self._app, self._running.readiness)
        _give_requests_to(lambda loop: scheduler(app, loop, scale.threads()))
        return app  # which granian itself never calls


def _give_requests_to(make: Callable[[Loop], Scheduler]) -> None:
    """Let granian's worker hand requests over to what is made here, and not to its event loop."""
    vars(granian.server.mp)["_new_cbscheduler"] = lambda loop, _call, **_how: make(loop)


def _end_in_order(ending: mmap) -> None:
    """Let a worker pass over orders to stop until its parent is through with newcomers.

    A supervisor may give the order to each process (systemd does), a terminal gives Ctrl-C to all;
    the parent tells its workers in due course. Where it is gone, any order will do.
    """
    signals: Any = granian._signals
    set_signals, parent = signals.set_main_signals, os.getppid()

    def set_main_signals(interrupt: Callable[..., None]) -> None:
        def interrupt_in_order(*given: Any) -> None:
            if ending[0] or os.getppid() != parent:
                interrupt(*given)

        set_signals(interrupt_in_order)

    signals.set_main_signals = set_main_signals
    signals.set_loop_signals = lambda _loop: signals.set_sync_signals()


def _compute_in_peace() -> None:
    """Ask Linux not to interrupt a signature for whatever wakes up, which empties the caches."""
    if sys.platform == "linux" and os.sched_getscheduler(0) == os.SCHED_OTHER:  # as nobody chose
        with suppress(OSError):  # a container may forbid it
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def in_one_piece(app: Flask, readiness: Readiness) -> "WSGIApplication":
    """Answer with a list: all of it is there before a word of it is sent."""

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        body: Any = app(environ, _closing(start) if readiness.draining else start)
        try:
            return list(body)
        finally:
            if hasattr(body, "close"):
                body.close()

    return answer


def _closing(start: "StartResponse") -> "StartResponse":
    """Say with an answer that it is the connection's last."""

    def start_last(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
        return start(status, [*headers, ("Connection", "close")], *error)

    return start_last
