"""The token itself: which claims it carries, and for how long."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from token_server.keys import SigningKey

Clock: TypeAlias = Callable[[], float]

# A verifier whose clock is behind ours must not find the token to be from the future.
BACKDATED = 30


@dataclass(frozen=True)
class Token:
    """Hold a signed token and what its receiver needs to renew it in time."""

    value: str = field(repr=False)
    user_id: str
    expires_in: int
    expires_at: int

    def reply(self) -> dict[str, str | int]:
        """Spell the endpoint's answer."""
        return {
            "token": self.value,
            "expires_in": self.expires_in,
            "expires_at": self.expires_at,
            "user_id": self.user_id,
        }


def issue(key: SigningKey, user_id: str, ttl: int, clock: Clock = time.time) -> Token:
    """Sign a token for a user that ends in `ttl` seconds (RFC 7519 section 4.1)."""
    now = int(clock())
    claims = {
        "iss": key.issuer,
        "sub": user_id,
        "iat": now - BACKDATED,
        "nbf": now - BACKDATED,
        "exp": now + ttl,
    }
    return Token(key.sign(claims), user_id, expires_in=ttl, expires_at=now + ttl)
