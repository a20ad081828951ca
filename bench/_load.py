"""Load made in Python: a fixed number of open connections, each of which asks and waits."""

import selectors
import socket
import time
from dataclasses import dataclass, field

CHUNK = 65_536


@dataclass(frozen=True)
class Load:
    """Hold what came of it: answers, and the times of the middle and of the hundredth slowest."""

    good: int
    errors: int
    seconds: float
    cpu_seconds: float
    middle: float
    late: float

    @property
    def rate(self) -> float:
        """Give the good answers a second."""
        return self.good / self.seconds


@dataclass
class Tally:
    """Count while it goes on; times are in seconds."""

    errors: int = 0
    times: list[float] = field(default_factory=list)

    def percentile(self, percent: int) -> float:
        """Give the time within which so many of a hundred were answered."""
        times = sorted(self.times) or [0.0]
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


def put_under_load(port: int, connections: int, seconds: float) -> Load:
    """Ask over all connections at once until the time is up."""
    tally = Tally()
    with selectors.DefaultSelector() as selector:
        for number in range(connections):
            _open(selector, port, number)
        started, cpu = time.perf_counter(), time.process_time()
        while time.perf_counter() - started < seconds:
            for key, _ in selector.select(1):
                _hear(key.data, tally, selector, port)
        took, used = time.perf_counter() - started, time.process_time() - cpu
        for each in list(selector.get_map().values()):
            each.data.link.close()
    middle, late = tally.percentile(50), tally.percentile(99)
    return Load(len(tally.times), tally.errors, took, used, middle, late)


def _open(selector: selectors.BaseSelector, port: int, number: int) -> None:
    link = socket.create_connection(("127.0.0.1", port), timeout=10)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection = Connection(link, _question(number))
    selector.register(link, selectors.EVENT_READ, connection)
    connection.ask()


def _hear(
    connection: Connection, tally: Tally, selector: selectors.BaseSelector, port: int
) -> None:
    try:
        if not connection.hear():
            return
        _count(connection, tally)
        connection.ask()
    except OSError:
        tally.errors += 1
        selector.unregister(connection.link)
        connection.link.close()
        _open(selector, port, 0)


def _count(connection: Connection, tally: Tally) -> None:
    if connection.heard.startswith(b"HTTP/1.1 200"):
        tally.times.append(time.perf_counter() - connection.asked)
    else:
        tally.errors += 1


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
