"""What granian's processes do to each other and to the system."""

import json
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from token_server.granian_server import Attentive, Server, _compute_in_peace
from token_server.granian_wsgi import answer


@pytest.mark.parametrize(
    ("before", "after"),
    [(os.SCHED_OTHER, os.SCHED_BATCH), (os.SCHED_IDLE, os.SCHED_IDLE)],
    ids=["nobody chose", "an operator chose"],
)
def test_how_linux_lets_it_compute_is_the_operators_to_say(before: int, after: int) -> None:
    def chosen() -> int:
        os.sched_setscheduler(0, before, os.sched_param(0))
        _compute_in_peace()
        return os.sched_getscheduler(0)

    with ThreadPoolExecutor(1) as pool:  # it is a thread that has it
        assert pool.submit(chosen).result() == after


# Whoever runs the tests may have it ignored (nohup), and then so has all that they start.
HEARS_SIGHUP = """
import signal, sys, time
signal.signal(signal.SIGHUP, lambda *_given: sys.exit(7))
print("ready", flush=True)
time.sleep(60)
"""


def test_a_new_key_reaches_the_workers_that_there_are() -> None:
    """TOK-22: one of them may have died a moment ago."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with subprocess.Popen([sys.executable, "-c", HEARS_SIGHUP], stdout=subprocess.PIPE) as living:
        assert living.stdout
        assert living.stdout.readline() == b"ready\n"
        workers = [SimpleNamespace(inner=each) for each in (gone, living)]
        Server._reload(a_parent_of(workers), None, None)
        assert living.wait(10) == 7


def a_parent_of(workers: list[Any]) -> Any:
    keys = SimpleNamespace(reload=lambda: True)
    given = {"wrks": workers, "_running": SimpleNamespace(keys=keys)}
    return SimpleNamespace(main_loop_interrupt=Event(), interrupt_signal=False, **given)


def test_an_order_is_heard_though_it_did_not_interrupt_the_waiting() -> None:
    """TOK-47: it may come a moment before, or to another thread."""
    ordered = Attentive()

    def take_it_in_the_place_of_who_waits() -> None:
        Event().wait(0.1)
        signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)

    before = signal.signal(signal.SIGUSR1, lambda *_given: ordered.set())
    try:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(take_it_in_the_place_of_who_waits)
            assert ordered.wait()
    finally:
        signal.signal(signal.SIGUSR1, before)


class Asked:
    """Be a request as granian hands it over, and what was answered."""

    def __init__(self) -> None:
        self.scope = {
            **{"method": "GET", "http_version": "1.1", "raw_path": b"/", "query_string": b""},
            **{"server": ("127.0.0.1", "1"), "client": ("127.0.0.1", 2), "headers": []},
        }
        self.proto = self
        self.sent: list[dict[str, Any]] = []
        self.is_done = False

    def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)

    def done(self) -> None:
        self.is_done = True


NO_LOOP: Any = None


@pytest.mark.parametrize(
    "error", [RuntimeError("canary-8d1f"), SystemExit("canary-8d1f"), GeneratorExit("canary-8d1f")]
)
def test_what_breaks_is_answered_and_ends_no_thread(
    error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-30, TOK-36"""

    def broken(_environ: object, _start: object) -> Any:
        raise error

    asked = Asked()
    answer(broken, NO_LOOP, asked)
    start, body = asked.sent
    assert asked.is_done and start["status"] == 500
    assert (b"Cache-Control", b"no-store") in start["headers"]
    assert json.loads(body["body"])["code"] == "internal"
    assert "canary" not in caplog.text + str(asked.sent)


def test_a_client_that_is_gone_breaks_nothing() -> None:
    """TOK-47"""

    class Gone(Asked):
        def send(self, message: dict[str, Any]) -> None:
            raise RuntimeError

    def empty(_environ: object, start: Any) -> list[bytes]:
        start("204 No Content", [])
        return []

    asked = Gone()
    answer(empty, NO_LOOP, asked)
    assert asked.is_done
