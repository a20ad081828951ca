"""The JSON-Schema-Test-Suite agrees with the hub's verdicts; HUB-37.

Without `--json-schema-suite DIR` a few cases of the project's own stand in for the suite.
"""

import json
from pathlib import Path

import pytest

from tests.hub.variables.suite import DRAFTS, cases, unsupported

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
    "pattern": {"description": "left to the page", "schema": {"pattern": "^a"}, "tests": []},
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


def test_the_verdicts_are_those_of_the_suite(
    suite: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """HUB-37."""
    every = list(cases(suite))
    within = [case for case in every if not case.is_out_of_reach]
    wrong = [case.name for case in within if case.verdict != case.valid]
    with capsys.disabled():
        print(f"\nJSON Schema: {len(within) - len(wrong)} of {len(every)} cases agree;", end=" ")
        print(f"{len(every) - len(within)} lean on what is left out:")
        print("\n".join(f"  {line}" for line in unsupported(suite)))
    assert within and not wrong


def test_files_that_are_left_out_are_named_with_the_reason(suite: Path) -> None:
    """HUB-37."""
    assert any(line.startswith("draft7/pattern.json: expressions") for line in unsupported(suite))
