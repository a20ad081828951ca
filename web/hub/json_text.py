"""JSON as it may safely be read and written in the browser's interpreter."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.errors import ProtocolError
from hub.numbers import WrittenNumber, read_fraction, read_whole

JSON = Any
"""A value made of dict, list, str, int, float (which a WrittenNumber is too), bool and None."""

MAXIMUM_LENGTH = 5_000_000
"""Characters. Longer answers are refused unread."""

MAXIMUM_DEPTH = 200
"""Nested arrays and objects. A few thousand levels end the WebAssembly interpreter for good."""

# Possessive, and an open string runs to the end: a hostile text costs no second look at any part.
_BRACKET_OR_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def read_json(text: str) -> JSON:
    """Parse an answer's text; raise ProtocolError for what is not JSON, too long or too deep."""
    if len(text) > MAXIMUM_LENGTH:
        raise ProtocolError("the answer is too long")
    if _is_too_deep(text):
        raise ProtocolError("the answer is nested too deeply")
    try:
        return json.loads(
            text,
            parse_int=read_whole,
            parse_float=read_fraction,
            parse_constant=_refuse_constant,
        )
    except ValueError:
        raise ProtocolError("the answer is not JSON") from None


def write_json(value: JSON) -> str:
    """Write a request's body; NaN and infinities, which JSON lacks, raise ProtocolError."""
    try:
        return _COMPACT.write(value)
    except ValueError:
        raise ProtocolError("a value cannot be written as JSON") from None


def lay_out_json(value: JSON) -> str:
    """Write a value for a person to read or edit."""
    return _FOR_PEOPLE.write(value, "\n")


@dataclass(frozen=True)
class _Style:
    """How JSON is written; Python's own writer would write a WrittenNumber as the float it is."""

    indent: str = ""
    colon: str = ":"
    is_ascii: bool = True
    allow_nan: bool = False

    def write(self, value: JSON, margin: str = "") -> str:
        """Write a value; a new line begins with the margin."""
        inner = margin + self.indent
        match value:
            case WrittenNumber():
                return repr(value)
            case dict() if value:
                items = value.items()
                parts = [self._word(str(k)) + self.colon + self.write(v, inner) for k, v in items]
                return f"{{{inner}{f',{inner}'.join(parts)}{margin}}}"
            case list() | tuple() if value:
                parts = [self.write(item, inner) for item in value]
                return f"[{inner}{f',{inner}'.join(parts)}{margin}]"
            case _:
                return self._word(value)

    def _word(self, value: JSON) -> str:
        return json.dumps(value, ensure_ascii=self.is_ascii, allow_nan=self.allow_nan)


_COMPACT = _Style()
_FOR_PEOPLE = _Style("  ", ": ", is_ascii=False, allow_nan=True)


def _refuse_constant(name: str) -> JSON:
    """Refuse NaN and the infinities, which Python would read and JSON lacks."""
    raise ValueError(name)


def _is_too_deep(text: str) -> bool:
    if text.count("[") + text.count("{") <= MAXIMUM_DEPTH:
        return False
    depth = 0
    for match in _BRACKET_OR_STRING.finditer(text):
        mark = match[0]
        depth += (mark in "[{") - (mark in "]}") if len(mark) == 1 else 0
        if depth > MAXIMUM_DEPTH:
            return True
    return False


class Reader:
    """Read the members of one JSON object, or raise ProtocolError naming the one that is wrong."""

    def __init__(self, data: JSON) -> None:
        if not isinstance(data, Mapping):
            raise ProtocolError("an object was expected")
        self._data = data

    def text(self, name: str) -> str:
        """Read a required string."""
        value = self._data.get(name)
        if not isinstance(value, str):
            raise ProtocolError(f"{name} is not a string")
        return value

    def identifier(self, name: str = "id") -> str:
        """Read a required string that is not blank."""
        value = self.text(name)
        if not value.strip():
            raise ProtocolError(f"{name} is empty")
        return value

    def optional_text(self, name: str) -> str:
        """Read a string that may be missing, null, or of another type: then it is empty."""
        value = self._data.get(name)
        return value if isinstance(value, str) else ""

    def flag(self, name: str, default: bool = False) -> bool:
        """Read a boolean; what is missing or of another type is the default."""
        value = self._data.get(name)
        return value if isinstance(value, bool) else default

    def number(self, name: str) -> int | None:
        """Read an integer, or None where there is none."""
        value = self._data.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def value(self, name: str) -> JSON:
        """Read a member as it is; None if it is missing."""
        return self._data.get(name)

    def items(self, name: str) -> Sequence[JSON]:
        """Read an array; a missing or null one is empty."""
        value = self._data.get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise ProtocolError(f"{name} is not an array")
        return value

    def child(self, name: str) -> "Reader":
        """Read a required object."""
        try:
            return Reader(self._data.get(name))
        except ProtocolError as error:
            raise error.inside(name) from None
