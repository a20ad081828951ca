"""Where the log goes: stderr, line by line, whoever reads it.

No request waits for whoever reads the log, or fails with them. While they do not read, lines wait;
of those for which there is no room it is said later how many there were.
"""

import json
import logging
import os
import select
import sys
from collections import deque

from token_server import events

STDERR = 2
MOST_WAITING = 1000


class Lines(logging.Handler):
    """Write each record in one piece, however many processes write to the same place."""

    def __init__(self, place: int = STDERR) -> None:
        super().__init__()
        self._place = place
        self._waiting: deque[bytes] = deque()
        self._left_out = 0
        self._poll = select.poll()
        self._poll.register(place, select.POLLOUT)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, and those before it that had to wait."""
        try:
            line = self.format(record)
        except Exception:
            self.handleError(record)
        else:
            self._queue(line)
            self.flush()

    def flush(self) -> None:
        """Write what waits, as far as it is taken."""
        try:
            while self._waiting and self._poll.poll(0):
                self._write_first()
                if self._left_out and not self._waiting:
                    self._say_what_was_left_out()
        except OSError:
            return  # nobody reads any more

    def _queue(self, line: str) -> None:
        if len(self._waiting) < MOST_WAITING:
            self._waiting.append((line + "\n").encode("utf-8", "backslashreplace"))
        else:
            self._left_out += 1

    def _write_first(self) -> None:
        line = self._waiting[0]
        # There is room for this much; for more one might have to wait.
        written = os.write(self._place, line[: select.PIPE_BUF])
        if written == len(line):
            self._waiting.popleft()
        else:
            self._waiting[0] = line[written:]

    def _say_what_was_left_out(self) -> None:
        said = {"time": events.moment(), "event": "token.lines_left_out", "count": self._left_out}
        self._left_out = 0
        self._queue(json.dumps(said))


def log_to_stderr() -> None:
    """Write events where a service's output is collected."""
    # Where stderr is closed, its number is given to the next thing opened: a client's connection.
    place = os.open(os.devnull, os.O_WRONLY) if sys.stderr is None else STDERR
    logging.basicConfig(level=logging.INFO, format="%(message)s", handlers=[Lines(place)])
