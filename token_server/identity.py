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
import time
from collections.abc import Callable
from typing import Any, Protocol

import jwt
from flask import Request, session

from token_server.hooks import Identify

FRESH = 60  # seconds that a signed header is good for, either way: clocks differ
SHORTEST_SECRET = 32
ALGORITHMS = ["RS256", "PS256", "ES256"]  # none that is keyed by something public
LEEWAY = 30
CONNECT_SECONDS = 5


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


class Keyring(Protocol):
    """Find the key that a token says it was signed with."""

    def get_signing_key_from_jwt(self, token: str) -> Any:
        """Give the key; raise PyJWTError if there is none."""


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
        if not moment.isdecimal() or abs(clock() - int(moment)) > FRESH:
            return None
        return _decoded(name)

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


def from_id_token(
    issuer: str, audience: str, jwks_url: str, keys: Keyring | None = None
) -> Identify:
    """Believe an ID token of one issuer for one client; its subject is the user's id."""
    keyring = keys or jwt.PyJWKClient(jwks_url, timeout=CONNECT_SECONDS)

    def identify(request: Request) -> str | None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        try:
            key = keyring.get_signing_key_from_jwt(token)
            claims = _verified(token, key, issuer, audience)
        except jwt.PyJWKClientConnectionError:
            raise  # nobody can tell who it is: that is the server's failure, not the caller's
        except jwt.PyJWTError:
            return None
        return str(claims["sub"])

    return identify


def _verified(token: str, key: Any, issuer: str, audience: str) -> dict[str, Any]:
    return jwt.decode(
        token,
        key,
        ALGORITHMS,
        issuer=issuer,
        audience=audience,
        leeway=LEEWAY,
        options={"require": ["exp", "iat", "sub", "iss", "aud"]},
    )
