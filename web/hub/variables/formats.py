"""Whether a text has a format that JSON Schema names, by fixed rules of the hub's own.

A format that is not listed is the server's to judge. Some rules let more through than their
specification: what they accept may still be refused elsewhere.
"""

import re
from collections.abc import Callable
from datetime import date

from hub.variables.cases import Verdict
from hub.variables.document import JSON

_CLOCK = re.compile(
    r"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?"
    r"(?P<offset>Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[^@\s.](?:[^@\s]{0,63}[^@\s.])?@[^@\s]+")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_URI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)


def formed(value: JSON, name: JSON) -> Verdict:
    """Tell whether a value has a format; what is no text has every format."""
    if not isinstance(value, str) or not isinstance(name, str):
        return Verdict.HOLDS
    if name not in _FORMATS:
        return Verdict.UNKNOWN
    if not _FORMATS[name](value):
        return Verdict.BROKEN
    return Verdict.HOLDS if name in _EXACT else Verdict.UNKNOWN


def is_date(text: str) -> bool:
    """Tell whether a text is a full date of RFC 3339, such as 2026-02-28."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def is_time(text: str) -> bool:
    """Tell whether a text is a time of RFC 3339; one without an offset is the server's to judge.

    Schemas do give such times as their own default, where they mean the clock on the wall.
    """
    return _CLOCK.fullmatch(text) is not None


def is_date_time(text: str) -> bool:
    """Tell whether a text is a date-time of RFC 3339."""
    clock = _CLOCK.fullmatch(text[11:])
    has_offset = clock is not None and clock["offset"] is not None
    return is_date(text[:10]) and text[10:11] in ("T", "t") and has_offset


def _is_email(text: str) -> bool:
    return _EMAIL.fullmatch(text) is not None and ".." not in text.partition("@")[0]


def _is_uri(text: str) -> bool:
    return _URI.fullmatch(text) is not None and (text.isascii())


def _is_iri(text: str) -> bool:
    return _URI.fullmatch(text) is not None


def _is_uuid(text: str) -> bool:
    return _UUID.fullmatch(text) is not None


def _is_ipv4(text: str) -> bool:
    parts = text.split(".")
    return len(parts) == 4 and all(
        re.fullmatch(r"0|[1-9][0-9]{0,2}", part) and int(part) < 256 for part in parts
    )


_FORMATS: dict[str, Callable[[str], bool]] = {
    "date": is_date,
    "time": is_time,
    "date-time": is_date_time,
    "email": _is_email,
    "idn-email": _is_email,
    "uri": _is_uri,
    "url": _is_iri,
    "iri": _is_iri,
    "uuid": _is_uuid,
    "ipv4": _is_ipv4,
}
_EXACT = frozenset({"date", "date-time", "uuid", "ipv4"})
