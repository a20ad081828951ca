"""An issuer of ID tokens, and a request of somebody who has one."""

import json
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Request
from werkzeug.test import EnvironBuilder

from token_server.hooks import Identify
from token_server.identity import from_id_token

SECRET = b"s" * 32
NOW = 1_700_000_000
ISSUER, CLIENT = "https://id.example", "northwind"


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


def asked(**headers: str) -> Request:
    sent = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return Request(EnvironBuilder(headers=sent).get_environ())


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
