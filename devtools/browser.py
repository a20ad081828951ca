"""The browser for the tests: the one that is told, installed, Playwright's, or Debian's."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from devtools import debian
from devtools.problems import Problem

INSTALLED = ("chromium", "google-chrome", "google-chrome-stable")
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright as start\n"
    "with start() as playwright: print(playwright.chromium.executable_path)"
)
NETWORK = "check the network, or install a Chromium and name it in $CHROMIUM."


def ensure_browser(root: Path, python: Path) -> str:
    """Return the path of a Chromium; raise a Problem when there is none to be had."""
    found = told_browser() or installed_browser() or playwrights_browser(python)
    return found or _debians_browser(root)


def told_browser() -> str | None:
    """Take $CHROMIUM at its word, but not if it names nothing that can be run."""
    told = os.environ.get("CHROMIUM")
    if told and not shutil.which(told):
        raise Problem(f"$CHROMIUM names {told}, which cannot be run")
    return told or None


def installed_browser() -> str | None:
    """Find a browser on the path."""
    return next((found for name in INSTALLED if (found := shutil.which(name))), None)


def playwrights_browser(python: Path) -> str | None:
    """Find the browser that Playwright has downloaded earlier."""
    asked = [str(python), "-c", ASK_PLAYWRIGHT]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return answer if answer and Path(answer).is_file() else None


def _debians_browser(root: Path) -> str:
    if not debian.can_install():
        raise Problem(
            "the tests need a browser: install chromium or google-chrome, or name one in $CHROMIUM"
        )
    debian.install(root, "chromium", NETWORK)
    if not (found := installed_browser()):
        raise Problem("Debian's chromium was installed, but cannot be found on the path")
    return found
