"""What can be asked of the tests: other catalogues, and the JSON-Schema-Test-Suite."""

from pathlib import Path

import pytest

from tests.hub.variables.suite import unsupported


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
    """Name the files of the suite that the forms do not claim to support."""
    suite = config.getoption("--json-schema-suite")
    if suite is None:
        return
    terminalreporter.section("JSON-Schema-Test-Suite: files that are left out")
    for line in unsupported(suite):
        terminalreporter.line(line)


def _existing(path: str) -> Path:
    if not Path(path).exists():
        raise pytest.UsageError(f"{path} does not exist")
    return Path(path)
