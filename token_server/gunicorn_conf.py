"""How gunicorn serves the token server.

    gunicorn -c python:token_server.gunicorn_conf "token_server:create_app()"

The application is made once, before the workers are forked: SIGHUP then reads the key anew in
that one place, and a key that is no use costs nothing but a line in the log.
"""

import os
import select
import signal
import sys
import threading
from collections.abc import Iterable
from types import FrameType
from typing import Any
from urllib.parse import quote

from gunicorn.glogging import Logger

from token_server import door, events, scale
from token_server.app import EXTENSION, Running
from token_server.errors import MISUSED
from token_server.standalone import DEBUGGED, is_debugged_by_anybody

bind = os.environ.get("VERSORI_BIND") or "127.0.0.1:8002"
workers = scale.workers()
worker_class = "token_server.gunicorn_worker.Worker"
threads = scale.threads()
preload_app = True
backlog = 1024
timeout = 30
graceful_timeout = 8
keepalive = 5

# Hybrid mode names a user of up to 255 letters, percent-encoded, and asks a query.
limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 16 * 1024

forwarded_allow_ips = ""  # a forged X-Forwarded-Proto must not pass for TLS


class Log(Logger):
    """Be gunicorn's log, but repeat nothing that a client said."""

    def debug(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Name an error by its type: the text of one that reading raised is what was read."""
        said = [type(each).__name__ if isinstance(each, Exception) else each for each in args]
        super().debug(msg, *said, **kwargs)

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """Write a path as it was sent: decoded, it may hold line ends and a terminal's escapes."""
        path = quote(environ["RAW_URI"].partition("?")[0], safe="/%")
        return {**super().atoms(resp, req, environ, request_time), "U": path}


logger_class = Log
access_log_format = '%(h)s "%(m)s %(U)s" %(s)s %(M)s'  # not the query, where a code might stand
loglevel = "warning"
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Say what the limits come to where each worker counts for itself; refuse to be debugged."""
    _keep_debugging_here(server.cfg.address)
    scale.warn_of_limits(workers)
    _keep_newcomers_out_before(server)


def _keep_debugging_here(addresses: Iterable[Any]) -> None:
    """End where Flask would debug a server that is reached from elsewhere, whoever bound it so."""
    for each in addresses:
        if is_debugged_by_anybody({**os.environ, "VERSORI_BIND": _spelled(each)}):
            print(DEBUGGED, file=sys.stderr)
            sys.exit(MISUSED)


def _spelled(address: Any) -> str:
    """Spell what gunicorn is bound to: host and port, a socket's path, or a descriptor."""
    if isinstance(address, str):
        return f"unix:{address}"
    host, port = (str(each) for each in address[:2]) if isinstance(address, tuple) else ("fd", "")
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def on_reload(server: Any) -> None:
    """Change to the new key before the new workers are made, or keep the old one."""
    _running(server.app).keys.reload()


def post_worker_init(worker: Any) -> None:
    """Turn away new connections once the worker is to end."""
    end = signal.getsignal(signal.SIGTERM)

    def drain(number: int, frame: FrameType | None) -> None:
        worker.method_queue.defer(lambda: _stop_listening(worker))
        if callable(end):
            end(number, frame)

    signal.signal(signal.SIGTERM, drain)
    events.record("token.worker_ready", pid=worker.pid)


def _stop_listening(worker: Any) -> None:
    """Close the door behind those who knocked already, if it is still open.

    Of itself gthread leaves it open till the last request is answered, and newcomers wait in vain.
    """
    worker.set_accept_enabled(False)
    # An order to stop comes twice where a supervisor gives it to each process (systemd does).
    for listener in [each for each in worker.sockets if each.sock]:
        while select.select([listener], [], [], 0)[0]:
            worker.accept(listener)
        listener.close()


def _keep_newcomers_out_before(server: Any) -> None:
    """Let whoever is in the queue be accepted before the workers are told to end."""
    stop = server.stop

    def stop_in_order(graceful: bool = True) -> None:
        is_shared = server.reexec_pid or server.master_pid or server.systemd
        if graceful and not is_shared:
            _running(server.app).readiness.drain()
            kept_out = [door.keep_newcomers_out(each.sock) for each in server.LISTENERS]
            threading.Event().wait(door.SETTLE if any(kept_out) else 0)
        stop(graceful)

    server.stop = stop_in_order


def _running(app: Any) -> Running:
    running: Running = app.wsgi().extensions[EXTENSION]
    return running
