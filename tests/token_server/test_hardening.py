"""What a client may do wrong without harm."""

import socket
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from token_server import (
    Settings,
    create_app,
)
from token_server.app import EXTENSION

from .served import GUNICORN, LOST, SERVERS, Served, refused_start, served

HEAD = (
    b"POST /versori/token HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Session: user-ada\r\n"
    b"Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n"
)


def test_a_draining_server_lives_but_wants_no_requests(settings: Settings) -> None:
    """TOK-46"""
    app = create_app(settings)
    app.extensions[EXTENSION].readiness.drain()
    client = app.test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


@pytest.mark.parametrize(
    ("name", "value", "problems"),
    [("VERSORI_TOKEN_TTL", "0", 3), ("VERSORI_WORKERS", "many", 3), ("VERSORI_THREADS", "0", 3)],
)
def test_a_mis_set_environment_ends_gunicorn_with_its_problems(
    name: str, value: str, problems: int
) -> None:
    """TOK-16"""
    lines = refused_start(GUNICORN, **{name: value})
    assert len(lines) == problems
    assert "Traceback" not in "".join(lines)


@pytest.fixture(scope="module", params=SERVERS)
def server(
    pem: bytes, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Served]:
    with served(pem, tmp_path_factory.mktemp("served"), SERVERS[request.param]) as running:
        yield running


def test_ten_thousand_cookies_are_refused_and_nobody_else(server: Served) -> None:
    """TOK-32"""
    cookies = "; ".join(f"c{number}=v" for number in range(10_000))
    assert server.ask(X_Session="user-ada", Cookie=cookies).status in (LOST, 400, 431)
    assert server.ask(X_Session="user-ada").status == 200


def test_ten_megabytes_are_refused_before_they_are_sent(server: Served) -> None:
    """TOK-32"""
    with server.connect(HEAD + b"Content-Length: 10000000\r\n\r\n") as link:
        assert link.recv(100).startswith(b"HTTP/1.1 413")
    assert server.ask(X_Session="user-ada").status == 200


def test_a_body_that_never_comes_is_not_waited_for(server: Served) -> None:
    """TOK-49"""
    with server.connect(HEAD + b"Content-Length: 2\r\n\r\n") as link:
        assert link.recv(100).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("framing", "piece"),
    [(b"Transfer-Encoding: chunked", b"1\r\nx\r\n"), (b"Content-Length: 4000", b"x")],
    ids=["no length", "a length"],
)
def test_bodies_that_never_end_keep_threads_from_nobody(
    server: Served, framing: bytes, piece: bytes
) -> None:
    """TOK-49: two for each thread, of which a piece comes now and then."""
    with ExitStack() as ends:
        body = HEAD + framing + b"\r\n\r\n"
        links = [ends.enter_context(server.connect(body)) for _ in range(16)]
        with dripping(links, piece):
            assert {server.ask(X_Session="user-ada").status for _ in range(8)} == {200}


def test_an_endless_body_is_not_read(server: Served) -> None:
    """TOK-32"""
    with server.connect(HEAD + b"Transfer-Encoding: chunked\r\n\r\n") as link:
        assert link.recv(100).startswith(b"HTTP/1.1 200")
        link.settimeout(1)
        with pytest.raises(OSError):  # hung up, or nobody takes any more
            for _ in range(100):
                link.sendall(b"100000\r\n" + b"x" * 0x100000 + b"\r\n")


@contextmanager
def dripping(links: list[socket.socket], piece: bytes) -> Iterator[None]:
    """Send a piece on each connection, twenty times a second."""
    over = threading.Event()

    def drip() -> None:
        while not over.wait(0.05):
            for link in links:
                with suppress(OSError):
                    link.send(piece)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(drip)
        try:
            yield
        finally:
            over.set()


def test_a_forged_host_is_refused(server: Served) -> None:
    """TOK-33"""
    assert server.ask(X_Session="user-ada", Host="evil.example").status == 400


def test_a_hostile_path_makes_no_line_of_its_own(pem: bytes, tmp_path: Path) -> None:
    """TOK-45"""
    with served(pem, tmp_path, GUNICORN, GUNICORN_CMD_ARGS="--access-logfile -") as server:
        server.ask("GET", '/none/%0aA%20line%1b[31m"')
    written = server.log.read_text().splitlines()[-1]
    assert written.startswith('127.0.0.1 "GET /none/%0aA%20line%1b%5B31m%22" 404')


@pytest.mark.parametrize("command", SERVERS.values(), ids=SERVERS)
def test_a_forged_forwarding_header_makes_no_other_address(
    pem: bytes, tmp_path: Path, command: Sequence[str]
) -> None:
    """TOK-34"""
    with served(pem, tmp_path, command, VERSORI_LIMIT_PER_ADDRESS="5") as server:
        forged = (f"192.0.2.{number}" for number in range(30))
        said = [server.ask(X_Session="user-ada", X_Forwarded_For=each).status for each in forged]
    assert 5 <= said.count(200) <= 10
    assert set(said) == {200, 429}


WITH_UNDERSCORES = HEAD + b"X_Forwarded_For: 192.0.2.%d\r\nConnection: close\r\n\r\n"


def from_forged_addresses(server: Served) -> set[bytes]:
    """Ask thirty times, each time from elsewhere by what a header with underscores says."""
    heard = set()
    for number in range(30):
        with server.connect(WITH_UNDERSCORES % number) as link:
            heard.add(link.recv(12)[-3:])
    return heard


@pytest.mark.parametrize("command", SERVERS.values(), ids=SERVERS)
def test_no_underscores_are_believed_where_a_proxy_is(
    pem: bytes, tmp_path: Path, command: Sequence[str]
) -> None:
    """TOK-34"""
    told = {"VERSORI_PROXIES": "1", "VERSORI_LIMIT_PER_ADDRESS": "5"}
    with served(pem, tmp_path, command, **told) as server:
        assert from_forged_addresses(server) == {b"200", b"429"}


@pytest.mark.parametrize("command", SERVERS.values(), ids=SERVERS)
def test_no_secret_of_the_environment_is_told_with_a_request(
    pem: bytes, tmp_path: Path, command: Sequence[str]
) -> None:
    """TOK-43"""
    told = {"VERSORI_IDENTIFY": "tests.token_server.served_host:reader_of_everything"}
    with served(pem, tmp_path, command, VERSORI_LOG_SALT="canary-8d1f", **told) as server:
        assert server.ask().status == 401


HALF_OPEN = b"POST /versori/token HTTP/1.1\r\nHost: 127"
NO_BODY = HEAD + b"Content-Length: 2\r\n\r\n"


@pytest.mark.parametrize("sent", [HALF_OPEN, NO_BODY, b""], ids=["half", "no body", "nothing"])
def test_idle_clients_keep_granian_from_nobody(pem: bytes, tmp_path: Path, sent: bytes) -> None:
    """TOK-49"""
    with served(pem, tmp_path) as server:
        idle = [server.connect(sent) for _ in range(200)]
        said = {server.ask(X_Session="user-ada").status for _ in range(20)}
        for connection in idle:
            connection.close()
    assert said == {200}
