"""Hybrid mode attacked byte by byte, in front of the servers that are documented.

Whatever is sent, the API is asked nothing at all, or the one thing that the caller may ask.
"""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.token_server.served import GUNICORN, SERVERS, Served, served

from .upstream import HUB, INTEGRATIONS, Upstream

OWN = ("GET", INTEGRATIONS.removeprefix("/versori/api"))
SMUGGLED = f"{INTEGRATIONS}?first=7"
AS_ADA = "Host: 127.0.0.1\r\nX-Session: user-ada\r\nSec-Fetch-Site: same-origin\r\n"
LAST = "Connection: close\r\n\r\n"
AS_JSON = "Content-Type: application/json\r\n"
POST = f"POST /versori/api/activations HTTP/1.1\r\n{AS_ADA}{AS_JSON}"
NEXT = f"GET {SMUGGLED} HTTP/1.1\r\n{AS_ADA}{LAST}"


@pytest.fixture(scope="module", params=SERVERS.values(), ids=list(SERVERS))
def server(
    request: pytest.FixtureRequest,
    serving_upstream: Upstream,
    pem: bytes,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Served]:
    told = {"HYBRID": "1", "HUB_ID": HUB, "API_URL": serving_upstream.url, "SERVER": "granian"}
    environ = {f"VERSORI_{name}": value for name, value in told.items()}
    with served(pem, tmp_path_factory.mktemp("served"), request.param, **environ) as running:
        yield running


def exchange(server: Served, sent: str | bytes) -> list[int]:
    """Send bytes, and list the statuses of the answers until the server hangs up."""
    sent = sent.encode("latin-1") if isinstance(sent, str) else sent
    with socket.create_connection(("127.0.0.1", server.port), timeout=1) as connection:
        connection.sendall(sent)
        said = read_all(connection)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)  # for a server that waits for more
        said += read_all(connection)
    return [int(status) for status in re.findall(rb"^HTTP/1\.[01] (\d{3})", said, re.MULTILINE)]


def read_all(connection: socket.socket) -> bytes:
    said = b""
    with suppress(TimeoutError, ConnectionError):
        while part := connection.recv(65536):
            said += part
    return said


def get(path: str, headers: str = "", method: str = "GET") -> str:
    return f"{method} {path} HTTP/1.1\r\n{AS_ADA}{headers}{LAST}"


def test_the_right_call_gets_through(server: Served, upstream: Upstream) -> None:
    """HYB-01: so what is refused below is refused for what is wrong with it."""
    assert exchange(server, get(INTEGRATIONS)) == [200]
    assert upstream.asked == [OWN]


@pytest.mark.parametrize(
    "path",
    [
        f"/versori/api/embed/{HUB}/users/user-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ben/../user-ada/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada/../user-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada%2f..%2fuser-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada/%2e%2e/user-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada/%252e%252e/user-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada%252f..%252fuser-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada;x=1/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada/integrations;x=1",
        f"/versori/api/embed/{HUB}/users/user-ada\\..\\user-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada%00/integrations",
        f"/versori/api/embed/{HUB}/users/%c0%ae%c0%ae/user-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-%ff%fe/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada%0d%0aX-Session:%20user-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ad%EF%BD%81/integrations",
        f"/versori/api/embed/{HUB}/users/USER-ADA/integrations",
        f"/versori/api/embed/{HUB}//users/user-ada/integrations",
        f"/versori/api/../api/embed/{HUB}/users/user-ada/integrations/../../healthz",
        "/versori/api/http://evil.example/hubs",
        "/versori/api/%68ttp:%2f%2fevil.example",
        "/versori/api//evil.example/hubs",
        "/versori/api/@evil.example/hubs",
        f"{INTEGRATIONS}?first=20&first=100",
        f"{INTEGRATIONS}?first=20&%66irst=100",
        f"{INTEGRATIONS}?user_id=user-ben",
        f"{INTEGRATIONS}?after=x%0d%0aX-Evil:%201",
        f"{INTEGRATIONS}?after=x&First=1",
        f"{INTEGRATIONS}?first=20;user_id=user-ben",
        f"{INTEGRATIONS}?deployed=true?user_id=user-ben",
    ],
)
def test_a_trick_with_the_path_or_the_query_asks_nothing(
    server: Served, upstream: Upstream, path: str
) -> None:
    """HYB-02, HYB-03, HYB-04"""
    [status] = exchange(server, get(path))
    assert 400 <= status < 500
    assert upstream.asked == []


