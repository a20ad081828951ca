"""Everything on one machine: both applications together, and the command that serves them."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sandbox.catalogue import load_catalogue
from sandbox.demo import KEY_FILE, kept_key, main, running_demo
from sandbox.host import Person, guide
from sandbox.settings import DEFAULT_CATALOGUE

from .conftest import FROM_HERE

ROOT = Path(__file__).parents[2]
AS_THE_HUB = FROM_HERE | {"Content-Type": "application/json"}


@contextmanager
def a_free_pair() -> Iterator[tuple[int, socket.socket]]:
    """Hold the second of two ports, the first of which is free."""
    for port in range(20000, 60000, 7):
        try:
            with socket.create_server(("127.0.0.1", port)):
                second = socket.create_server(("127.0.0.1", port + 1))
        except OSError:
            continue
        with second:
            yield port, second
        return


def fetched(request: urllib.request.Request | str) -> bytes:
    with urllib.request.urlopen(request, timeout=5) as response:  # noqa: S310 - loopback only
        body: bytes = response.read()
    return body


def test_both_applications_answer_and_nothing_is_left(bundle: Path) -> None:
    before = threading.active_count()
    with running_demo(bundle=bundle) as demo:
        assert b"Northwind" in fetched(demo.host_url)
        assert json.loads(fetched(f"{demo.api_url}/healthz"))
    assert threading.active_count() == before
    with pytest.raises(OSError, match="refused"):
        fetched(demo.host_url)


def test_the_sandbox_believes_the_hosts_tokens(bundle: Path) -> None:
    with running_demo(bundle=bundle) as demo:
        client = demo.host.test_client()
        client.post("/sign-in", data={"person": "ada"}, headers=FROM_HERE)
        token = client.post("/versori/token", headers=AS_THE_HUB).json or {}
        hub = next(person.hub_id for person in people() if person.key == "ada")
        url = f"{demo.api_url}/hubs/{hub}/users/{token['user_id']}"
        headers = {"Authorization": f"JWT {token['token']}"}
        user = json.loads(fetched(urllib.request.Request(url, headers=headers)))  # noqa: S310
    assert user["externalId"] == "user-ada"


def test_the_sandbox_takes_the_hosts_primary_connection_for_a_new_user(bundle: Path) -> None:
    """TOK-54"""
    with running_demo(bundle=bundle, primary_connection_in_browser=True) as demo:
        client = demo.host.test_client()
        client.post("/sign-in", data={"person": "ben"}, headers=FROM_HERE)
        token = client.post("/versori/token", headers=AS_THE_HUB).json or {}
        own = client.post("/versori/primary-connection", headers=AS_THE_HUB).json
        hub = next(person.hub_id for person in people() if person.key == "ben")
        created = demo.api.test_client().post(
            f"/api/embedded/v1/hubs/{hub}/users",
            json={"externalId": "user-ben", "displayName": "Ben", "primaryConnection": own},
            headers={"Authorization": f"JWT {token['token']}"},
        )
    assert created.status_code in (200, 201), created.text


def people() -> tuple[Person, ...]:
    return guide.people(load_catalogue(DEFAULT_CATALOGUE))


def test_the_people_of_the_demo_are_these_three() -> None:
    assert [person.user_id for person in people()] == ["user-ada", "user-ben", "user-cleo"]
    assert all(person.about for person in people())


def test_there_is_something_to_type_for_a_handful_of_integrations() -> None:
    main_hub = people()[0].hub_id
    hints = [
        hint for hint in guide.hints(load_catalogue(DEFAULT_CATALOGUE)) if hint.hub_id == main_hub
    ]
    labels = {label for hint in hints for label, _ in hint.fields}
    assert 5 <= len(hints) <= guide.MOST_HINTS
    assert {"API key", "User name", "Password"} <= labels
    assert all(value for hint in hints for _, value in hint.fields)


def test_the_key_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    """TOK-14"""
    state = tmp_path / "state"
    first = kept_key(state)
    assert kept_key(state) == first
    assert stat.S_IMODE((state / KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in state.iterdir()] == [KEY_FILE]


def test_a_spoilt_key_is_one_line_and_a_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / KEY_FILE).touch(mode=0o600)
    assert main(["--port", "0", "--state-dir", str(tmp_path)]) == 2
    assert "Delete it" in one_line(capsys)


@pytest.mark.parametrize("option", ["--data", "--catalogue"])
def test_a_file_that_cannot_be_used_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    missing = str(tmp_path / "none" / "file")
    assert main(["--port", "0", "--state-dir", str(tmp_path), option, missing]) == 2
    assert missing in one_line(capsys)


def test_a_taken_port_is_one_line_that_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with a_free_pair() as (port, _second):
        assert main(["--port", str(port), "--state-dir", str(tmp_path)]) == 2
    line = one_line(capsys)
    assert f"Port {port + 1} is in use" in line
    assert "--port" in line


@pytest.mark.parametrize("port", ["-1", "65535", "http"])
def test_a_port_without_a_next_one_is_refused(
    capsys: pytest.CaptureFixture[str], port: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([f"--port={port}"])
    assert "choose a port from 1 to 65534" in capsys.readouterr().err


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    output = capsys.readouterr()
    assert output.out == ""
    (line,) = output.err.splitlines()
    return line


@pytest.fixture(autouse=True)
def _signals_are_as_before() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, action in kept.items():
        signal.signal(number, action)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_command_at_once(bundle: Path, tmp_path: Path, number: int) -> None:
    options = ["--port", "0", "--bundle", str(bundle), "--state-dir", str(tmp_path / "state")]
    command = [sys.executable, "-m", "sandbox.demo", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout
        ready = demo.stdout.readline()
        assert ready.startswith("Ready: http://127.0.0.1:")
        os.kill(demo.pid, number)
        assert demo.wait(timeout=3) == 0
    with pytest.raises(OSError, match="refused"):
        fetched(ready.removeprefix("Ready: ").strip())


def test_the_access_log_leaves_queries_out(bundle: Path, caplog: pytest.LogCaptureFixture) -> None:
    """TOK-43"""
    with caplog.at_level("INFO"), running_demo(bundle=bundle, verbose=True) as demo:
        fetched(f"{demo.host_url}/?code=canary")
    assert "GET / 200" in caplog.text
    assert "canary" not in caplog.text
