"""The server under load, told to stop, with a worker killed, and how it counts over its workers."""

import http.client
import os
import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import jwt
import pytest

from .served import REFUSED, Said, Served, asked_at_once, served, statuses, until


def subject(said: Said) -> str:
    return str(jwt.decode(said.token, options={"verify_signature": False})["sub"])


def test_a_thousand_calls_of_fifty_users_each_get_their_own(server: Served) -> None:
    """TOK-06"""

    def is_own(number: int) -> bool:
        user = f"user-{number % 50}"
        return subject(server.ask(X_Session=user)) == user

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(is_own, range(1000)))


def test_no_worker_is_idle_while_the_other_has_all_the_connections(
    pem: bytes, tmp_path: Path
) -> None:
    with served(pem, tmp_path) as server, ExitStack() as links:
        for _ in range(64):
            links.enter_context(server.connect(b""))
        until(lambda: taken(server).total() == 64)
        assert min(taken(server).values()) >= 8


def taken(server: Served) -> Counter[int]:
    """Count the connections that each worker has accepted."""
    ours = connections_to(server.port)
    return Counter({pid: len(ours & open_files(pid)) for pid in server.workers()})


def connections_to(port: int) -> set[str]:
    """Name the port's ends of its established connections as Linux does; see proc_net_tcp."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {
        f"socket:[{row[9]}]" for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "01"
    }


def open_files(pid: int) -> set[str]:
    """Name what a process has open."""
    found = set()
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed a moment ago
            found.add(os.readlink(each))
    return found


def test_a_request_in_flight_outlives_the_order_to_stop(server: Served, tmp_path: Path) -> None:
    """TOK-46, TOK-47"""
    gate = tmp_path / "open"
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(server.ask, X_Session="user-ada", X_Wait_For=str(gate))
        until(gate.with_suffix(".asked").exists)
        server.process.send_signal(signal.SIGTERM)
        until(server.is_refusing)
        gate.touch()
        assert waiting.result().status == 200
    assert server.process.wait(10) == 0


def test_as_many_are_answered_at_once_as_there_are_threads(pem: bytes, tmp_path: Path) -> None:
    """TOK-49: with three of eight taken, all else goes on, whichever worker has them."""
    gate = tmp_path / "open"
    threads = {"VERSORI_THREADS": "4"}
    with served(pem, tmp_path, **threads) as server, ThreadPoolExecutor(7) as pool:
        waits = [
            pool.submit(server.ask, X_Session="user-ada", X_Wait_For=f"{gate}-{number}")
            for number in range(3)
        ]
        until(lambda: len([*tmp_path.glob("*.asked")]) == 3)
        assert statuses(asked_at_once(server, 50, X_Session="user-ben")) == {200: 50}
        for number in range(3):
            Path(f"{gate}-{number}").touch()
        assert {each.result().status for each in waits} == {200}


def test_stopping_under_load_answers_whatever_was_let_in(server: Served) -> None:
    """TOK-47"""

    def ask(number: int) -> Said:
        if number == 200:
            server.process.send_signal(signal.SIGTERM)
        return server.ask(X_Session="user-ada")

    with ThreadPoolExecutor(8) as pool:
        answers = statuses(list(pool.map(ask, range(600))))
    assert server.process.wait(10) == 0
    assert set(answers) == {200, REFUSED}  # and none was lost
    assert answers[200] > 200 - 8  # of the eight at that moment, seven may not have knocked yet


ORDERS = [
    ("granian", signal.SIGTERM),
    ("granian", signal.SIGINT),
    ("gunicorn", signal.SIGTERM),  # SIGINT ends gunicorn at once, and says so
]


@pytest.mark.parametrize(("server", "order"), ORDERS, indirect=["server"])
def test_an_order_to_each_process_ends_it_just_as_well(
    server: Served, tmp_path: Path, order: signal.Signals
) -> None:
    """TOK-47: systemd gives it so, and Ctrl-C."""
    gate = tmp_path / "open"
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(server.ask, X_Session="user-ada", X_Wait_For=str(gate))
        until(gate.with_suffix(".asked").exists)
        server.order_all(order)
        until(server.is_refusing)
        gate.touch()
        assert waiting.result().status == 200
    assert server.process.wait(10) == 0
    assert "ERROR" not in server.log.read_text()


def test_workers_whose_parent_is_gone_end_when_they_are_told(pem: bytes, tmp_path: Path) -> None:
    with served(pem, tmp_path) as server:
        workers = server.workers()
        server.process.kill()
        server.process.wait(10)
        for pid in workers:
            os.kill(pid, signal.SIGTERM)
        until(server.is_refusing)


@pytest.mark.parametrize("server", ["granian"], indirect=True)
def test_a_worker_that_is_told_alone_goes_on(server: Served) -> None:
    workers = server.workers()
    os.kill(workers[0], signal.SIGTERM)
    assert statuses(asked_at_once(server, 100, X_Session="user-ada")) == {200: 100}
    assert server.workers() == workers


def test_who_is_still_connected_hears_that_the_server_drains(server: Served) -> None:
    """TOK-46"""
    kept = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)

    def status() -> int:
        kept.request("GET", "/readyz")
        with kept.getresponse() as response:
            response.read()
            return response.status

    assert status() == 200
    server.process.send_signal(signal.SIGTERM)
    while (heard := status()) == 200:
        pass
    assert heard == 503
    kept.close()


def test_a_killed_worker_is_replaced_and_costs_next_to_nothing(server: Served) -> None:
    """TOK-48"""
    before = server.workers()

    def ask(number: int) -> Said:
        if number == 300:
            os.kill(before[0], signal.SIGKILL)
        return server.ask(X_Session="user-ada")

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(1500)))
    good = [said for said in answers if said.status == 200]
    assert len(good) > 0.99 * len(answers)
    assert {subject(said) for said in good} == {"user-ada"}
    until(lambda: len(server.workers()) == 2 and before[0] not in server.workers())


def test_a_shared_store_holds_the_limit_across_workers(pem: bytes, tmp_path: Path) -> None:
    """TOK-40"""
    store = {"VERSORI_LIMIT_STORE": f"sharedfile://{tmp_path}/counts"}
    with served(pem, tmp_path, VERSORI_LIMIT_PER_USER="20", **store) as server:
        answers = statuses(asked_at_once(server, 60, X_Session="user-ada"))
    assert answers == {200: 20, 429: 40}


def test_memory_holds_the_limit_times_the_workers_and_says_so(pem: bytes, tmp_path: Path) -> None:
    """TOK-40"""
    with served(pem, tmp_path, VERSORI_LIMIT_PER_USER="20") as server:
        answers = statuses(asked_at_once(server, 100, X_Session="user-ada"))
    assert 20 <= answers[200] <= 40
    assert answers[200] + answers[429] == 100
    assert '"event": "token.limits_per_worker", "factor": 2' in server.log.read_text()


def test_a_store_that_dies_keeps_the_endpoint_up(pem: bytes, tmp_path: Path) -> None:
    """TOK-41"""
    folder = tmp_path / "store"
    folder.mkdir()
    store = {"VERSORI_LIMIT_STORE": f"sharedfile://{folder}/counts"}
    with served(pem, tmp_path, **store) as server:
        assert server.ask(X_Session="user-ada").status == 200
        (folder / "counts").unlink()
        folder.rmdir()
        answers = statuses(asked_at_once(server, 100, X_Session="user-ada"))
    assert answers == {200: 100}
    assert 1 <= server.log.read_text().count("limit_store_down") <= 2
