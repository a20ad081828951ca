"""Renewing the lock files: from the public registries alone, with hashes and without addresses."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from devtools.environment import LOCK
from devtools.node import NODE_LOCK, ensure_node
from devtools.steps import run_step, say

SERVER_LOCK = "requirements-server.lock"
"""What the token server needs to run: a part of the whole lock."""

RESOLVER = "uv==0.13.9"
NETWORK = "check the network, then run the same command again."
RESOLVE = (
    *("pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes"),
    # Nothing of this machine's settings may find its way into the locks.
    *("--no-config", "--default-index", "https://pypi.org/simple", "--no-emit-index-url"),
    *("--no-build", "--no-annotate", "--upgrade", "--quiet"),
    *("--custom-compile-command", "python3 dev.py lock"),
)


def renew(root: Path) -> None:
    """Write all locks anew, from pyproject.toml and web/package.json."""
    with tempfile.TemporaryDirectory() as folder:
        _install_resolver(root, folder)
        _resolve(root, folder, LOCK, ["pyproject.toml", "--group", "dev"])
        _resolve(root, folder, SERVER_LOCK, ["pyproject.toml", "--constraint", LOCK])
        _resolve(root, folder, NODE_LOCK, ["--group", "pyproject.toml:node"])
    _renew_npm(root)
    say("Renewed the locks; read the difference before it is committed.")


def _install_resolver(root: Path, folder: str) -> None:
    command = [sys.executable, "-m", "pip", "install", "--target", folder, "--no-deps", RESOLVER]
    run_step("Fetching the resolver", command, cwd=root, way_out=NETWORK)


def _resolve(root: Path, folder: str, lock: str, sources: list[str]) -> None:
    command = [sys.executable, "-m", "uv", *RESOLVE, *sources, "-o", lock]
    environment = {name: "" for name in os.environ if name.startswith("UV_")}
    run_step(
        f"Resolving {lock}",
        command,
        cwd=root,
        way_out=NETWORK,
        env={**environment, "PYTHONPATH": folder},
    )


def _renew_npm(root: Path) -> None:
    node = ensure_node(root)
    command = [*node.npm, "install", "--package-lock-only", "--ignore-scripts"]
    title = "Resolving web/package-lock.json"
    run_step(title, command, cwd=root / "web", way_out=NETWORK, env=node.environment())
    lock = root / "web" / "package-lock.json"
    lock.write_text(without_funding(lock.read_text(encoding="utf-8")), encoding="utf-8")


def without_funding(lock: str) -> str:
    """Leave out where packages ask for money: npm has no setting for it, and it is an address."""
    parsed = json.loads(lock)
    for about in parsed["packages"].values():
        about.pop("funding", None)
    return json.dumps(parsed, indent=2, ensure_ascii=False) + "\n"
