"""One set-up at a time: two terminals must not install into the same folders."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from devtools.steps import say


@contextmanager
def own_turn(root: Path) -> Iterator[None]:
    """Wait until no other dev.py of this checkout is setting up."""
    # The command file itself is what is locked: no other file is sure to be there.
    with (root / "dev.py").open() as file:
        _lock(file)
        yield


if sys.platform == "win32":

    def _lock(file: IO[str]) -> None:
        """Windows has no such lock on a file that is only read."""

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another dev.py that is setting up ...")
            fcntl.flock(file, fcntl.LOCK_EX)
