"""The host's own session key: a guessable one lets anybody sign in as anybody."""

from flask import current_app
from flask.sansio.app import App

from token_server.errors import SettingsRefused

SHORTEST = 32
GOOD = f"is {SHORTEST} random bytes or more, and no sample"

# As they stand in tutorials, which is where an attacker looks first.
SAMPLES = frozenset(
    {
        "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf",
        '_5#y2L"F4Q8z\n\xec]/',
        "change me to something long and random before going live",
        "your-secret-key-goes-here-please-change-me",
    }
)


class SessionKey:
    """Look at the key at the first request: till then a host may set it, or add old ones."""

    def __init__(self) -> None:
        self.is_good = False

    def check(self) -> None:
        """Raise SettingsRefused until the key is a good one; look no more after that."""
        if not self.is_good:
            check_secret_key(current_app)
            self.is_good = True


def check_secret_key(app: App) -> None:
    """Refuse an application whose key is short or well known, unless it is being developed."""
    if app.debug or app.testing:
        return
    if _is_weak(app.secret_key):
        raise SettingsRefused([f"SECRET_KEY {GOOD}"])
    # A session that was signed with one of them is believed as well.
    if any(map(_is_weak, app.config.get("SECRET_KEY_FALLBACKS") or ())):
        raise SettingsRefused([f"SECRET_KEY_FALLBACKS: each {GOOD}"])


def _is_weak(key: str | bytes | None) -> bool:
    if not key:
        return False
    text = key.decode("latin-1") if isinstance(key, bytes) else key
    return len(text.encode()) < SHORTEST or text in SAMPLES
