"""The archives that the worker unpacks: the hub, and what only the doctor's page needs besides.

The same sources give the same bytes: names are sorted, and times and permissions are fixed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from devtools.problems import Problem

PACKAGES = ("fastjsonschema", "htpy", "jwt", "markupsafe", "ulid")
DOCTOR_PACKAGES = ("certifi", "charset_normalizer", "idna", "pyodide_http", "requests", "urllib3")
DOCTOR = ("hub/doctor/", "hub/browser/doctor.py", "hub/views/doctor.py")
# python-ulid asks importlib.metadata for its own version.
METADATA = "python_ulid-*.dist-info/METADATA"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16


def archived_files(root: Path, site_packages: Path) -> dict[str, Path]:
    """Name each file of the hub's archive and where it is read from."""
    hub = _python_files(root / "web", "hub")
    ours = {name: path for name, path in hub.items() if not name.startswith(DOCTOR)}
    metadata = {_name(path, site_packages): path for path in site_packages.glob(METADATA)}
    return ours | _packages(site_packages, PACKAGES) | metadata


def doctor_files(root: Path, site_packages: Path) -> dict[str, Path]:
    """Name each file that the doctor's page unpacks beside the hub's."""
    hub = _python_files(root / "web", "hub")
    ours = {name: path for name, path in hub.items() if name.startswith(DOCTOR)}
    return ours | _packages(site_packages, DOCTOR_PACKAGES)


def _packages(site_packages: Path, names: Sequence[str]) -> dict[str, Path]:
    files: dict[str, Path] = {}
    for package in names:
        found = _python_files(site_packages, package)
        if not found:
            raise Problem(f"{package} is not in .venv; remove .venv and run the same command again")
        files |= found
    return files


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
