"""What is written down of a call, and what is not."""

import json
import logging
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from token_server import Hooks, Settings, create_app
from token_server.events import hashed

from .conftest import CANARY, TOKEN_URL, Ask, answered, broken
from .served import FROM_HERE


class Sink(logging.Handler):
    """Keep what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def test_what_broke_is_told_where_errors_are_told(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-44"""
    response = answered(settings, Hooks(broken))
    (line,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert json.loads(line.message)["request_id"] == response.headers["X-Request-Id"]
    assert "RuntimeError at broken:" in line.message


def test_no_log_line_holds_a_token_a_name_or_an_error_text(
    ask: Ask, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-43"""
    caplog.set_level(logging.DEBUG)
    token = (ask({"Cookie": f"session={CANARY}", "Authorization": CANARY}).json or {})["token"]
    answered(settings, Hooks(broken))
    assert token not in caplog.text
    assert "user-ada" not in caplog.text
    assert CANARY not in caplog.text


def test_what_happened_is_one_line_of_json(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    """TOK-44"""
    caplog.set_level(logging.INFO, "token_server")
    ask({"Origin": "https://app.example.com"})
    ask({"X-Session": None})
    ask({"Sec-Fetch-Site": "cross-site"})
    lines = [json.loads(record.message) for record in caplog.records]
    assert [line["event"] for line in lines] == [
        "token.issued",
        "token.denied",
        "token.csrf_blocked",
    ]
    assert lines[0]["origin"] == "https://app.example.com"
    assert lines[0]["user"] != "user-ada"
    assert all(line["time"].endswith("+00:00") and line["request_id"] for line in lines)


LINE = "https://app.example.com"


@pytest.mark.parametrize(
    ("origin", "logged"),
    [
        (LINE, LINE),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://[::1]:8000", "https://[::1]:8000"),
        ("moz-extension://0b7f-4d", "moz-extension://0b7f-4d"),
        ("null", "null"),
        ("https://x/eyJhbGciOiJS.eyJzdWIiOiJ1.c2lnbmF0dXJl", "not an origin"),
        ("https://eyJhbGciOiJS.eyJzdWIiOiJ1.c2lnbmF0dXJl", "not an origin"),
        ("eyJhbGciOiJS.eyJzdWIiOiJ1.c2lnbmF0dXJl", "not an origin"),
        (f"https://x?{CANARY}", "not an origin"),
        (f"https://{CANARY}@x", "not an origin"),
        (f"https://{'x' * 300}", "not an origin"),
    ],
)
def test_an_origin_is_logged_if_it_is_one(
    ask: Ask, caplog: pytest.LogCaptureFixture, origin: str, logged: str
) -> None:
    """TOK-43"""
    caplog.set_level(logging.INFO, "token_server")
    ask({"Origin": origin})
    assert json.loads(caplog.messages[-1])["origin"] == logged


@pytest.mark.parametrize(
    ("hooks", "calls", "event"),
    [
        (Hooks(lambda request: "user-ada"), 2, "token.rate_limited"),
        (Hooks(lambda request: "user-ada", lambda user: False), 1, "token.denied"),
        (Hooks(lambda request: "user-ada", broken), 1, "token.denied"),
    ],
    ids=["too often", "denied", "a decision that fails"],
)
def test_a_refusal_of_a_known_user_says_whose_it_was(
    settings: Settings, caplog: pytest.LogCaptureFixture, hooks: Hooks, calls: int, event: str
) -> None:
    """TOK-44"""
    caplog.set_level(logging.INFO, "token_server")
    client = create_app(replace(settings, per_user=1), hooks).test_client()
    for _ in range(calls):
        client.post(TOKEN_URL, headers=FROM_HERE)
    line = json.loads(caplog.messages[-1])
    assert line["event"] == event
    assert line["user"] == hashed("user-ada", settings.log_salt)


def test_whose_call_it_was_is_told_where_its_answer_breaks(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-44"""
    shown = replace(settings, primary_connection_in_browser=True)
    app = create_app(shown, Hooks(lambda request: "user-ada", primary_connection=broken))
    app.test_client().post("/versori/primary-connection", headers=FROM_HERE)
    line = json.loads(caplog.messages[-1])
    assert (line["event"], line["user"]) == ("token.failed", hashed("user-ada", b"salt"))


@given(evil=st.text(st.sampled_from("\r\n\x1b[31m\u2028\x85 {}\"'x"), min_size=1))
def test_a_hostile_header_makes_no_line_of_its_own(settings: Settings, evil: str) -> None:
    """TOK-45"""
    sink = Sink()
    log = logging.getLogger("token_server")
    log.addHandler(sink)
    log.setLevel(logging.INFO)
    environ = {"HTTP_ORIGIN": evil.encode().decode("latin-1")}
    create_app(settings).test_client().post(TOKEN_URL, environ_overrides=environ)
    log.removeHandler(sink)
    (line,) = sink.lines
    assert line.isascii() and line.isprintable()
