"""All checks of the project: the static ones first, so that pytest has the last word."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from devtools.browser import ensure_browser
from devtools.node import ensure_node
from devtools.steps import hand_over, say

JOURNEYS, REST = "e2e", "tests"

WITH_A_VALUE = ("--catalogue", "--json-schema-suite")
"""Options that the tests add to pytest's."""


def run_all(root: Path, python: Path, modules: Path, pytest_arguments: Sequence[str]) -> int:
    """Run every check, whatever the earlier ones said; 0 only if all of them pass."""
    browser = ensure_browser(root, python)
    commands = static_checks(root, python, modules)
    failed = [title for title, command in commands.items() if not passes(title, command, root)]
    if failed:
        say(f"Failed: {', '.join(failed)}. The tests follow; the exit status will be 1.")
    command = [str(python), "-m", "pytest", *joined(pytest_arguments)]
    environment = {**os.environ, "CHROMIUM": browser}
    run = run_pytest if pytest_arguments else run_both_parts
    return run(command, root, environment) or int(bool(failed))


def run_pytest(command: Sequence[str], root: Path, environment: Mapping[str, str]) -> int:
    """Run what was asked for; return pytest's status."""
    return hand_over(command, cwd=root, env=environment)


def run_both_parts(command: Sequence[str], root: Path, environment: Mapping[str, str]) -> int:
    """Run the journeys in sight, and all other tests meanwhile; their report follows.

    A browser leaves a good part of two cores to others, which saves a quarter of the time.
    """
    say(f"{JOURNEYS}, and {REST} meanwhile; the report of {REST} follows.")
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as report:
        rest = subprocess.Popen(
            [*command, REST], cwd=root, env=environment, stdout=report, stderr=subprocess.STDOUT
        )
        try:
            code = run_pytest([*command, JOURNEYS], root, environment)
            rest.wait()
        finally:
            rest.terminate()  # after Ctrl-C, or when only this process was told to stop
        report.seek(0)
        say(f"\n{REST}:\n{report.read().rstrip()}")
    return code or rest.returncode


def joined(arguments: Sequence[str]) -> list[str]:
    """Tie the project's own options to their values.

    pytest learns of these options late; until then it takes a value that stands alone for the
    folder of the tests, and looks for its settings there.
    """
    tied: list[str] = []
    for argument in arguments:
        if tied and tied[-1] in WITH_A_VALUE:
            tied[-1] += f"={argument}"
        else:
            tied.append(argument)
    return tied


def static_checks(root: Path, python: Path, modules: Path) -> dict[str, list[str]]:
    """Name each check that needs nothing to run, and its command."""
    ruff = [str(python), "-m", "ruff"]
    tsc = [ensure_node(root).node, str(modules / "typescript" / "bin" / "tsc")]
    return {
        "lint": [*ruff, "check", "--quiet", "."],
        "format": [*ruff, "format", "--check", "--quiet", "."],
        "types": [str(python), "-m", "mypy"],
        "types of the scripts": [*tsc, "--project", "web/jsconfig.json"],
    }


def passes(title: str, command: Sequence[str], root: Path) -> bool:
    """Run one check; show what it says only when it fails."""
    print(f"{title}: ", end="", flush=True)
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    passed = result.returncode == 0
    say("ok" if passed else "failed")
    if not passed:
        say(f"{result.stdout}{result.stderr}".rstrip())
    return passed
