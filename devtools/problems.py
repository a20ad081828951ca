"""What can go wrong before the project's own code runs, and how it is told.

Problem                     something that the person at the keyboard can put right
    StepFailed              a command of the set-up ended with an error
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence


class Problem(Exception):
    """Stop with one message and its way out."""

    def report(self) -> str:
        """Write the problem as lines for a terminal."""
        return f"dev.py: {self}"


class StepFailed(Problem):
    """A command of the set-up ended with an error."""

    def __init__(
        self, step: str, command: Sequence[str], output: Sequence[str], way_out: str
    ) -> None:
        super().__init__(f"this step failed: {step}")
        self.command = command
        self.output = output
        self.way_out = way_out

    def report(self) -> str:
        """Name the step, the command, the end of its output, and the way out."""
        said = [f"    {line}" for line in self.output] or ["    (nothing)"]
        lines = [
            super().report(),
            f"  command: {shlex.join(self.command)}",
            "  it said:",
            *said,
            f"  way out: {self.way_out}",
        ]
        return "\n".join(lines)
