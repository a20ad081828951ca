"""Bodies of which only half is sent, to servers as they run in production."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from .served import ROOT, SERVERS, Said, Served, served, until

HEAD = (
    "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Session: user-{}\r\nSec-Fetch-Site: same-origin\r\n"
)
BODY = 'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"o'
MODES = {"/versori/first-view": "0", "/versori/api/activations": "1"}


@pytest.fixture(params=SERVERS)
def command(request: pytest.FixtureRequest) -> Any:
    return SERVERS[request.param]


def half_sent(server: Served, path: str, ends: ExitStack) -> None:
    """Send half a body as each of twelve users."""
    for number in range(12):
        sent = (HEAD.format(path, number) + BODY).encode()
        ends.enter_context(server.connect(sent))


def asked_in_time(server: Served) -> list[Said]:
    with ThreadPoolExecutor(1) as pool:
        answers = [
            pool.submit(server.ask, "GET", "/healthz"),
            *(pool.submit(server.ask, path="/versori/token", X_Session="x") for _ in range(8)),
        ]
        return [each.result(8) for each in answers]


@pytest.mark.parametrize("path", MODES)
def test_half_sent_bodies_keep_threads_from_nobody(
    pem: bytes, tmp_path: Path, command: Any, path: str
) -> None:
    """TOK-49: more than there are threads, of people who are signed in."""
    told = {"HUB_ID": "01J9ZZZZZZZZZZZZZZZZZZZZZZ", "FIRST_VIEW": "1", "HYBRID": MODES[path]}
    environ = {f"VERSORI_{name}": value for name, value in told.items()}
    environ |= {"VERSORI_SERVER": "granian", "PYTHONPATH": f"{ROOT}:{ROOT}/web"}
    with served(pem, tmp_path, command, **environ) as server, ExitStack() as ends:
        half_sent(server, path, ends)
        assert {said.status for said in asked_in_time(server)} <= {200, 404}


def test_a_half_sent_body_is_given_up(pem: bytes, tmp_path: Path, command: Any) -> None:
    """TOK-49"""
    told = {"HUB_ID": "01J9ZZZZZZZZZZZZZZZZZZZZZZ", "HYBRID": "1", "SERVER": "granian"}
    environ = {f"VERSORI_{name}": value for name, value in told.items()}
    with served(pem, tmp_path, command, **environ) as server:
        sent = HEAD.format("/versori/api/activations", "ada") + BODY
        with server.connect(sent.encode()) as link:
            assert link.recv(100).startswith(b"HTTP/1.1 408")
        until(lambda: '"reason": "request_timeout"' in server.log.read_text())
