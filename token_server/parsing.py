"""What a value of the environment has to look like; a ValueError says what is wrong with it."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

LONGEST_TTL = 3600
MOST_CALLS = 1_000_000
MOST_PROXIES = 5
MOST_PATIENCE = 10
LONGEST_SALT = 1024
LAST_PORT = 65535
USUAL_PORTS = {"https": ":443", "http": ":80"}

_ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
_HOST = re.compile(r"\.?[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:]+\]")
_ORIGIN = re.compile(r"https?://([a-z0-9._-]+|\[[0-9a-f:.]+\])(:[1-9][0-9]{0,4})?")
_STORE = re.compile(r"[a-z][a-z0-9+]*://[^\s]*")


def whole_number(least: int, most: int, of: str = "") -> Callable[[str], int]:
    """Make the reading of a whole number from `least` to `most`."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,7}", text) or not least <= int(text) <= most:
            raise ValueError(f"is a whole number{of}, {least} to {most}")
        return int(text)

    return parse


ttl = whole_number(1, LONGEST_TTL, " of seconds")
calls = whole_number(1, MOST_CALLS, " of calls a minute")
proxies = whole_number(0, MOST_PROXIES, " of proxies")
port = whole_number(1, LAST_PORT)


def patience(text: str) -> float:
    """Read how long something may take, in seconds."""
    if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,3})?", text) or float(text) > MOST_PATIENCE:
        raise ValueError(f"is a number of seconds, 0 to {MOST_PATIENCE}")
    return float(text)


def origins(text: str) -> frozenset[str]:
    """Read a list of origins, compared exactly later on."""
    return frozenset(map(_origin, _words(text)))


def check_origins(given: Iterable[str]) -> None:
    """Refuse what no page is served from; `null` is the origin of anybody's sandboxed frame."""
    if any(_origin(each) != each for each in given):
        raise ValueError("lists origins as browsers spell them, such as https://app.example.com")


def hosts(text: str) -> tuple[str, ...]:
    """Read a list of host names."""
    found = tuple(_words(text))
    if not all(_HOST.fullmatch(host) for host in found):
        raise ValueError("lists host names such as app.example.com, without a scheme")
    return found


def ulid(text: str) -> str:
    """Read an id of the platform."""
    if not _ULID.fullmatch(text):
        raise ValueError("is a ULID: 26 characters, as the platform shows it")
    return text


def api_url(text: str) -> str:
    """Read the API's address."""
    _web_address(text)
    return text.rstrip("/")


def api_key(text: str) -> str:
    """Read a key that is sent in a header."""
    if not text.isascii() or not text.isprintable():
        raise ValueError("holds characters that a header cannot carry")
    return text


def store(text: str) -> str:
    """Read the address of a store of counts; it may hold a password, so it is never repeated."""
    if not _STORE.fullmatch(text):
        raise ValueError("is an address such as redis://127.0.0.1:6379 or memory://")
    return text


def switch(text: str) -> bool:
    """Read what is on or off."""
    if text not in ("0", "1"):
        raise ValueError("is 1 for on or 0 for off")
    return text == "1"


def salt(text: str) -> bytes:
    """Read the salt of the log's hashes."""
    return text.encode("utf-8", "replace")[:LONGEST_SALT]


def _words(text: str) -> list[str]:
    words = text.replace(",", " ").split()
    if not words:
        raise ValueError("is a list, and there is nothing in it")
    return words


def _origin(text: str) -> str:
    """Spell an origin as browsers do (RFC 6454 section 6.2): it is compared letter by letter."""
    _web_address(text)
    parts = urlsplit(text)
    spelled = text.lower().removesuffix(USUAL_PORTS[parts.scheme])
    if not _ORIGIN.fullmatch(spelled) or parts.port == 0:  # of one beyond 65535 it says so itself
        raise ValueError("lists origins such as https://app.example.com, without a path")
    return spelled


def _web_address(text: str) -> None:
    parts = urlsplit(text)
    secure = parts.scheme == "https" or parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme not in ("http", "https") or not parts.hostname or not secure:
        raise ValueError("needs an https address (plain http on this machine only)")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("takes no user name, query or fragment")
