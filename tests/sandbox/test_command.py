"""The command line: `python -m sandbox`."""

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from sandbox.__main__ import main


def test_it_says_when_it_is_ready_and_ends_at_ctrl_c() -> None:
    command = [sys.executable, "-m", "sandbox", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        ready = process.stdout.readline().strip().removeprefix("Ready: ")
        with urlopen(f"{ready}api/embedded/v1/healthz", timeout=5) as response:  # noqa: S310
            assert response.status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 0


def test_a_taken_port_is_one_line_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--port", str(port)]) == 2
    assert capsys.readouterr() == (
        "",
        f"Port {port} is taken; choose another one with --port.\n",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--port", "99999"], "99999 is no port"),
        (["--signing-key", "nonsense"], "KEYID=PEMFILE"),
        (["--signing-key", "host=/nowhere.pem"], "/nowhere.pem: No such file"),
        (["--signing-key", f"host={__file__}"], "The signing key host holds no readable PEM key."),
        (["--catalogue", "/nowhere.json"], "/nowhere.json"),
        (["--data", "/nowhere/sandbox.db"], "/nowhere/sandbox.db: unable to open"),
        (["--data", __file__], "file is not a database"),
    ],
)
def test_what_stands_in_the_way_is_said_without_a_traceback(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert message in said and "Traceback" not in said


def test_no_key_byte_is_ever_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "key.pem"
    broken.write_text("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n")
    assert main(["--signing-key", f"host={broken}"]) == 2
    assert "c2VjcmV0" not in capsys.readouterr().err
