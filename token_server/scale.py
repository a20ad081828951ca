"""How many processes and threads serve, as the environment says, and what that does to limits."""

import logging
import os
import sys
from collections.abc import Mapping

from token_server import events
from token_server.counters import MEMORY, is_memory
from token_server.errors import MISUSED
from token_server.parsing import whole_number

WORKERS, THREADS = "VERSORI_WORKERS", "VERSORI_THREADS"
MOST = {WORKERS: 64, THREADS: 256}
USUAL = {WORKERS: 2, THREADS: 2}
"""Threads that only compute take turns; more of them take more time to hand over."""

WAITING = 16
"""Threads where the server asks the API itself: most of them wait for what it says."""

ASKING = ("VERSORI_HYBRID", "VERSORI_FIRST_VIEW", "VERSORI_PRIMARY_CONNECTION")


def workers() -> int:
    """Read the number of processes."""
    return _count(WORKERS)


def threads() -> int:
    """Read the number of threads in each of them."""
    return _count(THREADS)


def threads_that_wait() -> int:
    """Give the number for what waits for the API; of a host's own server nobody tells it."""
    return threads() if os.environ.get(THREADS) else WAITING


def problems(environ: Mapping[str, str]) -> list[str]:
    """Say what is wrong with the numbers, to be told along with all else that is."""
    found = []
    for name in USUAL:
        try:
            _read(environ, name)
        except ValueError as error:
            found.append(f"{name} {error}")
    return found


def warn_of_limits(processes: int) -> None:
    """Say what the limits come to where each process counts for itself."""
    _end_if_mis_set()
    store = os.environ.get("VERSORI_LIMIT_STORE", "").strip() or MEMORY
    if processes > 1 and is_memory(store):
        events.record("token.limits_per_worker", logging.WARNING, factor=processes)


def _end_if_mis_set() -> None:
    """End where an application that reads no environment has not said what is wrong with it."""
    if found := problems(os.environ):
        print(*found, sep="\n", file=sys.stderr)
        sys.exit(MISUSED)


def _count(name: str) -> int:
    """Read a number; the usual one instead of one that is a problem, which is told elsewhere."""
    try:
        return _read(os.environ, name)
    except ValueError:
        return _usual(os.environ, name)


def _read(environ: Mapping[str, str], name: str) -> int:
    return whole_number(1, MOST[name])(environ.get(name) or str(_usual(environ, name)))


def _usual(environ: Mapping[str, str], name: str) -> int:
    """Give the number that is right where nobody has set it."""
    asks = any(environ.get(each, "").strip() not in ("", "0") for each in ASKING)
    return WAITING if name == THREADS and asks else USUAL[name]
