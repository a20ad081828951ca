"""What is remembered of each request: one JSON line, nothing that could be used again.

A user id is hashed with a salt, so that lines about one person can be put together without naming
them. JSON keeps line breaks and terminal escapes of a hostile header inside their string.
"""

import hashlib
import json
import logging
import re
import time
from datetime import UTC, datetime
from functools import lru_cache

from token_server.keys import SigningKey

log = logging.getLogger("token_server")

LONGEST_VALUE = 200

# As browsers send it (RFC 6454 section 7). A token would fit into a host with capital letters.
_ORIGIN = re.compile(r"null|[a-z][a-z0-9+.-]{0,30}://(?:[a-z0-9._-]{1,150}|\[[0-9a-f:.]+\])(:\d+)?")


def record(event: str, level: int = logging.INFO, **facts: str | int) -> None:
    """Write one event as a line of JSON; from where in the code is of no use, so not looked up."""
    if log.isEnabledFor(level):
        line: dict[str, str | int] = {"time": moment(), "event": event}
        line.update((name, _short(value)) for name, value in facts.items() if value)
        log.handle(logging.LogRecord(log.name, level, "", 0, json.dumps(line), None, None))


def moment() -> str:
    """Spell the time, to the millisecond."""
    now = time.time()
    return f"{_second(int(now))}.{int(now % 1 * 1000):03}+00:00"


@lru_cache(maxsize=1)
def _second(now: int) -> str:
    """Spell a second once, and not for each of its lines."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def hashed(user_id: str, salt: bytes) -> str:
    """Return what stands for a user in the log."""
    keyed = hashlib.blake2b(user_id.encode("utf-8", "replace"), key=salt[:64], digest_size=8)
    return keyed.hexdigest()


def origin(sent: str) -> str:
    """Return what may be logged of an Origin header: one that is none may hold anything."""
    return sent if not sent or _ORIGIN.fullmatch(sent) else "not an origin"


def _short(value: str | int) -> str | int:
    return value[:LONGEST_VALUE] if isinstance(value, str) else value


def key_loaded(key: SigningKey) -> None:
    """Record which key is in use, by what may be known of it."""
    record("token.key_loaded", key_id=key.key_id, bits=key.bits, sha256=key.fingerprint)
