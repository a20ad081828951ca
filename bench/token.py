"""The token endpoint under load, beside what signing alone would allow in the same run.

Two workers, sixteen connections that are kept open, every guard on. The load comes from this
process, on the same cores, so what it costs is in the figures.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench._figures import Figure, publish
from bench._load import Load, put_under_load, warm_up
from bench._server import free_port, running
from sandbox.demo import new_key
from token_server import SigningKey

WORKERS = 2
CONNECTIONS = 16
SECONDS = 4.0
SIGNATURES = 2000
LEAST_RATIO = 0.60
LONGEST_START = 1.0
MEGABYTE = 1024 * 1024

GUNICORN = (
    *("-m", "gunicorn", "--config", "python:token_server.gunicorn_conf"),
    "token_server:create_app()",
)
GRANIAN = (
    *("-m", "granian", "--interface", "wsgi", "--factory", "token_server:create_app"),
    *("--workers", str(WORKERS), "--blocking-threads", "1", "--http", "1"),
    *("--respawn-failed-workers", "--workers-kill-timeout", "8", "--log-level", "warning"),
)


@dataclass(frozen=True)
class Server:
    """Be one way to serve the application; `command` is given the port."""

    name: str
    command: Callable[[int], list[str]]


SERVERS = (
    Server("gunicorn", lambda port: [sys.executable, *GUNICORN, "--bind", f"127.0.0.1:{port}"]),
    Server("granian", lambda port: [sys.executable, *GRANIAN, "--port", str(port)]),
)


def main() -> int:
    """Measure, print and keep the figures; return 1 if one misses its limit."""
    with tempfile.TemporaryDirectory() as folder:
        pem = new_key()
        environ = environment(Path(folder), pem)
        raw = signatures_per_second(SigningKey.from_pem("bench-key", pem)) * usable_cores()
        figures = [Figure("signing alone, all cores", raw, "signatures/s")]
        for server in SERVERS:
            figures += measured(server, environ, raw)
    return publish("token", figures)


def measured(server: Server, environ: dict[str, str], raw: float) -> list[Figure]:
    """Start a server, put it under load, and say how it bore it."""
    port = free_port()
    with running(server.command(port), environ, port) as started:
        warm_up(port, CONNECTIONS)
        before = started.cpu_seconds()
        load = put_under_load(port, CONNECTIONS, SECONDS)
        cpu = started.cpu_seconds() - before
        memory = started.resident_bytes()
    return [
        Figure(f"{server.name}: requests", load.rate, "requests/s"),
        Figure(f"{server.name}: of signing alone", load.rate / raw, "ratio", least=LEAST_RATIO),
        Figure(f"{server.name}: the same by its own time", by_time(load, cpu, raw), "ratio"),
        Figure(f"{server.name}: errors", load.errors, "requests", most=0),
        Figure(f"{server.name}: the load's own share", load_share(load), "of the cores"),
        *latencies(server, load),
        Figure(f"{server.name}: start to ready", started.seconds, "s", most=LONGEST_START),
        Figure(f"{server.name}: resident memory", memory / MEGABYTE, "MB"),
    ]


def by_time(load: Load, cpu: float, raw: float) -> float:
    """Compare answers and signatures by the time they take, whatever else the machine does."""
    return len(load.times) / cpu / (raw / usable_cores())


def load_share(load: Load) -> float:
    """Give the part of the cores that asking took away from answering."""
    return load.cpu_seconds / load.seconds / usable_cores()


def latencies(server: Server, load: Load) -> list[Figure]:
    """Give the middle answer's time, and the hundredth slowest's."""
    return [
        Figure(f"{server.name}: p50", load.percentile(50) * 1000, "ms"),
        Figure(f"{server.name}: p99", load.percentile(99) * 1000, "ms"),
    ]


def signatures_per_second(key: SigningKey) -> float:
    """Sign claims on one core, as fast as it goes."""
    claims = {"iss": key.issuer, "sub": "user-1", "iat": 0, "nbf": 0, "exp": 300}
    started = time.process_time()
    for _ in range(SIGNATURES):
        key.sign(claims)
    return SIGNATURES / (time.process_time() - started)


def usable_cores() -> int:
    """Count the cores that this process, and so the server, may use: two at most."""
    return min(WORKERS, len(os.sched_getaffinity(0)))


def environment(folder: Path, pem: bytes) -> dict[str, str]:
    """Write the key, and describe a server whose limits the load stays under."""
    path = folder / "key.pem"
    path.touch(0o600)
    path.write_bytes(pem)
    return {
        "VERSORI_SIGNING_KEY_ID": "bench-key",
        "VERSORI_SIGNING_KEY_FILE": str(path),
        "VERSORI_IDENTIFY": "bench._server:header_user",
        "VERSORI_LIMIT_PER_USER": "1000000",
        "VERSORI_LIMIT_PER_ADDRESS": "1000000",
        "VERSORI_WORKERS": str(WORKERS),
    }


if __name__ == "__main__":
    sys.exit(main())
