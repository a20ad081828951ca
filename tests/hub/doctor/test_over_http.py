"""Asking real servers, of which some are odd."""

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from hub.doctor import NoAnswer, Question
from hub.doctor.over_http import ask


class Odd(BaseHTTPRequestHandler):
    """Answer by the path."""

    def do_GET(self) -> None:
        match self.path:
            case "/packed":
                self._answer(200, gzip.compress(b"hello"), {"Content-Encoding": "gzip"})
            case "/round":
                self._answer(302, b"", {"Location": "/round"})
            case "/moved":
                self._answer(302, b"", {"Location": "/plain"})
            case "/broken":
                self._answer(200, b"no gzip", {"Content-Encoding": "gzip"})
            case "/who":
                self._answer(200, self.headers.get("Authorization", "nobody").encode(), {})
            case _:
                self._answer(200, b"hello", {"X-Thing": "Value"})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Odd) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_names_of_headers_are_in_lower_case(url: str) -> None:
    assert ask(Question("GET", f"{url}/plain")).header("x-thing") == "Value"


def test_a_packed_answer_is_unpacked_and_says_that_it_was(url: str) -> None:
    answer = ask(Question("GET", f"{url}/packed"))
    assert (answer.body, answer.header("content-encoding")) == (b"hello", "gzip")


@pytest.mark.parametrize(
    ("follows", "status", "path"), [(True, 200, "plain"), (False, 302, "moved")]
)
def test_redirects_are_followed_where_that_is_asked(
    url: str, follows: bool, status: int, path: str
) -> None:
    answer = ask(Question("GET", f"{url}/moved", follows=follows))
    assert (answer.status, answer.url) == (status, f"{url}/{path}")


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/round", "round in circles"), ("/broken", "ContentDecodingError")],
)
def test_what_cannot_be_read_is_no_answer(url: str, path: str, reason: str) -> None:
    with pytest.raises(NoAnswer, match=reason):
        ask(Question("GET", f"{url}{path}", follows=True))


@pytest.mark.parametrize("address", ["http://a..b/", "http://[::1", "data:,", "http://127.0.0.1:9"])
def test_nothing_but_no_answer_comes_of_an_odd_address(address: str) -> None:
    with pytest.raises(NoAnswer):
        ask(Question("GET", address))


def test_an_answer_without_end_is_given_up(url: str) -> None:
    with pytest.raises(NoAnswer, match="no end"):
        ask(Question("GET", f"{url}/plain"), largest=4)


def test_nobody_asks_with_the_developers_passwords(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ada password secret")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert ask(Question("GET", f"{url}/who")).text == "nobody"
