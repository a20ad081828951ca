"""The token endpoint under load, beside what signing alone would allow in the same run.

Two workers, sixteen connections that are kept open, every guard on, the log in a file. The load is
made on the same cores: by wrk where it is to be had, or else in Python, which costs more of them.
Each server is measured several times, in turn with the other; the middle one counts. A core of a
virtual machine is now slow and now quick, and its neighbour as well: what signing alone would allow
is measured on each of them, just before the load and just after it.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench._figures import Figure, publish
from bench._load import Load, put_under_load
from bench._sample import Sample
from bench._server import free_port, running
from bench._wrk import Wrk, find_wrk
from sandbox.demo import new_key
from token_server import SigningKey

WORKERS = 2
CONNECTIONS = 16
ROUNDS = 15
WARM_UP = 1.0
SECONDS = 2.0
SIGNING_SECONDS = 0.25
LEAST_RATIO = 0.60
LONGEST_START = 1.0
MEGABYTE = 1024 * 1024

GUNICORN = (
    *("-m", "gunicorn", "--config", "python:token_server.gunicorn_conf"),
    "token_server:create_app()",
)


@dataclass(frozen=True)
class Server:
    """Be one way to serve the application; `command` is given the port."""

    name: str
    command: Callable[[int], list[str]]
    is_default: bool = False


SERVERS = (
    Server("granian", lambda port: ["-m", "token_server", "--port", str(port)], is_default=True),
    Server("gunicorn", lambda port: [*GUNICORN, "--bind", f"127.0.0.1:{port}"]),
)


@dataclass(frozen=True)
class Round:
    """Be what one server was seen to do once, and what signing alone did around it."""

    load: Load
    raw: float
    cpu: float
    wrong: int
    start: float
    memory: int

    @property
    def ratio(self) -> float:
        """Compare answers with signatures."""
        return self.load.rate / self.raw

    @property
    def by_time(self) -> float:
        """Compare them by the processor's time, asking included, whatever else the machine does."""
        used = self.cpu + self.load.cpu_seconds
        return self.load.good / used / (self.raw / len(usable_cores()))

    @property
    def load_share(self) -> float:
        """Give the part of the cores that asking took away from answering."""
        return self.load.cpu_seconds / self.load.seconds / len(usable_cores())


def main() -> int:
    """Measure, print and keep the figures; return 1 if one misses its limit."""
    wrk = find_wrk()
    print(f"load by {wrk or 'Python, since there is no wrk'}; {ROUNDS} rounds of {SECONDS:g} s")
    with tempfile.TemporaryDirectory() as folder:
        host = Host.within(Path(folder))
        rounds = [[measured(each, host, wrk) for each in SERVERS] for _ in range(ROUNDS)]
    raw = median(each.raw for turn in rounds for each in turn)
    figures = [Figure("signing alone, all cores", raw, "signatures/s")]
    for server, seen in zip(SERVERS, zip(*rounds, strict=True), strict=True):
        figures += figures_of(server, seen)
    return publish("token", figures)


@dataclass(frozen=True)
class Host:
    """Be the key, and the environment of a server whose limits the load stays under."""

    key: SigningKey
    environ: dict[str, str]
    log: Path

    @classmethod
    def within(cls, folder: Path) -> "Host":
        """Make a key, and keep it in a folder."""
        pem, path = new_key(), folder / "key.pem"
        path.touch(0o600)
        path.write_bytes(pem)
        environ = {
            "VERSORI_SIGNING_KEY_ID": "bench-key",
            "VERSORI_SIGNING_KEY_FILE": str(path),
            "VERSORI_IDENTIFY": "bench._server:header_user",
            "VERSORI_LIMIT_PER_USER": "1000000",
            "VERSORI_LIMIT_PER_ADDRESS": "1000000",
            "VERSORI_WORKERS": str(WORKERS),
        }
        return cls(SigningKey.from_pem("bench-key", pem), environ, folder / "log")


def measured(server: Server, host: Host, wrk: str | None) -> Round:
    """Start a server, put it under load, and say how it bore it."""
    port = free_port()
    command = [sys.executable, *server.command(port)]
    with running(command, host.environ, port, host.log) as started:
        _load(wrk, port, WARM_UP)
        raw = signatures_per_second(host.key)
        before = started.cpu_seconds()
        with Sample(port, host.key) as sample:
            load = _load(wrk, port, SECONDS)
        cpu = started.cpu_seconds() - before
        memory = started.resident_bytes()
        raw = (raw + signatures_per_second(host.key)) / 2
    return Round(load, raw, cpu, sample.wrong(), started.seconds, memory)


def _load(wrk: str | None, port: int, seconds: float) -> Load:
    if wrk:
        return Wrk(wrk, port, CONNECTIONS, seconds).result()
    return put_under_load(port, CONNECTIONS, seconds)


def figures_of(server: Server, rounds: Sequence[Round]) -> list[Figure]:
    """Sum up what a server was seen to do."""
    ratios = sorted(each.ratio for each in rounds)
    loads = [each.load for each in rounds]
    least = LEAST_RATIO if server.is_default else None
    rows: list[tuple[str, float, str]] = [
        ("lowest of the rounds", ratios[0], "ratio"),
        ("highest of the rounds", ratios[-1], "ratio"),
        ("the same by time used", median(each.by_time for each in rounds), "ratio"),
        ("the load's own share", median(each.load_share for each in rounds), "of the cores"),
        ("p50", median(load.middle for load in loads) * 1000, "ms"),
        ("p99", median(load.late for load in loads) * 1000, "ms"),
        ("resident memory", max(each.memory for each in rounds) / MEGABYTE, "MB"),
    ]
    name = server.name
    return [
        Figure(f"{name}: requests", median(load.rate for load in loads), "requests/s"),
        Figure(f"{name}: of signing alone", median(ratios), "ratio", least=least),
        *(Figure(f"{name}: {row}", value, unit) for row, value, unit in rows),
        Figure(f"{name}: errors", sum(load.errors for load in loads), "requests", most=0),
        Figure(f"{name}: wrong tokens", sum(each.wrong for each in rounds), "tokens", most=0),
        Figure(
            f"{name}: start to ready",
            median(each.start for each in rounds),
            "s",
            most=LONGEST_START,
        ),
    ]


def signatures_per_second(key: SigningKey) -> float:
    """Sign on one core after the other, as fast as it goes, and add up what each would allow."""
    allowed = os.sched_getaffinity(0)
    try:
        return sum(_on_core(core, key) for core in usable_cores())
    finally:
        os.sched_setaffinity(0, allowed)


def _on_core(core: int, key: SigningKey) -> float:
    claims = {"iss": key.issuer, "sub": "user-1", "iat": 0, "nbf": 0, "exp": 300}
    os.sched_setaffinity(0, {core})
    started, count = time.process_time(), 0
    while time.process_time() - started < SIGNING_SECONDS:
        key.sign(claims)
        count += 1
    return count / (time.process_time() - started)


def usable_cores() -> list[int]:
    """Name the cores that this process, and so the server, may use: two at most."""
    return sorted(os.sched_getaffinity(0))[:WORKERS]


if __name__ == "__main__":
    sys.exit(main())
