"""What each keyword of a schema says in draft 7.

A keyword that says nothing, or nothing that can be told, says `True`. What the judge overlooks as
malformed is overlooked here as well.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from hub.numbers import WrittenNumber, exact
from hub.variables.document import JSON, Document, Located
from hub.variables.exact import is_number

LARGEST = 2**50
"""Up to here no float has the value of another number, and dividing by a step is exact enough."""

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

    document: Document

    def refer(self, target: Located) -> JSON:
        """Refer to a schema, which is translated later and once."""

    def rule(self, keyword: str, expected: str) -> JSON:
        """Leave a text to a rule."""

    def here(self, at: Located, schema: JSON) -> JSON:
        """Translate a schema for the same data."""

    def inside(self, at: Located, schema: JSON) -> JSON:
        """Translate a schema for a part of the data."""

    def strictly(self, at: Located, schema: JSON) -> JSON:
        """Translate a schema whose opposite counts too; raises Untranslatable for a doubt."""


Saying = Callable[[Translating, Located], JSON]


def is_plain(value: JSON) -> bool:
    """Tell whether Python compares every number in a value as its digits say."""
    match value:
        case list():
            return all(is_plain(item) for item in value)
        case dict():
            return all(is_plain(item) for item in value.values())
        case WrittenNumber():
            return False
        case int() | float():
            return abs(value) < LARGEST
        case _:
            return True


def translated_reference(translator: Translating, at: Located) -> JSON:
    """Translate a reference; one that leads out says nothing that can be told."""
    target = translator.document.resolve(at, at.keywords["$ref"])
    return True if target is None else translator.refer(target)


def _type(_: Translating, at: Located) -> JSON:
    expected = at.keywords["type"]
    names: list[JSON] = expected if isinstance(expected, list) else [expected]
    is_known = all(isinstance(name, str) and name in _TYPES for name in names)
    return {"type": names} if is_known else True


def _enum(_: Translating, at: Located) -> JSON:
    values = at.keywords["enum"]
    return {"enum": _plain(values)} if isinstance(values, list) else True


def _const(_: Translating, at: Located) -> JSON:
    # Not as a const: the library takes an object that is one for a schema, and reads its `$id`.
    return {"enum": [_plain(at.keywords["const"])]}


def _unique(_: Translating, at: Located) -> JSON:
    return at.keywords["uniqueItems"] is not True or {"uniqueItems": True}


def _number(keyword: str) -> Saying:
    def said(_: Translating, at: Located) -> JSON:
        expected = at.keywords[keyword]
        return {keyword: _plain(expected)} if is_number(expected) else True

    return said


def _multiple(_: Translating, at: Located) -> JSON:
    step = at.keywords["multipleOf"]
    if not is_number(step) or not isinstance(step, int | float) or step <= 0:
        return True
    denoted = exact(step)
    if not is_plain(step) or len(denoted.digits) - denoted.power > MOST_DECIMALS:
        raise Untranslatable("a step of too many digits")
    if isinstance(step, float):
        return {"multipleOf": step}
    # A fraction is no multiple of it, and the library would divide floats to find out.
    return {"type": [*sorted(_TYPES - {"number"})], "multipleOf": step}


def _plain(value: JSON) -> JSON:
    if not is_plain(value):
        raise Untranslatable("a number of too many digits")
    return value


def _text(keyword: str) -> Saying:
    def said(translator: Translating, at: Located) -> JSON:
        expected = at.keywords[keyword]
        return translator.rule(keyword, expected) if isinstance(expected, str) else True

    return said


def _unsaid(_: Translating, _at: Located) -> JSON:
    raise Untranslatable("a keyword of another draft, or one that names expressions")


def _all_of(translator: Translating, at: Located) -> JSON:
    return {"allOf": [translator.here(at, schema) for schema in _row(at, "allOf")]}


def _any_of(translator: Translating, at: Located) -> JSON:
    return {"anyOf": [translator.here(at, schema) for schema in _row(at, "anyOf")] or [True]}


def _one_of(translator: Translating, at: Located) -> JSON:
    return {"oneOf": [translator.strictly(at, schema) for schema in _row(at, "oneOf")] or [True]}


def _not(translator: Translating, at: Located) -> JSON:
    return {"not": translator.strictly(at, at.keywords["not"])}


def _if(translator: Translating, at: Located) -> JSON:
    branches = {
        keyword: translator.here(at, at.keywords.get(keyword, True)) for keyword in ("then", "else")
    }
    return {"if": translator.strictly(at, at.keywords["if"]), **branches}


def _properties(translator: Translating, at: Located) -> JSON:
    said: dict[str, JSON] = {"properties": _inside_each(translator, at, "properties")}
    if "additionalProperties" in at.keywords:
        rest = translator.inside(at, at.keywords["additionalProperties"])
        said["additionalProperties"] = rest
    return said


def _additional_properties(translator: Translating, at: Located) -> JSON:
    return "properties" in at.keywords or _properties(translator, at)


def _property_names(translator: Translating, at: Located) -> JSON:
    return {"propertyNames": translator.inside(at, at.keywords["propertyNames"])}


def _required(_: Translating, at: Located) -> JSON:
    return {"required": _texts(_row(at, "required"))}


def _dependent_required(_: Translating, at: Located) -> JSON:
    named = _named(at, "dependentRequired")
    needed = {name: _texts(row) for name, row in named.items() if isinstance(row, list)}
    return {"dependencies": needed}


def _dependent_schemas(translator: Translating, at: Located) -> JSON:
    named = _named(at, "dependentSchemas")
    return {"dependencies": {name: translator.here(at, each) for name, each in named.items()}}


def _dependencies(translator: Translating, at: Located) -> JSON:
    return {
        "dependencies": {
            name: _texts(needed) if isinstance(needed, list) else translator.here(at, needed)
            for name, needed in _named(at, "dependencies").items()
        }
    }


def _prefix_items(translator: Translating, at: Located) -> JSON:
    if isinstance(at.keywords.get("items"), list):
        raise Untranslatable("tuples of two drafts at once")
    row: JSON = [translator.inside(at, schema) for schema in _row(at, "prefixItems")]
    rest = translator.inside(at, at.keywords.get("items", True))
    return {"items": row, "additionalItems": rest}


def _items(translator: Translating, at: Located) -> JSON:
    items = at.keywords["items"]
    if not isinstance(items, list):
        return "prefixItems" in at.keywords or {"items": translator.inside(at, items)}
    rest = translator.inside(at, at.keywords.get("additionalItems", True))
    return {
        "items": [translator.inside(at, schema) for schema in items],
        "additionalItems": rest,
    }


def _contains(translator: Translating, at: Located) -> JSON:
    return {"contains": translator.inside(at, at.keywords["contains"])}


def _inside_each(translator: Translating, at: Located, keyword: str) -> JSON:
    named = _named(at, keyword)
    return {name: translator.inside(at, schema) for name, schema in named.items()}


def _named(at: Located, keyword: str) -> dict[str, JSON]:
    value = at.keywords.get(keyword)
    return value if isinstance(value, dict) else {}


def _row(at: Located, keyword: str) -> list[JSON]:
    value = at.keywords.get(keyword)
    return value if isinstance(value, list) else []


def _texts(names: list[JSON]) -> JSON:
    texts = [name for name in names if isinstance(name, str)]
    return [*dict.fromkeys(texts)]


DRAFT_7: Mapping[str, Saying] = {
    "$ref": translated_reference,
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
    "patternProperties": _unsaid,
    "minContains": _unsaid,
    "maxContains": _unsaid,
}
"""By keyword; what is not listed says nothing."""
