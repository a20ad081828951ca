"""Programs of Debian's, installed where that may be done without asking: by root."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from devtools.steps import run_step


def can_install() -> bool:
    """Tell whether this is Debian, and ours to change."""
    return bool(shutil.which("apt-get")) and os.geteuid() == 0


def install(root: Path, package: str, way_out: str) -> None:
    """Install a package; raise a Problem with the way out when that fails."""
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    for title, words in (
        ("Reading Debian's list of packages", ["update"]),
        (f"Installing Debian's {package}", ["install", "-y", "--no-install-recommends", package]),
    ):
        run_step(title, ["apt-get", *words], cwd=root, way_out=way_out, env=quiet)
