"""Where in a JSON Schema document a reference leads, and which keywords of a schema count.

A reference is resolved inside the document only: by JSON Pointer (RFC 6901), by anchor, or by
the `$id` of a schema that the document itself contains. Nothing is ever fetched.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import unquote, urljoin

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | float | bool | None"

DEEPEST = 128
"""Levels of nesting beyond which a schema is not looked into."""

_DATA_KEYWORDS = frozenset({"enum", "const", "default", "examples"})
_CONDITIONS = frozenset({"if", "dependencies", "dependentRequired", "dependentSchemas"})
_BESIDE_A_REFERENCE = frozenset(
    {"$ref", "title", "description", "default", "examples", "readOnly", "writeOnly"}
)


@dataclass(frozen=True)
class Located:
    """A schema, and the base URI against which its references are resolved."""

    schema: JSON = field(repr=False)
    base: str = ""

    @property
    def keywords(self) -> dict[str, JSON]:
        """Give the schema's keywords; a boolean schema has none."""
        return self.schema if isinstance(self.schema, dict) else {}

    def schemas(self, keyword: str) -> dict[str, JSON]:
        """Give the schemas by name that a keyword holds; none if it is malformed."""
        value = self.keywords.get(keyword)
        return value if isinstance(value, dict) else {}

    def row(self, keyword: str) -> list[JSON]:
        """Give the list that a keyword holds; an empty one if it is malformed."""
        value = self.keywords.get(keyword)
        return value if isinstance(value, list) else []


class Document:
    """A JSON Schema and everything that its references can reach."""

    def __init__(self, root: JSON) -> None:
        self.is_readable = depth(root) <= DEEPEST
        self.root = root if self.is_readable else {}
        self.is_legacy = "draft-0" in str(Located(self.root).keywords.get("$schema", ""))
        self.has_conditions = False
        self.patterns = 0
        self._resources: dict[str, JSON] = {"": self.root}
        self._anchors: dict[str, Located] = {}
        self.top = self.enter(self.root, "")
        for found in self.schemas():
            self._register(found)

    def enter(self, schema: JSON, base: str) -> Located:
        """Locate a schema that stands inside another one with the given base URI."""
        return Located(schema, self._own_base(Located(schema, base)))

    def heeded(self, at: Located) -> dict[str, JSON]:
        """Give the keywords that count: up to draft 7 a reference leaves only words beside it."""
        if not self.is_legacy or "$ref" not in at.keywords:
            return at.keywords
        return {name: said for name, said in at.keywords.items() if name in _BESIDE_A_REFERENCE}

    def resolve(self, origin: Located, reference: JSON) -> Located | None:
        """Follow a reference from where it stands; None if it leads out or nowhere."""
        if not isinstance(reference, str):
            return None
        uri, _, fragment = _joined(origin.base, reference).partition("#")
        if uri not in self._resources:
            return None
        fragment = unquote(fragment)
        if fragment and not fragment.startswith("/"):
            return self._anchors.get(f"{uri}#{fragment}")
        return self._point(Located(self._resources[uri], uri), fragment.split("/")[1:])

    def _point(self, start: Located, steps: list[str]) -> Located | None:
        at, base = start.schema, start.base
        for step in steps:
            at = _child(at, step.replace("~1", "/").replace("~0", "~"))
            base = self._own_base(Located(at, base))
        return Located(at, base) if isinstance(at, dict | bool) else None

    def _own_base(self, at: Located) -> str:
        own = at.keywords.get("$id")
        if not isinstance(own, str) or (self.is_legacy and "$ref" in at.keywords):
            return at.base
        return _joined(at.base, own).partition("#")[0]

    def schemas(self, top: Located | None = None) -> Iterator[Located]:
        """Walk everything inside the document, or inside one of its schemas."""
        pending = [top or self.top]
        while pending:
            at = pending.pop()
            yield at
            pending += [self.enter(child, at.base) for child in _children(at.schema)]

    def _register(self, at: Located) -> None:
        self.has_conditions = self.has_conditions or not _CONDITIONS.isdisjoint(at.keywords)
        self.patterns += ("pattern" in at.keywords) + len(_values(_expressions(at)))
        identity = at.keywords.get("$id")
        if isinstance(identity, str) and identity.startswith("#"):
            self._anchors.setdefault(f"{at.base}{identity}", at)
        elif isinstance(identity, str) and not (self.is_legacy and "$ref" in at.keywords):
            self._resources.setdefault(at.base, at.schema)
        for keyword in ("$anchor", "$dynamicAnchor"):
            self._anchors.setdefault(f"{at.base}#{at.keywords.get(keyword)}", at)


def depth(value: JSON) -> int:
    """Count the levels of nesting without recursion."""
    levels, level = 0, [value]
    while level and levels <= DEEPEST:
        levels += 1
        level = [child for item in level for child in _values(item)]
    return levels


def _expressions(at: Located) -> JSON:
    return at.keywords.get("patternProperties")


def _values(value: JSON) -> list[JSON]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _children(value: JSON) -> list[JSON]:
    if isinstance(value, dict):
        return [child for key, child in value.items() if key not in _DATA_KEYWORDS]
    return _values(value)


def _child(value: JSON, step: str) -> JSON:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and step.isdecimal() and len(step) < 9 and int(step) < len(value):
        return value[int(step)]
    return None


def _joined(base: str, reference: str) -> str:
    # urljoin forgets the base of a URN, and raises on malformed addresses.
    if reference.startswith("#"):
        return base + reference
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference
