"""The notices of the works that the bundle carries, as their licences ask."""

from __future__ import annotations

import json
from pathlib import Path

from devtools.bundle.archive import DOCTOR_PACKAGES, PACKAGES

DISTRIBUTIONS = {"ulid": "python_ulid"}
PYODIDE_NOTE = (
    "Mozilla Public License 2.0, https://www.mozilla.org/MPL/2.0/\n"
    "Source: https://github.com/pyodide/pyodide\n"
    "It holds CPython and its standard library, under the Python Software Foundation License\n"
    "Version 2, https://docs.python.org/3/license.html"
)
LICENSE_NAMES = ("LICENSE*", "LICENCE*", "COPYING*")
RULE = "=" * 78


def third_party_notices(modules: Path, site_packages: Path) -> bytes:
    """Collect the licence texts of everything vendored."""
    entries = [*_npm_notices(modules), *_python_notices(site_packages)]
    return "\n".join(f"{RULE}\n{title}\n{RULE}\n\n{text}\n" for title, text in entries).encode()


def _npm_notices(modules: Path) -> list[tuple[str, str]]:
    """List the runtime packages: PyScript's own dependencies are inside its core file."""
    lock = json.loads((modules.parent / "package-lock.json").read_text(encoding="utf-8"))
    shipped = {
        name.removeprefix("node_modules/"): about
        for name, about in lock["packages"].items()
        if name and not about.get("dev")
    }
    return [
        (f"{name} {about['version']}", _license_text(modules / name, about.get("license", "")))
        for name, about in sorted(shipped.items())
    ]


def _python_notices(site_packages: Path) -> list[tuple[str, str]]:
    found = []
    for package in (*PACKAGES, *DOCTOR_PACKAGES):
        name = DISTRIBUTIONS.get(package, package)
        for folder in site_packages.glob(f"{name}-*.dist-info"):
            title = folder.name.removesuffix(".dist-info").replace("-", " ").replace("_", "-")
            found.append((title, _license_text(folder / "licenses", "")))
    return found


def _license_text(folder: Path, name: str) -> str:
    if folder.name == "pyodide":
        return PYODIDE_NOTE
    texts = [path for pattern in LICENSE_NAMES for path in sorted(folder.glob(pattern))]
    return texts[0].read_text(encoding="utf-8").strip() if texts else f"Licence: {name}"
