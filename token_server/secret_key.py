"""The host's own session key: a guessable one lets anybody sign in as anybody."""

from flask.sansio.app import App

from token_server.errors import SettingsRefused

SHORTEST = 32

# As they stand in tutorials, which is where an attacker looks first.
SAMPLES = frozenset(
    {
        "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf",
        '_5#y2L"F4Q8z\n\xec]/',
        "change me to something long and random before going live",
        "your-secret-key-goes-here-please-change-me",
    }
)


def check_secret_key(app: App) -> None:
    """Refuse an application whose key is short or well known, unless it is being developed."""
    key = app.secret_key
    if not key or app.debug or app.testing:
        return
    text = key.decode("latin-1") if isinstance(key, bytes) else key
    if len(text.encode()) < SHORTEST or text in SAMPLES:
        raise SettingsRefused([f"SECRET_KEY is {SHORTEST} random bytes or more, and no sample"])
