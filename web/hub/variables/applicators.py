"""What each keyword that holds other schemas demands of a value.

An applicator judges the value, or parts of it, by the schemas inside the keyword, in the three
values of the judge.
"""

from collections.abc import Iterator

from hub.variables.cases import (
    DOUBT,
    Applicator,
    Case,
    Finding,
    Findings,
    Judging,
    Problem,
    Verdict,
    verdict,
)
from hub.variables.document import JSON
from hub.variables.exact import is_number


def _reference(judge: Judging, case: Case) -> Findings:
    target = judge.document.resolve(case.at, case.schema["$ref"])
    return judge.findings(target, case.data, case.path) if target else (DOUBT,)


def _all_of(judge: Judging, case: Case) -> Findings:
    return (finding for schema in case.at.row("allOf") for finding in judge.here(case, schema))


def _any_of(judge: Judging, case: Case) -> Findings:
    verdicts = _branches(judge, case, "anyOf")
    if not verdicts or Verdict.HOLDS in verdicts:
        return
    yield DOUBT if Verdict.UNKNOWN in verdicts else Problem(case.path, "anyOf")


def _one_of(judge: Judging, case: Case) -> Findings:
    verdicts = _branches(judge, case, "oneOf")
    holding, unknown = verdicts.count(Verdict.HOLDS), verdicts.count(Verdict.UNKNOWN)
    if verdicts and (holding > 1 or holding + unknown == 0):
        yield Problem(case.path, "oneOf")
    elif unknown:
        yield DOUBT


def _branches(judge: Judging, case: Case, keyword: str) -> list[Verdict]:
    return [verdict(judge.here(case, branch)) for branch in case.at.row(keyword)]


def _not(judge: Judging, case: Case) -> Findings:
    match judge.tried(case, case.schema["not"]):
        case Verdict.HOLDS:
            yield Problem(case.path, "not")
        case Verdict.UNKNOWN:
            yield DOUBT


def _if(judge: Judging, case: Case) -> Findings:
    tried = judge.tried(case, case.schema["if"])
    then = () if tried is Verdict.BROKEN else judge.here(case, case.schema.get("then", True))
    other = () if tried is Verdict.HOLDS else judge.here(case, case.schema.get("else", True))
    if tried is not Verdict.UNKNOWN:
        return then + other
    shared = [finding for finding in then if finding in other]
    return shared or ((DOUBT,) if then or other else ())


def _properties(judge: Judging, case: Case) -> Findings:
    if not isinstance(case.data, dict):
        return
    for name, schema in case.at.schemas("properties").items():
        if name in case.data:
            yield from judge.inside(case, schema, name, case.data[name])


def _required(_judge: Judging, case: Case) -> Findings:
    return _lacking(case, case.at.row("required"))


def _lacking(case: Case, names: JSON) -> Iterator[Finding]:
    if isinstance(case.data, dict) and isinstance(names, list):
        for name in names:
            if isinstance(name, str) and name not in case.data:
                yield Problem((*case.path, name), "required")


def _dependent_required(_judge: Judging, case: Case) -> Findings:
    return (
        finding
        for name, names in case.at.schemas("dependentRequired").items()
        if isinstance(case.data, dict) and name in case.data
        for finding in _lacking(case, names)
    )


def _dependent_schemas(judge: Judging, case: Case) -> Findings:
    return (
        finding
        for name, schema in case.at.schemas("dependentSchemas").items()
        if isinstance(case.data, dict) and name in case.data
        for finding in judge.here(case, schema)
    )


def _dependencies(judge: Judging, case: Case) -> Findings:
    for name, needed in case.at.schemas("dependencies").items():
        if not isinstance(case.data, dict) or name not in case.data:
            continue
        is_names = isinstance(needed, list)
        yield from _lacking(case, needed) if is_names else judge.here(case, needed)


def _prefix_items(judge: Judging, case: Case) -> Findings:
    return _row(judge, case, case.at.row("prefixItems"))


def _items(judge: Judging, case: Case) -> Findings:
    items = case.schema["items"]
    if isinstance(items, list):
        return _row(judge, case, items)
    return _rest(judge, case, items, len(case.at.row("prefixItems")))


def _additional_items(judge: Judging, case: Case) -> Findings:
    if not isinstance(case.schema.get("items"), list):
        return ()
    return _rest(judge, case, case.schema["additionalItems"], len(case.at.row("items")))


def _row(judge: Judging, case: Case, schemas: list[JSON]) -> Iterator[Finding]:
    if isinstance(case.data, list):
        for index, (schema, part) in enumerate(zip(schemas, case.data, strict=False)):
            yield from judge.inside(case, schema, index, part)


def _rest(judge: Judging, case: Case, schema: JSON, start: int) -> Iterator[Finding]:
    if isinstance(case.data, list):
        for index, part in enumerate(case.data[start:], start):
            yield from judge.inside(case, schema, index, part)


def _contains(judge: Judging, case: Case) -> Findings:
    if not isinstance(case.data, list):
        return
    schema = case.schema["contains"]
    verdicts = [verdict(judge.inside(case, schema, i, p)) for i, p in enumerate(case.data)]
    found, unknown = verdicts.count(Verdict.HOLDS), verdicts.count(Verdict.UNKNOWN)
    least, most = case.schema.get("minContains", 1), case.schema.get("maxContains")
    if _is_over(least, found + unknown) or _is_over(found, most):
        yield Problem(case.path, "contains")
    elif _is_over(least, found) or _is_over(found + unknown, most):
        yield DOUBT


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
    "required": _required,
    "dependentRequired": _dependent_required,
    "dependentSchemas": _dependent_schemas,
    "dependencies": _dependencies,
    "prefixItems": _prefix_items,
    "items": _items,
    "additionalItems": _additional_items,
    "contains": _contains,
}
