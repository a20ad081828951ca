"""How a step of the set-up is run: announced, with signs of life, and explained when it fails."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from devtools.problems import StepFailed

SIGN_OF_LIFE = 5.0
LAST_LINES = 12
WIDTH = 88


def say(text: str) -> None:
    """Tell at once what is going on, also when the output is a file."""
    print(text, flush=True)


def run_step(
    title: str,
    command: Sequence[str],
    *,
    cwd: Path,
    way_out: str,
    env: Mapping[str, str] | None = None,
) -> None:
    """Run a command to its end; raise StepFailed when it cannot start or does not end well."""
    say(f"{title} ...")
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        try:
            code = _run(command, cwd, env, output)
        except OSError as error:
            raise StepFailed(title, command, [str(error)], way_out) from error
        if code:
            raise StepFailed(title, command, last_lines(output), way_out)


def _run(command: Sequence[str], cwd: Path, env: Mapping[str, str] | None, output: IO[str]) -> int:
    environment = {**os.environ, **(env or {})}
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
    ) as process:
        try:
            return _wait(process, output)
        finally:
            # After Ctrl-C, or when only this process was told to stop.
            process.terminate()


def _wait(process: subprocess.Popen[bytes], output: IO[str]) -> int:
    started = time.monotonic()
    while True:
        try:
            return process.wait(SIGN_OF_LIFE)
        except subprocess.TimeoutExpired:
            say(_sign_of_life(time.monotonic() - started, last_lines(output, 1)))


def hand_over(command: Sequence[str], *, cwd: Path, env: Mapping[str, str]) -> int:
    """Run a command that has the terminal to itself, Ctrl-C included; return its status."""
    with subprocess.Popen(command, cwd=cwd, env=env) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                # The command was told as well, and has its own way to end.
                continue


def last_lines(output: IO[str], count: int = LAST_LINES) -> list[str]:
    """Read the last lines that say anything."""
    # The child shares this file's position, so reading must leave it at the end.
    output.seek(0)
    return list(deque((line.rstrip() for line in output if line.strip()), count))


def _sign_of_life(seconds: float, lines: Sequence[str]) -> str:
    return f"  {seconds:3.0f} s  {''.join(lines).strip()}"[:WIDTH]
