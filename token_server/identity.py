"""Ways in which a host knows who is signed in, each as an `identify` function.

Flask's own session, in which signing in has put the user's id:

    identify = from_session("user_id")

Flask-Login, which is asked again at every call whether the user is still active:

    identify = from_flask_login(flask_login.current_user)

A proxy that has signed the user in, shares a secret with this server, and writes
`X-Signed-User: <base64url of the id>.<unix time>.<hex HMAC-SHA256 of what precedes it>`:

    identify = from_signed_header(Path("/run/secrets/proxy").read_bytes())

An OIDC ID token that a proxy passes on as `Authorization: Bearer`, judged by the issuer's keys:

    identify = from_id_token("https://id.example", "client-id", "https://id.example/jwks")

None of them believes a header that anybody could have sent.
"""

import base64
import binascii
import hashlib
import hmac
import re
import time
from collections.abc import Callable
from typing import Protocol

from flask import Request, session

from token_server.hooks import Identify
from token_server.id_tokens import from_id_token

FRESH = 60  # seconds that a signed header is good for, either way: clocks differ
SHORTEST_SECRET = 32
MOMENT = re.compile(r"[0-9]{1,12}")

__all__ = [
    "from_flask_login",
    "from_id_token",
    "from_session",
    "from_signed_header",
    "sign_header",
]


class LoginUser(Protocol):
    """Be a user as Flask-Login has them."""

    @property
    def is_authenticated(self) -> bool:
        """Tell whether they are signed in."""

    @property
    def is_active(self) -> bool:
        """Tell whether their account may be used."""

    def get_id(self) -> str | None:
        """Give the id that Flask-Login keeps in the session."""


def from_session(name: str) -> Identify:
    """Take the id from Flask's signed session cookie."""
    return lambda _request: session.get(name)


def from_flask_login(current_user: LoginUser) -> Identify:
    """Ask Flask-Login; hand in its `current_user`."""

    def identify(_request: Request) -> str | None:
        known = current_user.is_authenticated and current_user.is_active
        return current_user.get_id() if known else None

    return identify


def from_signed_header(
    secret: bytes, header: str = "X-Signed-User", clock: Callable[[], float] = time.time
) -> Identify:
    """Believe a header whose signature and time are right."""
    if len(secret) < SHORTEST_SECRET:
        raise ValueError(f"the proxy's secret is {SHORTEST_SECRET} random bytes or more")

    def identify(request: Request) -> str | None:
        signed, _, signature = request.headers.get(header, "").rpartition(".")
        right = hmac.new(secret, signed.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(right.encode(), signature.encode()):
            return None
        name, _, moment = signed.partition(".")
        if not MOMENT.fullmatch(moment) or abs(clock() - int(moment)) > FRESH:
            return None
        return _decoded(name) or None

    return identify


def sign_header(secret: bytes, user_id: str, moment: int) -> str:
    """Write what the proxy sends; for proxies in Python, and for tests of others."""
    name = base64.urlsafe_b64encode(user_id.encode()).decode().rstrip("=")
    signed = f"{name}.{moment}"
    return f"{signed}.{hmac.new(secret, signed.encode(), hashlib.sha256).hexdigest()}"


def _decoded(name: str) -> str | None:
    try:
        return base64.urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode()
    except (binascii.Error, ValueError):
        return None
