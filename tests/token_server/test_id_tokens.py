"""Who an ID token says is signed in, and which tokens are none."""

import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from token_server.identity import from_id_token

from .issuers import CLIENT, ISSUER, asked, by_issuer, id_token


def test_an_id_token_names_its_subject(issuers_key: rsa.RSAPrivateKey) -> None:
    """TOK-03"""
    request = asked(Authorization=f"Bearer {id_token(issuers_key)}")
    assert by_issuer(issuers_key)(request) == "user-ada"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-client"},
        {"aud": None},
        {"exp": 1},
        {"exp": None},
        {"sub": None},
        {"sub": 7},
        {"exp": 2**33},
        {"aud": [CLIENT, "other"]},
        {"aud": [CLIENT, "other"], "azp": "other"},
        {"azp": "other"},
        {"events": {"http://schemas.openid.net/event/backchannel-logout": {}}},
        {"header": {"typ": "at+jwt"}},
        {"header": {"typ": "application/at+jwt"}},
        {"header": {"typ": "logout+jwt"}},
    ],
    ids=str,
)
def test_an_id_token_for_somebody_else_names_nobody(
    issuers_key: rsa.RSAPrivateKey, changes: dict[str, Any]
) -> None:
    """TOK-03"""
    request = asked(Authorization=f"Bearer {id_token(issuers_key, **changes)}")
    assert by_issuer(issuers_key)(request) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"azp": CLIENT},
        {"aud": [CLIENT]},
        {"aud": [CLIENT, "other"], "azp": CLIENT},
        {"header": {"typ": "jwt"}},
        {"header": {"typ": None}},
    ],
    ids=str,
)
def test_an_id_token_for_this_client_names_its_subject(
    issuers_key: rsa.RSAPrivateKey, changes: dict[str, Any]
) -> None:
    """TOK-03"""
    request = asked(Authorization=f"Bearer {id_token(issuers_key, **changes)}")
    assert by_issuer(issuers_key)(request) == "user-ada"


@pytest.mark.parametrize(("hours", "user"), [(24, "user-ada"), (25, None)])
def test_an_id_token_is_good_for_a_day_at_most(
    issuers_key: rsa.RSAPrivateKey, hours: int, user: str | None
) -> None:
    """TOK-37"""
    now = int(time.time())
    token = id_token(issuers_key, iat=now, exp=now + hours * 3600)
    assert by_issuer(issuers_key)(asked(Authorization=f"Bearer {token}")) == user


@pytest.mark.parametrize(("seconds", "user"), [(15, "user-ada"), (45, None)])
def test_an_issuers_clock_may_be_off_by_half_a_minute(
    issuers_key: rsa.RSAPrivateKey, seconds: int, user: str | None
) -> None:
    """TOK-03"""
    token = id_token(issuers_key, exp=int(time.time()) - seconds)
    assert by_issuer(issuers_key)(asked(Authorization=f"Bearer {token}")) == user


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_a_short_key_of_the_issuer_signs_for_nobody() -> None:
    """TOK-15"""
    short = rsa.generate_private_key(65537, 1024)  # noqa: S505 - refused for it
    assert by_issuer(short)(asked(Authorization=f"Bearer {id_token(short)}")) is None


class Shared:
    """Publish what is to be a secret, as a provider does that is set up wrong."""

    def get_signing_key_from_jwt(self, _token: str) -> jwt.PyJWK:
        return jwt.PyJWK({"kty": "oct", "k": "cHVibGlzaGVk" * 4, "alg": "HS256"})


def test_a_shared_secret_that_is_published_signs_for_nobody() -> None:
    """TOK-03"""
    secret = Shared().get_signing_key_from_jwt("").key
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": CLIENT, "sub": "user-ben", "iat": now, "exp": now + 60}
    token = jwt.encode(claims, secret, "HS256", headers={"kid": "0"})
    identify = from_id_token(ISSUER, CLIENT, "https://id.example/jwks", Shared())
    assert identify(asked(Authorization=f"Bearer {token}")) is None


class OutOfReach:
    """Be a provider that does not answer."""

    def get_signing_key_from_jwt(self, _token: str) -> Any:
        raise jwt.PyJWKClientConnectionError


def test_a_provider_out_of_reach_is_not_a_user_who_has_signed_out(
    issuers_key: rsa.RSAPrivateKey,
) -> None:
    """TOK-37"""
    identify = from_id_token(ISSUER, CLIENT, "https://id.example/jwks", OutOfReach())
    with pytest.raises(jwt.PyJWKClientConnectionError):
        identify(asked(Authorization=f"Bearer {id_token(issuers_key)}"))


def test_a_forged_id_token_names_nobody(issuers_key: rsa.RSAPrivateKey) -> None:
    """TOK-03"""
    identify = by_issuer(issuers_key)
    forger = rsa.generate_private_key(65537, 2048)
    unsigned = id_token(None, "none")  # type: ignore[arg-type]
    for token in (id_token(forger), unsigned, "", "a.b.c"):
        assert identify(asked(Authorization=f"Bearer {token}")) is None
    assert identify(asked(Authorization=f"Basic {id_token(issuers_key)}")) is None
    assert identify(asked()) is None
