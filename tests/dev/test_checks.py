"""The arguments that are passed on to pytest."""

import pytest

from devtools.checks import joined


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
