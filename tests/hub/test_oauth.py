"""The provider's window: what its answers mean, and what becomes of it without one."""

from typing import Any

import pytest

from hub.errors import Problem
from hub.oauth import ATTEMPT_SECONDS, CLOSED_SECONDS, Granted, Prepared, Preparing, Waiting, leave
from hub.oauth_answer import LONGEST_ANSWER
from hub.oauth_events import (
    CloseWindow,
    ConsentCancelled,
    MessageArrived,
    Prepare,
    SetClock,
    WindowBlocked,
    WindowClosed,
    WindowOpened,
)
from tests.hub.consents import (
    STATE,
    STATES,
    aged,
    granted,
    looking_closed,
    opened,
    outcome,
    prepared,
    ready,
    run,
    told,
    waiting,
)


def test_the_opened_window_is_waited_for_ten_minutes_at_most() -> None:
    """OAU-12"""
    consent, effects = outcome(prepared(), opened())
    assert consent == Waiting(1, STATE)
    assert effects == [SetClock(1, "open", ATTEMPT_SECONDS)] and ATTEMPT_SECONDS <= 600


def test_a_blocked_window_can_be_opened_by_the_next_click() -> None:
    """OAU-02"""
    consent, effects = outcome(prepared(), WindowBlocked())
    assert isinstance(consent, Prepared) and consent.told == Problem("popup_blocked")
    assert effects == []


def test_the_code_is_taken_once_and_the_window_closed() -> None:
    """OAU-08, OAU-16"""
    consent, effects = outcome(waiting(), MessageArrived(f"?code=secret&state={STATE}"))
    assert consent == Granted(1, "secret", STATE)
    assert effects == [CloseWindow()]


def test_neither_code_nor_state_is_ever_shown() -> None:
    """OAU-16, HUB-27"""
    events = [MessageArrived("?code=secret"), WindowOpened(STATE, 0.0), ready()]
    shown = repr([prepared(), waiting(), granted(), *events])
    assert "secret" not in shown and STATE not in shown


ANSWERS = {
    "another state": ("?code=c&state=another", "oauth_state", ""),
    "no state": ("?code=c", "oauth_state", ""),
    "an empty state": ("?code=c&state=", "oauth_state", ""),
    "nothing": ("", "oauth_state", ""),
    "declined": (f"?error=access_denied&state={STATE}", "oauth_denied", "access_denied"),
    "failed": (f"?error=server_error&state={STATE}", "oauth_denied", "server_error"),
    "declined by a stranger": ("?error=access_denied&state=other", "oauth_state", ""),
    "no code": (f"?state={STATE}", "protocol", "no_code"),
    "an empty code": (f"?code=&state={STATE}", "protocol", "no_code"),
    "two codes": (f"?code=a&code=b&state={STATE}", "protocol", "duplicate_parameter"),
    "two states": (f"?code=a&state={STATE}&state={STATE}", "protocol", "duplicate_parameter"),
    "code and error": (f"?code=a&error=e&state={STATE}", "protocol", "code_and_error"),
    "endless": ("?code=" + "x" * LONGEST_ANSWER, "protocol", "too_long"),
}


@pytest.mark.parametrize(("search", "kind", "code"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_without_a_good_code_leads_to_a_fresh_start(
    search: str, kind: str, code: str
) -> None:
    """OAU-05, OAU-09, OAU-10, OAU-14"""
    consent, effects = outcome(waiting(), MessageArrived(search))
    problem = told(consent)
    assert problem is not None and (problem.type, problem.code) == (kind, code)
    assert effects == [CloseWindow(), Prepare(2)]


def test_why_the_last_attempt_ended_is_told_until_the_next_one() -> None:
    declined = run(waiting(), MessageArrived(f"?error=access_denied&state={STATE}"))
    again = run(declined, ready(2))
    assert told(again) == told(declined)
    assert run(again, opened()) == Waiting(2, STATE)


@pytest.mark.parametrize("length", [59, 60, 61, 5_000])
def test_what_the_provider_says_is_cut(length: int) -> None:
    """OAU-09, REL-22"""
    search = f"?error={'e' * length}&error_description={'d' * length}&state={STATE}"
    problem = told(run(waiting(), MessageArrived(search)))
    assert problem and len(problem.code) <= 60 and len(problem.detail) <= 300


def test_a_window_that_looks_closed_is_waited_for_a_while() -> None:
    """OAU-11"""
    consent, effects = outcome(waiting(), WindowClosed())
    assert consent == Waiting(1, STATE, looks_closed=True)
    assert effects == [SetClock(1, "closed", CLOSED_SECONDS)]


def test_an_answer_from_a_window_that_looked_closed_still_wins() -> None:
    """OAU-11"""
    search = MessageArrived(f"?code=secret&state={STATE}")
    assert isinstance(run(looking_closed(), search), Granted)


TIMES = [
    (waiting, "open", "oauth_timeout"),
    (looking_closed, "open", "oauth_timeout"),
    (looking_closed, "closed", "popup_closed"),
]


@pytest.mark.parametrize(("state", "what", "kind"), TIMES)
def test_when_the_time_is_up_the_window_goes(state: Any, what: str, kind: str) -> None:
    """OAU-11, OAU-12, OAU-13"""
    consent, effects = outcome(state(), aged(what))
    problem = told(consent)
    assert problem is not None and problem.type == kind
    assert effects == [CloseWindow(), Prepare(2)]


@pytest.mark.parametrize("state", ["waiting", "looking_closed", "granted", "broken"])
def test_giving_up_starts_afresh(state: str) -> None:
    """OAU-13, OAU-14"""
    outcome_ = outcome(STATES[state](), ConsentCancelled())
    assert outcome_ == (Preparing(2), [CloseWindow(), Prepare(2)])


@pytest.mark.parametrize("state", STATES)
def test_leaving_closes_the_window_that_is_open(state: str) -> None:
    """OAU-13"""
    is_open = state in ("waiting", "looking_closed")
    assert leave(STATES[state]()) == ([CloseWindow()] if is_open else [])
