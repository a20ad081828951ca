"""What each keyword about a single value demands, and how a refusal is worded."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sandbox.errors import FieldError
from sandbox.json_formats import has_format, matches
from sandbox.json_values import TYPE_WORDS, as_list, is_number, is_type, same

if TYPE_CHECKING:
    from sandbox.json_schema import Check

Faults = Iterator[FieldError]
Schema = dict[str, Any]
Keyword = Callable[["Check", Schema, Any, str], Faults]

UNIQUE_ITEMS_LIMIT = 500


def check_type(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Demand one of the types; an unknown type name demands nothing."""
    names = [schema["type"]] if isinstance(schema["type"], str) else as_list(schema["type"])
    known = [name for name in names if isinstance(name, str) and name in TYPE_WORDS]
    if known and not any(is_type(value, name) for name in known):
        yield FieldError(path, "must be " + " or ".join(TYPE_WORDS[name] for name in known))


def check_enum(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Demand one of the listed values."""
    if not any(same(value, choice) for choice in as_list(schema["enum"])):
        yield FieldError(path, "is not one of the choices")


def check_const(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Demand one value."""
    if not same(value, schema["const"]):
        yield FieldError(path, "is not the value that is expected here")


def check_format(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Demand a known format of a text."""
    if isinstance(value, str) and not has_format(value, schema["format"]):
        yield FieldError(path, f"is not a valid {schema['format']}")


def check_pattern(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Demand a pattern of a text."""
    if isinstance(value, str) and not matches(schema["pattern"], value):
        yield FieldError(path, "does not have the expected form")


def check_unique(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Demand different items; only so many are compared."""
    items = as_list(value)[:UNIQUE_ITEMS_LIMIT]
    if schema["uniqueItems"] is True and any(
        same(item, other) for at, item in enumerate(items) for other in items[:at]
    ):
        yield FieldError(path, "must not hold the same item twice")


def check_multiple(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Demand a multiple, reckoned in decimal digits so that 0.3 is a multiple of 0.1."""
    step = schema["multipleOf"]
    if not (is_number(value) and is_number(step) and step > 0):
        return
    if math.isfinite(value) and Fraction(repr(value)) % Fraction(repr(step)) != 0:
        yield FieldError(path, f"must be a multiple of {step}")


def bound(
    name: str, words: str, measure: Callable[[Any], Any], broken: Callable[[Any, Any], bool]
) -> Keyword:
    """Make a keyword that compares a measure of the value with a limit."""

    def check_bound(check: Check, schema: Schema, value: Any, path: str) -> Faults:
        limit, size = schema[name], measure(value)
        if size is not None and is_number(limit) and broken(size, limit):
            yield FieldError(path, words.format(limit))

    return check_bound


def _itself(value: Any) -> Any:
    return value if is_number(value) else None


def _length_of(
    kind: type[str] | type[list[Any]] | type[dict[str, Any]],
) -> Callable[[Any], int | None]:
    return lambda value: len(value) if isinstance(value, kind) else None


def _less(size: Any, limit: Any) -> bool:
    return bool(size < limit)


def _more(size: Any, limit: Any) -> bool:
    return bool(size > limit)


def _not_more(size: Any, limit: Any) -> bool:
    return bool(size <= limit)


def _not_less(size: Any, limit: Any) -> bool:
    return bool(size >= limit)


BOUNDS = (
    ("minimum", "must be at least {}", _itself, _less),
    ("maximum", "must be at most {}", _itself, _more),
    ("exclusiveMinimum", "must be more than {}", _itself, _not_more),
    ("exclusiveMaximum", "must be less than {}", _itself, _not_less),
    ("minLength", "must have at least {} characters", _length_of(str), _less),
    ("maxLength", "must have at most {} characters", _length_of(str), _more),
    ("minItems", "must have at least {} items", _length_of(list), _less),
    ("maxItems", "must have at most {} items", _length_of(list), _more),
    ("minProperties", "must have at least {} entries", _length_of(dict), _less),
    ("maxProperties", "must have at most {} entries", _length_of(dict), _more),
)

VALUE_KEYWORDS: dict[str, Keyword] = {
    "type": check_type,
    "enum": check_enum,
    "const": check_const,
    "format": check_format,
    "pattern": check_pattern,
    "uniqueItems": check_unique,
    "multipleOf": check_multiple,
    **{name: bound(name, words, measure, broken) for name, words, measure, broken in BOUNDS},
}
