"""What each keyword that holds other schemas demands of a value.

An applicator judges the value, or parts of it, by the schemas inside the keyword. Names that
match a `patternProperties` expression cannot be told from others here, so with that keyword
present `additionalProperties` is left to the server.
"""

from collections.abc import Callable, Iterator

from hub.variables.cases import Case, Judging, Problem, Problems
from hub.variables.document import JSON
from hub.variables.exact import is_number

Applicator = Callable[[Judging, Case], Problems]


def _reference(judge: Judging, case: Case) -> Problems:
    target = judge.document.resolve(case.at, case.schema["$ref"])
    return judge.problems(target, case.data, case.path) if target else ()


def _all_of(judge: Judging, case: Case) -> Problems:
    return (problem for schema in case.row("allOf") for problem in judge.here(case, schema))


def _any_of(judge: Judging, case: Case) -> Problems:
    branches = case.row("anyOf")
    if branches and all(judge.here(case, branch) for branch in branches):
        yield Problem(case.path, "anyOf")


def _one_of(judge: Judging, case: Case) -> Problems:
    branches = case.row("oneOf")
    if branches and sum(not judge.here(case, branch) for branch in branches) != 1:
        yield Problem(case.path, "oneOf")


def _not(judge: Judging, case: Case) -> Problems:
    if not judge.here(case, case.schema["not"]):
        yield Problem(case.path, "not")


def _if(judge: Judging, case: Case) -> Problems:
    branch = "else" if judge.here(case, case.schema["if"]) else "then"
    return judge.here(case, case.schema.get(branch, True))


def _properties(judge: Judging, case: Case) -> Problems:
    if not isinstance(case.data, dict):
        return
    for name, schema in case.schemas("properties").items():
        if name in case.data:
            yield from judge.inside(case, schema, name, case.data[name])


def _additional_properties(judge: Judging, case: Case) -> Problems:
    if not isinstance(case.data, dict) or "patternProperties" in case.schema:
        return
    for name in case.data.keys() - case.schemas("properties").keys():
        schema = case.schema["additionalProperties"]
        yield from judge.inside(case, schema, name, case.data[name])


def _property_names(judge: Judging, case: Case) -> Problems:
    schema = case.schema["propertyNames"]
    if isinstance(case.data, dict) and not all(judge.apart(case, schema, n) for n in case.data):
        yield Problem(case.path, "propertyNames")


def _required(_judge: Judging, case: Case) -> Problems:
    return _lacking(case, case.row("required"))


def _lacking(case: Case, names: JSON) -> Iterator[Problem]:
    if isinstance(case.data, dict) and isinstance(names, list):
        for name in names:
            if isinstance(name, str) and name not in case.data:
                yield Problem((*case.path, name), "required")


def _dependent_required(_judge: Judging, case: Case) -> Problems:
    return (
        problem
        for name, names in case.schemas("dependentRequired").items()
        if isinstance(case.data, dict) and name in case.data
        for problem in _lacking(case, names)
    )


def _dependent_schemas(judge: Judging, case: Case) -> Problems:
    return (
        problem
        for name, schema in case.schemas("dependentSchemas").items()
        if isinstance(case.data, dict) and name in case.data
        for problem in judge.here(case, schema)
    )


def _dependencies(judge: Judging, case: Case) -> Problems:
    for name, needed in case.schemas("dependencies").items():
        if not isinstance(case.data, dict) or name not in case.data:
            continue
        is_names = isinstance(needed, list)
        yield from _lacking(case, needed) if is_names else judge.here(case, needed)


def _prefix_items(judge: Judging, case: Case) -> Problems:
    return _row(judge, case, case.row("prefixItems"))


def _items(judge: Judging, case: Case) -> Problems:
    items = case.schema["items"]
    if isinstance(items, list):
        return _row(judge, case, items)
    return _rest(judge, case, items, len(case.row("prefixItems")))


def _additional_items(judge: Judging, case: Case) -> Problems:
    if not isinstance(case.schema.get("items"), list):
        return ()
    return _rest(judge, case, case.schema["additionalItems"], len(case.row("items")))


def _row(judge: Judging, case: Case, schemas: list[JSON]) -> Iterator[Problem]:
    if isinstance(case.data, list):
        for index, (schema, part) in enumerate(zip(schemas, case.data, strict=False)):
            yield from judge.inside(case, schema, index, part)


def _rest(judge: Judging, case: Case, schema: JSON, start: int) -> Iterator[Problem]:
    if isinstance(case.data, list):
        for index, part in enumerate(case.data[start:], start):
            yield from judge.inside(case, schema, index, part)


def _contains(judge: Judging, case: Case) -> Problems:
    if not isinstance(case.data, list):
        return
    schema = case.schema["contains"]
    found = sum(not tuple(judge.inside(case, schema, i, p)) for i, p in enumerate(case.data))
    least, most = case.schema.get("minContains", 1), case.schema.get("maxContains", found)
    if _is_over(least, found) or _is_over(found, most):
        yield Problem(case.path, "contains")


def _is_over(size: JSON, limit: JSON) -> bool:
    if not isinstance(size, int | float) or not isinstance(limit, int | float):
        return False
    return is_number(size) and is_number(limit) and size > limit


APPLICATORS: dict[str, Applicator] = {
    "$ref": _reference,
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
    "additionalItems": _additional_items,
    "contains": _contains,
}
