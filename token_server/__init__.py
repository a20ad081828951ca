"""The token endpoint: who is signed in to the host, said to Versori in a signed token.

A host mounts the blueprint in its own Flask application:

    settings = Settings.from_environment(os.environ)
    app.register_blueprint(token_blueprint(settings, identify))

or runs it alone: `python -m token_server`.
"""

from token_server.app import create_app
from token_server.blueprint import token_blueprint
from token_server.errors import KeyRefused, SettingsRefused, TokenServerError
from token_server.hooks import Authorize, ConnectionCreate, Hooks, Identify, PrimaryConnection
from token_server.hybrid import hybrid_blueprint
from token_server.keys import SigningKey
from token_server.rotation import Keys
from token_server.settings import Settings
from token_server.sources import read_pair
from token_server.users import Identity, User

__all__ = [
    "Authorize",
    "ConnectionCreate",
    "Hooks",
    "Identify",
    "Identity",
    "KeyRefused",
    "Keys",
    "PrimaryConnection",
    "Settings",
    "SettingsRefused",
    "SigningKey",
    "TokenServerError",
    "User",
    "create_app",
    "hybrid_blueprint",
    "read_pair",
    "token_blueprint",
]
