"""Which conditions of a place are met, and what is asked for where that cannot be told.

A condition in doubt demands nothing, but its person must be able to answer either way: what only
its branches describe is offered, and left out while it is blank.
"""

from collections.abc import Iterator

from hub.variables.cases import Verdict
from hub.variables.document import JSON, Document, Located
from hub.variables.flat import Condition, Flat, Parts, flatten, inherited
from hub.variables.judge import Judge
from hub.variables.places import Making, Place

MOST_ROUNDS = 8
"""Choices inside choices, and conditions that follow from conditions, at one place."""


def tried(making: Making, place: Place, parts: Parts) -> Flat:
    """Lay the schemas of a place flat, with those that its conditions add by the known data."""
    document = making.document
    flat = flatten(document, parts)
    if place.path not in making.known:
        return flat
    judge, data = Judge(document), making.known[place.path]
    for _round in range(MOST_ROUNDS):
        added = (part for each in flat.conditions for part in _certain(judge, each, data))
        grown = flatten(document, (*parts, *added))
        if len(grown.parts) == len(flat.parts):
            break
        flat = grown
    for condition in flat.conditions:
        if judge.verdict(condition.test, data) is Verdict.UNKNOWN:
            _offer(flat, condition)
    return flat


def _certain(judge: Judge, condition: Condition, data: JSON) -> Parts:
    match judge.verdict(condition.test, data):
        case Verdict.HOLDS:
            return condition.met
        case Verdict.BROKEN:
            return condition.unmet
        case Verdict.UNKNOWN:
            return ()


def _offer(flat: Flat, condition: Condition) -> None:
    branches = [flatten(flat.document, parts) for parts in (condition.met, condition.unmet)]
    for name in dict.fromkeys(name for branch in branches for name in _named(branch)):
        described = [branch.properties.get(name, ()) for branch in branches]
        ways = [parts for parts in described if parts]
        flat.properties.setdefault(name, _optional(flat.document, ways))


def _named(branch: Flat) -> Iterator[str]:
    yield from branch.properties
    yield from branch.required


def _optional(document: Document, ways: list[Parts]) -> Parts:
    """Describe what one branch or both describe, so that it says nothing while it is blank."""
    flats = [flatten(document, parts) for parts in ways]
    if flats and all("const" in flat.words for flat in flats):
        return _several(flats[0], [flat.words["const"] for flat in flats])
    if flats and all(flat.types == ("boolean",) for flat in flats):
        return _several(flats[0], [True, False])
    if len(ways) < 2 or ways[0] == ways[1]:
        return ways[0] if ways else (Located({}),)
    whole: list[JSON] = [{"allOf": [part.schema for part in parts]} for parts in ways]
    return (Located({"anyOf": whole}, ways[0][0].base),)


def _several(flat: Flat, values: list[JSON]) -> Parts:
    words: dict[str, JSON] = {"title": flat.text("title"), "description": flat.text("description")}
    return inherited(flat, (Located({**words, "enum": values}),))
