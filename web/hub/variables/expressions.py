"""Which expressions the page matches an input's text with, and what it saw of them.

Only the page can evaluate an expression. It is asked about those that hold for an input as the form
stands, and its answers are facts for the judge: this expression fails on this text. Whether that
is wrong the judge says, since another branch may accept the text.
"""

from collections.abc import Collection, Iterable, Iterator

from hub.fields import Field, Kind, Matching
from hub.variables.cases import Mismatches
from hub.variables.document import JSON
from hub.variables.flat import Flat, flatten
from hub.variables.places import Making

_AS_IT_STANDS = ("",)
_IN_UTC = (":00Z", "Z")
_AS_JSON = (None,)
_ENDINGS: dict[Kind, tuple[str | None, ...]] = {
    "text": _AS_IT_STANDS,
    "long": _AS_IT_STANDS,
    "secret": _AS_IT_STANDS,
    "long-secret": _AS_IT_STANDS,
    "url": _AS_IT_STANDS,
    "email": _AS_IT_STANDS,
    "date": _AS_IT_STANDS,
    "time": _IN_UTC,
    "datetime": _IN_UTC,
    "json": _AS_JSON,
}
"""What a text of each kind may end in when it is sent; other kinds have no text."""


def of_value(making: Making, flat: Flat, kind: Kind) -> tuple[Matching, ...]:
    """Have the page match a text with every expression that its schemas name."""
    return _granted(making, _patterns(flat), _ENDINGS.get(kind, ()))


def of_name(making: Making, flat: Flat) -> tuple[Matching, ...]:
    """Have the page match a free name with the expressions that decide whether it is possible."""
    return _granted(making, _name_patterns(flat), _AS_IT_STANDS)


def seen(item: Field, sent: JSON, mismatched: Collection[str]) -> Mismatches:
    """Tell which expressions fail on the text that is sent for an input."""
    if not isinstance(sent, str) or "\r" in sent:
        # A textarea shows the page other line ends than those that are sent.
        return frozenset()
    failed = (matching for matching in item.failed(mismatched) if _is_sent(item, matching, sent))
    return frozenset((matching.pattern, sent) for matching in failed)


def _is_sent(item: Field, matching: Matching, sent: str) -> bool:
    return matching.ending is None or f"{item.value}{matching.ending}" == sent


def _granted(
    making: Making, patterns: Iterable[str], endings: tuple[str | None, ...]
) -> tuple[Matching, ...]:
    asked = (
        Matching(pattern, making.allowance.grant(pattern), ending)
        for pattern in dict.fromkeys(patterns)
        for ending in endings
    )
    return tuple(matching for matching in asked if matching.longest)


def _patterns(flat: Flat) -> Iterator[str]:
    for part in flat.parts:
        pattern = part.keywords.get("pattern")
        if isinstance(pattern, str):
            yield pattern


def _name_patterns(flat: Flat) -> Iterator[str]:
    for part in flat.parts:
        if "propertyNames" in part.keywords:
            named = flat.document.enter(part.keywords["propertyNames"], part.base)
            yield from _patterns(flatten(flat.document, (named,)))
        expressions = part.keywords.get("patternProperties")
        if isinstance(expressions, dict) and part.keywords.get("additionalProperties") is not None:
            yield from expressions
