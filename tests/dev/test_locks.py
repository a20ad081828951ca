"""The lock files: every byte that is fetched has a digest, and no registry is written down."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from devtools.locks import without_funding

ROOT = Path(__file__).parents[2]
PIP_LOCKS = ["requirements.lock", "requirements-server.lock", "requirements-node.lock"]


def requirements(name: str) -> list[str]:
    """Read a lock as one string for each requirement, with its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def npm_packages() -> dict[str, dict[str, Any]]:
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))
    return {name: about for name, about in lock["packages"].items() if name}


@pytest.mark.parametrize("name", PIP_LOCKS)
def test_every_python_package_is_pinned_and_hashed(name: str) -> None:
    pinned = re.compile(r"[a-z0-9-]+(\[\w+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}")
    assert [line for line in requirements(name) if not pinned.match(line)] == []


def test_the_servers_lock_is_a_part_of_the_whole() -> None:
    assert set(requirements("requirements-server.lock")) <= set(requirements("requirements.lock"))


def test_the_servers_lock_holds_what_the_project_depends_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[\[>]", each)[0] for each in project["dependencies"]}
    locked = {line.split("==")[0] for line in requirements("requirements-server.lock")}
    assert named <= locked
    assert not locked & {"mypy", "playwright", "pytest", "ruff"}


@pytest.mark.parametrize("name", [*PIP_LOCKS, "web/package-lock.json"])
def test_no_lock_names_an_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"\w+://|--(?:extra-)?index-url|--find-links|--trusted-host", text) == []


def test_the_npm_lock_loses_its_addresses_and_nothing_else() -> None:
    lock = (ROOT / "web" / "package-lock.json").read_text(encoding="utf-8")
    address = '"funding": {\n        "url": "https://example.org"\n      },\n      "license"'
    asking = lock.replace('"license"', address)
    assert asking != lock
    assert without_funding(asking) == lock


def test_every_npm_package_has_a_digest() -> None:
    assert [name for name, about in npm_packages().items() if "integrity" not in about] == []


def test_no_npm_package_runs_a_script_when_installed() -> None:
    assert [name for name, about in npm_packages().items() if about.get("hasInstallScript")] == []


def test_the_browser_runtime_is_pinned_exactly() -> None:
    pins = json.loads((ROOT / "web" / "package.json").read_text(encoding="utf-8"))
    versions = [*pins["dependencies"].values(), *pins["devDependencies"].values()]
    assert [each for each in versions if not re.fullmatch(r"\d+\.\d+\.\d+", each)] == []


def test_pyjwt_is_one_without_known_holes() -> None:
    """Stay at or above the first version without open advisories (TOK-11)."""
    [pyjwt] = [line for line in requirements("requirements.lock") if line.startswith("pyjwt==")]
    found = re.match(r"pyjwt==(\d+)\.(\d+)\.(\d+) ", pyjwt)
    assert found
    assert tuple(map(int, found.groups())) >= (2, 15, 1)
