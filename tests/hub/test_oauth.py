"""Consent in the provider's window: every outcome, and what comes late, twice or from strangers."""

from itertools import product
from typing import Any

import pytest

from hub.errors import Problem
from hub.oauth import (
    ATTEMPT_SECONDS,
    CLOSED_SECONDS,
    FRESH_SECONDS,
    LONGEST_ANSWER,
    Broken,
    CloseWindow,
    Consent,
    ConsentAged,
    ConsentCancelled,
    ConsentEvent,
    ConsentFailed,
    ConsentReady,
    Granted,
    MessageArrived,
    Outcome,
    Prepare,
    Prepared,
    Preparing,
    SetClock,
    Waiting,
    WindowBlocked,
    WindowClosed,
    WindowOpened,
    begin,
    fault_in,
    leave,
    update,
)
from hub.schemes import AuthorizationCode

STATE = "state-of-24-characters-x"
URL = f"https://idp.example/authorize?response_type=code&state={STATE}&client_id=hub"
SCHEME = AuthorizationCode("https://idp.example/authorize", "hub", "CR1", "O1")
NETWORK = Problem("network")


def outcome(consent: Consent, *events: ConsentEvent) -> Outcome:
    effects: Any = []
    for event in events:
        consent, effects = update(consent, event, SCHEME)
    return consent, effects


def run(consent: Consent, *events: ConsentEvent) -> Consent:
    return outcome(consent, *events)[0]


def ready(number: int = 1, url: str = URL) -> ConsentReady:
    return ConsentReady("ATTEMPT", "vh-c0", number, url)


def aged(what: str, number: int = 1) -> ConsentAged:
    return ConsentAged("ATTEMPT", "vh-c0", number, what)


def failed(number: int = 1) -> ConsentFailed:
    return ConsentFailed("ATTEMPT", "vh-c0", number, NETWORK)


def preparing() -> Consent:
    return begin(1)[0]


def prepared() -> Consent:
    return run(preparing(), ready())


def waiting() -> Consent:
    return run(prepared(), WindowOpened())


def looking_closed() -> Consent:
    return run(waiting(), WindowClosed())


def granted() -> Consent:
    return run(waiting(), MessageArrived(f"?code=secret&state={STATE}"))


def broken() -> Consent:
    return run(preparing(), failed())


STATES = {
    "preparing": preparing,
    "prepared": prepared,
    "waiting": waiting,
    "looking_closed": looking_closed,
    "granted": granted,
    "broken": broken,
}


def told(consent: Consent) -> Problem | None:
    assert isinstance(consent, Preparing | Prepared)
    return consent.told


def test_the_address_is_asked_for_before_the_click() -> None:
    """OAU-01"""
    assert begin(3) == (Preparing(3), [Prepare(3)])


def test_the_address_may_be_opened_for_less_than_five_minutes() -> None:
    """OAU-14"""
    consent, effects = outcome(preparing(), ready())
    assert consent == Prepared(1, URL, STATE)
    assert effects == [SetClock(1, "prepared", FRESH_SECONDS)] and FRESH_SECONDS < 300


ADDRESSES = {
    "plain http": "http://idp.example/authorize?response_type=code&state=" + STATE,
    "a script": "javascript:alert(1)//idp.example",
    "another host": URL.replace("idp.example", "idp.example.evil"),
    "another port": URL.replace("idp.example", "idp.example:8443"),
    "a user in it": URL.replace("idp.example", "idp.example@evil.example"),
    "a user before it": URL.replace("idp.example", "me:pw@idp.example"),
    "no state": URL.replace(f"&state={STATE}", ""),
    "a short state": URL.replace(STATE, "fifteen-letters"),
    "a token instead of a code": URL.replace("=code", "=token"),
    "no response type": URL.replace("response_type=code&", ""),
    "no URL at all": "https://[idp.example",
    "nothing": "",
}


