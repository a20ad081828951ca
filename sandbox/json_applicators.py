"""What each keyword demands that applies other schemas: to members, to items, to the same value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.errors import FieldError
from sandbox.json_formats import matches
from sandbox.json_keywords import Faults, Keyword, Schema
from sandbox.json_values import as_list, as_map, below, is_number

if TYPE_CHECKING:
    from sandbox.json_schema import Check


def check_ref(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Apply the schema that a local reference names."""
    yield from check.faults(check.resolve(schema, schema["$ref"]), value, path)


def check_required(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Demand members."""
    for key in as_list(schema["required"]):
        if isinstance(value, dict) and isinstance(key, str) and key not in value:
            yield FieldError(below(path, key), "is required")


def check_properties(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Apply each named member's schema."""
    for key, member in as_map(schema["properties"]).items():
        if isinstance(value, dict) and key in value:
            yield from check.faults(member, value[key], below(path, key))


def check_pattern_properties(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Apply a schema to the members whose name has a pattern."""
    for pattern, member in as_map(schema["patternProperties"]).items():
        for key in as_map(value):
            if matches(pattern, key, unsure=False):
                yield from check.faults(member, value[key], below(path, key))


def check_additional(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Apply a schema to the members that no other keyword knows."""
    named = as_map(schema.get("properties"))
    patterns = as_map(schema.get("patternProperties"))
    for key, member in as_map(value).items():
        if key not in named and not any(matches(pattern, key) for pattern in patterns):
            yield from check.faults(schema["additionalProperties"], member, below(path, key))


def check_names(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Apply a schema to the names of the members."""
    for key in as_map(value):
        for fault in check.faults(schema["propertyNames"], key, below(path, key)):
            yield FieldError(fault.field, f"has a name that {fault.message}")


def check_dependencies(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Demand what the presence of a member brings with it, in the old and the new spelling."""
    for keyword in ("dependencies", "dependentRequired", "dependentSchemas"):
        for key, needs in as_map(schema.get(keyword)).items():
            if isinstance(value, dict) and key in value:
                demanded = {"required": needs} if isinstance(needs, list) else needs
                yield from check.faults(demanded, value, path)


def check_items(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Apply the schemas of items: one for all, or one for each place and one for the rest."""
    first = schema.get("prefixItems", schema.get("items"))
    places = first if isinstance(first, list) else []
    rest = schema.get("items" if "prefixItems" in schema else "additionalItems")
    if "prefixItems" not in schema and not places:
        rest = schema.get("items")
    for at, item in enumerate(as_list(value)):
        demanded = places[at] if at < len(places) else rest
        yield from check.faults(demanded, item, f"{path}[{at}]")


def check_contains(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Demand as many items that fit as `minContains` and `maxContains` say; without them, one."""
    if not isinstance(value, list):
        return
    found = sum(check.holds(schema["contains"], item) for item in value)
    least, most = schema.get("minContains", 1), schema.get("maxContains", found)
    if is_number(least) and found < least:
        yield FieldError(path, "lacks an item that is needed")
    if is_number(most) and found > most:
        yield FieldError(path, "has too many items of one kind")


def check_all_of(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Apply every schema."""
    for member in as_list(schema["allOf"]):
        yield from check.faults(member, value, path)


def check_any_of(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Demand that one schema fits; otherwise tell the faults of the nearest one."""
    if not any(check.holds(branch, value) for branch in as_list(schema["anyOf"])):
        yield from _nearest(check, as_list(schema["anyOf"]), value, path)


def check_one_of(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Demand that exactly one schema fits."""
    branches = as_list(schema["oneOf"])
    fitting = sum(check.holds(branch, value) for branch in branches)
    if fitting > 1:
        yield FieldError(path, "fits more than one of the alternatives")
    if fitting == 0:
        yield from _nearest(check, branches, value, path)


def _nearest(check: Check, branches: list[Any], value: Any, path: str) -> Faults:
    """Yield the faults of the branch that was meant: the one whose constants fit, then the least.

    A branch is recognised by its constant members, as forms tell alternatives apart.
    """
    ranked = [(_strangeness(branch, value), at) for at, branch in enumerate(branches)]
    if not ranked:
        return
    least, at = min(ranked)
    if least or [rank for rank, _ in ranked].count(least) > 1:
        yield FieldError(path, "fits none of the alternatives")
    else:
        yield from check.faults(branches[at], value, path)


def _strangeness(branch: Any, value: Any) -> int:
    members = as_map(as_map(branch).get("properties"))
    constants = {key: as_map(of)["const"] for key, of in members.items() if "const" in as_map(of)}
    return sum(as_map(value).get(key) != constant for key, constant in constants.items())


def check_not(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Demand that a schema does not fit."""
    if check.holds(schema["not"], value):
        yield FieldError(path, "is not allowed here")


def check_if(check: Check, schema: Schema, value: Any, path: str) -> Faults:
    """Apply one of two schemas, by whether a third fits."""
    branch = "then" if check.holds(schema["if"], value) else "else"
    yield from check.faults(schema.get(branch, True), value, path)


APPLICATORS: dict[str, Keyword] = {
    "$ref": check_ref,
    "required": check_required,
    "properties": check_properties,
    "patternProperties": check_pattern_properties,
    "additionalProperties": check_additional,
    "propertyNames": check_names,
    "dependencies": check_dependencies,
    "dependentRequired": check_dependencies,
    "dependentSchemas": check_dependencies,
    "prefixItems": check_items,
    "items": check_items,
    "contains": check_contains,
    "allOf": check_all_of,
    "anyOf": check_any_of,
    "oneOf": check_one_of,
    "not": check_not,
    "if": check_if,
}
