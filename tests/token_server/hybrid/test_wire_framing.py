"""Hybrid mode attacked byte by byte: methods, headers, and where a body ends."""

import pytest

from tests.token_server.served import Served

from .upstream import INTEGRATIONS, Upstream
from .wire import AS_ADA, LAST, OWN, exchange, get

SMUGGLED = f"{INTEGRATIONS}?first=7"
AS_JSON = "Content-Type: application/json\r\n"
POST = f"POST /versori/api/activations HTTP/1.1\r\n{AS_ADA}{AS_JSON}"
NEXT = f"GET {SMUGGLED} HTTP/1.1\r\n{AS_ADA}{LAST}"


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
