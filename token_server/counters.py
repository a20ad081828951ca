"""Counting calls by the minute: in memory, or in a shared store with memory for when it is down.

A window begins with its first call. Across the border of two windows up to twice the limit may
pass within a minute, which is what a count this small costs.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

from token_server import events
from token_server.errors import SettingsRefused

PERIOD = 60
MEMORY = "memory://"
MOST_KEYS = 50_000  # some 10 MB; whoever was not seen for longest is forgotten first
BLIND = 5.0  # seconds without asking a store that is down: every try costs a request its patience
PATIENCE = 0.5

Clock = Callable[[], float]


class Counter(Protocol):
    """Count calls under a key."""

    def wait(self, key: str, limit: int) -> float:
        """Count one call; give the seconds until one is let in again, 0 if this one is."""


class MemoryCounter:
    """Count in this process, with an end to the memory that strangers can make it use."""

    def __init__(self, most_keys: int = MOST_KEYS, clock: Clock = time.monotonic) -> None:
        self._most_keys = most_keys
        self._clock = clock
        self._lock = threading.Lock()
        self._windows: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._windows)

    def wait(self, key: str, limit: int) -> float:
        """Count one call; give the seconds until one is let in again, 0 if this one is."""
        now = self._clock()
        with self._lock:
            used, ends = self._windows.pop(key, (0, 0.0))
            if ends <= now:
                used, ends = 0, now + PERIOD
            self._windows[key] = (used + 1, ends)
            if len(self._windows) > self._most_keys:
                self._windows.popitem(last=False)
        return ends - now if used >= limit else 0


class SharedCounter:
    """Count in a store that all workers reach, by a URI that `limits` understands."""

    def __init__(self, uri: str) -> None:
        # Not needed where memory will do, and not free to import.
        from limits.errors import ConfigurationError
        from limits.storage import Storage, storage_from_string

        try:
            storage = storage_from_string(uri, **timeouts(uri))
        except ConfigurationError as error:
            raise SettingsRefused([f"VERSORI_LIMIT_STORE: {_first_sentence(error)}"]) from None
        except Exception as error:  # each store's client has errors of its own
            raise SettingsRefused(["VERSORI_LIMIT_STORE: " + type(error).__name__]) from None
        if not isinstance(storage, Storage):
            raise SettingsRefused(["VERSORI_LIMIT_STORE: asynchronous stores are not used"])
        self._storage = storage

    def wait(self, key: str, limit: int) -> float:
        """Count one call; give the seconds until one is let in again, 0 if this one is."""
        if self._storage.incr(key, PERIOD) <= limit:
            return 0
        # The store's clock may be off, but nobody waits for longer than a window.
        return min(PERIOD, max(1, self._storage.get_expiry(key) - time.time()))


class FallingBack:
    """Count in a shared store; while it does not answer, in memory, so that callers are served."""

    def __init__(self, shared: Counter, spare: Counter, clock: Clock = time.monotonic) -> None:
        self._shared = shared
        self._spare = spare
        self._clock = clock
        self._blind_until = 0.0
        self._silent_until = 0.0

    def wait(self, key: str, limit: int) -> float:
        """Count one call; give the seconds until one is let in again, 0 if this one is."""
        if self._clock() >= self._blind_until:
            try:
                return self._shared.wait(key, limit)
            except Exception as error:  # each store's client has errors of its own
                self._close_eyes(error)
        return self._spare.wait(key, limit)

    def _close_eyes(self, error: Exception) -> None:
        now = self._clock()
        self._blind_until = now + BLIND
        if now >= self._silent_until:
            self._silent_until = now + PERIOD
            reason = type(error).__name__
            events.record("token.limit_store_down", logging.WARNING, reason=reason)


def counter(uri: str) -> Counter:
    """Choose a counter by URI; raise SettingsRefused for one that cannot be used."""
    if is_memory(uri):
        return MemoryCounter()
    return FallingBack(SharedCounter(uri), MemoryCounter())


def is_memory(uri: str) -> bool:
    """Tell whether each process counts for itself; whatever follows the scheme says nothing."""
    return uri.startswith(MEMORY)


def timeouts(uri: str) -> dict[str, float]:
    """Without them a store that is unreachable would hold every request up."""
    if uri.startswith("memcached"):
        return {"connect_timeout": PATIENCE, "timeout": PATIENCE}
    if uri.startswith("redis"):
        return {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
    return {}


def _first_sentence(error: Exception) -> str:
    """Keep the reason, and leave out whatever of the URI follows it."""
    return str(error).partition(" : ")[0].partition(". ")[0]
