"""Who is signed in to Northwind: ids in a cookie, people in memory.

The cookie holds nothing but a random id, so signing out ends the session at once, even for
someone who copied the cookie.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

# A browser takes a `__Host-` cookie only with Secure, and Secure over plain http only from a
# loopback address. Chromium and Firefox do; Safari does not, and is told so after signing in.
COOKIE = "__Host-northwind"


@dataclass(frozen=True)
class _Session:
    person: str
    ends: float


class Sessions:
    """Begin, find and end sessions that live for `life` seconds."""

    def __init__(self, life: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.life = life
        self._clock = clock
        self._sessions: dict[str, _Session] = {}

    def begin(self, person: str) -> str:
        """Sign a person in under a new id, and forget sessions that have ended."""
        now = self._clock()
        self._sessions = {key: kept for key, kept in self._sessions.items() if kept.ends > now}
        session_id = secrets.token_urlsafe(32)
        self._sessions[session_id] = _Session(person, now + self.life)
        return session_id

    def person(self, session_id: str | None) -> str | None:
        """Say who is signed in under an id, if the session still lives."""
        session = self._sessions.get(session_id or "")
        return session.person if session and session.ends > self._clock() else None

    def end(self, session_id: str | None) -> None:
        """Sign out; an id that is not known is no error."""
        self._sessions.pop(session_id or "", None)