@pytest.mark.parametrize(
    "path",
    [
        f"http://127.0.0.1{INTEGRATIONS}",
        f"http://evil.example{INTEGRATIONS}",
        f"//evil.example{INTEGRATIONS}",
        INTEGRATIONS.replace("users", "%75sers"),
        INTEGRATIONS.replace("/users/", "%2fusers/"),
        INTEGRATIONS.replace("/versori", "//versori"),
        INTEGRATIONS.replace("/api", "/%61pi"),
        f"{INTEGRATIONS}#/../..",
    ],
)
def test_another_spelling_asks_nothing_else(server: Served, upstream: Upstream, path: str) -> None:
    """HYB-02: what a server does not tell (granian: another server's name) means the same."""
    exchange(server, get(path))
    assert upstream.asked in ([], [OWN])


@pytest.mark.parametrize(
    "path",
    [
        INTEGRATIONS.replace("users", "%75sers"),
        INTEGRATIONS.replace("/users/", "%2fusers/"),
        INTEGRATIONS.replace("/users/", "%2Fusers%2F"),
        INTEGRATIONS.replace("/api", "/%61pi"),
    ],
)
def test_only_one_spelling_is_right(server: Served, upstream: Upstream, path: str) -> None:
    """HYB-02"""
    assert exchange(server, get(path)) == [404]
    assert upstream.asked == []


@pytest.mark.parametrize("server", [GUNICORN], ids=["gunicorn"], indirect=True)
@pytest.mark.parametrize(
    "path",
    [
        f"http://127.0.0.1{INTEGRATIONS}",
        f"http://evil.example{INTEGRATIONS}",
        f"https://evil.example{INTEGRATIONS}",
        f"{INTEGRATIONS}#x",
    ],
)
def test_an_absolute_address_is_no_call_where_hybrid_mode_is_usually_served(
    server: Served, upstream: Upstream, path: str
) -> None:
    """HYB-02: granian does not tell, so it serves hybrid mode only if it is asked to."""
    assert exchange(server, get(path)) == [404]
    assert upstream.asked == []


CLIMBED = f"/versori/api/embed/{HUB}/users/user-ben/../user-ada/integrations"


@given(encoded=st.sets(st.integers(1, len(INTEGRATIONS) - 1), min_size=1))
@settings(max_examples=25, deadline=None)
def test_no_spelling_lets_in_what_is_refused_as_it_stands(
    server: Served, serving_upstream: Upstream, encoded: set[int]
) -> None:
    """HYB-02, HYB-03: a user's own name may be spelled in two ways, and nothing else."""
    serving_upstream.asked.clear()
    for path in (INTEGRATIONS.replace("ada", "ben"), CLIMBED):
        assert 200 not in exchange(server, get(respelled(path, encoded)))
    assert serving_upstream.asked == []
    is_right = encoded <= set(range(AT_USER, AT_USER + len("user-ada")))
    assert exchange(server, get(respelled(INTEGRATIONS, encoded))) == [200 if is_right else 404]


AT_USER = INTEGRATIONS.index("user-ada")


def test_a_user_may_be_spelled_in_numbers(server: Served, upstream: Upstream) -> None:
    """HYB-02"""
    spelled = respelled(INTEGRATIONS, {AT_USER, AT_USER + 4})
    assert exchange(server, get(spelled)) == [200]
    assert upstream.asked == [OWN]


def respelled(path: str, encoded: set[int]) -> str:
    """Write some characters, by their places, as their numbers."""
    spelled = (f"%{ord(each):02x}" if at in encoded else each for at, each in enumerate(path))
    return "".join(spelled)


@pytest.mark.parametrize(
    "framing",
    [
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
        "Content-Length: 6\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\nX",
        "Content-Length: 6\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\nX",
        "Content-Length: 6\r\nTransfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\nX",
        "Content-Length: 6\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\nX",
        "Content-Length: 0\r\nContent-Length: 2\r\n\r\n",
        "Content-Length: 0, 2\r\n\r\n",
        "Content-Length: +0\r\n\r\n",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: 0x0\r\n\r\n",
        "Content-Length: 99999999999999999999999\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n0;x\n\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n\r\n",
        "X: y\r\n Content-Length: 0\r\nContent-Length: 2\r\n\r\n",
    ],
    ids=repr,
)
def test_no_call_is_smuggled_behind_another(
    server: Served, upstream: Upstream, framing: str
) -> None:
    """HYB-05: two readers that disagree about where a body ends would see two calls."""
    statuses = exchange(server, POST + framing + NEXT)
    assert upstream.asked == []
    assert 200 not in statuses


