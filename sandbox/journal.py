"""What the sandbox received, for tests to look at: without a secret in it."""

from collections import deque
from dataclasses import dataclass
from typing import Any

KEPT = 1000
MASK = "********"
SECRET_NAMES = frozenset({"data", "password", "clientSecret", "secret", "token", "pin"})


@dataclass(frozen=True)
class Entry:
    """One request and the status of its answer."""

    method: str
    path: str
    query: str
    status: int
    authorization: str
    request_id: str
    body: Any


class Journal:
    """The latest requests, oldest first."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)

    def note(self, entry: Entry) -> None:
        """Keep one more."""
        self._entries.append(entry)

    def entries(self) -> list[Entry]:
        """Return what was kept."""
        return list(self._entries)

    def clear(self) -> None:
        """Forget all."""
        self._entries.clear()


def masked(value: Any, *, secret: bool = False) -> Any:
    """Return a JSON value with every text under a secret's name replaced."""
    if isinstance(value, dict):
        return {
            name: masked(member, secret=secret or name in SECRET_NAMES)
            for name, member in value.items()
        }
    if isinstance(value, list):
        return [masked(member, secret=secret) for member in value]
    return MASK if secret and value not in ("", None) else value


def masked_header(authorization: str) -> str:
    """Keep the scheme of an Authorization header."""
    scheme, _, credential = authorization.partition(" ")
    return f"{scheme} {MASK}" if credential else ""
