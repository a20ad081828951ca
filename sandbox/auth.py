"""Who is calling: an end user with a signing-key token, or an organisation with its API key.

Tokens are RS256 only (RFC 8725 section 3.1); `exp` is demanded, and `exp` and `nbf` are allowed
30 seconds (RFC 7519 sections 4.1.4 and 4.1.5).
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import jwt

from sandbox.catalogue import Organisation
from sandbox.errors import ApiError, unauthenticated
from sandbox.keys import ISSUER, Keyring

LEEWAY_SECONDS = 30


@dataclass(frozen=True)
class Subject:
    """An end user, who reaches only what is theirs."""

    organisation_id: str
    external_id: str


@dataclass(frozen=True)
class Owner:
    """An organisation's API key, which reaches all of the organisation."""

    organisation_id: str


Caller = Subject | Owner


def identify(
    header: str, organisations: Iterable[Organisation], keys: Keyring, now: float
) -> Caller:
    """Return who sent an Authorization header; raise a 401 that does not echo it."""
    scheme, _, credential = header.strip().partition(" ")
    match scheme.lower():
        case "jwt":
            return _subject(credential.strip(), keys, now)
        case "bearer":
            return _owner(credential.strip(), organisations)
        case _:
            raise unauthenticated("Send `Authorization: JWT <token>` or `Bearer <API key>`.")


def _owner(api_key: str, organisations: Iterable[Organisation]) -> Owner:
    for organisation in organisations:
        if hmac.compare_digest(organisation.api_key.encode(), api_key.encode()):
            return Owner(organisation.id)
    raise unauthenticated("The API key is not known.")


def _subject(token: str, keys: Keyring, now: float) -> Subject:
    key_id = _key_id(token)
    key = keys.find(key_id)
    if key is None:
        raise unauthenticated("The token's issuer is not a registered signing key.")
    claims = _claims(token, key.public_key)
    _check_times(claims, now)
    subject = claims.get("sub")
    if not isinstance(subject, str) or not subject.strip():
        raise unauthenticated("The token names no subject.")
    return Subject(key.organisation_id, subject)


def _key_id(token: str) -> str:
    issuer = _claims(token, None).get("iss")
    if not isinstance(issuer, str) or not issuer.startswith(ISSUER):
        raise unauthenticated("The token's issuer is not a signing key.")
    return issuer.removeprefix(ISSUER)


def _claims(token: str, key: Any) -> dict[str, Any]:
    """Read a token's claims, verified if there is a key; times and subject are checked here."""
    options: Any = {
        "verify_signature": key is not None,
        "verify_exp": False,
        "verify_nbf": False,
        "verify_iat": False,
        "verify_aud": False,
        "verify_sub": False,
    }
    try:
        return dict(jwt.decode(token, key, algorithms=["RS256"], options=options))
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
        raise _unusable() from error


def _unusable() -> ApiError:
    return unauthenticated("The token is not a valid RS256 token of a registered signing key.")


def _check_times(claims: dict[str, Any], now: float) -> None:
    if not _is_moment(claims.get("exp")):
        raise unauthenticated("The token has no expiry.")
    if not claims["exp"] + LEEWAY_SECONDS > now:  # so written, NaN has expired too
        raise unauthenticated("The token has expired.")
    if "nbf" in claims and not _is_moment(claims["nbf"]):
        raise unauthenticated("The token's start is no time.")
    if not claims.get("nbf", 0) - LEEWAY_SECONDS <= now:
        raise unauthenticated("The token is not valid yet.")


def _is_moment(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
