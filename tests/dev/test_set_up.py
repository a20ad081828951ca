"""The set-up: what is done again, what is in the way, and how a failure is told."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools import bench, ports
from devtools.browser import installed_browser, told_browser
from devtools.node import installed_node, node_major
from devtools.problems import Problem, StepFailed
from devtools.stamps import fingerprint, is_current, write_stamp
from devtools.steps import run_step

ROOT = Path(__file__).parents[2]


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server((ports.HOST, 0)) as server:
        yield server.getsockname()[1]


def an_executable(path: Path, says: str = "") -> Path:
    path.write_text(f"#!/bin/sh\necho {says}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def failure_of(command: list[str]) -> str:
    with pytest.raises(StepFailed) as caught:
        run_step("Fetching", command, cwd=ROOT, way_out="check the network.")
    return caught.value.report()


def test_a_taken_port_is_named_with_a_way_out(taken_port: int) -> None:
    with pytest.raises(Problem, match=f"port {taken_port} is in use .*--port "):
        ports.ensure_free(taken_port)


def test_a_taken_port_of_the_sandbox_is_named_too(taken_port: int) -> None:
    with pytest.raises(Problem, match=f"needs {taken_port - 1} and {taken_port}"):
        ports.ensure_free(taken_port - 1)


@pytest.mark.parametrize("port", [-1, 0, 65535, 70000])
def test_a_number_that_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(Problem, match="--port takes a number from 1 to 65534"):
        ports.ensure_free(port)


def test_the_same_files_have_the_same_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("2")
    files = [tmp_path / "a", tmp_path / "b"]
    assert fingerprint(files, "3.11") == fingerprint(reversed(files), "3.11")


def test_a_changed_file_or_fact_changes_the_fingerprint(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    file.write_text("1")
    before = fingerprint([file], "3.11")
    assert fingerprint([file], "3.12") != before
    file.write_text("2")
    assert fingerprint([file], "3.11") != before


def test_a_stamp_is_current_only_for_its_own_fingerprint(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    assert not is_current(stamp, "abc")
    write_stamp(stamp, "abc")
    assert is_current(stamp, "abc")
    assert not is_current(stamp, "abcd")


def test_a_failed_step_names_itself_its_command_its_output_and_the_way_out() -> None:
    report = failure_of(python("import sys; print('no route'); sys.exit(3)"))
    assert "this step failed: Fetching" in report
    assert f"command: {sys.executable} -c " in report
    assert "    no route" in report
    assert report.endswith("way out: check the network.")


def test_a_failed_step_shows_the_end_of_a_long_output() -> None:
    report = failure_of(python("print(*range(100), sep='\\n'); raise SystemExit(1)"))
    assert "    99\n" in report
    assert "    50\n" not in report


def test_a_command_that_does_not_exist_is_told_without_a_traceback() -> None:
    assert "No such file" in failure_of(["/nowhere/npm", "ci"])


def test_a_step_that_ends_well_shows_only_its_title(capsys: pytest.CaptureFixture[str]) -> None:
    run_step("Building", python("print('much')"), cwd=ROOT, way_out="")
    assert capsys.readouterr().out == "Building ...\n"


def test_the_browser_that_is_told_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = str(an_executable(tmp_path / "my-chromium"))
    monkeypatch.setenv("CHROMIUM", told)
    assert told_browser() == told


def test_a_told_browser_that_cannot_run_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(Problem, match="/nowhere/chromium"):
        told_browser()


def test_chromium_comes_before_chrome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    an_executable(tmp_path / "google-chrome")
    chromium = an_executable(tmp_path / "chromium")
    assert installed_browser() == str(chromium)


def test_an_old_node_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    an_executable(tmp_path / "npm")
    an_executable(tmp_path / "node", says="v12.22.1")
    assert installed_node() is None


def test_a_node_without_npm_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    node = an_executable(tmp_path / "node", says="v22.3.0")
    assert node_major(str(node)) == 22
    assert installed_node() is None


def test_a_benchmark_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "bench").mkdir()
    with pytest.raises(Problem, match="no benchmarks"):
        bench.chosen(tmp_path, None)
    (tmp_path / "bench" / "boot.py").touch()
    with pytest.raises(Problem, match="there are: boot"):
        bench.chosen(tmp_path, "bolt")
