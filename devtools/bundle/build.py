"""Building the bundle: made beside the old one, then put in its place."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from devtools.bundle import contents
from devtools.bundle.api_url import DEFAULT_ORIGIN, VERSORIS_OWN, ApiAddress
from devtools.bundle.archive import archived_files, doctor_files, zip_bytes
from devtools.bundle.notices import third_party_notices
from devtools.problems import Problem
from devtools.stamps import fingerprint

MANIFEST = "manifest.json"
REFERENCE = re.compile(rb'(?:src|href)="([\w./-]+\.(?:js|css))"')


@dataclass(frozen=True)
class Sources:
    """Where the parts of the bundle are taken from."""

    root: Path
    modules: Path
    site_packages: Path
    api: ApiAddress = VERSORIS_OWN

    def inputs(self) -> str:
        """Digest all that the bundle is made from; npm's and pip's parts by their locks."""
        ours = contents.page_files(self.root / "web").values()
        hub = (self.root / "web" / "hub").rglob("*.py")
        locks = [self.root / "requirements.lock", self.root / "web" / "package-lock.json"]
        builder = Path(__file__).parent.glob("*.py")
        named = [f"{path.relative_to(self.root)}" for path in sorted(hub)]
        return fingerprint(
            [*ours, *(self.root / name for name in named), *locks, *builder],
            self.api.url,
            version(self.root),
            *named,
        )


def version(root: Path) -> str:
    """Read the project's version."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def ensure_bundle(sources: Sources, out: Path) -> bool:
    """Build unless the folder already holds this very bundle; tell whether it was built."""
    inputs = sources.inputs()
    _require_replaceable(out)
    if holds_bundle(out, inputs):
        return False
    write_bundle(bundle_contents(sources), out, version(sources.root), inputs)
    return True


def bundle_contents(sources: Sources) -> dict[str, bytes]:
    """Gather every file of the bundle but the manifest."""
    web = sources.root / "web"
    page = contents.page_files(web)
    contents.require({"index.html": web / "index.html", **page})
    _require_api_origin(page["index.html"], sources.api)
    vendored = contents.vendored_files(sources.modules)
    contents.require(vendored)
    archives = {
        "doctor.zip": doctor_files(sources.root, sources.site_packages),
        "hub.zip": archived_files(sources.root, sources.site_packages),
    }
    files = {
        **_read(page, sources.api),
        **_read(vendored),
        contents.PYODIDE_LOCK: contents.pyodide_lock(sources.modules),
        **{name: zip_bytes(_read(held, sources.api)) for name, held in archives.items()},
        "THIRD_PARTY.txt": third_party_notices(sources.modules, sources.site_packages),
    }
    documents = [name for name in files if name.endswith(".html")]
    return files | {name: sealed(name, files) for name in documents}


def sealed(document: str, files: Mapping[str, bytes]) -> bytes:
    """Write beside each script and style of a document what it has to be like."""

    def seal(reference: re.Match[bytes]) -> bytes:
        name = reference[1].decode()
        if name not in files:
            raise Problem(f"web/{document} names {name}, which is no part of the bundle")
        return reference[0] + f' integrity="{integrity(files[name])}"'.encode()

    return REFERENCE.sub(seal, files[document])


def _read(files: Mapping[str, Path], api: ApiAddress | None = None) -> dict[str, bytes]:
    read = {name: path.read_bytes() for name, path in files.items()}
    return {name: api.written_into(data) for name, data in read.items()} if api else read


def _require_api_origin(index: Path, api: ApiAddress) -> None:
    if api.origin != DEFAULT_ORIGIN and DEFAULT_ORIGIN not in index.read_text(encoding="utf-8"):
        raise Problem(f"web/index.html does not name {DEFAULT_ORIGIN}, so --api-url cannot move it")


def _require_replaceable(out: Path) -> None:
    # What stands there is removed, so it has to be a bundle.
    if out.is_file() or (out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file()):
        raise Problem(f"{out} holds something other than a bundle; choose another place with --out")


def write_bundle(files: Mapping[str, bytes], out: Path, version: str, inputs: str) -> None:
    """Write all files and their manifest, and only then replace what was there."""
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    manifest = {
        "version": version,
        "inputs": inputs,
        "files": {name: integrity(files[name]) for name in sorted(files)},
        "sizes": {name: len(files[name]) for name in sorted(files)},
    }
    text = json.dumps(manifest, indent=2).encode() + b"\n"
    for name, data in {**files, MANIFEST: text}.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)


def holds_bundle(out: Path, inputs: str) -> bool:
    """Tell whether a folder holds the bundle of these inputs, with every file undamaged."""
    try:
        manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        files = manifest["files"].items()
        intact = all(integrity((out / name).read_bytes()) == wanted for name, wanted in files)
        return bool(intact and manifest["inputs"] == inputs)
    except (OSError, ValueError, LookupError, AttributeError):
        return False


def integrity(data: bytes) -> str:
    """Write a digest the way a browser's `integrity` attribute takes it."""
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()
