"""A schema in the words that fastjsonschema judges exactly, or nothing.

The library never gets a schema as it came. It gets a new one of draft 7 that says the same:
numbers, names and texts are copied, well-formed keywords are named anew, references lead into
`definitions` of its own, and what draft 2020-12 says in other words is said in those of draft 7.
An expression or a format becomes a text rule, which the caller answers for.

What cannot be told holds, as in the judge. Under `not`, `if` and `oneOf` a doubt cuts both ways:
a schema that has one there has no translation. Nor has one whose references multiply with the depth
of the data or lead on and on without going deeper, that counts in numbers which Python's operators
do not compare to the digit, or that is so large that compiling it takes longer than judging by it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from hub.variables.document import JSON, Document, Located
from hub.variables.draft7 import DRAFT_7, Untranslatable
from hub.variables.exact import DEEPEST_VALUE

MOST_PARTS = 2_000
"""Parts of a document that is compiled: about 400 inputs."""

LONGEST_CHAIN = 8
"""References that may follow from one another at one place in the data."""

MOST_CALLS = 50_000
"""Times that references may lead to definitions, in data of the greatest depth."""


@dataclass(frozen=True)
class Translation:
    """A schema of draft 7; each of its formats names a rule: a keyword, and what it expects."""

    schema: dict[str, JSON] = field(repr=False)
    rules: dict[str, tuple[str, str]]


def translated(document: Document) -> Translation:
    """Translate a document; raises Untranslatable."""
    return _Translator(document).whole()


@dataclass(frozen=True)
class _Scope:
    """Where a schema stands: in which definition, and what depends on it."""

    definition: str = ""
    is_same_data: bool = True
    is_strict: bool = False
    """Whether its opposite counts too."""


@dataclass(frozen=True)
class _Reference:
    """From where to which definition."""

    scope: _Scope
    target: str


class _Translator:
    """A document on its way."""

    def __init__(self, document: Document) -> None:
        self.rules: dict[str, tuple[str, str]] = {}
        self._document = document
        self._scope = _Scope()
        self._names: dict[tuple[int, str, bool], str] = {}
        self._pending: list[tuple[_Scope, Located]] = []
        self._references: list[_Reference] = []

    def whole(self) -> Translation:
        """Translate the document and everything that it refers to."""
        if next(islice(self._document.schemas(), MOST_PARTS, None), None):
            raise Untranslatable("too large")
        top = self._translate(self._document.top)
        definitions: dict[str, JSON] = {}
        while self._pending:
            self._scope, at = self._pending.pop()
            definitions[self._scope.definition] = self._translate(at)
        self._check_references()
        return Translation({"allOf": [top], "definitions": definitions}, self.rules)

    def refer(self, at: Located) -> JSON:
        """Refer to the schema that a reference leads to, which is translated later and once."""
        target = self._document.resolve(at, at.keywords["$ref"])
        if target is None:
            return self.doubt()
        name = self._definition(target)
        self._references.append(_Reference(self._scope, name))
        return {"$ref": f"#/definitions/{name}"}

    def rule(self, keyword: str, expected: str) -> JSON:
        """Leave a text to a rule."""
        self.doubt()
        name = str(len(self.rules))
        self.rules[name] = (keyword, expected)
        return {"format": name}

    def doubt(self) -> JSON:
        """Let hold what cannot be told; raises Untranslatable where its opposite counts too."""
        if self._scope.is_strict:
            raise Untranslatable("a doubt that counts either way")
        return True

    def here(self, at: Located, schema: JSON) -> JSON:
        """Translate a schema for the same data."""
        return self._translate(self._document.enter(schema, at.base))

    def inside(self, at: Located, schema: JSON) -> JSON:
        """Translate a schema for a part of the data."""
        return self._within(replace(self._scope, is_same_data=False), at, schema)

    def strictly(self, at: Located, schema: JSON) -> JSON:
        """Translate a schema for the same data, whose opposite counts too."""
        return self._within(replace(self._scope, is_strict=True), at, schema)

    def _within(self, scope: _Scope, at: Located, schema: JSON) -> JSON:
        outer, self._scope = self._scope, scope
        part = self.here(at, schema)
        self._scope = outer
        return part

    def _translate(self, at: Located) -> JSON:
        if isinstance(at.schema, bool):
            return at.schema
        if not isinstance(at.schema, dict):
            raise Untranslatable("no schema")
        heeded = self._document.heeded(at)
        said = [DRAFT_7[keyword](self, at) for keyword in heeded if keyword in DRAFT_7]
        return {"allOf": [part for part in said if part is not True]} if said else True

    def _check_references(self) -> None:
        chains = [each for each in self._references if each.scope.is_same_data]
        if any(islice(_followed(chains), LONGEST_CHAIN, LONGEST_CHAIN + 1)):
            raise Untranslatable("references that lead on and on")
        if sum(islice(_followed(self._references), DEEPEST_VALUE)) > MOST_CALLS:
            raise Untranslatable("references that multiply")

    def _definition(self, target: Located) -> str:
        """Name the definition of a schema: one to be taken strictly has another of its own."""
        is_strict = self._scope.is_strict
        key = (id(target.schema), target.base, is_strict)
        if key not in self._names:
            name = self._names[key] = str(len(self._names))
            self._pending.append((_Scope(name, is_strict=is_strict), target))
        return self._names[key]


def _followed(references: list[_Reference]) -> Iterator[int]:
    """Count in how many ways a first reference leads on, then a second one, and so forth."""
    ways = Counter({reference.scope.definition: 1 for reference in references})
    while True:
        further = Counter[str]()
        for reference in references:
            further[reference.target] += ways[reference.scope.definition]
        ways = further
        yield ways.total()
