"""A request reaches the application as it was sent, whichever server it came by."""

import json
import re
from collections.abc import Iterator
from typing import Any

import jwt
import pytest

from token_server import granian_wsgi
from token_server.granian_wsgi import environ_of

from .served import SERVERS, Served, served

ASK = (
    b"POST /versori/token HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n"
    b"Content-Type: application/json\r\nConnection: close\r\n"
)
NOTHING: Any = None


@pytest.fixture(scope="module", params=SERVERS)
def by_cookie(
    pem: bytes, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Served]:
    told = {"VERSORI_IDENTIFY": "tests.token_server.served_host:cookie_user"}
    folder = tmp_path_factory.mktemp("served")
    with served(pem, folder, SERVERS[request.param], **told) as running:
        yield running


@pytest.fixture(scope="module", params=SERVERS)
def by_header(
    pem: bytes, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Served]:
    with served(pem, tmp_path_factory.mktemp("served"), SERVERS[request.param]) as running:
        yield running


def told(server: Served, headers: bytes) -> bytes:
    """Send headers as they are; give the whole answer."""
    with server.connect(ASK + headers + b"\r\n") as link:
        return b"".join(iter(lambda: link.recv(65536), b""))


def subject(said: bytes) -> str:
    token = json.loads(said.partition(b"\r\n\r\n")[2])["token"]
    return str(jwt.decode(token, options={"verify_signature": False})["sub"])


@pytest.mark.parametrize(
    "cookies",
    [
        "Cookie: sess=ada; city=Zürich\r\n".encode(),
        "Cookie: city=Zürich; sess=ada\r\n".encode("latin-1"),
        "Cookie: city=東京; sess=ada; a=b\r\n".encode(),
        b"Cookie: sess=ada; x=\xff\xfe\x80\r\n",
    ],
)
def test_a_cookie_with_other_letters_signs_nobody_out(by_cookie: Served, cookies: bytes) -> None:
    """TOK-25: any script of the page may have set it, and browsers send it as it is."""
    said = told(by_cookie, cookies)
    assert said.startswith(b"HTTP/1.1 200")
    assert subject(said) == "ada"


def test_a_session_with_other_letters_is_the_same_everywhere(by_header: Served) -> None:
    """TOK-04: bytes stand for themselves as latin-1, and none is left out (PEP 3333)."""
    said = told(by_header, "X-Session: zoë\r\n".encode())
    assert subject(said) == "zoë".encode().decode("latin-1")
    assert subject(told(by_header, b"X-Session: zo\xeb\r\n")) == "zoë"


def test_an_empty_session_is_not_one_with_other_letters(by_header: Served) -> None:
    """TOK-04"""
    assert told(by_header, b"X-Session: \r\n").startswith(b"HTTP/1.1 500")


def sent(*headers: tuple[bytes, bytes], path: bytes = b"/") -> dict[str, Any]:
    return {
        **{"method": "GET", "http_version": "1.1", "raw_path": path, "query_string": b"a=%2f"},
        **{"server": ("127.0.0.1", "8002"), "client": ("192.0.2.1", 1), "headers": headers},
    }


def test_what_granian_hands_over_is_told_as_pep_3333_has_it() -> None:
    """HYB-02"""
    twice = ((b"x-a", b"1"), (b"content-type", b"t"), (b"x-a", b"2"))
    cookies = ((b"cookie", b"a=1"), (b"cookie", b"b=2"))
    environ = environ_of(sent(*twice, *cookies, path=b"/a%2Fb/%C3%BC"), NOTHING)
    assert environ["PATH_INFO"] == "/a/b/ü".encode().decode("latin-1")
    assert environ["RAW_URI"] == "/a%2Fb/%C3%BC?a=%2f"
    assert (environ["HTTP_X_A"], environ["CONTENT_TYPE"]) == ("1,2", "t")
    assert environ["HTTP_COOKIE"] == "a=1;b=2"
    assert environ["REMOTE_ADDR"] == "192.0.2.1"


def test_without_the_guard_a_header_with_underscores_passes_for_a_proxys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """TOK-34"""
    forged = sent((b"x_forwarded_for", b"192.0.2.7"))
    assert "HTTP_X_FORWARDED_FOR" not in environ_of(forged, NOTHING)
    monkeypatch.setattr(granian_wsgi, "_variables", {b"x_forwarded_for": "HTTP_X_FORWARDED_FOR"})
    assert environ_of(forged, NOTHING)["HTTP_X_FORWARDED_FOR"] == "192.0.2.7"


def test_names_of_headers_are_not_remembered_without_end() -> None:
    """TOK-42"""
    for number in range(1000):
        environ_of(sent((b"x-%d" % number, b"y")), NOTHING)
    assert len(granian_wsgi._variables) <= granian_wsgi.MOST_NAMES


UNREADABLE = [
    b"Authorization JWT eyJhbGci.eyJzdWIi.c2ln\r\n",
    b"Cookie session=canary-8d1f\r\n",
    b"Expect: eyJhbGci.eyJzdWIi.c2ln\r\n",
    b"Transfer-Encoding: eyJhbGci.eyJzdWIi.c2ln\r\n",
    b"X-A: b\r\n canary-8d1f\r\n",
    b"Content-Length: canary-8d1f\r\n",
    b"canary-8d1f",
    b"X: " + b"canary-8d1f" * 9000 + b"\r\n",
]
SECRET = re.compile(r"eyJ[\w-]+\.|canary")
FIXED = ("content-type: application/json", "cache-control: no-store", "x-content-type-options: no")


def broken(server: Served, headers: bytes) -> str:
    """Send what cannot be read, and no more; give the answer, if there is one."""
    with server.connect(ASK + headers + b"\r\n") as link:
        link.shutdown(1)
        try:
            return b"".join(iter(lambda: link.recv(65536), b"")).decode()
        except ConnectionError:
            return ""


@pytest.mark.parametrize("name", SERVERS)
def test_what_cannot_be_read_is_repeated_nowhere(
    pem: bytes, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """TOK-36, TOK-43, TOK-44: it may be a token whose header lost its colon."""
    environ = {"GUNICORN_CMD_ARGS": "--access-logfile - --log-level debug"}
    with served(pem, tmp_path_factory.mktemp("served"), SERVERS[name], **environ) as server:
        answers = [broken(server, each) for each in UNREADABLE]
    assert not [text for text in (*answers, server.log.read_text()) if SECRET.search(text)]


def test_gunicorn_answers_what_cannot_be_read_as_it_does_everything(
    pem: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """TOK-30, TOK-36, TOK-44"""
    with served(pem, tmp_path_factory.mktemp("served"), SERVERS["gunicorn"]) as server:
        answers = [broken(server, each) for each in UNREADABLE[:6]]
        for said in answers:
            head, _, body = said.partition("\r\n\r\n")
            assert all(each in head.lower() for each in FIXED)
            assert set(json.loads(body)) == {"code", "message"}
        assert [said[9:12] for said in answers] == ["400", "400", "417", "501", "400", "400"]
        lines = [json.loads(line) for line in server.log.read_text().splitlines() if line]
    assert [line["status"] for line in lines if line["event"] == "token.unreadable"]
