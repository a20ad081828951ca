"""The key in use, and its exchange for a new one without a stop.

Key and key id are one object, so whoever takes it signs with a pair that belongs together. A new
pair that cannot be used changes nothing: the old one goes on, and the log says why. A key has one
id for ever, so a pair of which only one half is new is no pair: the other half has yet to come.
"""

import logging
from collections.abc import Callable

from token_server import events
from token_server.errors import KeyRefused, SettingsRefused
from token_server.keys import SigningKey

ReadPair = Callable[[], SigningKey]


class Keys:
    """Keep the current key; `read` gives the one to change to, or raises."""

    def __init__(self, current: SigningKey, read: ReadPair | None = None) -> None:
        self.current = current
        self._read = read

    def reload(self) -> bool:
        """Change to the key as it is now; keep the old one and say False if that is no use."""
        try:
            new = self._read() if self._read else self.current
        except (KeyRefused, SettingsRefused) as refused:
            return self._keep(str(refused))
        except Exception as error:  # a host's own function may raise anything
            return self._keep(type(error).__name__)
        if problem := _mismatch(self.current, new):
            return self._keep(problem)
        self.current = new
        events.key_loaded(new)
        return True

    def _keep(self, reason: str) -> bool:
        kept = self.current.key_id
        events.record("token.key_refused", logging.ERROR, reason=reason, key_id=kept)
        return False


def _mismatch(old: SigningKey, new: SigningKey) -> str:
    """Say which half of a pair has not been changed, where one has."""
    is_same_key = old.fingerprint == new.fingerprint
    if is_same_key == (old.key_id == new.key_id):
        return ""
    return "the id is new, the key is not" if is_same_key else "the key is new, its id is not"
