"""How large the bundle is, part by part, as it lies on disk and as it travels."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

PARTS = {"pyodide": "Python (pyodide/)", "pyscript": "PyScript (pyscript/)"}


def size_report(bundle: Path) -> str:
    """Write a table of raw and gzip sizes in kB (1000 bytes)."""
    raw: Counter[str] = Counter()
    packed: Counter[str] = Counter()
    for path in sorted(bundle.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            part = part_of(path.relative_to(bundle))
            raw[part] += len(data)
            packed[part] += len(gzip.compress(data, 6))
    rows = [_row(part, raw[part], packed[part]) for part, _ in packed.most_common()]
    total = _row("total", raw.total(), packed.total())
    return "\n".join([f"{'part':<28}{'raw kB':>10}{'gzip kB':>10}", *rows, total])


def part_of(name: Path) -> str:
    """Group the files the way they matter to a reader of the report."""
    if name.parts[0] in PARTS:
        return PARTS[name.parts[0]]
    if name.name == "hub.zip":
        return "the hub's Python (hub.zip)"
    return "notices and manifest" if _is_not_loaded(name) else "the page"


def _is_not_loaded(name: Path) -> bool:
    return name.name in {"THIRD_PARTY.txt", "manifest.json"}


def _row(part: str, raw: int, packed: int) -> str:
    return f"{part:<28}{raw / 1000:>10.1f}{packed / 1000:>10.1f}"
