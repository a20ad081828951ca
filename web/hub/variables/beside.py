"""The stored entries that no expression can mean.

Whether a name matches an expression is not known here. But where names beside the expressions are
free, a value that certainly breaks an expression's schema stands under a name that does not match.
It is taken as what it is, and is hidden if the expression's schema would have hidden anything.
"""

from collections.abc import Iterator, Mapping

from hub.variables.document import JSON, Document, Located
from hub.variables.flat import SECRET, Flat, Parts
from hub.variables.judge import Judge
from hub.variables.masking import may_mask

_OF_THE_REST = ("additionalProperties", "unevaluatedProperties")


def described_beside(
    document: Document, flat: Flat, usual: Parts, entries: Mapping[str, JSON]
) -> dict[str, Parts]:
    """Describe those entries that the usual schemas of free names cannot be meant for."""
    ids = set(_expressed(flat))
    expressed = tuple(part for part in usual if id(part.schema) in ids)
    judge = Judge(document)
    broken = {
        name: value
        for name, value in entries.items()
        if any(judge.problems(part, value, (name,)) for part in expressed)
    }
    rest = tuple(part for part in usual if part not in expressed)
    hidden = (SECRET,) if broken and may_mask(document, expressed) else ()
    return {name: (*(rest or _as_it_is(value)), *hidden) for name, value in broken.items()}


def _expressed(flat: Flat) -> Iterator[int]:
    """Identify the schemas of expressions, unless every name has to match one."""
    if any(said.get(keyword) is False for said in flat.said for keyword in _OF_THE_REST):
        return
    for said in flat.said:
        expressions = said.get("patternProperties")
        if isinstance(expressions, dict):
            yield from map(id, expressions.values())


def _as_it_is(value: JSON) -> Parts:
    return (Located({"type": "string"} if isinstance(value, str) else {}),)
