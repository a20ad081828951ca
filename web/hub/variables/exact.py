"""How text becomes a JSON value, and back, without changing a digit.

A whole number of any size is an int. A fraction is a float only if the float's shortest decimal
form is the same number; otherwise it is refused, since many a reader would round it. What the API
itself has sent is kept as it was written. Minus zero stays a float, because an int would lose its
sign.
"""

import json
import math
import re
from collections.abc import Collection
from decimal import Decimal
from typing import NoReturn

from hub.json_text import lay_out_json
from hub.numbers import WrittenNumber, denoted, exact
from hub.texts import _
from hub.variables.document import JSON, depth

LONGEST_NUMBER = 400
"""Digits before or after the point; it admits every double and 1e400."""

DEEPEST_VALUE = 64

LARGEST_EXACT = 2**50
"""Up to here no float has the value of another number, and dividing by a step is exact enough."""

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,6})?")


class Unreadable(ValueError):
    """Say in words why a text is not the value that was asked for."""


def read_number(text: str) -> int | float:
    """Read a number as it was typed; raises Unreadable if it would not arrive unchanged."""
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        raise Unreadable(_not_a_number(text))
    number = Decimal(text)
    if len(text) > LONGEST_NUMBER + 10 or abs(number.adjusted()) > LONGEST_NUMBER:
        raise Unreadable(_("Enter a number with fewer digits."))
    if number == 0:
        return -0.0 if number.is_signed() else 0
    return _carried(number)


def read_json(text: str, known: Collection[str] = ()) -> JSON:
    """Read a JSON text; raises Unreadable for what JSON does not know or cannot carry.

    Numbers that are `known` came from the API and go back as they were written.
    """
    try:
        value: JSON = json.loads(
            text,
            parse_float=lambda text: WrittenNumber(text) if text in known else read_number(text),
            parse_int=read_number,
            parse_constant=_refuse,
            object_pairs_hook=_members,
        )
    except Unreadable:
        raise
    except (ValueError, RecursionError) as reason:
        raise Unreadable(_("Enter valid JSON.")) from reason
    if depth(value) > DEEPEST_VALUE:
        raise Unreadable(_("Enter JSON with fewer levels."))
    return value


def show_json(value: JSON) -> str:
    """Write a JSON value for a person to read or edit."""
    return lay_out_json(value)


def show_number(number: int | float) -> str:
    """Write a number in digits."""
    return repr(number)


def is_number(value: JSON) -> bool:
    """Tell whether a value is a JSON number; NaN and infinity are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, int | WrittenNumber) or math.isfinite(value)


def is_exact(value: JSON) -> bool:
    """Tell whether Python compares every number in a value as its digits say."""
    match value:
        case list():
            return all(is_exact(item) for item in value)
        case dict():
            return all(is_exact(item) for item in value.values())
        case WrittenNumber():
            return False
        case int() | float():
            return abs(value) < LARGEST_EXACT
        case _:
            return True


def _carried(number: Decimal) -> int | float:
    meant = denoted(str(number))
    if meant.is_whole:
        return int(number)
    near = float(number)
    if not math.isfinite(near) or exact(near) != meant:
        raise Unreadable(_("Enter a number with fewer digits."))
    return near


def _not_a_number(text: str) -> str:
    if "," in text:
        return _("Enter a number with a point for decimals and no separators, such as 1234.5.")
    return _("Enter a number.")


def _refuse(constant: str) -> NoReturn:
    raise Unreadable(_("{word} is not a number that can be sent.", word=constant))


def _members(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise Unreadable(_("Enter every name only once."))
    return members
