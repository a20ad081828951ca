"""How often one user and one address may call.

A signed-in user is counted by id, and everyone behind an address by the address. Those who are
not signed in are counted apart, so that they cannot use up what the signed-in need.
"""

import hashlib
import math
import re
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from flask import Request

from token_server.counters import Counter
from token_server.errors import Refusal

COUNTED = "token_server.counted"
"""Who was counted for a request, in its environ: by Flask it may be answered anew (`short_way`)."""

IPV6_NETWORK = 64  # one household or server has all the addresses of such a network
WITH_PORT = re.compile(
    r"(?P<ipv4>[0-9.]{7,15}):[0-9]{1,5}|\[(?P<ipv6>[0-9A-Fa-f]*:[0-9A-Fa-f:.]+)\](:[0-9]{1,5})?"
)
"""As some routers write a client into `X-Forwarded-For`; each connection has another port."""


@dataclass(frozen=True)
class Rates:
    """Hold the limits of one blueprint, in calls a minute; `scope` keeps blueprints apart."""

    counter: Counter = field(repr=False)
    per_user: int
    per_address: int
    scope: str

    def count_user(self, external_id: str, request: Request) -> None:
        """Count a call of a signed-in user, once however often it is answered; raise Refusal."""
        counted = (self.scope, external_id)
        if request.environ.get(COUNTED) == counted:
            return
        self._count("user", external_id, self.per_user)
        self._count("address", network(request.remote_addr), self.per_address)
        request.environ[COUNTED] = counted

    def count_stranger(self, address: str | None) -> None:
        """Count a call of somebody who is not signed in; raise Refusal over the limit."""
        self._count("stranger", network(address), self.per_address)

    def _count(self, kind: str, name: str, limit: int) -> None:
        wait = self.counter.wait(f"versori:{self.scope}:{kind}:{_short(name)}", limit)
        if wait > 0:
            raise Refusal(
                429,
                "rate_limited",
                "That was too often. Wait a moment, then try again.",
                reason=f"too often for one {kind}",
                headers={"Retry-After": str(math.ceil(wait))},
            )


def network(address: str | None) -> str:
    """Give what an address is counted as."""
    return _network(address or "", IPV6_NETWORK)


@lru_cache(maxsize=4096)
def _network(address: str, bits: int) -> str:
    written = WITH_PORT.fullmatch(address)
    try:
        parsed = ip_address((written["ipv4"] or written["ipv6"]) if written else address)
    except ValueError:
        return "unknown"
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or IPv6Address(int(parsed) >> bits << bits))


def _short(name: str) -> str:
    """Make a key that any store takes, and that names nobody to who reads the store."""
    return hashlib.blake2s(name.encode("utf-8", "replace"), digest_size=12).hexdigest()
