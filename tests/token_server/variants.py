"""A token as the endpoint makes it, and everything that can be done to one.

    genuine token, its key -> a variant that no verifier may take

A variant says whether its signature is still good: then only its claims or its header can give it
away, and a verifier of bare signatures takes it.
"""

import hmac
import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import load_pem_private_key

HOUR = 3600
UNKNOWN_ISSUER = "https://versori.com.evil.example/sk/test-key"


@dataclass(frozen=True)
class Genuine:
    """Be a token that is to be altered, and the key that it was signed with."""

    token: str
    pem: bytes
    public_pem: bytes

    @property
    def key(self) -> RSAPrivateKey:
        key = load_pem_private_key(self.pem, None)
        assert isinstance(key, RSAPrivateKey)
        return key

    @property
    def parts(self) -> list[str]:
        return self.token.split(".")

    @property
    def claims(self) -> dict[str, Any]:
        claims: dict[str, Any] = json.loads(decoded(self.parts[1]))
        return claims


Make = Callable[[Genuine], str]


@dataclass(frozen=True)
class Variant:
    """Be one way to alter a token, and what jose calls it."""

    name: str
    make: Make
    jose_says: str
    signature_is_good: bool = False


def decoded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def encoded(part: bytes) -> str:
    return urlsafe_b64encode(part).decode().rstrip("=")


def as_part(said: object) -> str:
    return encoded(json.dumps(said).encode())


def flipped(genuine: Genuine) -> str:
    header, payload, signature = genuine.parts
    altered = bytearray(decoded(signature))
    altered[100] ^= 1
    return f"{header}.{payload}.{encoded(bytes(altered))}"


def for_somebody_else(genuine: Genuine) -> str:
    header, _, signature = genuine.parts
    return f"{header}.{as_part(genuine.claims | {'sub': 'user-ben'})}.{signature}"


def with_other_header(genuine: Genuine) -> str:
    _, payload, signature = genuine.parts
    return f"{as_part({'alg': 'RS256', 'typ': 'JWT', 'kid': 'k'})}.{payload}.{signature}"


def unsigned(algorithm: str) -> Make:
    """Say that no signature is needed, and bring none."""
    return lambda genuine: f"{as_part({'alg': algorithm, 'typ': 'JWT'})}.{genuine.parts[1]}."


def by_shared_secret(genuine: Genuine) -> str:
    """Take the public key for a shared secret; by hand, since PyJWT refuses to."""
    message = f"{as_part({'alg': 'HS256', 'typ': 'JWT'})}.{genuine.parts[1]}"
    return f"{message}.{encoded(hmac.digest(genuine.public_pem, message.encode(), 'sha256'))}"


def by_algorithm(algorithm: str) -> Make:
    return lambda genuine: jwt.encode(genuine.claims, genuine.key, algorithm)


def by_stranger(genuine: Genuine) -> str:
    return jwt.encode(genuine.claims, generate_private_key(65537, 2048), "RS256")


def by_own_key_in_header(genuine: Genuine) -> str:
    """Bring the key along by which the token is to be judged."""
    stranger = generate_private_key(65537, 2048)
    jwk = jwt.algorithms.RSAAlgorithm.to_jwk(stranger.public_key(), as_dict=True)
    return jwt.encode(genuine.claims, stranger, "RS256", headers={"jwk": jwk})


def claiming(**changes: Any) -> Make:
    """Sign other claims with the right key; `...` leaves one out."""

    def make(genuine: Genuine) -> str:
        claims = {k: v for k, v in (genuine.claims | changes).items() if v is not ...}
        return signed(genuine, claims)

    return make


def claiming_from_now(**seconds: int) -> Make:
    """Sign times that are so many seconds from now."""
    return lambda genuine: claiming(**{k: int(time.time()) + v for k, v in seconds.items()})(
        genuine
    )


def signed(genuine: Genuine, claims: dict[str, Any], **header: Any) -> str:
    """Sign whatever is said; PyJWT itself minds what some claims look like."""
    message = f"{as_part({'alg': 'RS256', 'typ': 'JWT', **header})}.{as_part(claims)}"
    algorithm = jwt.get_algorithm_by_name("RS256")
    return f"{message}.{encoded(algorithm.sign(message.encode(), genuine.key))}"


BAD_SIGNATURE = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"
BAD_ALGORITHM = "ERR_JOSE_ALG_NOT_ALLOWED"
BAD_CLAIM = "ERR_JWT_CLAIM_VALIDATION_FAILED"
NO_JWS = "ERR_JWS_INVALID"

VARIANTS = (
    Variant("one bit of the signature flipped", flipped, BAD_SIGNATURE),
    Variant("for somebody else", for_somebody_else, BAD_SIGNATURE),
    Variant("under another header", with_other_header, BAD_SIGNATURE),
    Variant("by another key", by_stranger, BAD_SIGNATURE),
    Variant("by a key that it brings along", by_own_key_in_header, BAD_SIGNATURE),
    Variant("unsigned", unsigned("none"), BAD_ALGORITHM),
    Variant("unsigned, in other letters", unsigned("nOnE"), BAD_ALGORITHM),
    Variant("by the public key as a shared secret", by_shared_secret, BAD_ALGORITHM),
    Variant("by RS512", by_algorithm("RS512"), BAD_ALGORITHM),
    Variant("by PS256", by_algorithm("PS256"), BAD_ALGORITHM),
    Variant("a byte short", lambda genuine: genuine.token[:-4], BAD_SIGNATURE),
    Variant("without its signature", lambda genuine: genuine.token.rpartition(".")[0], NO_JWS),
    Variant("with a part too many", lambda genuine: genuine.token + ".e30", NO_JWS),
    Variant("expired", claiming_from_now(exp=-HOUR), "ERR_JWT_EXPIRED", True),
    Variant("not yet valid", claiming_from_now(nbf=HOUR, exp=2 * HOUR), BAD_CLAIM, True),
    Variant("without an end", claiming(exp=...), BAD_CLAIM, True),
    Variant("with an end that is no number", claiming(exp="9999999999"), BAD_CLAIM, True),
    Variant("of another issuer", claiming(iss=UNKNOWN_ISSUER), BAD_CLAIM, True),
    Variant("of no issuer", claiming(iss=...), BAD_CLAIM, True),
    Variant("for nobody", claiming(sub=...), BAD_CLAIM, True),
    Variant(
        "with a header that has to be understood",
        lambda genuine: signed(genuine, genuine.claims, crit=["x"], x=1),
        "ERR_JOSE_NOT_SUPPORTED",
        True,
    ),
)
