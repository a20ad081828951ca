"""The Python environment in .venv: exactly what the lock names, and nothing unhashed."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from devtools.problems import Problem
from devtools.stamps import fingerprint, is_current, write_stamp
from devtools.steps import run_step

LOCK = "requirements.lock"
NETWORK = "check the network (or pip's own settings for a mirror), then run the same command again."
HASHED = (
    "--no-deps",
    "--only-binary",
    ":all:",
    "--require-hashes",
    "--no-input",
    "--disable-pip-version-check",
)


def venv_python(root: Path) -> Path:
    """Name the interpreter of the project's environment."""
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return root / ".venv" / folder / name


def site_packages(root: Path) -> Path:
    """Name the folder that holds the environment's packages."""
    home = str(root / ".venv")
    return Path(sysconfig.get_path("purelib", "venv", {"base": home, "platbase": home}))


def ensure_environment(root: Path) -> Path:
    """Make .venv from the lock unless it is already so, and return its interpreter."""
    python, stamp = venv_python(root), root / ".venv" / "made-from"
    wanted = fingerprint([root / LOCK], sys.version, sys.base_prefix)
    if not (is_current(stamp, wanted) and _runs(python)):
        _make_environment(root)
        install_locked(root, LOCK, "Installing the Python packages (about 120 MB)")
        write_stamp(stamp, wanted)
    return python


def install_locked(root: Path, lock: str, title: str) -> None:
    """Install what a lock names into the environment, hashes checked, wheels only."""
    command = [str(venv_python(root)), "-m", "pip", "install", *HASHED, "-r", lock]
    run_step(title, command, cwd=root, way_out=NETWORK)


def _make_environment(root: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise Problem(
            "this Python cannot make environments. On Debian and Ubuntu: apt install python3-venv"
        )
    run_step(
        "Making .venv",
        [sys.executable, "-m", "venv", "--clear", ".venv"],
        cwd=root,
        way_out="see that the disk has room and that this folder may be written to.",
    )


def _runs(python: Path) -> bool:
    # The interpreter under .venv is a link, and what it points to may have been removed.
    try:
        return subprocess.run([python, "-c", ""], check=False).returncode == 0
    except OSError:
        return False
