"""Failures on demand: which requests go wrong, how, and how often."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from threading import Condition, Event

KINDS = ("slow", "status", "drop", "nonsense", "html", "empty", "truncate", "malformed_row")


@dataclass(frozen=True)
class Fault:
    """One kind of failure for the requests that fit; `path` is a glob below the API's base."""

    path: str
    kind: str
    method: str = ""
    times: int = 1
    seconds: float = 0.0
    status: int = 503
    retry_after: str = ""
    body: str = ""

    def fits(self, method: str, path: str) -> bool:
        """Tell whether a request is meant."""
        return self.method in ("", method) and fnmatchcase(path, self.path)


class Faults:
    """The failures that are still to happen, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._pending: list[Fault] = []
        self._recovered = Event()

    def __iter__(self) -> Iterator[Fault]:
        with self._changed:
            return iter(list(self._pending))

    def add(self, fault: Fault) -> None:
        """Ask for one more."""
        with self._changed:
            self._pending.append(fault)

    def clear(self) -> None:
        """Let everything go well again, also for whoever is made to wait."""
        with self._changed:
            self._pending.clear()
            self._recovered.set()
            self._recovered = Event()

    def have_happened(self, seconds: float) -> bool:
        """Wait until none is still to happen; say whether that came about in time."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._pending, seconds)

    def take(self, method: str, path: str) -> tuple[Fault, Event] | None:
        """Return the first failure that is meant for a request, and what ends it; count it."""
        with self._changed:
            for at, fault in enumerate(self._pending):
                if fault.fits(method, path):
                    left = replace(fault, times=fault.times - 1)
                    self._pending[at : at + 1] = [left] if left.times > 0 else []
                    self._changed.notify_all()
                    return fault, self._recovered
        return None
