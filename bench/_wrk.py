"""Load by wrk, which costs next to nothing; what it does not look at is looked at beside it."""

import re
import resource
import shutil
import subprocess
from pathlib import Path

from bench._load import Load
from devtools import debian
from devtools.problems import Problem

SCRIPT = Path(__file__).with_name("ask.lua")
ROOT = SCRIPT.parents[1]
RESULT = re.compile(r"^result (\d+) (\d+) (\d+) (\d+) (\d+)$", re.MULTILINE)
MICRO = 1e-6


def find_wrk() -> str | None:
    """Find wrk, or take Debian's; None where neither is to be had."""
    if not shutil.which("wrk") and debian.can_install():
        try:
            debian.install(ROOT, "wrk", "without it the load is made in Python")
        except Problem as problem:
            print(problem)
    return shutil.which("wrk")


class Wrk:
    """Be one running wrk, on one thread."""

    def __init__(self, program: str, port: int, connections: int, seconds: float) -> None:
        self._used = _cpu_of_children()
        plan = ["-t1", f"-c{connections}", f"-d{seconds:.0f}s", "-s", str(SCRIPT)]
        url = f"http://127.0.0.1:{port}/versori/token"
        self.process = subprocess.Popen(  # noqa: S603 - the benchmark's own command
            [program, *plan, url], stdout=subprocess.PIPE, text=True
        )

    def result(self) -> Load:
        """Wait for its end; raise RuntimeError if it says nothing of use."""
        said, _ = self.process.communicate()
        found = RESULT.search(said)
        if not found:
            raise RuntimeError(f"wrk said: {said}")
        good, errors, duration, middle, late = (int(number) for number in found.groups())
        return Load(
            good=good,
            errors=errors,
            seconds=duration * MICRO,
            cpu_seconds=_cpu_of_children() - self._used,
            middle=middle * MICRO,
            late=late * MICRO,
        )


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
