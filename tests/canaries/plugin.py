"""Search all that a run of the tests has written for secrets; the run fails if there is one.

What is searched, at every level and whichever tests are run:

- every log record of this process, with the traceback that belongs to it;
- what tests and the processes that they start write to the terminal (not with `-s`), and the log
  files and refusals of token servers in processes of their own;
- the headers of every answer of a Flask application, and the body of every refusal;
- the consoles of browsers, errors in their pages, and every address that they ask for.

A run knows no secrets but those that are made up for it: what the environment tells a token server
is taken away first.

What for: anything that looks like a token or a private key; the lines of the tests' signing keys,
the sandbox's API keys and right credentials, and the word that tests use for secrets, in plain, in
base64, hexadecimal, percent-encoding and JSON; and whatever cookies and Authorization headers were
believed.

Not searched: what browsers store and show, which e2e/test_secrets.py looks after; bodies of answers
that are no refusals, for tokens are due in some; `Set-Cookie`; and the tests marked `leaks`, which
take a guard away to show that it matters.
"""

import logging
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from flask import Flask, Request
from werkzeug.wsgi import ClosingIterator

from tests.canaries.sinks import sinks

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Headers: TypeAlias = list[tuple[str, str]]

OUTSIDERS = {"upstream"}
"""Applications of the tests that play somebody who is not to be trusted."""

NO_SECRETS = {"VERSORI_HUB_BUNDLE"}
"""Variables that tests are told."""

LONG_ENOUGH = 12  # for a session or a credential; what is shorter was made up for its shape
SOUGHT_IN = ("Captured stdout", "Captured stderr")


class Log(logging.Handler):
    """Take every record as it would be written."""

    def emit(self, record: logging.LogRecord) -> None:
        sinks.take(f"the log of {record.name}", self.format(record))


_log = Log()


def forget_the_environment() -> None:
    """Take away what a developer's own server is told: no test is to know it, or to show it."""
    for name in [each for each in os.environ if each.startswith("VERSORI_")]:
        if name not in NO_SECRETS:
            del os.environ[name]


def pytest_configure(config: pytest.Config) -> None:
    forget_the_environment()
    config.addinivalue_line("markers", "leaks: without a guard; secrets may be written")
    root = logging.getLogger()
    root.addHandler(_log)
    root.setLevel(logging.DEBUG)
    type.__setattr__(Flask, "__call__", heard)


def pytest_unconfigure() -> None:
    logging.getLogger().removeHandler(_log)
    type.__setattr__(Flask, "__call__", _answer)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    sinks.during, sinks.is_open = item.nodeid, not item.get_closest_marker("leaks")
    try:
        return (yield)
    finally:
        sinks.is_open = True


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "teardown":  # its sections are those of the whole test
        for name, text in report.sections:
            if name.startswith(SOUGHT_IN):
                sinks.take("the terminal", text)


def heard(
    app: Flask, environ: "WSGIEnvironment", start_response: "StartResponse"
) -> Iterable[bytes]:
    """Answer as the application does, and take what it says, whichever way it came to say it."""
    told: list[Any] = []

    def start(status: str, headers: Headers, *error: Any) -> Any:
        told[:] = [int(status[:3]), headers]
        return start_response(status, headers, *error)

    body = _answer(app, environ, start)
    if not told or app.name in OUTSIDERS:
        return body
    status, headers = told
    place = f"an answer of {app.name} with {status}"
    sinks.take(place, "\n".join(value for name, value in headers if name != "Set-Cookie"))
    if status < 400:
        _remember_credentials(Request(environ))
        return body
    parts = [*body]
    sinks.take(place, b"".join(parts).decode("utf-8", "replace"))
    return ClosingIterator(parts, [body.close] if hasattr(body, "close") else [])


_answer = Flask.__call__


def _remember_credentials(request: Request) -> None:
    """Look for what opened the answer."""
    sent = (*request.cookies.values(), request.headers.get("Authorization", ""))
    for word in " ".join(sent).split():
        if len(word) >= LONG_ENOUGH:
            sinks.look_for("a caller's cookie or Authorization", word)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if sinks.found():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if found := sinks.found():
        terminalreporter.section("secrets were written", red=True)
        for line in found:
            terminalreporter.line(line)
        report = pytest.CollectReport("secrets were written", "failed", "", None, [])
        terminalreporter.stats.setdefault("error", []).append(report)
