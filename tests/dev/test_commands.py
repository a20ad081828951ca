"""The command file itself, run as a person runs it."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from devtools.cli import main

ROOT = Path(__file__).parents[2]


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = re.findall(r"^    (\w+)", capsys.readouterr().out, re.MULTILINE)
    assert told == ["demo", "test", "build", "bench", "doctor", "lock"]


def test_a_taken_port_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert main(["demo", "--port", str(port)]) == 2
    assert re.fullmatch(f"dev.py: port {port} is in use .*\n", capsys.readouterr().err)


def test_an_unsafe_address_is_told_before_anything_is_set_up(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["build", "--api-url", "http://api.example.com"]) == 2
    assert "--api-url takes a plain https address" in capsys.readouterr().err


def test_a_word_that_is_not_understood_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lock", "--quick"]) == 2
    assert "not understood: --quick" in capsys.readouterr().err


def test_the_command_file_starts_without_the_project_s_packages(tmp_path: Path) -> None:
    # -S leaves site-packages out.
    command = [sys.executable, "-S", str(ROOT / "dev.py"), "--help"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_continuous_integration_runs_exactly_the_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert script[-1] == "exec python3 dev.py test"
