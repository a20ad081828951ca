"""What the bundle holds: each file's name in it, and where the file is taken from."""

from __future__ import annotations

import json
import re
from pathlib import Path

from devtools.problems import Problem

PAGE = ("*.html", "*.js", "*.css", "*.json", "*.py")
NOT_SERVED = {"package.json", "package-lock.json", "jsconfig.json"}
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
PYODIDE_LOCK = "pyodide/pyodide-lock.json"
# PyScript's entry fetches these at every start, whether or not they are used.
PLUGINS = ("deprecations-manager", "donkey", "error", "py-editor", "py-game", "py-terminal")
STATIC_IMPORT = re.compile(r"""(?:from|import)\s*["']\./([^"']+)["']""")


def page_files(web: Path) -> dict[str, Path]:
    """Name the files of the hub's own page."""
    found = (path for pattern in PAGE for path in web.glob(pattern))
    return {path.name: path for path in found if path.name not in NOT_SERVED}


def vendored_files(modules: Path) -> dict[str, Path]:
    """Name the files that come from npm and are served as they are."""
    pyscript = {f"pyscript/{path.name}": path for path in pyscript_files(modules)}
    pyodide = {f"pyodide/{name}": modules / "pyodide" / name for name in PYODIDE}
    idiomorph = modules / "idiomorph" / "dist" / "idiomorph.esm.js"
    return pyscript | pyodide | {"vendor/idiomorph.esm.js": idiomorph}


def pyscript_files(modules: Path) -> list[Path]:
    """Follow the static imports from PyScript's entry and its plugins.

    Terminals, editors, TOML and archive formats are fetched on demand only, and a Pyodide worker
    with a JSON config demands none of them.
    """
    folder = modules / "@pyscript" / "core" / "dist"
    plugins = [path for name in PLUGINS for path in folder.glob(f"{name}-*.js")]
    waiting = [folder / "core.js", *plugins]
    found: list[Path] = []
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.append(path)
            text = path.read_text(encoding="utf-8")
            waiting += [folder / name for name in STATIC_IMPORT.findall(text)]
    return found


def pyodide_lock(modules: Path) -> bytes:
    """Cut the list of packages that Pyodide could load from elsewhere: the bundle has its own."""
    lock = json.loads((modules / PYODIDE_LOCK).read_text(encoding="utf-8"))
    return json.dumps({**lock, "packages": {}}, sort_keys=True).encode()


def require(files: dict[str, Path]) -> None:
    """Raise a Problem that names the files of the bundle that are not there."""
    missing = sorted(name for name, path in files.items() if not path.is_file())
    if missing:
        raise Problem(f"the bundle cannot be built without {', '.join(missing)}")
