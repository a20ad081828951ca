"""What granian's processes do to each other and to the system."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from token_server.granian_server import Server, _compute_in_peace


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


def test_a_new_key_reaches_the_workers_that_there_are() -> None:
    """TOK-22: one of them may have died a moment ago."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    living = subprocess.Popen(["/bin/cat"], stdin=subprocess.PIPE)
    workers = [SimpleNamespace(inner=each) for each in (gone, living)]
    Server._reload(a_parent_of(workers), None, None)
    assert living.wait(10) == -1  # SIGHUP, which cat does not expect
    living.communicate()


def a_parent_of(workers: list[Any]) -> Any:
    keys = SimpleNamespace(reload=lambda: True)
    given = {"wrks": workers, "_running": SimpleNamespace(keys=keys)}
    return SimpleNamespace(main_loop_interrupt=Event(), interrupt_signal=False, **given)
