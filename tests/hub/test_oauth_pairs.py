"""Consent: every event in every state, and what belongs to another attempt."""

from itertools import product
from typing import Any

import pytest

from hub.oauth import awaits
from hub.oauth_events import (
    ConsentCancelled,
    ConsentEvent,
    MessageArrived,
    WindowBlocked,
    WindowClosed,
)
from tests.hub.consents import (
    STATE,
    STATES,
    aged,
    failed,
    opened,
    outcome,
    ready,
)

EVENTS: dict[str, ConsentEvent] = {
    "ready": ready(),
    "failed": failed(),
    "old address": aged("prepared"),
    "old window": aged("open"),
    "old closing": aged("closed"),
    "opened": opened(),
    "opened with another address": opened(state="that-of-the-address-before"),
    "blocked": WindowBlocked(),
    "closed": WindowClosed(),
    "answered": MessageArrived(f"?code=secret&state={STATE}"),
    "cancelled": ConsentCancelled(),
}
OPENED = ["opened", "opened with another address"]
LEADS_ON = {
    *product(["preparing"], ["ready", "failed"]),
    *product(["prepared"], ["blocked", "old address"]),
    *product(["preparing", "prepared", "broken"], OPENED),
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


CLOCKS = list(product(["prepared", "open", "closed"], [1, 7]))


@pytest.mark.parametrize(("state", "clock"), list(product(STATES, CLOCKS)))
def test_only_a_clock_that_would_change_something_is_awaited(
    state: str, clock: tuple[str, int]
) -> None:
    """OAU-13"""
    before = STATES[state]()
    what, number = clock
    changes = outcome(before, aged(what, number)) != (before, [])
    assert awaits(before, number, what) == changes
