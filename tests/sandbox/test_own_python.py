"""Running the sandbox with a Python that lacks its packages."""

import subprocess
import sys
from pathlib import Path

from sandbox.own_python import ROOT, other_python


def test_a_python_that_has_the_packages_stays() -> None:
    assert other_python([sys.executable, "-m", "sandbox"]) is None


def test_other_commands_are_left_alone() -> None:
    assert other_python([sys.executable, "-m", "pytest"]) is None


def test_a_bare_python_serves_the_sandbox_all_the_same() -> None:
    result = _bare(ROOT, "--help")
    assert result.returncode == 0, result.stderr
    assert "--catalogue" in result.stdout


def test_without_a_set_up_one_line_says_what_to_do(tmp_path: Path) -> None:
    copied = tmp_path / "sandbox"
    copied.mkdir()
    for name in ("__init__.py", "own_python.py"):
        (copied / name).write_bytes((ROOT / "sandbox" / name).read_bytes())
    result = _bare(tmp_path)
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "The sandbox is not set up: run `python3 dev.py build` first."
    ]


def _bare(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the sandbox with this Python, but without any package."""
    base = Path(sys.base_prefix) / "bin" / "python3"
    command = [str(base), "-m", "sandbox", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
