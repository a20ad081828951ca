"""What must never be written down, and how it might be spelled if it were."""

import json
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from sandbox.catalogue import load_catalogue
from sandbox.credentials import right_credential
from sandbox.settings import DEFAULT_CATALOGUE

CANARY = "canary"
"""The word that tests put where a secret stands; it has no other business anywhere."""

SHORTEST = 6
SHORTEST_PIECE = 8
SECRET_MEMBERS = ("value", "valueBase64", "password", "clientSecret", "key")

PATTERNS = {
    "a token": re.compile(r"eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}"),
    "a token in base64": re.compile(r"ZXlK[A-Za-z0-9+/_-]{80,}"),
    "a token in hexadecimal": re.compile(r"65794a[0-9a-f]{100,}", re.IGNORECASE),
    "a PEM block": re.compile(r"-----BEGIN|MII[A-Za-z0-9+/]{57}"),
}
"""Secrets that are known by their looks, whoever made them."""


def spellings(secret: str) -> set[str]:
    """Spell a secret as logs, URLs, JSON, headers and dumps do."""
    raw = secret.encode("utf-8", "surrogatepass")
    escaped = json.dumps(secret)[1:-1]
    hexadecimal = raw.hex()
    return {
        *(secret, escaped, repr(secret)[1:-1], quote(secret, safe=""), quote_plus(secret)),
        *(hexadecimal, hexadecimal.upper()),
        *(piece for piece in _in_base64(raw) if len(piece) >= SHORTEST_PIECE),
    }


def _in_base64(raw: bytes) -> Iterator[str]:
    """Give what of a secret shows in base64, wherever in a longer text it begins."""
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            text = encode(b"\0" * before + raw).decode().rstrip("=")
            partly_others = 1 if (before + len(raw)) % 3 else 0
            yield text[(0, 2, 3)[before] : len(text) - partly_others]


def known() -> Iterator[tuple[str, str]]:
    """List the secrets that the tests share, each with what it is."""
    yield "a canary", CANARY
    yield "the API key", "an-api-key"
    catalogue = load_catalogue(DEFAULT_CATALOGUE)
    for organisation in catalogue.organisations:
        yield "an organisation's API key", organisation.api_key
    for connector in catalogue.connectors.values():
        data = (right_credential(connector) or {"data": {}})["data"]
        for member in SECRET_MEMBERS:
            for line in str(data.get(member, "")).splitlines():
                yield f"the credential of {connector.name}", line
