"""Which texts have a format or a pattern."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit
from uuid import UUID

from ulid import ULID

LONGEST_PATTERN = 512
LONGEST_TEXT = 256
ADDRESS = re.compile(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+")
HOST = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*", re.IGNORECASE)
RUNAWAY = re.compile(r"\)[*+{]|\\[1-9]|\(\?P?[=<(]")
UNBOUNDED = re.compile(r"[*+]|\{\d*,")


def matches(pattern: object, text: str, *, unsure: bool = True) -> bool:
    """Search for a pattern, or answer `unsure` if it may run away or is not Python's."""
    if not isinstance(pattern, str) or not _is_tame(pattern) or len(text) > LONGEST_TEXT:
        return unsure
    try:
        return re.search(pattern, text) is not None
    except (re.error, OverflowError, RecursionError):
        return unsure


def _is_tame(pattern: str) -> bool:
    return (
        len(pattern) <= LONGEST_PATTERN
        and not RUNAWAY.search(pattern)
        and len(UNBOUNDED.findall(pattern)) <= 2
    )


def has_format(text: str, name: object) -> bool:
    """Tell whether a text has a format; every text has an unknown one."""
    parse = FORMATS.get(name) if isinstance(name, str) else None
    if parse is None:
        return True
    try:
        return parse(text) is not False
    except (ValueError, OverflowError):
        return False


def _uri(text: str) -> bool:
    parts = urlsplit(text)
    return bool(parts.scheme and (parts.netloc or parts.path)) and " " not in text


def _email(text: str) -> bool:
    return len(text) <= LONGEST_TEXT and ADDRESS.fullmatch(text) is not None


def _hostname(text: str) -> bool:
    return len(text) <= LONGEST_TEXT and HOST.fullmatch(text) is not None


def _moment(text: str) -> bool:
    return "T" in text.upper() and datetime.fromisoformat(text.upper()).tzinfo is not None


FORMATS: dict[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "date-time": _moment,
    "email": _email,
    "hostname": _hostname,
    "ipv4": IPv4Address,
    "ipv6": IPv6Address,
    "uri": _uri,
    "ulid": ULID.from_str,
    "uuid": UUID,
}
