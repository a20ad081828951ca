"""Whether something must be made again: a stamp holds the fingerprint of what it was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], *facts: str) -> str:
    """Digest the names and contents of files, and whatever else the result depends on."""
    digest = hashlib.sha256()
    for text in facts:
        _add(digest, text.encode())
    for path in sorted(files):
        _add(digest, path.name.encode())
        _add(digest, path.read_bytes())
    return digest.hexdigest()


def _add(digest: hashlib._Hash, data: bytes) -> None:
    # With its length, so that no two lists of parts read the same.
    digest.update(len(data).to_bytes(8))
    digest.update(data)


def is_current(stamp: Path, wanted: str) -> bool:
    """Tell whether the stamp was made for this fingerprint."""
    return stamp.is_file() and stamp.read_text(encoding="ascii", errors="replace") == wanted


def write_stamp(stamp: Path, made_for: str) -> None:
    """Note the fingerprint, as the last act of making something."""
    stamp.write_text(made_for, encoding="ascii")
