"""The log of a service: whoever reads it, or does not, no request waits for them or fails."""

import fcntl
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest

from token_server.lines import MOST_WAITING, Lines

from .served import ROOT

SMALLEST_PIPE = 4096


@dataclass(frozen=True)
class Pipe:
    """Be a place for lines, with a reader who takes them now and then."""

    reads: int
    lines: Lines

    def say(self, text: str) -> None:
        self.lines.handle(logging.LogRecord("any", logging.INFO, "", 0, text, None, None))

    def read(self) -> list[str]:
        """Take what is there, and let what waits come after."""
        try:
            return os.read(self.reads, 10 * SMALLEST_PIPE).decode().splitlines()
        except BlockingIOError:
            return []
        finally:
            self.lines.flush()


@pytest.fixture(params=[True, False], ids=["waiting", "not waiting"])
def pipe(request: pytest.FixtureRequest) -> Iterator[Pipe]:
    reads, writes = os.pipe()
    fcntl.fcntl(writes, fcntl.F_SETPIPE_SZ, SMALLEST_PIPE)
    os.set_blocking(reads, False)
    os.set_blocking(writes, request.param)
    yield Pipe(reads, Lines(writes))
    for each in (reads, writes):
        os.close(each)


def test_a_line_is_written_at_once(pipe: Pipe) -> None:
    pipe.say("one")
    assert pipe.read() == ["one"]


def test_lines_wait_for_a_reader_who_is_slow(pipe: Pipe) -> None:
    """TOK-44"""
    said = [f"{number} {'x' * 1000}" for number in range(9)]
    for line in said:
        pipe.say(line)
    assert list(chain(*(pipe.read() for _ in said))) == said


def test_of_too_many_lines_it_is_said_how_many_are_missing(pipe: Pipe) -> None:
    """TOK-44"""
    for number in range(MOST_WAITING + 10):
        pipe.say(f"{number} {'x' * 3000}")
    *heard, last = chain(*(pipe.read() for _ in range(MOST_WAITING + 10)))
    assert json.loads(last)["event"] == "token.lines_left_out"
    assert len(heard) + json.loads(last)["count"] == MOST_WAITING + 10


def test_a_line_longer_than_the_pipe_arrives_in_pieces(pipe: Pipe) -> None:
    pipe.say("x" * 10_000)
    assert "".join(chain(*(pipe.read() for _ in range(4)))) == "x" * 10_000


def test_nobody_who_reads_is_no_error(capfd: pytest.CaptureFixture[str]) -> None:
    reads, writes = os.pipe()
    pipe = Pipe(reads, Lines(writes))
    os.close(reads)
    pipe.say("to nobody")
    os.close(writes)
    pipe.say("to nothing")
    assert capfd.readouterr().err == ""


INTO_A_FILE = """
import logging, os, sys
from token_server.lines import log_to_stderr
log_to_stderr()
file = open(sys.argv[1], "wb")
logging.error("a line")
"""


def test_where_stderr_is_closed_no_line_gets_into_what_has_its_number(tmp_path: Path) -> None:
    """TOK-43: it may be a client's connection."""
    command = f"exec {sys.executable} -W ignore -c '{INTO_A_FILE}' {tmp_path}/file 2>&-"
    subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, check=True)
    assert (tmp_path / "file").read_bytes() == b""


WITH_WORDS_OF_THEIR_OWN = """
import logging
from token_server.lines import log_to_stderr
log_to_stderr()
own = logging.StreamHandler()
own.setFormatter(logging.Formatter("%(process)d %(threadName)s %(processName)s"))
logging.getLogger("host").addHandler(own)
logging.getLogger("host").error("a line")
"""


def test_others_log_in_their_own_way() -> None:
    """A host may, and gunicorn names processes by their number."""
    command = [sys.executable, "-c", WITH_WORDS_OF_THEIR_OWN]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    own, ours = done.stderr.splitlines()
    assert own.split()[0].isdecimal() and own.split()[1:] == ["MainThread", "MainProcess"]
    assert ours == "a line"
