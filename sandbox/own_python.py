"""The Python that has the sandbox's packages: the one in `.venv`, which `dev.py` sets up.

Importing this starts `python -m sandbox` again with that one, if the Python that runs it lacks
them; so the command works with whichever Python is at hand.
"""

import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("flask", "jwt", "cryptography", "ulid")
MISUSED = 2


def other_python(command: Sequence[str], root: Path = ROOT) -> Path | None:
    """Name the Python that the command should run with, if it is not this one's turn."""
    if list(command[1:3]) != ["-m", "sandbox"] or all(map(importlib.util.find_spec, NEEDED)):
        return None
    return root / ".venv" / "bin" / "python"


def change_to(python: Path, command: Sequence[str]) -> None:
    """Become that Python with the same arguments; exits with 2 if it is not set up."""
    if not python.exists():
        print("The sandbox is not set up: run `python3 dev.py build` first.", file=sys.stderr)
        sys.exit(MISUSED)
    os.execv(python, [str(python), *command[1:]])  # noqa: S606 - our own interpreter


if wanted := other_python(sys.orig_argv):
    change_to(wanted, sys.orig_argv)
