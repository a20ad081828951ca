"""A server under measurement: started, waited for, weighed, stopped."""

import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Request

PATIENCE = 20.0
PAUSE = 0.005
PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")


def header_user(request: Request) -> str | None:
    """Say who is signed in, by a header: a host's own session is not measured here."""
    return request.headers.get("X-Session")


@dataclass(frozen=True)
class Started:
    """Be a server that answers, `seconds` after it was started."""

    process: subprocess.Popen[bytes]
    seconds: float

    def resident_bytes(self) -> int:
        """Add up the resident memory of the process and all below it; shared pages count twice."""
        return sum(_resident(pid) for pid in _family(self.process.pid))

    def cpu_seconds(self) -> float:
        """Add up the processor's time of the process and all below it."""
        return sum(_cpu(pid) for pid in _family(self.process.pid))


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str], environ: Mapping[str, str], port: int, log: Path
) -> Iterator[Started]:
    """Run a server inside the block; what it logs goes to a file, as it would elsewhere."""
    began = time.perf_counter()
    with log.open("wb") as sink:
        process = subprocess.Popen(  # noqa: S603 - the benchmark's own command
            command, env={**os.environ, **environ}, stderr=sink
        )
    try:
        _wait(port, process)
        yield Started(process, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    pause, end = threading.Event(), time.monotonic() + PATIENCE
    while not _is_ready(port):
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError("the server did not start")
        pause.wait(PAUSE)


def _is_ready(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as link:
            link.sendall(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            return link.recv(1024).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _family(int(child))


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS  # utime and stime: 14 and 15 in proc(5)


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