def test_a_refused_body_is_not_taken_for_the_next_call(server: Served, upstream: Upstream) -> None:
    """HYB-05"""
    refused = POST.replace("same-origin", "cross-site") + f"Content-Length: {len(NEXT)}\r\n\r\n"
    assert exchange(server, refused + NEXT)[:1] == [403]
    assert upstream.asked == []


@pytest.mark.parametrize(
    "headers",
    [
        "X-HTTP-Method-Override: DELETE\r\nX-Method-Override: DELETE\r\n",
        "X-Forwarded-Host: evil.example\r\nX-Original-URL: /healthz\r\nX-Rewrite-URL: /healthz\r\n",
        "Forwarded: host=evil.example\r\nX-Forwarded-Prefix: /x\r\n",
        "Authorization: Bearer forged\r\nProxy-Authorization: Basic eDp5\r\n",
        "Connection: close, Authorization\r\nTE: trailers\r\nUpgrade: h2c\r\n",
        "Range: bytes=0-0\r\nIf-None-Match: *\r\nIf-Modified-Since: x\r\n",
        "Accept-Encoding: gzip, br\r\nCookie: a=b\r\nProxy: http://evil.example\r\n",
    ],
    ids=lambda text: text.partition(":")[0],
)
def test_headers_change_nothing_of_what_is_asked(
    server: Served, upstream: Upstream, headers: str
) -> None:
    """HYB-05"""
    assert exchange(server, get(INTEGRATIONS, headers)) == [200]
    assert upstream.asked == [OWN]
    sent = {name for name in upstream.headers if name not in ("Host", "User-Agent", "Connection")}
    assert sent == {"Accept", "Accept-Encoding", "Authorization"}
    assert upstream.headers["Authorization"].startswith("JWT ")
    assert upstream.headers["Host"] == upstream.url.removeprefix("http://")


@pytest.mark.parametrize(
    "headers",
    [
        "X-Session: user-ben\r\n",
        "Host: evil.example\r\n",
        "X-A: b\r\n Host: evil.example\r\n",
        "X-A: b\0c\r\n",
        "X A: b\r\n",
        "Upgrade: websocket\r\nConnection: Upgrade\r\n",
        "".join(f"X-{number}: y\r\n" for number in range(500)),
    ],
    ids=lambda text: repr(text[:20]),
)
def test_headers_that_say_two_things_or_too_much_are_refused(
    server: Served, upstream: Upstream, headers: str
) -> None:
    """HYB-05"""
    assert 200 not in exchange(server, get(INTEGRATIONS, headers))
    assert upstream.asked == []


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "PATCH", "PUT", "PROPFIND", "X"])
def test_other_methods_are_refused(server: Served, upstream: Upstream, method: str) -> None:
    """HYB-01"""
    [status] = exchange(server, get(INTEGRATIONS, AS_JSON, method))
    assert status in (400, 404, 405, 501)
    assert upstream.asked == []


def test_a_body_that_does_not_say_how_long_it_is_has_the_same_limit(
    server: Served, upstream: Upstream
) -> None:
    """HYB-05"""
    chunk = f"10000\r\n{' ' * 0x10000}\r\n"
    large = f"{POST}Transfer-Encoding: chunked\r\n{LAST}" + chunk * 17 + "0\r\n\r\n"
    assert exchange(server, large) in ([413], [])
    assert upstream.asked == []


def test_a_body_in_pieces_is_one_body(server: Served, upstream: Upstream) -> None:
    """HYB-05"""
    pieces = '7\r\n{"userI\r\n4\r\nd":"\r\n9\r\nuser-ada"\r\n1\r\n}\r\n0\r\n\r\n'
    assert exchange(server, f"{POST}Transfer-Encoding: chunked\r\n{LAST}{pieces}") == [200]
    assert upstream.body == {"userId": "user-ada"}
