"""The benchmarks: one module of bench/ each, run one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from devtools.problems import Problem
from devtools.steps import hand_over


def available(root: Path) -> list[str]:
    """List the benchmarks by name."""
    modules = (path.stem for path in (root / "bench").glob("*.py"))
    return sorted(name for name in modules if not name.startswith("_"))


def chosen(root: Path, name: str | None) -> list[str]:
    """Pick the one that is named, or all; raise a Problem when there is none."""
    names = available(root)
    if not names:
        raise Problem("there are no benchmarks yet: bench/ holds none")
    if name and name not in names:
        raise Problem(f"there is no benchmark {name!r}; there are: {', '.join(names)}")
    return [name] if name else names


def run(
    root: Path, python: Path, names: Sequence[str], rest: Sequence[str], env: Mapping[str, str]
) -> int:
    """Run them all and return the worst exit status."""
    commands = [[str(python), "-m", f"bench.{name}", *rest] for name in names]
    codes = [hand_over(each, cwd=root, env=env) for each in commands]
    return max(codes, key=abs)
