"""The JSON-Schema-Test-Suite agrees with the hub's verdicts; HUB-37.

Without `--json-schema-suite DIR` a few cases of the project's own stand in for the suite.
"""

import json
import re
from pathlib import Path

import pytest

from tests.hub.variables.suite import DRAFTS, cases, every_case, report, unsupported

OWN = {
    "minimum": {
        "description": "minimum",
        "schema": {"minimum": 3},
        "tests": [
            {"description": "on the limit", "data": 3, "valid": True},
            {"description": "below", "data": 2.9, "valid": False},
        ],
    },
    "ref": {
        "description": "a reference silences its siblings up to draft 7 only",
        "schema": {"$defs": {"a": {}}, "properties": {"x": {"$ref": "#/$defs/a", "type": "null"}}},
        "tests": [{"description": "no null", "data": {"y": 1}, "valid": True}],
    },
    "pattern": {
        "description": "left to the page",
        "schema": {"not": {"pattern": "^a"}},
        "tests": [{"description": "no match", "data": "b", "valid": True}],
    },
}


@pytest.fixture
def suite(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give the suite's folder, or write a small one."""
    given = request.config.getoption("--json-schema-suite", default=None)
    if given:
        return Path(given)
    for draft in DRAFTS:
        folder = tmp_path / "tests" / draft
        folder.mkdir(parents=True)
        for name, group in OWN.items():
            (folder / f"{name}.json").write_text(json.dumps([group]))
    return tmp_path


def test_the_verdicts_are_those_of_the_suite(suite: Path) -> None:
    """HUB-37."""
    within = [case for case in cases(suite) if not case.is_out_of_reach]
    wrong = [case.name for case in within if case.verdict != case.valid]
    assert within and not wrong


def test_where_the_library_is_asked_its_verdict_is_that_of_the_suite(suite: Path) -> None:
    """HUB-37: in a form a known format counts, though by draft 2020-12 it need not."""
    asked = [case for case in cases(suite) if case.of_the_library is not None]
    within = [c for c in asked if "/format.json" not in c.name and not c.is_out_of_reach]
    assert within and not [case.name for case in within if case.of_the_library != case.valid]


def test_nothing_valid_is_refused_where_the_schema_leans_on_what_is_left_out(suite: Path) -> None:
    """HUB-37: what the hub cannot judge is the server's to judge."""
    assert not [case.name for case in every_case(suite) if case.valid and not case.verdict]


def test_files_that_are_left_out_are_named_with_the_reason(suite: Path) -> None:
    """HUB-37."""
    assert any(line.startswith("draft7/pattern.json: expressions") for line in unsupported(suite))


def test_the_report_counts_what_agrees_and_names_what_does_not_count(suite: Path) -> None:
    """HUB-37."""
    first, *left_out = report(suite)
    agreeing, total, leaning, compiled = map(int, re.findall(r"[0-9]+", first))
    assert agreeing + leaning == total >= compiled > 0
    assert len(left_out) == leaning + len(unsupported(suite))
