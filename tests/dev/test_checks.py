"""The arguments that are passed on to pytest."""

import os
import sys
from pathlib import Path

import pytest

from devtools.checks import joined, run_both_parts


@pytest.mark.parametrize(
    ("given", "passed_on"),
    [
        ([], []),
        (["-k", "oauth", "tests/hub"], ["-k", "oauth", "tests/hub"]),
        (["--json-schema-suite", "../suite", "-x"], ["--json-schema-suite=../suite", "-x"]),
        (["--catalogue=other.json"], ["--catalogue=other.json"]),
        (
            ["--catalogue", "a.json", "--json-schema-suite", "s"],
            ["--catalogue=a.json", "--json-schema-suite=s"],
        ),
    ],
)
def test_the_projects_own_options_are_tied_to_their_values(
    given: list[str], passed_on: list[str]
) -> None:
    assert joined(given) == passed_on


RUNNER = "import sys; print('ran', sys.argv[1]); sys.exit(sys.argv[1] == {!r})"


@pytest.mark.parametrize(("failing", "status"), [("", 0), ("tests", 1), ("e2e", 1)])
def test_both_parts_are_run_and_either_can_fail_the_whole(
    failing: str, status: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-c", RUNNER.format(failing)]
    assert run_both_parts(command, tmp_path, os.environ) == status
    assert capfd.readouterr().out.splitlines()[1:] == ["ran e2e", "", "tests:", "ran tests"]
