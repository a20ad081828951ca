"""What each keyword demands that the hub can judge only in part, or not at all.

An expression is ECMA-262, which only the page can evaluate: it fails on the texts that the page
saw it fail on. What is unevaluated follows from everything beside it. By draft 7 a server may
look into an encoded text, and by 2020-12 it may not.
"""

from hub.variables.cases import DOUBT, Applicator, Case, Findings, Judging, Problem, Verdict
from hub.variables.formats import formed


def _pattern(judge: Judging, case: Case) -> Findings:
    expected = case.schema["pattern"]
    if not isinstance(case.data, str) or not isinstance(expected, str):
        return
    is_seen = (expected, case.data) in judge.mismatched
    yield Problem(case.path, "pattern", expected) if is_seen else DOUBT


def _format(judge: Judging, case: Case) -> Findings:
    expected = case.schema["format"]
    match formed(case.data, expected):
        case Verdict.UNKNOWN:
            yield DOUBT
        case Verdict.BROKEN:
            yield Problem(case.path, "format", expected) if judge.formats else DOUBT


def _content(_judge: Judging, case: Case) -> Findings:
    if isinstance(case.data, str):
        yield DOUBT


def _unevaluated_properties(_judge: Judging, case: Case) -> Findings:
    if isinstance(case.data, dict) and case.data and not _allows_all(case, "unevaluatedProperties"):
        yield DOUBT


def _unevaluated_items(_judge: Judging, case: Case) -> Findings:
    if isinstance(case.data, list) and case.data and not _allows_all(case, "unevaluatedItems"):
        yield DOUBT


def _allows_all(case: Case, keyword: str) -> bool:
    return case.schema[keyword] is True or case.schema[keyword] == {}


def _dynamic_reference(_judge: Judging, _case: Case) -> Findings:
    yield DOUBT


DOUBTS: dict[str, Applicator] = {
    "pattern": _pattern,
    "format": _format,
    "contentEncoding": _content,
    "contentMediaType": _content,
    "unevaluatedProperties": _unevaluated_properties,
    "unevaluatedItems": _unevaluated_items,
    "$dynamicRef": _dynamic_reference,
    "$recursiveRef": _dynamic_reference,
}
