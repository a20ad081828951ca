"""What each keyword of a schema says in draft 7.

A keyword that says nothing, or nothing that can be told, says `True`. What the judge overlooks as
malformed is overlooked here as well.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from hub.numbers import exact
from hub.variables.document import JSON, Located
from hub.variables.doubts import DOUBTS
from hub.variables.exact import is_exact, is_number

MOST_DECIMALS = 6
"""Digits of a step after the point; the library divides with 28 digits."""

_TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
_NUMBERS = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
    *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
)


class Untranslatable(Exception):
    """A schema says something that the library does not judge exactly."""


class Translating(Protocol):
    """What a keyword needs from the translator."""

    def refer(self, at: Located) -> JSON:
        """Refer to the schema that a reference leads to, which is translated later and once."""

    def rule(self, keyword: str, expected: str) -> JSON:
        """Leave a text to a rule."""

    def doubt(self) -> JSON:
        """Let hold what cannot be told; raises Untranslatable where its opposite counts too."""

    def here(self, at: Located, schema: JSON) -> JSON:
        """Translate a schema for the same data."""

    def inside(self, at: Located, schema: JSON) -> JSON:
        """Translate a schema for a part of the data."""

    def strictly(self, at: Located, schema: JSON) -> JSON:
        """Translate a schema for the same data, whose opposite counts too."""


Saying = Callable[[Translating, Located], JSON]


def _reference(translator: Translating, at: Located) -> JSON:
    return translator.refer(at)


def _type(_: Translating, at: Located) -> JSON:
    expected = at.keywords["type"]
    names: list[JSON] = expected if isinstance(expected, list) else [expected]
    is_known = all(isinstance(name, str) and name in _TYPES for name in names)
    return {"type": names} if is_known else True


def _enum(_: Translating, at: Located) -> JSON:
    values = at.keywords["enum"]
    return {"enum": _exactly(values)} if isinstance(values, list) else True


def _const(_: Translating, at: Located) -> JSON:
    # Not as a const: the library takes an object that is one for a schema, and reads its `$id`.
    return {"enum": [_exactly(at.keywords["const"])]}


def _unique(_: Translating, at: Located) -> JSON:
    return at.keywords["uniqueItems"] is not True or {"uniqueItems": True}


def _number(keyword: str) -> Saying:
    def said(_: Translating, at: Located) -> JSON:
        expected = at.keywords[keyword]
        return {keyword: _exactly(expected)} if is_number(expected) else True

    return said


def _multiple(_: Translating, at: Located) -> JSON:
    step = at.keywords["multipleOf"]
    if not is_number(step) or not isinstance(step, int | float) or step <= 0:
        return True
    denoted = exact(step)
    if not is_exact(step) or len(denoted.digits) - denoted.power > MOST_DECIMALS:
        raise Untranslatable("a step of too many digits")
    if isinstance(step, float):
        return {"multipleOf": step}
    # A fraction is no multiple of it, and the library would divide floats to find out.
    return {"type": [*sorted(_TYPES - {"number"})], "multipleOf": step}


def _exactly(value: JSON) -> JSON:
    if not is_exact(value):
        raise Untranslatable("a number of too many digits")
    return value


def _text(keyword: str) -> Saying:
    def said(translator: Translating, at: Located) -> JSON:
        expected = at.keywords[keyword]
        return translator.rule(keyword, expected) if isinstance(expected, str) else True

    return said


def _doubt(translator: Translating, _: Located) -> JSON:
    return translator.doubt()


def _untranslatable(_: Translating, _at: Located) -> JSON:
    raise Untranslatable("a keyword of another draft, or one that names expressions")


def _all_of(translator: Translating, at: Located) -> JSON:
    return {"allOf": [translator.here(at, schema) for schema in at.row("allOf")]}


def _any_of(translator: Translating, at: Located) -> JSON:
    return {"anyOf": [translator.here(at, schema) for schema in at.row("anyOf")] or [True]}


def _one_of(translator: Translating, at: Located) -> JSON:
    return {"oneOf": [translator.strictly(at, schema) for schema in at.row("oneOf")] or [True]}


def _not(translator: Translating, at: Located) -> JSON:
    return {"not": translator.strictly(at, at.keywords["not"])}


def _if(translator: Translating, at: Located) -> JSON:
    branches = {
        keyword: translator.here(at, at.keywords.get(keyword, True)) for keyword in ("then", "else")
    }
    return {"if": translator.strictly(at, at.keywords["if"]), **branches}


def _properties(translator: Translating, at: Located) -> JSON:
    named = at.schemas("properties").items()
    rest = at.keywords.get("additionalProperties", True)
    return {
        "properties": {name: translator.inside(at, schema) for name, schema in named},
        "additionalProperties": translator.inside(at, rest),
    }


def _additional_properties(translator: Translating, at: Located) -> JSON:
    return "properties" in at.keywords or _properties(translator, at)


def _property_names(translator: Translating, at: Located) -> JSON:
    return {"propertyNames": translator.inside(at, at.keywords["propertyNames"])}


def _required(_: Translating, at: Located) -> JSON:
    return {"required": _texts(at.row("required"))}


def _dependent_required(_: Translating, at: Located) -> JSON:
    named = at.schemas("dependentRequired").items()
    return {"dependencies": {name: _texts(row) for name, row in named if isinstance(row, list)}}


def _dependent_schemas(translator: Translating, at: Located) -> JSON:
    named = at.schemas("dependentSchemas").items()
    return {"dependencies": {name: translator.here(at, schema) for name, schema in named}}


def _dependencies(translator: Translating, at: Located) -> JSON:
    return {
        "dependencies": {
            name: _texts(needed) if isinstance(needed, list) else translator.here(at, needed)
            for name, needed in at.schemas("dependencies").items()
        }
    }


def _prefix_items(translator: Translating, at: Located) -> JSON:
    if isinstance(at.keywords.get("items"), list):
        raise Untranslatable("tuples of two drafts at once")
    return _tuple(translator, at, at.row("prefixItems"), at.keywords.get("items", True))


def _items(translator: Translating, at: Located) -> JSON:
    items = at.keywords["items"]
    if isinstance(items, list):
        return _tuple(translator, at, items, at.keywords.get("additionalItems", True))
    return "prefixItems" in at.keywords or {"items": translator.inside(at, items)}


def _tuple(translator: Translating, at: Located, row: list[JSON], rest: JSON) -> JSON:
    return {
        "items": [translator.inside(at, schema) for schema in row],
        "additionalItems": translator.inside(at, rest),
    }


def _contains(translator: Translating, at: Located) -> JSON:
    return {"contains": translator.inside(at, at.keywords["contains"])}


def _texts(names: list[JSON]) -> JSON:
    return [*dict.fromkeys(name for name in names if isinstance(name, str))]


DRAFT_7: Mapping[str, Saying] = {
    **dict.fromkeys(DOUBTS, _doubt),
    "$ref": _reference,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "uniqueItems": _unique,
    "multipleOf": _multiple,
    **{keyword: _number(keyword) for keyword in _NUMBERS},
    "pattern": _text("pattern"),
    "format": _text("format"),
    "allOf": _all_of,
    "anyOf": _any_of,
    "oneOf": _one_of,
    "not": _not,
    "if": _if,
    "properties": _properties,
    "additionalProperties": _additional_properties,
    "propertyNames": _property_names,
    "required": _required,
    "dependentRequired": _dependent_required,
    "dependentSchemas": _dependent_schemas,
    "dependencies": _dependencies,
    "prefixItems": _prefix_items,
    "items": _items,
    "contains": _contains,
    "patternProperties": _untranslatable,
    "minContains": _untranslatable,
    "maxContains": _untranslatable,
}
"""By keyword; what is not listed says nothing."""
