"""The lines inside the code: who may import from the browser, and who may know a view."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HUB = ROOT / "web" / "hub"
WHO_DRAWS = ("views/", "browser/", "runtime.py")


def complaints(file: str, source: str) -> str:
    """Lint a source as if it stood in that file."""
    command = [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--no-cache", "-q"]
    command += ["--output-format", "concise", "--stdin-filename", file, "-"]
    lint = subprocess.run(
        command, cwd=ROOT, input=source, capture_output=True, text=True, check=False
    )
    return lint.stdout


@pytest.mark.parametrize("source", ["import js", "from pyodide.http import pyfetch"])
def test_the_pure_part_may_not_import_the_browser(source: str) -> None:
    assert "Only web/hub/browser/" in complaints("web/hub/api.py", source)


def test_the_edge_may_import_the_browser() -> None:
    assert complaints("web/hub/browser/worker.py", "import js, pyodide, pyscript") == ""


def test_no_machine_knows_a_view() -> None:
    know_one = [path for path in HUB.rglob("*.py") if "hub.views" in path.read_text("utf-8")]
    names = [path.relative_to(HUB).as_posix() for path in know_one]
    assert [name for name in names if not name.startswith(WHO_DRAWS)] == []
