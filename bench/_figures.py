"""Figures of a benchmark: printed as a table, kept as JSON."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

OUT = Path(__file__).with_name("out")


@dataclass(frozen=True)
class Figure:
    """Be one measured value and the limit that it has to keep, if there is one."""

    name: str
    value: float
    unit: str
    least: float | None = None
    most: float | None = None

    @property
    def limit(self) -> float | None:
        """Give the limit, whichever way it goes."""
        return self.most if self.least is None else self.least

    @property
    def ok(self) -> bool:
        """Tell whether the limit is kept."""
        above = self.least is None or self.value >= self.least
        return above and (self.most is None or self.value <= self.most)

    def row(self) -> str:
        """Write a line of the table."""
        sign = "at least" if self.least is not None else "at most"
        limit = "" if self.limit is None else f"{sign} {self.limit:g}"
        verdict = "" if self.ok else "MISSED"
        return f"{self.name:<36}{self.value:>12.2f}  {self.unit:<14}{limit:<14}{verdict}".rstrip()


def publish(name: str, figures: Sequence[Figure]) -> int:
    """Print the table and write `bench/out/NAME.json`; return 1 if a limit is missed."""
    OUT.mkdir(exist_ok=True)
    rows = [
        {"name": each.name, "value": round(each.value, 4), "unit": each.unit}
        | {"limit": each.limit, "ok": each.ok}
        for each in figures
    ]
    text = json.dumps({"machine": machine(), "figures": rows}, indent=2)
    (OUT / f"{name}.json").write_text(text + "\n")
    print(*(each.row() for each in figures), sep="\n")
    return int(not all(each.ok for each in figures))


def machine() -> dict[str, str | int]:
    """Describe the machine, as far as it bears on the figures."""
    return {
        "cores": os.cpu_count() or 1,
        "machine": platform.machine(),
        "python": platform.python_version(),
        "system": platform.system(),
    }
