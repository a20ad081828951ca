"""The signing key: read once, checked once, never shown.

A key is RSA, 2048 to 4096 bits, in one PEM block and nothing around it. `cryptography` would
take the first of two blocks silently, so the text is looked at before it is parsed.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)

from token_server.errors import KeyRefused

ALGORITHM = "RS256"
ISSUER = "https://versori.com/sk/"
KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
SMALLEST_BITS = 2048  # RFC 7518 section 3.3
LARGEST_BITS = 4096  # a signature takes over 1.7 ms beyond

_HEADERS = r"(?:[A-Za-z-]+: [A-Za-z0-9,-]+[ \t\r]*\n)*"  # RFC 1421 section 4.6, of encrypted keys
_BASE64 = r"[A-Za-z0-9+/=\s]+"
_BLOCK = re.compile(rf"-----BEGIN ([A-Z0-9 ]+)-----\s*{_HEADERS}{_BASE64}-----END \1-----")
_BEGIN = "-----BEGIN "
_WRONG_KINDS = {
    "CERTIFICATE": "a certificate",
    "PUBLIC KEY": "a public key",
    "RSA PUBLIC KEY": "a public key",
    "EC PRIVATE KEY": "an elliptic-curve key",
    "OPENSSH PRIVATE KEY": "an OpenSSH key",
}
_ACCEPTED_KINDS = {"PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY"}


@dataclass(frozen=True)
class SigningKey:
    """Keep a key and its id together, so that a token's issuer and signature always agree."""

    key_id: str
    _private: RSAPrivateKey = field(repr=False)

    def __post_init__(self) -> None:
        check_key_id(self.key_id)
        check_size(self._private.key_size)
        self._check_signature()

    @classmethod
    def from_pem(cls, key_id: str, pem: bytes, passphrase: str | None = None) -> "SigningKey":
        """Read a key from PEM; raise KeyRefused in words that hold none of it."""
        return cls(key_id, _parse(_one_block(_as_text(pem)), passphrase))

    @property
    def issuer(self) -> str:
        """Name the key as the `iss` claim does."""
        return ISSUER + self.key_id

    @property
    def bits(self) -> int:
        """Give the size of the modulus."""
        return self._private.key_size

    @cached_property
    def fingerprint(self) -> str:
        """Give the SHA-256 of the public key, safe to log and to compare."""
        public = self._private.public_key()
        der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return hashlib.sha256(der).hexdigest()

    @cached_property
    def public_pem(self) -> bytes:
        """Give the public half, as whoever verifies tokens needs it."""
        public = self._private.public_key()
        return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def sign(self, claims: Mapping[str, object]) -> str:
        """Sign claims with RS256 (RFC 7518 section 3.3)."""
        return jwt.encode(dict(claims), self._private, algorithm=ALGORITHM)

    def _check_signature(self) -> None:
        signed = self.sign({"sub": "self-test"}).encode()
        message, _, signature = signed.rpartition(b".")
        algorithm = jwt.get_algorithm_by_name(ALGORITHM)
        decoded = jwt.utils.base64url_decode(signature)
        if not algorithm.verify(message, self._private.public_key(), decoded):
            raise KeyRefused("the key does not verify its own signature")


def check_key_id(key_id: str) -> None:
    """Refuse an id that cannot stand in an issuer."""
    if not KEY_ID.fullmatch(key_id):
        raise KeyRefused("the key id is 1 to 64 letters, digits, '_' or '-'")


def _as_text(pem: bytes) -> str:
    try:
        text = pem.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise KeyRefused("the key is not PEM text (DER is not read: convert it to PEM)") from None
    return text if "\n" in text.strip() else text.replace(r"\n", "\n")


def _one_block(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        raise KeyRefused("the key is empty")
    if stripped.count(_BEGIN) > 1:
        raise KeyRefused("there is more than one PEM block; leave only the private key")
    block = _BLOCK.fullmatch(stripped)
    if not block:
        raise KeyRefused("the key is not one whole PEM block with nothing around it")
    _check_kind(block[1])
    return stripped


def _check_kind(kind: str) -> None:
    if kind not in _ACCEPTED_KINDS:
        found = _WRONG_KINDS.get(kind, "something else")
        raise KeyRefused(f"the key must be an RSA private key; this is {found}")


def _parse(block: str, passphrase: str | None) -> RSAPrivateKey:
    try:
        key = load_pem_private_key(block.encode(), passphrase.encode() if passphrase else None)
    except TypeError:
        raise KeyRefused(_passphrase_problem(passphrase)) from None
    except (ValueError, UnsupportedAlgorithm):
        wrong = ", or the passphrase is wrong" if passphrase else ""
        raise KeyRefused(f"the key cannot be read: it is damaged{wrong}") from None
    if not isinstance(key, RSAPrivateKey):
        raise KeyRefused("the key must be an RSA private key; this is another algorithm's")
    return key


def _passphrase_problem(passphrase: str | None) -> str:
    if passphrase:
        return "a passphrase is set, but the key is not encrypted"
    return "the key is encrypted, and no passphrase is set"


def check_size(bits: int) -> None:
    """Refuse a key that is too weak to be safe, or too large to be quick."""
    if not SMALLEST_BITS <= bits <= LARGEST_BITS:
        raise KeyRefused(f"the key has {bits} bits; {SMALLEST_BITS} to {LARGEST_BITS} are taken")