@pytest.mark.parametrize("url", ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_that_is_not_the_providers_is_never_opened(url: str) -> None:
    """OAU-04"""
    consent = run(preparing(), ready(url=url))
    assert isinstance(consent, Broken) and consent.problem.type == "protocol"


LOCAL = AuthorizationCode("http://127.0.0.1:8001/authorize", "hub", "CR1", "O1")


@pytest.mark.parametrize(("loopback", "may"), [(True, True), (False, False)])
def test_this_machine_needs_no_tls_where_a_sandbox_is_used(loopback: bool, may: bool) -> None:
    """OAU-04"""
    url = f"http://127.0.0.1:8001/authorize?response_type=code&state={STATE}"
    assert (fault_in(url, LOCAL, loopback) == "") == may


@pytest.mark.parametrize("address", ["https:///authorize", "https:authorize"])
def test_an_address_without_a_host_is_nobodys_own(address: str) -> None:
    """OAU-04: a browser would find a host in it all the same."""
    url = f"https:///evil.example/?response_type=code&state={STATE}"
    assert fault_in(url, AuthorizationCode(address, "hub", "CR1", "O1"))


@pytest.mark.parametrize("origin", ["https://IDP.example", "https://idp.example:443"])
def test_one_origin_may_be_spelled_in_several_ways(origin: str) -> None:
    """OAU-04"""
    assert fault_in(URL.replace("https://idp.example", origin), SCHEME) == ""


def test_the_opened_window_is_waited_for_ten_minutes_at_most() -> None:
    """OAU-12"""
    consent, effects = outcome(prepared(), WindowOpened())
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
    shown = repr([prepared(), waiting(), granted(), MessageArrived("?code=secret"), ready()])
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
    assert run(again, WindowOpened()) == Waiting(2, STATE)


@pytest.mark.parametrize("length", [59, 60, 61, 5_000])
def test_what_the_provider_says_is_cut(length: int) -> None:
    """OAU-09, REL-22"""
    search = f"?error={'e' * length}&error_description={'d' * length}&state={STATE}"
    problem = told(run(waiting(), MessageArrived(search)))
    assert problem and len(problem.code) <= 60 and len(problem.detail) <= 300


def test_an_address_that_has_grown_old_is_replaced() -> None:
    """OAU-14"""
    assert outcome(prepared(), aged("prepared")) == (Preparing(2), [Prepare(2)])


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


EVENTS: dict[str, ConsentEvent] = {
    "ready": ready(),
    "failed": failed(),
    "old address": aged("prepared"),
    "old window": aged("open"),
    "old closing": aged("closed"),
    "opened": WindowOpened(),
    "blocked": WindowBlocked(),
    "closed": WindowClosed(),
    "answered": MessageArrived(f"?code=secret&state={STATE}"),
    "cancelled": ConsentCancelled(),
}
LEADS_ON = {
    *product(["preparing"], ["ready", "failed"]),
    *product(["prepared"], ["opened", "blocked", "old address"]),
    *product(["waiting"], ["answered", "old window", "closed", "cancelled"]),
    *product(["looking_closed"], ["answered", "old window", "old closing", "cancelled"]),
    *product(["granted", "broken"], ["cancelled"]),
}


@pytest.mark.parametrize(("state", "event"), list(product(STATES, EVENTS)))
def test_what_comes_late_or_twice_changes_nothing(state: str, event: str) -> None:
    """OAU-08, OAU-15, REL-21"""
    before = STATES[state]()
    changed = outcome(before, EVENTS[event]) != (before, [])
    assert changed == ((state, event) in LEADS_ON)


NUMBERED = [ready(7), failed(7), aged("prepared", 7), aged("open", 7), aged("closed", 7)]


@pytest.mark.parametrize(("state", "event"), list(product(STATES, NUMBERED)))
def test_what_belongs_to_another_attempt_changes_nothing(state: str, event: Any) -> None:
    """OAU-08, OAU-20"""
    before = STATES[state]()
    assert outcome(before, event) == (before, [])
