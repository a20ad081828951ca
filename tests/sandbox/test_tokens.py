"""Which Authorization headers are believed."""

import hmac
import json
from base64 import urlsafe_b64encode
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask

from sandbox import Settings, SigningKey, create_app
from sandbox.keys import DEVELOPMENT_KEY_ID, ISSUER
from tests.sandbox.client import ADA, Api
from tests.sandbox.conftest import Clock

NOW = 1_800_000_000
RIGHT = {"iss": ISSUER + DEVELOPMENT_KEY_ID, "sub": ADA, "nbf": NOW, "exp": NOW + 300}


def status(app: Flask, authorization: str) -> int:
    api = Api(app, authorization)
    return api.get(f"/hubs/{api.hub_id}/users/{ADA}").status_code


def public_pem(key: RSAPrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def signed(key: RSAPrivateKey, **claims: Any) -> str:
    wanted = {name: value for name, value in {**RIGHT, **claims}.items() if value is not ...}
    return "JWT " + jwt.encode(wanted, key, algorithm="RS256")


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({}, 200),
        ({"nbf": ...}, 200),
        ({"exp": NOW - 29}, 200),
        ({"nbf": NOW + 29}, 200),
        ({"exp": NOW - 31}, 401),
        ({"nbf": NOW + 31}, 401),
        ({"exp": ...}, 401),
        ({"exp": float("nan")}, 401),
        ({"nbf": float("nan")}, 401),
        ({"iss": ...}, 401),
        ({"iss": ISSUER}, 401),
        ({"iss": ISSUER + "unknown"}, 401),
        ({"iss": DEVELOPMENT_KEY_ID}, 401),
        ({"iss": "https://versori.com.evil.example/sk/" + DEVELOPMENT_KEY_ID}, 401),
        ({"sub": ...}, 401),
        ({"sub": ""}, 401),
        ({"sub": " "}, 401),
        ({"sub": "user-ben"}, 403),
    ],
)
def test_the_claims_decide(
    app: Flask, development_key: RSAPrivateKey, claims: dict[str, Any], expected: int
) -> None:
    assert status(app, signed(development_key, **claims)) == expected


def test_a_token_without_a_signature_is_refused(app: Flask) -> None:
    assert status(app, "JWT " + jwt.encode(RIGHT, "", algorithm="none")) == 401


def test_the_public_key_is_no_shared_secret(app: Flask, development_key: RSAPrivateKey) -> None:
    """The token is put together by hand: PyJWT refuses to make such a one."""
    parts = (json.dumps(part).encode() for part in ({"alg": "HS256", "typ": "JWT"}, RIGHT))
    signed_part = b".".join(urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    signature = hmac.digest(public_pem(development_key), signed_part, "sha256")
    token = signed_part + b"." + urlsafe_b64encode(signature).rstrip(b"=")
    assert status(app, f"JWT {token.decode()}") == 401


def test_another_algorithm_of_the_same_key_is_refused(
    app: Flask, development_key: RSAPrivateKey
) -> None:
    assert status(app, "JWT " + jwt.encode(RIGHT, development_key, algorithm="RS512")) == 401


def test_another_key_is_refused(app: Flask) -> None:
    stranger = rsa.generate_private_key(65537, 2048)
    assert status(app, "JWT " + jwt.encode(RIGHT, stranger, algorithm="RS256")) == 401


def test_a_registered_key_is_believed_by_its_public_half(
    development_key: RSAPrivateKey, clock: Clock
) -> None:
    keys = (SigningKey("host", public_pem(development_key)),)
    app = create_app(Settings(signing_keys=keys, now=clock))
    assert status(app, signed(development_key, iss=ISSUER + "host")) == 200


def test_a_key_of_another_organisation_reaches_nothing_here(
    development_key: RSAPrivateKey, clock: Clock, app: Flask
) -> None:
    other = app.extensions["sandbox"].catalogue.organisations[1].id
    keys = (SigningKey("host", public_pem(development_key), other),)
    elsewhere = create_app(Settings(signing_keys=keys, now=clock))
    assert status(elsewhere, signed(development_key, iss=ISSUER + "host")) == 404


@pytest.mark.parametrize(
    ("authorization", "expected"),
    [
        ("Bearer sandbox-api-key", 200),
        ("bearer sandbox-api-key", 200),
        ("Bearer sandbox-other-api-key", 404),
        ("Bearer sandbox-api-key2", 401),
        ("Bearer ", 401),
        ("Basic c2FuZGJveDo=", 401),
        ("JWT", 401),
        ("JWT a.b.c", 401),
        ("", 401),
    ],
)
def test_the_header_decides(app: Flask, authorization: str, expected: int) -> None:
    assert status(app, authorization) == expected
