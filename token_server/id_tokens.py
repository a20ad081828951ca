"""An OIDC ID token as proof of who is signed in: of one issuer, for one client, and no other kind.

A provider signs other tokens with the same keys, for the same client: access tokens, logout tokens,
tokens that another client asked for. None of them says that somebody has signed in here.
"""

from typing import Any, Protocol

import jwt
from flask import Request

from token_server.hooks import Identify
from token_server.published_keys import published_at

ALGORITHMS = ["RS256", "PS256", "ES256"]  # none that is keyed by something public
LEEWAY = 30
LONGEST_LIFE = 24 * 3600
REQUIRED = ["exp", "iat", "sub", "iss", "aud"]


class Keyring(Protocol):
    """Find the key that a token says it was signed with."""

    def get_signing_key_from_jwt(self, token: str) -> Any:
        """Give the key; raise PyJWTError if there is none, PyJWKClientConnectionError if unsure."""


def from_id_token(
    issuer: str, audience: str, jwks_url: str, keys: Keyring | None = None
) -> Identify:
    """Believe an ID token of one issuer for one client; its subject is the user's id."""
    keyring = keys or published_at(jwks_url)

    def identify(request: Request) -> str | None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        try:
            _check_kind(token)
            key = keyring.get_signing_key_from_jwt(token)
            claims = _verified(token, key, issuer, audience)
            _check_use(claims, audience)
        except jwt.PyJWKClientConnectionError:
            raise  # nobody can tell who it is: that is the server's failure, not the caller's
        except jwt.PyJWTError:
            return None
        return str(claims["sub"])

    return identify


def _check_kind(token: str) -> None:
    """Refuse what calls itself something else (RFC 8725 section 3.11), before any key is sought."""
    header = jwt.get_unverified_header(token)
    if header.get("alg") not in ALGORITHMS or str(header.get("typ", "JWT")).upper() != "JWT":
        raise jwt.InvalidTokenError("not an ID token")


def _verified(token: str, key: Any, issuer: str, audience: str) -> dict[str, Any]:
    return jwt.decode(
        token,
        key,
        ALGORITHMS,
        issuer=issuer,
        audience=audience,
        leeway=LEEWAY,
        options={"require": REQUIRED, "enforce_minimum_key_length": True},
    )


def _check_use(claims: dict[str, Any], audience: str) -> None:
    """Refuse what was made for another use or client (OpenID Connect Core section 3.1.3.7)."""
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else audience) != audience:
        raise jwt.InvalidTokenError("made for another client")
    if "events" in claims:
        raise jwt.InvalidTokenError("it tells of an event, such as a logout")
    if int(claims["exp"]) - int(claims["iat"]) > LONGEST_LIFE:
        raise jwt.InvalidTokenError("good for too long")
