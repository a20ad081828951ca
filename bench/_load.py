"""Load on the token endpoint: a fixed number of open connections, each one asking at a time."""

import selectors
import socket
import time
from dataclasses import dataclass, field

WARM_UP = 0.5
CHUNK = 65_536


@dataclass
class Load:
    """Hold what came of it; times are in seconds."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    errors: int = 0
    times: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Give the good answers a second."""
        return len(self.times) / self.seconds

    def percentile(self, percent: int) -> float:
        """Give the time within which so many of a hundred were answered."""
        times = sorted(self.times)
        return times[min(len(times) - 1, len(times) * percent // 100)]


@dataclass
class Connection:
    """Be one open connection with a question out."""

    link: socket.socket
    question: bytes
    asked: float = 0.0
    heard: bytes = b""

    def ask(self) -> None:
        """Send the question."""
        self.heard, self.asked = b"", time.perf_counter()
        self.link.sendall(self.question)

    def hear(self) -> bool:
        """Take what has come; say whether the answer is whole."""
        received = self.link.recv(CHUNK)
        if not received:
            raise ConnectionError("closed in the middle")
        self.heard += received
        head, gap, body = self.heard.partition(b"\r\n\r\n")
        return bool(gap) and len(body) >= _length(head)


def warm_up(port: int, connections: int) -> None:
    """Ask for a moment, and forget how long it took."""
    put_under_load(port, connections, WARM_UP)


def put_under_load(port: int, connections: int, seconds: float) -> Load:
    """Ask over all connections at once until the time is up."""
    load = Load()
    with selectors.DefaultSelector() as selector:
        for number in range(connections):
            _open(selector, port, number)
        started, cpu = time.perf_counter(), time.process_time()
        while time.perf_counter() - started < seconds:
            for key, _ in selector.select(1):
                _hear(key.data, load, selector, port)
        load.seconds = time.perf_counter() - started
        load.cpu_seconds = time.process_time() - cpu
        for each in list(selector.get_map().values()):
            each.data.link.close()
    return load


def _open(selector: selectors.BaseSelector, port: int, number: int) -> None:
    link = socket.create_connection(("127.0.0.1", port), timeout=10)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection = Connection(link, _question(number))
    selector.register(link, selectors.EVENT_READ, connection)
    connection.ask()


def _hear(connection: Connection, load: Load, selector: selectors.BaseSelector, port: int) -> None:
    try:
        if not connection.hear():
            return
        _count(connection, load)
        connection.ask()
    except OSError:
        load.errors += 1
        selector.unregister(connection.link)
        connection.link.close()
        _open(selector, port, 0)


def _count(connection: Connection, load: Load) -> None:
    if connection.heard.startswith(b"HTTP/1.1 200"):
        load.times.append(time.perf_counter() - connection.asked)
    else:
        load.errors += 1


def _length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])


def _question(number: int) -> bytes:
    lines = (
        "POST /versori/token HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        "Content-Length: 2",
        "Cookie: session=0123456789abcdef0123456789abcdef",
        "Origin: https://app.example.com",
        "Sec-Fetch-Site: same-origin",
        "X-Requested-With: versori-hub",
        f"X-Session: user-{number}",
    )
    return "\r\n".join([*lines, "", "{}"]).encode()
