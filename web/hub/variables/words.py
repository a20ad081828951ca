"""What is wrong with a value, in words for the person who entered it."""

from hub.texts import _
from hub.variables.cases import Problem
from hub.variables.document import JSON
from hub.variables.exact import show_number

_LIMITS = {
    "minimum": "Enter a number of at least {limit}.",
    "maximum": "Enter a number of at most {limit}.",
    "exclusiveMinimum": "Enter a number greater than {limit}.",
    "exclusiveMaximum": "Enter a number less than {limit}.",
    "multipleOf": "Enter a multiple of {limit}.",
    "minLength": "Enter at least {limit} characters.",
    "maxLength": "Enter at most {limit} characters.",
    "minItems": "Give at least {limit}.",
    "maxItems": "Give at most {limit}.",
    "minProperties": "Give at least {limit} entries.",
    "maxProperties": "Give at most {limit} entries.",
}
_LIMITS_OF_ONE = {
    "minLength": "Enter at least one character.",
    "maxLength": "Enter at most one character.",
    "minProperties": "Give at least one entry.",
    "maxProperties": "Give at most one entry.",
}
_PLAIN = {
    "required": "This is needed.",
    "uniqueItems": "Enter every value only once.",
    "contains": "One of the values that are needed is missing.",
    "enum": "Choose one of the values offered.",
    "const": "This value is not possible here.",
    "type": "Enter a value of the kind that is asked for.",
    "false": "Nothing can be entered here.",
    "propertyNames": "This name is not possible here.",
    "pattern": "This does not have the expected form.",
}
_FORMATS = {
    "date": "Enter a date.",
    "time": "Enter a time.",
    "date-time": "Enter a date and a time.",
    "email": "Enter an e-mail address, such as name@example.com.",
    "idn-email": "Enter an e-mail address, such as name@example.com.",
    "uri": "Enter a full address, such as https://example.com/.",
    "url": "Enter a full address, such as https://example.com/.",
    "iri": "Enter a full address, such as https://example.com/.",
    "uuid": "Enter an id of 32 hexadecimal digits in five groups.",
    "ipv4": "Enter an IP address, such as 192.0.2.1.",
}
LARGEST_PLAIN = 10**16
"""Up to here a whole number is written in its digits, whatever its spelling."""

NOT_TOGETHER = "These answers do not go together. Change one of them."


def said(problem: Problem) -> str:
    """Say a problem."""
    if problem.expected == 1 and problem.keyword in _LIMITS_OF_ONE:
        return _(_LIMITS_OF_ONE[problem.keyword])
    if problem.keyword in _LIMITS:
        return _(_LIMITS[problem.keyword], limit=_limit(problem.expected))
    if problem.keyword == "format":
        return _(_FORMATS.get(str(problem.expected), "Check this value."))
    return _(_PLAIN.get(problem.keyword, NOT_TOGETHER))


def said_of_one(problem: Problem) -> str:
    """Say a problem of a single value, which cannot but go together with itself."""
    return _(_PLAIN["const"]) if said(problem) == _(NOT_TOGETHER) else said(problem)


def _limit(expected: JSON) -> str:
    if not isinstance(expected, int | float):
        return ""
    is_whole = isinstance(expected, float) and expected.is_integer()
    return show_number(int(expected) if is_whole and abs(expected) < LARGEST_PLAIN else expected)
