"""What each plain keyword of JSON Schema demands of a value.

Every assertion is a predicate of what the schema says and what the data is. It does not apply,
and holds, when the data is of another type or the schema says something malformed. `pattern` is
missing on purpose: it is an ECMA-262 expression, which only the page can evaluate.
"""

from collections.abc import Callable, Hashable

from hub.numbers import exact
from hub.variables.document import JSON
from hub.variables.exact import is_number

Assertion = Callable[[JSON, JSON], bool]


def identity(value: JSON) -> Hashable:
    """Give a key that two JSON values share if and only if JSON Schema calls them equal."""
    match value:
        case bool() | None | str():
            return (type(value).__name__, value)
        case list():
            return ("array", tuple(identity(item) for item in value))
        case dict():
            return ("object", frozenset((name, identity(item)) for name, item in value.items()))
        case _:
            return ("number", exact(value) if is_number(value) else repr(value))


def is_type(value: JSON, name: JSON) -> bool:
    """Tell whether a value has the type with this JSON Schema name."""
    match name:
        case "null":
            return value is None
        case "boolean":
            return isinstance(value, bool)
        case "string":
            return isinstance(value, str)
        case "array":
            return isinstance(value, list)
        case "object":
            return isinstance(value, dict)
        case "number":
            return is_number(value)
        case "integer":
            return isinstance(value, int | float) and is_number(value) and exact(value).is_whole
        case _:
            return True


def _type(expected: JSON, data: JSON) -> bool:
    names = expected if isinstance(expected, list) else [expected]
    return any(is_type(data, name) for name in names)


def _enum(expected: JSON, data: JSON) -> bool:
    if not isinstance(expected, list):
        return True
    return identity(data) in {identity(item) for item in expected}


def _const(expected: JSON, data: JSON) -> bool:
    return identity(expected) == identity(data)


def _unique(expected: JSON, data: JSON) -> bool:
    if expected is not True or not isinstance(data, list):
        return True
    return len({identity(item) for item in data}) == len(data)


def _numbers(holds: Callable[[int | float, int | float], bool]) -> Assertion:
    def assertion(expected: JSON, data: JSON) -> bool:
        if not isinstance(expected, int | float) or not isinstance(data, int | float):
            return True
        return not (is_number(expected) and is_number(data)) or holds(data, expected)

    return assertion


def _is_multiple(data: int | float, step: int | float) -> bool:
    size = exact(step)
    return size.sign <= 0 or exact(data).is_multiple_of(size)


def _sizes(kind: type, holds: Callable[[int, int | float], bool]) -> Assertion:
    def assertion(expected: JSON, data: JSON) -> bool:
        if not isinstance(data, str | list | dict) or not isinstance(data, kind):
            return True
        if not isinstance(expected, int | float) or not is_number(expected):
            return True
        return holds(len(data), expected)

    return assertion


def _at_least(size: int | float, limit: int | float) -> bool:
    return size >= limit


def _at_most(size: int | float, limit: int | float) -> bool:
    return size <= limit


ASSERTIONS: dict[str, Assertion] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "minimum": _numbers(lambda data, limit: exact(data) >= exact(limit)),
    "maximum": _numbers(lambda data, limit: exact(data) <= exact(limit)),
    "exclusiveMinimum": _numbers(lambda data, limit: exact(data) > exact(limit)),
    "exclusiveMaximum": _numbers(lambda data, limit: exact(data) < exact(limit)),
    "multipleOf": _numbers(_is_multiple),
    "minLength": _sizes(str, _at_least),
    "maxLength": _sizes(str, _at_most),
    "minItems": _sizes(list, _at_least),
    "maxItems": _sizes(list, _at_most),
    "minProperties": _sizes(dict, _at_least),
    "maxProperties": _sizes(dict, _at_most),
    "uniqueItems": _unique,
}
