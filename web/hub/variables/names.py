"""What each keyword demands of an object's names, and of what stands under them.

Whether a name matches an expression cannot be told here, unless the page saw it fail. Under a name
that may match, only what no reading allows is a problem.
"""

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


def _pattern_properties(judge: Judging, case: Case) -> Findings:
    if isinstance(case.data, dict) and case.at.schemas("patternProperties"):
        for name, value in case.data.items():
            yield from _under(judge, case, name, value)


def _additional_properties(judge: Judging, case: Case) -> Findings:
    # Beside expressions this is judged together with them.
    if isinstance(case.data, dict) and not case.at.schemas("patternProperties"):
        for name, value in case.data.items():
            yield from _rest(judge, case, name, value)


def _under(judge: Judging, case: Case, name: str, value: JSON) -> Findings:
    rest = _rest(judge, case, name, value)
    ways = [
        judge.inside(case, schema, name, value)
        for expression, schema in case.at.schemas("patternProperties").items()
        if (expression, name) not in judge.mismatched
    ]
    verdicts = {verdict(way) for way in (rest, *ways)}
    if not ways:
        return rest
    if verdicts == {Verdict.BROKEN}:
        return ways[0]
    return () if verdicts == {Verdict.HOLDS} else (DOUBT,)


def _rest(judge: Judging, case: Case, name: str, value: JSON) -> tuple[Finding, ...]:
    if name in case.at.schemas("properties") or "additionalProperties" not in case.schema:
        return ()
    return judge.inside(case, case.schema["additionalProperties"], name, value)


def _property_names(judge: Judging, case: Case) -> Findings:
    for name in case.data if isinstance(case.data, dict) else ():
        match judge.apart(case, case.schema["propertyNames"], name):
            case Verdict.BROKEN:
                yield Problem((*case.path, name), "propertyNames")
            case Verdict.UNKNOWN:
                yield DOUBT


NAMES: dict[str, Applicator] = {
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "propertyNames": _property_names,
}
