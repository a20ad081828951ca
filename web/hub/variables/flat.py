"""All schemas that hold at one place, laid flat.

A place of the form is described by a set of schemas: its own, what they refer to, everything in
`allOf`, the chosen branch of a `oneOf`, the `then` of a condition that is met. Lying flat they
say which types are left, which members there are, and in which words to ask.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hub.variables.document import JSON, Document, Located

Parts = tuple[Located, ...]

_HINTS = {
    "object": ("properties", "required", "additionalProperties", "patternProperties"),
    "array": ("items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems"),
    "string": ("minLength", "maxLength", "pattern", "format", "contentEncoding"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
}


@dataclass(frozen=True)
class Condition:
    """Schemas that hold only if the data keeps to `test`, and those that hold if it does not."""

    test: Located
    met: Parts
    unmet: Parts = ()


SECRET = Located({"writeOnly": True})


@dataclass
class Flat:
    """What a set of schemas says together; the first one that has a word about it wins."""

    document: Document
    parts: list[Located] = field(default_factory=list)
    words: dict[str, JSON] = field(default_factory=dict)
    types: tuple[str, ...] | None = None
    required: tuple[str, ...] = ()
    properties: dict[str, Parts] = field(default_factory=dict)
    prefix: list[Parts] = field(default_factory=list)
    items: Parts = ()
    additional: Parts = ()
    choices: list[tuple[Located, ...]] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    is_impossible: bool = False

    @property
    def ids(self) -> frozenset[int]:
        """Identify the schemas, to notice one that stands inside itself."""
        return frozenset(id(part.schema) for part in self.parts if isinstance(part.schema, dict))

    @property
    def said(self) -> list[dict[str, JSON]]:
        """List what counts of each schema."""
        return [self.document.heeded(part) for part in self.parts]

    @property
    def is_secret(self) -> bool:
        """Tell whether any of the schemas calls the value a secret."""
        return any(is_secret(part) for part in self.parts)

    def text(self, keyword: str) -> str:
        """Give a keyword's text, or nothing."""
        said = self.words.get(keyword)
        return said if isinstance(said, str) else ""

    def row(self, keyword: str) -> list[JSON] | None:
        """Give a keyword's list, or None."""
        said = self.words.get(keyword)
        return said if isinstance(said, list) else None

    def count(self, keyword: str) -> int | None:
        """Give a keyword's size, or None."""
        said = self.words.get(keyword)
        return said if isinstance(said, int) and not isinstance(said, bool) else None


def is_secret(part: Located) -> bool:
    """Tell whether a schema itself calls its value a secret."""
    return part.keywords.get("writeOnly") is True or part.keywords.get("format") == "password"


def inherited(flat: Flat, parts: Parts) -> Parts:
    """Let every part of what is secret as a whole be secret too."""
    return (*parts, SECRET) if flat.is_secret else parts


def flatten(document: Document, parts: Iterable[Located]) -> Flat:
    """Lay schemas flat, with all they refer to inside the document."""
    flat = Flat(document)
    for part in _reached(document, parts):
        flat.parts.append(part)
        flat.is_impossible = flat.is_impossible or part.schema is False
        _absorb(flat, part)
    flat.types = _left_types(flat)
    return flat


def _reached(document: Document, parts: Iterable[Located]) -> Iterator[Located]:
    pending, seen = list(parts), set[tuple[int, str]]()
    while pending:
        part = pending.pop(0)
        key = (id(part.schema), part.base)
        if key in seen:
            continue
        seen.add(key)
        yield part
        pending[:0] = _implied(document, part)


def _implied(document: Document, part: Located) -> list[Located]:
    said = document.heeded(part)
    target = document.resolve(part, said.get("$ref"))
    return ([target] if target else []) + _located(document, part, said.get("allOf"))


def _located(document: Document, part: Located, schemas: JSON) -> list[Located]:
    found = schemas if isinstance(schemas, list) else []
    return [document.enter(s, part.base) for s in found if isinstance(s, dict | bool)]


def _absorb(flat: Flat, part: Located) -> None:
    part = Located(flat.document.heeded(part), part.base)
    for keyword, said in part.keywords.items():
        flat.words.setdefault(keyword, said)
    flat.types = _narrowed(flat.types, part.keywords.get("type"))
    _absorb_members(flat, part)
    _absorb_items(flat, part)
    _absorb_choices(flat, part)
    _absorb_conditions(flat, part)


def _narrowed(types: tuple[str, ...] | None, said: JSON) -> tuple[str, ...] | None:
    names = tuple(n for n in (said if isinstance(said, list) else [said]) if isinstance(n, str))
    if not names:
        return types
    if types is None:
        return names
    both = tuple(n for n in types if n in names or (n == "integer" and "number" in names))
    return (*both, *(n for n in names if n == "integer" and "number" in types and n not in both))


def _absorb_members(flat: Flat, part: Located) -> None:
    enter = flat.document.enter
    for name, schema in part.schemas("properties").items():
        flat.properties[name] = (*flat.properties.get(name, ()), enter(schema, part.base))
    for needed in part.row("required"):
        if isinstance(needed, str) and needed not in flat.required:
            flat.required += (needed,)
    if "additionalProperties" in part.keywords:
        flat.additional += (enter(part.keywords["additionalProperties"], part.base),)
    # An expression may also say which names there are not.
    named = part.schemas("patternProperties").values()
    expressions = [enter(schema, part.base) for schema in named if schema is not False]
    if expressions and not any(other.schema is not False for other in flat.additional):
        # Which expression a name matches is not known here; a single one is the likely one.
        flat.additional = tuple(expressions) if len(expressions) == 1 else (Located({}),)


def _absorb_items(flat: Flat, part: Located) -> None:
    items, base = part.keywords.get("items"), part.base
    row = items if isinstance(items, list) else part.keywords.get("prefixItems")
    rest = part.keywords.get("additionalItems") if isinstance(items, list) else items
    for index, located in enumerate(_located(flat.document, part, row)):
        if index == len(flat.prefix):
            flat.prefix.append(())
        flat.prefix[index] += (located,)
    if isinstance(rest, dict | bool):
        flat.items += (flat.document.enter(rest, base),)


def _absorb_choices(flat: Flat, part: Located) -> None:
    for keyword in ("oneOf", "anyOf"):
        branches = _located(flat.document, part, part.keywords.get(keyword))
        if branches:
            flat.choices.append(tuple(branches))


def _absorb_conditions(flat: Flat, part: Located) -> None:
    document, said = flat.document, part.keywords
    if isinstance(said.get("if"), dict | bool):
        branches = [document.enter(said.get(name, True), part.base) for name in ("then", "else")]
        test = document.enter(said["if"], part.base)
        flat.conditions.append(Condition(test, (branches[0],), (branches[1],)))
    for keyword in ("dependentRequired", "dependentSchemas", "dependencies"):
        for trigger, needed in part.schemas(keyword).items():
            schema: JSON = {"required": needed} if isinstance(needed, list) else needed
            test = Located({"type": "object", "required": [trigger]})
            flat.conditions.append(Condition(test, (document.enter(schema, part.base),)))


def _left_types(flat: Flat) -> tuple[str, ...] | None:
    types = flat.types
    if types is None:
        hinted = tuple(n for n, words in _HINTS.items() if not flat.words.keys().isdisjoint(words))
        return hinted[:1] or None
    return tuple(n for n in types if n != "integer" or "number" not in types)
