"""The keys whose tokens are believed, and the one that signs the sandbox's own."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from sandbox.settings import SigningKey

ISSUER = "https://versori.com/sk/"
DEVELOPMENT_KEY_ID = "sandbox-development"


class KeyFileError(Exception):
    """A signing key that cannot be used."""


@dataclass(frozen=True)
class VerificationKey:
    """The public half of a signing key, and whose it is."""

    organisation_id: str
    public_key: RSAPublicKey = field(repr=False)


class Keyring:
    """Every registered key by its id; the development key is made when it is first needed."""

    def __init__(
        self,
        organisation_id: str,
        keys: Iterable[SigningKey],
        development_key: RSAPrivateKey | None,
    ) -> None:
        self._organisation_id = organisation_id
        self._development_key = development_key
        self._lock = Lock()
        self._keys = {
            key.id: VerificationKey(key.organisation_id or organisation_id, _registered(key))
            for key in keys
        }

    def ids(self) -> list[str]:
        """Return the ids of all keys."""
        return [*self._keys, DEVELOPMENT_KEY_ID]

    def find(self, key_id: str) -> VerificationKey | None:
        """Return the key with an id."""
        if key_id == DEVELOPMENT_KEY_ID:
            return VerificationKey(self._organisation_id, self._private().public_key())
        return self._keys.get(key_id)

    def mint(self, subject: str, now: int, lifetime: int) -> str:
        """Sign a token of the sandbox's own; times are seconds."""
        claims = {"iss": ISSUER + DEVELOPMENT_KEY_ID, "sub": subject, "iat": now, "nbf": now - 30}
        return jwt.encode(claims | {"exp": now + lifetime}, self._private(), algorithm="RS256")

    def _private(self) -> RSAPrivateKey:
        with self._lock:
            if self._development_key is None:
                self._development_key = generate_private_key(65537, 2048)
            return self._development_key


def _registered(key: SigningKey) -> RSAPublicKey:
    try:
        return public_key(key.pem)
    except KeyFileError as error:
        raise KeyFileError(f"The signing key {key.id} {error}.") from error


def public_key(pem: bytes) -> RSAPublicKey:
    """Return the public key of a PEM text that holds either half; raise KeyFileError."""
    if b"PRIVATE KEY" in pem:
        return _private_key(pem).public_key()
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyFileError("holds no PEM key") from error
    if not isinstance(key, RSAPublicKey):
        raise KeyFileError("holds no RSA key")
    return key


def _private_key(pem: bytes) -> RSAPrivateKey:
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileError("holds no readable PEM key") from error
    if not isinstance(key, RSAPrivateKey):
        raise KeyFileError("holds no RSA key")
    return key
