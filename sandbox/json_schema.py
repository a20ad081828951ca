"""What is wrong with a value by its JSON Schema, with every fault's path and in words.

Written out rather than taken from a library, because a form needs all faults at once, each at its
own path, and because the schemas are somebody else's: the work is bounded, no code is generated
from them, nothing is fetched, and a pattern runs only when it cannot run away.
"""

from collections.abc import Iterator
from functools import cached_property

from sandbox.errors import FieldError
from sandbox.json_applicators import APPLICATORS
from sandbox.json_keywords import VALUE_KEYWORDS
from sandbox.json_references import References
from sandbox.json_values import as_map

KEYWORDS = VALUE_KEYWORDS | APPLICATORS

MAXIMUM_STEPS = 50_000
MAXIMUM_DEPTH = 48


class _TooMuchWork(Exception):
    """The schema asks for more than a check is worth."""


def faults(schema: object, value: object, path: str = "") -> list[FieldError]:
    """Return every fault; a schema that cannot be followed finds none."""
    found: list[FieldError] = []
    try:
        found.extend(Check(schema).faults(schema, value, path))
    except _TooMuchWork:
        return []
    return list(dict.fromkeys(found))


class Check:
    """One value against one schema document, counting the work."""

    def __init__(self, root: object) -> None:
        self.root = root
        self._is_legacy = "draft-0" in str(as_map(root).get("$schema"))
        self._steps = 0
        self._depth = 0

    def faults(self, schema: object, value: object, path: str) -> Iterator[FieldError]:
        """Yield the faults of a value by one subschema."""
        self._steps += 1
        if self._steps > MAXIMUM_STEPS or self._depth > MAXIMUM_DEPTH:
            raise _TooMuchWork
        if schema is False:
            yield FieldError(path, "is not allowed here")
        if not isinstance(schema, dict):
            return
        self._depth += 1
        heeded = _heeded(schema, self._is_legacy)
        for keyword, check in KEYWORDS.items():
            if keyword in heeded:
                yield from check(self, schema, value, path)
        self._depth -= 1

    def holds(self, schema: object, value: object) -> bool:
        """Tell whether a value has no fault; the depth survives an early stop."""
        depth = self._depth
        fault = next(self.faults(schema, value, ""), None)
        self._depth = depth
        return fault is None

    def resolve(self, schema: object, reference: object) -> object:
        """Return the subschema that a schema refers to; what leads out allows everything."""
        return self._references.resolve(schema, reference)

    @cached_property
    def _references(self) -> References:
        return References(self.root)


def _heeded(schema: dict[str, object], is_legacy: bool) -> dict[str, object]:
    """Leave out what a reference silences: up to draft 7, everything beside it."""
    return {"$ref": schema["$ref"]} if is_legacy and "$ref" in schema else schema
