"""The archive that the worker unpacks: the hub and the Python packages it imports.

The same sources give the same bytes: names are sorted, and times and permissions are fixed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from devtools.problems import Problem

PACKAGES = ("htpy", "jwt", "markupsafe", "ulid")
# python-ulid asks importlib.metadata for its own version.
METADATA = "python_ulid-*.dist-info/METADATA"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16


def archived_files(root: Path, site_packages: Path) -> dict[str, Path]:
    """Name each file of the archive and where it is read from."""
    files = _python_files(root / "web", "hub")
    for package in PACKAGES:
        found = _python_files(site_packages, package)
        if not found:
            raise Problem(f"{package} is not in .venv; remove .venv and run the same command again")
        files |= found
    return files | {_name(path, site_packages): path for path in site_packages.glob(METADATA)}


def _python_files(base: Path, package: str) -> dict[str, Path]:
    # Sources only: a compiled speed-up of this machine is of no use to the worker.
    return {_name(path, base): path for path in (base / package).rglob("*.py")}


def _name(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix()


def zip_bytes(contents: Mapping[str, bytes]) -> bytes:
    """Pack contents so that equal contents give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = READABLE
            entry.create_system = 3
            archive.writestr(entry, contents[name])
    return buffer.getvalue()
