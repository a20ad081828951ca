"""Who waits for whom in a running server: nobody for a slow API, or for others' whole bodies."""

import select
import socket
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from token_server import scale
from token_server.bounds import BODY_SECONDS
from token_server.upstream import PATIENCE

from .served import GRANIAN, SERVERS, served, until

HUB_ID = "01J9ZZZZZZZZZZZZZZZZZZZZZZ"
HYBRID = {
    "VERSORI_HUB_ID": HUB_ID,
    "VERSORI_HYBRID": "1",
    "VERSORI_SERVER": "granian",
}
SETTINGS = f"activations/{HUB_ID}/variables"
HEAD = "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Session: ada\r\nSec-Fetch-Site: same-origin\r\n\r\n"
MANY = 12


@pytest.fixture(params=SERVERS)
def command(request: pytest.FixtureRequest) -> Sequence[str]:
    return SERVERS[request.param]


def test_a_host_that_reads_bodies_answers_all_who_send_one(pem: bytes, tmp_path: Path) -> None:
    """TOK-49: what came whole is there, however many came at once."""
    told = {"VERSORI_IDENTIFY": "tests.token_server.served_host:body_user"}
    with (
        served(pem, tmp_path, GRANIAN, **told) as server,
        ThreadPoolExecutor(MANY) as pool,
    ):
        began = time.monotonic()
        asked = [pool.submit(server.ask, X_Session=f"user-{each}") for each in range(MANY)]
        assert [each.result().status for each in asked] == [200] * MANY
        assert time.monotonic() - began < BODY_SECONDS


def test_one_thread_is_enough_to_read_a_body(
    pem: bytes, tmp_path: Path, command: Sequence[str]
) -> None:
    """TOK-49: it is read; what fails is the API, which is not there."""
    told = HYBRID | {"VERSORI_THREADS": "1", "VERSORI_API_URL": "http://127.0.0.1:9"}
    with served(pem, tmp_path, command, **told) as server:
        assert server.ask("PUT", f"/versori/api/{SETTINGS}", X_Session="ada").status == 502


def test_an_api_that_does_not_answer_keeps_nobody_from_a_sign_of_life(
    pem: bytes, tmp_path: Path, command: Sequence[str]
) -> None:
    """TOK-46, TOK-49: one user alone asks for more than there are threads."""
    call = HEAD.format(f"/versori/api/hubs/{HUB_ID}").encode()
    with ExitStack() as ends, socket.create_server(("127.0.0.1", 0), backlog=128) as silent:
        api = f"http://127.0.0.1:{silent.getsockname()[1]}"
        server = ends.enter_context(served(pem, tmp_path, command, **HYBRID, VERSORI_API_URL=api))
        links = [ends.enter_context(server.connect(call)) for _ in range(3 * scale.WAITING)]
        until(lambda: '"reason": "no place to wait"' in server.log.read_text())
        began = time.monotonic()
        assert {server.ask("GET", "/healthz").status for _ in range(9)} == {200}
        assert time.monotonic() - began < PATIENCE["GET"] / 2
        assert any(not select.select([link], [], [], 0)[0] for link in links)
