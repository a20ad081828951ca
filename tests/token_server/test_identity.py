"""Who a host says is signed in, by each of the ways that come with the server."""

import json
import time
from dataclasses import dataclass
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask, Request, session
from werkzeug.test import EnvironBuilder

from token_server.hooks import Identify
from token_server.identity import (
    from_flask_login,
    from_id_token,
    from_session,
    from_signed_header,
    sign_header,
)

SECRET = b"s" * 32
NOW = 1_700_000_000
ISSUER, CLIENT = "https://id.example", "northwind"


@dataclass
class Account:
    """Be an account as Flask-Login sees it."""

    is_authenticated: bool = True
    is_active: bool = True

    def get_id(self) -> str:
        return "user-ada"


class Keyring:
    """Hold the issuer's keys, as its JWKS does."""

    def __init__(self, *keys: rsa.RSAPrivateKey) -> None:
        self._keys = [
            jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"kid": str(at)}
            for at, key in enumerate(keys)
        ]

    def get_signing_key_from_jwt(self, token: str) -> Any:
        kid = jwt.get_unverified_header(token).get("kid")
        for key in jwt.PyJWKSet.from_json(json.dumps({"keys": self._keys})).keys:
            if key.key_id == kid:
                return key
        raise jwt.PyJWKClientError("no such key")


@pytest.fixture(scope="module")
def issuers_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def asked(**headers: str) -> Request:
    sent = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return Request(EnvironBuilder(headers=sent).get_environ())


def by_proxy(value: str) -> Any:
    return from_signed_header(SECRET, clock=lambda: NOW)(asked(X_Signed_User=value))


def test_flasks_session_names_the_user() -> None:
    """TOK-03"""
    app = Flask("host")
    app.secret_key = "x" * 32
    with app.test_request_context():
        session["user_id"] = 7
        assert from_session("user_id")(asked()) == 7
        assert from_session("another")(asked()) is None


@pytest.mark.parametrize(
    ("account", "user"),
    [
        (Account(), "user-ada"),
        (Account(is_authenticated=False), None),
        (Account(is_active=False), None),
    ],
)
def test_flask_login_is_asked_whether_the_account_may_be_used(
    account: Account, user: str | None
) -> None:
    """TOK-37"""
    assert from_flask_login(account)(asked()) == user


@pytest.mark.parametrize("user", ["user-ada", "a.b", "ünïcode", "x" * 255])
def test_a_proxys_signed_header_names_the_user(user: str) -> None:
    """TOK-03"""
    assert by_proxy(sign_header(SECRET, user, NOW)) == user


@pytest.mark.parametrize(
    "value",
    [
        "",
        "user-ada",
        "dXNlci1hZGE.1700000000.",
        "dXNlci1hZGE.1700000000.ünïcode",
        sign_header(b"t" * 32, "user-ada", NOW),
        sign_header(SECRET, "user-ada", NOW - 61),
        sign_header(SECRET, "user-ada", NOW + 61),
        sign_header(SECRET, "user-ada", NOW).replace("dXNlci1hZGE", "dXNlci1iZW4"),
        sign_header(SECRET, "", NOW),
        sign_header(SECRET, "user-ada", 10**4000),
    ],
)
def test_a_header_that_the_proxy_did_not_sign_just_now_names_nobody(value: str) -> None:
    """TOK-03"""
    assert by_proxy(value.encode().decode("latin-1")) is None


def test_a_short_secret_is_refused() -> None:
    """TOK-21"""
    with pytest.raises(ValueError, match="32 random bytes"):
        from_signed_header(b"secret")


def id_token(
    key: rsa.RSAPrivateKey,
    algorithm: str = "RS256",
    header: dict[str, Any] | None = None,
    **changes: Any,
) -> str:
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": CLIENT, "sub": "user-ada", "iat": now, "exp": now + 60}
    said = {name: value for name, value in (claims | changes).items() if value is not None}
    return jwt.encode(said, key, algorithm, headers={"kid": "0"} | (header or {}))


def by_issuer(key: rsa.RSAPrivateKey) -> Identify:
    return from_id_token(ISSUER, CLIENT, "https://id.example/jwks", Keyring(key))


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
