"""What is wrong with a value by its JSON Schema, with every fault's path and in words.

Written out rather than taken from a library, because a form needs all faults at once, each at its
own path, and because the schemas are somebody else's: the work is bounded, no code is generated
from them, nothing is fetched, and a pattern runs only when it cannot run away.
"""

from collections.abc import Iterator

from sandbox.errors import FieldError
from sandbox.json_applicators import APPLICATORS
from sandbox.json_keywords import VALUE_KEYWORDS

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
        for keyword, check in KEYWORDS.items():
            if keyword in schema:
                yield from check(self, schema, value, path)
        self._depth -= 1

    def holds(self, schema: object, value: object) -> bool:
        """Tell whether a value has no fault; the depth survives an early stop."""
        depth = self._depth
        fault = next(self.faults(schema, value, ""), None)
        self._depth = depth
        return fault is None

    def resolve(self, pointer: object) -> object:
        """Return the subschema of a local reference; anything else allows everything."""
        if not isinstance(pointer, str) or not pointer.startswith("#"):
            return True
        node: object = self.root
        for part in pointer[1:].split("/")[1:]:
            node = _step_into(node, part.replace("~1", "/").replace("~0", "~"))
        return node


def _step_into(node: object, part: str) -> object:
    if isinstance(node, dict):
        return node.get(part, True)
    if isinstance(node, list) and part.isascii() and part.isdigit() and int(part) < len(node):
        return node[int(part)]
    return True
