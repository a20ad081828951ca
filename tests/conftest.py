"""What can be asked of the tests: other catalogues, and the JSON-Schema-Test-Suite."""

from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from tests.hub.variables.suite import report


def pytest_addoption(parser: pytest.Parser) -> None:
    """Name the options that are the project's own."""
    group = parser.getgroup("versori-hub")
    group.addoption(
        "--catalogue",
        metavar="FILE",
        type=_existing,
        help="connect every integration of this catalogue instead of the demo's",
    )
    group.addoption(
        "--json-schema-suite",
        metavar="DIR",
        type=_existing,
        help="a checkout of the JSON-Schema-Test-Suite to agree with",
    )


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what the suite's verdicts count for, and name all that does not count."""
    suite = config.getoption("--json-schema-suite")
    if suite is not None:
        terminalreporter.section("JSON-Schema-Test-Suite")
        for line in report(suite):
            terminalreporter.line(line)


def _existing(path: str) -> Path:
    """Take a path that leads somewhere; argparse says it in words if it does not."""
    if not Path(path).exists():
        raise ArgumentTypeError(f"{path} does not exist")
    return Path(path)
