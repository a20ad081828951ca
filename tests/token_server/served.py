"""A token server as it runs in production: granian or gunicorn, two workers, as it is shipped."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.canaries.secrets import CANARY
from tests.canaries.sinks import sinks

ROOT = Path(__file__).parents[2]
FROM_HERE = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
MANY = "1000000"
REFUSED, LOST = -1, 0
WORKERS = 2
GRANIAN = (sys.executable, "-m", "token_server")
GUNICORN = (
    *(sys.executable, "-m", "gunicorn", "--config", "python:token_server.gunicorn_conf"),
    "token_server:create_app()",
)
SERVERS = {"granian": GRANIAN, "gunicorn": GUNICORN}


@dataclass(frozen=True)
class Said:
    """Be an answer, or that there was none: nobody let the request in, or it was LOST within."""

    status: int
    text: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def token(self) -> str:
        return str(json.loads(self.text)["token"])


@dataclass(frozen=True)
class Served:
    """Be a running server."""

    port: int
    process: subprocess.Popen[str]
    log: Path

    def ask(self, method: str = "POST", path: str = "/versori/token", **headers: str) -> Said:
        """Send one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            sent = FROM_HERE | {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, b"{}", sent)
            response = connection.getresponse()
            text = response.read().decode()
            return _noted(Said(response.status, text, dict(response.getheaders())))
        except ConnectionRefusedError:
            return Said(REFUSED)
        except (OSError, http.client.HTTPException):
            return Said(LOST)
        finally:
            connection.close()

    def connect(self, sent: bytes) -> socket.socket:
        """Open a connection and send just this."""
        link = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        link.sendall(sent)
        return link

    def order_all(self, order: signal.Signals) -> None:
        """Give an order to each process, as a supervisor or a terminal does."""
        os.killpg(self.process.pid, order)

    def is_refusing(self) -> bool:
        """Tell whether nothing listens any more."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0

    def workers(self) -> list[int]:
        """List the workers' process ids."""
        pid = self.process.pid
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def asked_at_once(server: Served, calls: int, **headers: str) -> list[Said]:
    """Send the same request many times, sixteen at a time."""
    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(lambda _: server.ask(**headers), range(calls)))


def statuses(answers: Iterable[Said]) -> Counter[int]:
    """Count the answers by status."""
    return Counter(said.status for said in answers)


def until(is_so: Callable[[], bool], seconds: float = 15) -> None:
    """Wait until something is so; fail if it never is."""
    pause, end = threading.Event(), time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "that took too long"
        pause.wait(0.01)


def both_are_ready(server: Served) -> bool:
    """Tell whether both workers have said that they are; one alone answers already."""
    return server.log.read_text().count("worker_ready") == WORKERS


@contextmanager
def served(
    pem: bytes, folder: Path, command: Sequence[str] = GRANIAN, **more: str
) -> Iterator[Served]:
    """Serve inside the block; the key and its id are files in the folder."""
    port, log = _free_port(), folder / "log"
    environ = os.environ | _told(pem, folder, port) | more
    with log.open("w") as sink:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environ, stdout=sink, stderr=sink, text=True, process_group=0
        )
    server = Served(port, process, log)
    try:
        until(lambda: both_are_ready(server))
        yield server
    finally:
        process.terminate()
        process.wait(15)
        written = log.read_text()
        sinks.take("a server's own output", written)
        assert "Traceback" not in written


def refused_start(command: Sequence[str], **environ: str) -> list[str]:
    """Start a server in an environment that does not allow it; give the lines that it says."""
    told = {"PATH": os.environ["PATH"], "VERSORI_SIGNING_KEY": f"{CANARY} key", **environ}
    done = subprocess.run(command, env=told, cwd=ROOT, capture_output=True, text=True)
    sinks.take("a refused server's own output", done.stdout + done.stderr)
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr.splitlines()


def environment(pem: bytes, **more: str) -> dict[str, str]:
    """Give a key and its id in the environment itself."""
    return {"VERSORI_SIGNING_KEY_ID": "test-key", "VERSORI_SIGNING_KEY": pem.decode()} | more


def _noted(said: Said) -> Said:
    """Let a refusal be searched for secrets."""
    if said.status >= 400:
        sinks.take(f"a server's answer with {said.status}", said.text)
    return said


def _told(pem: bytes, folder: Path, port: int) -> dict[str, str]:
    (folder / "key-id").write_text("test-key")
    key = folder / "key.pem"
    key.touch(0o600)
    key.write_bytes(pem)
    return {
        "VERSORI_SIGNING_KEY_ID_FILE": str(folder / "key-id"),
        "VERSORI_SIGNING_KEY_FILE": str(key),
        "VERSORI_IDENTIFY": "tests.token_server.served_host:session_user",
        "VERSORI_BIND": f"127.0.0.1:{port}",
        "VERSORI_LIMIT_PER_USER": MANY,
        "VERSORI_LIMIT_PER_ADDRESS": MANY,
    }


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
