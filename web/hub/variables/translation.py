"""A schema in the words that fastjsonschema judges exactly, or nothing.

The library never gets a schema as it came. It gets a new one of draft 7 that says the same:
numbers, names and texts are copied, well-formed keywords are named anew, references lead into
`definitions` of its own, and what draft 2020-12 says in other words is said in those of draft 7.
An expression or a format becomes a text rule, which the caller answers for.

What cannot be told holds, as in the judge. Under `not`, `if` and `oneOf` a doubt cuts both ways:
a schema that has one there has no translation. Nor has one that refers to itself without going
deeper into the data, that counts in numbers which Python's operators do not compare to the digit,
or that is so large that compiling it takes longer than judging by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from itertools import islice

from hub.variables.document import JSON, Document, Located
from hub.variables.doubts import DOUBTS
from hub.variables.draft7 import DRAFT_7, Untranslatable, translated_reference

MOST_PARTS = 2_000
"""Parts of a document that is compiled: about 400 inputs."""

_DOUBTFUL = DOUBTS.keys() | {"patternProperties"}


@dataclass(frozen=True)
class Translation:
    """A schema of draft 7; each of its formats names a rule: a keyword, and what it expects."""

    schema: dict[str, JSON] = field(repr=False)
    rules: dict[str, tuple[str, str]]


def translated(document: Document) -> Translation:
    """Translate a document; raises Untranslatable."""
    return _Translator(document).whole()


class _Translator:
    """A document on its way; `owner` is the definition about whose own data something is said."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.rules: dict[str, tuple[str, str]] = {}
        self._owner: str | None = ""
        self._names: dict[tuple[int, str], str] = {}
        self._pending: list[tuple[str, Located]] = []
        self._followed: dict[str, set[str]] = {}
        self._certain: set[tuple[int, str]] = set()

    def whole(self) -> Translation:
        """Translate the document and everything that it refers to."""
        if next(islice(self.document.schemas(), MOST_PARTS, None), None):
            raise Untranslatable("too large")
        top = self.translate(self.document.top)
        definitions: dict[str, JSON] = {}
        while self._pending:
            self._owner, at = self._pending.pop()
            definitions[self._owner] = self.translate(at)
        try:
            TopologicalSorter(self._followed).prepare()
        except CycleError as circle:
            raise Untranslatable("a circle of references") from circle
        return Translation({"allOf": [top], "definitions": definitions}, self.rules)

    def translate(self, at: Located) -> JSON:
        """Translate one schema."""
        if isinstance(at.schema, bool):
            return at.schema
        if not isinstance(at.schema, dict):
            raise Untranslatable("no schema")
        if self.document.is_legacy and "$ref" in at.keywords:
            return translated_reference(self, at)
        said = [DRAFT_7[keyword](self, at) for keyword in at.keywords if keyword in DRAFT_7]
        return {"allOf": [part for part in said if part is not True]} if said else True

    def refer(self, target: Located) -> JSON:
        """Refer to a schema, which is translated later and once."""
        key = (id(target.schema), target.base)
        if key not in self._names:
            self._names[key] = str(len(self._names))
            self._pending.append((self._names[key], target))
        if self._owner is not None:
            self._followed.setdefault(self._owner, set()).add(self._names[key])
        return {"$ref": f"#/definitions/{self._names[key]}"}

    def rule(self, keyword: str, expected: str) -> JSON:
        """Leave a text to a rule."""
        name = str(len(self.rules))
        self.rules[name] = (keyword, expected)
        return {"format": name}

    def here(self, at: Located, schema: JSON) -> JSON:
        """Translate a schema for the same data."""
        return self.translate(self.document.enter(schema, at.base))

    def inside(self, at: Located, schema: JSON) -> JSON:
        """Translate a schema for a part of the data."""
        owner, self._owner = self._owner, None
        part = self.here(at, schema)
        self._owner = owner
        return part

    def strictly(self, at: Located, schema: JSON) -> JSON:
        """Translate a schema whose opposite counts too; raises Untranslatable for a doubt."""
        pending = [self.document.enter(schema, at.base)]
        while pending:
            for part in self.document.schemas(pending.pop()):
                if (id(part.schema), part.base) not in self._certain:
                    self._certain.add((id(part.schema), part.base))
                    pending += self._followed_from(part)
        return self.here(at, schema)

    def _followed_from(self, at: Located) -> Iterator[Located]:
        if not _DOUBTFUL.isdisjoint(at.keywords):
            raise Untranslatable("a doubt that counts either way")
        if "$ref" in at.keywords:
            target = self.document.resolve(at, at.keywords["$ref"])
            if target is None:
                raise Untranslatable("a reference that leads out")
            yield target
