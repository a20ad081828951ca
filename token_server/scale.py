"""How many processes and threads serve, as the environment says, and what that does to limits."""

import logging
import os
import sys

from token_server import events
from token_server.counters import MEMORY
from token_server.parsing import whole_number

MISUSED = 2
MOST_WORKERS = 64
MOST_THREADS = 256


def workers() -> int:
    """Read the number of processes."""
    return _count("VERSORI_WORKERS", MOST_WORKERS, 2)


def threads() -> int:
    """Read the number of threads in each of them."""
    return _count("VERSORI_THREADS", MOST_THREADS, 4)


def warn_of_limits(processes: int) -> None:
    """Say what the limits come to where each process counts for itself."""
    if processes > 1 and os.environ.get("VERSORI_LIMIT_STORE", MEMORY) == MEMORY:
        events.record("token.limits_per_worker", logging.WARNING, factor=processes)


def _count(name: str, most: int, default: int) -> int:
    """Read a number of the environment, or end with what is wrong with it."""
    try:
        return whole_number(1, most)(os.environ.get(name) or str(default))
    except ValueError as error:
        print(f"{name} {error}", file=sys.stderr)
        sys.exit(MISUSED)
