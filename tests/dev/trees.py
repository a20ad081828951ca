"""A tiny tree with the shape of the project, for building bundles in milliseconds."""

from __future__ import annotations

import json
from pathlib import Path

from devtools.bundle.api_url import VERSORIS_OWN, ApiAddress
from devtools.bundle.archive import DOCTOR_PACKAGES
from devtools.bundle.build import Sources

INDEX = "<meta content=\"connect-src 'self' https://platform.versori.com\">"
SHELL = 'const api = "https://platform.versori.com/api/embedded/v1";'
FILES = {
    "pyproject.toml": '[project]\nversion = "1.2.3"\n',
    "requirements.lock": "",
    "web/index.html": INDEX,
    "web/shell.js": SHELL,
    "web/jsconfig.json": "{}",
    "web/package.json": "{}",
    "web/hub/__init__.py": "",
    "web/hub/doctor/__init__.py": "",
    "web/hub/views/cards.py": "CARDS = ()\n",
    "web/hub/views/doctor.py": "",
    "web/hub/views/__pycache__/cards.cpython-314.pyc": "",
}
MODULES = {
    "@pyscript/core/LICENSE": "The licence of PyScript",
    "@pyscript/core/dist/core.js": 'export{a as hooks}from"./core-1.js";',
    "@pyscript/core/dist/core-1.js": 'import("./xterm-1.js"),import("./error-1.js");',
    "@pyscript/core/dist/error-1.js": 'import{a}from"./core-1.js";',
    "@pyscript/core/dist/xterm-1.js": "",
    "idiomorph/dist/idiomorph.esm.js": "",
    "pyodide/pyodide.mjs": "",
    "pyodide/pyodide.asm.mjs": "",
    "pyodide/pyodide.asm.wasm": "\0asm",
    "pyodide/python_stdlib.zip": "",
    "pyodide/pyodide-lock.json": '{"info": {"python": "3.14"}, "packages": {"numpy": {}}}',
    "typescript/LICENSE": "The licence of TypeScript",
}
PACKAGES = {
    **{f"{name}/__init__.py": "" for name in DOCTOR_PACKAGES},
    "fastjsonschema/__init__.py": "",
    "jwt/__init__.py": "",
    "htpy/__init__.py": "",
    "markupsafe/__init__.py": "",
    "markupsafe/_speedups.cpython-311-x86_64-linux-gnu.so": "",
    "markupsafe/_speedups.pyi": "",
    "ulid/__init__.py": "",
    "python_ulid-4.1.0.dist-info/METADATA": "Version: 4.1.0",
    "python_ulid-4.1.0.dist-info/licenses/LICENSE": "The licence of python-ulid",
}
NPM_LOCK = {
    "packages": {
        "": {"name": "versori-hub"},
        "node_modules/@pyscript/core": {"version": "0.7.31"},
        "node_modules/pyodide": {"version": "314.0.7", "license": "MPL-2.0"},
        "node_modules/typescript": {"version": "5.9.3", "dev": True},
    }
}


def a_tree(root: Path, api: ApiAddress = VERSORIS_OWN) -> Sources:
    """Write the tree into a folder and name its parts."""
    modules, packages = root / "web" / "node_modules", root / "site-packages"
    _write(root, FILES)
    _write(modules, MODULES)
    _write(packages, PACKAGES)
    _write(root, {"web/package-lock.json": json.dumps(NPM_LOCK)})
    return Sources(root, modules, packages, api)


def _write(base: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
