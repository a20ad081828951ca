"""The consent within the wizard: when it is asked for, and what a refusal makes of it."""

from dataclasses import replace
from typing import Any

import pytest

from hub.activation import Wizard, WizardEffect
from hub.activation.consent import window_name
from hub.activation.effects import InitialiseConsent
from hub.activation.events import Answered, Refused, Submitted, WentNext
from hub.activation.states import Connect
from hub.errors import FieldProblem, Problem
from hub.glass import CloseWindow, Fill, Tell
from hub.models import Connection
from hub.oauth_events import (
    ConsentAged,
    ConsentCancelled,
    ConsentEvent,
    ConsentFailed,
    ConsentReady,
    MessageArrived,
    WindowBlocked,
    WindowClosed,
    WindowOpened,
)
from hub.plan import Plan
from tests.hub.builders import API_KEY, CODE, a_plan, a_template, a_user
from tests.hub.wizards import ATTEMPT, connect, outcome, overview, run

STATE = "state-of-24-characters-x"
URL = f"https://idp.example/authorize?response_type=code&state={STATE}"
MINE = Connection("CON-1", "Mine")
OLD, NEW = Answered({"vh-c0-use": "CON-1"}), Answered({"vh-c0-use": "new"})
DATA = "connections[0].credentials.action[0].credential.data"


def the_plan(scheme: dict[str, Any] = CODE, *connections: Connection) -> Plan:
    return a_plan(a_template(scheme), end_user=a_user(), connections={"T-Acme": connections})


def ready(number: int) -> ConsentReady:
    return ConsentReady(ATTEMPT, "vh-c0", number, URL, 0.0)


def sending() -> Wizard:
    granted = MessageArrived(f"?code=canary&state={STATE}")
    asked = run(connect(the_plan()), ready(1), WindowOpened(STATE, 1.0), granted)
    return run(asked, WentNext({}), Submitted())


def asked_for(effects: list[WizardEffect]) -> list[int]:
    return [effect.number for effect in effects if isinstance(effect, InitialiseConsent)]


def refused(*members: str, message: str = "No.") -> Refused:
    fields = tuple(FieldProblem(f"{DATA}.{member}", message) for member in members)
    return Refused(ATTEMPT, Problem("validation", fields=fields))


def test_a_consent_is_prepared_when_its_step_is_shown() -> None:
    """OAU-14"""
    _wizard, effects = outcome(overview(the_plan()), WentNext())
    assert asked_for(effects) == [1]


def test_a_step_without_consent_is_not_left() -> None:
    assert run(connect(the_plan()), WentNext({})).stage == Connect(0)


def test_every_attempt_uses_the_same_window_and_another_hub_of_the_page_does_not() -> None:
    """OAU-03: a window is found by its name, which is no secret."""
    first = run(connect(the_plan()), ready(1))
    second = run(first, WindowOpened(STATE, 1.0), ConsentCancelled(), ready(2))
    elsewhere = replace(first, attempt="01JANOTHER00000000ABCDEF")
    assert window_name(first) == window_name(second) != window_name(elsewhere)
    assert STATE not in window_name(first)


def test_an_address_that_grew_old_unseen_is_replaced_when_it_is_wanted() -> None:
    """OAU-14"""
    chosen = run(connect(the_plan(CODE, MINE)), NEW, ready(1), OLD)
    aged, effects = outcome(chosen, ConsentAged(ATTEMPT, "vh-c0", 1, "prepared"))
    assert asked_for(effects) == []
    assert asked_for(outcome(aged, NEW)[1]) == [2]


def test_a_new_connection_chosen_on_the_way_on_is_prepared_too() -> None:
    """REL-21"""
    _wizard, effects = outcome(connect(the_plan(CODE, MINE)), WentNext(NEW.values))
    assert asked_for(effects) == [1]


def test_a_new_connection_chosen_again_begins_with_no_window_of_before() -> None:
    """OAU-13"""
    waiting = run(connect(the_plan(CODE, MINE)), NEW, ready(1), WindowOpened(STATE, 1.0))
    _wizard, effects = outcome(waiting, OLD, NEW)
    assert CloseWindow() in effects and asked_for(effects) == [2]


def test_a_key_is_still_there_when_a_new_connection_is_chosen_again() -> None:
    """HUB-26"""
    typed = run(connect(the_plan(API_KEY, MINE)), NEW, Answered({"vh-c0-value": "canary"}), OLD)
    assert Fill("vh-c0-value", "canary") not in outcome(typed, OLD)[1]
    assert Fill("vh-c0-value", "canary") in outcome(typed, NEW)[1]


def test_a_code_that_is_refused_in_several_ways_is_asked_for_again() -> None:
    """OAU-17"""
    wizard, effects = outcome(sending(), refused("code", "state"))
    assert wizard.stage == Connect(0) and wizard.steps[0].error == "No."
    assert len(asked_for(effects)) == 1


@pytest.mark.parametrize(
    ("event", "type_"),
    [
        (WindowBlocked(), "popup_blocked"),
        (MessageArrived(f"?error=access_denied&state={STATE}"), "oauth_denied"),
        (MessageArrived("?code=canary&state=another"), "oauth_state"),
    ],
)
def test_what_ends_a_sign_in_is_told_to_the_host(event: Any, type_: str) -> None:
    waiting = run(connect(the_plan()), ready(1), WindowOpened(STATE, 1.0))
    before = waiting if type_ != "popup_blocked" else run(connect(the_plan()), ready(1))
    [told] = [e for e in outcome(before, event)[1] if isinstance(e, Tell)]
    assert (told.type, told.payload["type"], told.payload["stage"]) == ("error", type_, "connect")
    assert STATE not in repr(told.payload) and "canary" not in repr(told.payload)


def test_a_code_that_the_api_repeats_is_covered() -> None:
    """OAU-16, HUB-27"""
    wizard, effects = outcome(sending(), refused("code", message="canary was used"))
    assert wizard.steps[0].error == "••• was used"
    assert not any("canary" in repr(e.payload) for e in effects if isinstance(e, Tell))


READY, OPENED = ready(1), WindowOpened(STATE, 1.0)
ENDS: dict[str, tuple[ConsentEvent, ...]] = {
    "popup_blocked": (READY, WindowBlocked()),
    "popup_closed": (READY, OPENED, WindowClosed(), ConsentAged(ATTEMPT, "vh-c0", 1, "closed")),
    "oauth_denied": (READY, OPENED, MessageArrived(f"?error=access_denied&state={STATE}")),
    "oauth_state": (READY, OPENED, MessageArrived("?code=canary&state=of-another")),
    "oauth_timeout": (READY, OPENED, ConsentAged(ATTEMPT, "vh-c0", 1, "open")),
    "protocol": (replace(READY, url="javascript:alert('canary')"),),
    "network": (ConsentFailed(ATTEMPT, "vh-c0", 1, Problem("network")),),
}


def errors(effects: list[WizardEffect]) -> list[Tell]:
    return [e for e in effects if isinstance(e, Tell) and e.type == "error"]


@pytest.mark.parametrize("kind", ENDS)
def test_the_host_is_told_of_every_sign_in_that_failed(kind: str) -> None:
    """OAU-16"""
    [told] = errors(outcome(connect(the_plan()), *ENDS[kind])[1])
    assert (told.payload["type"], told.payload["stage"]) == (kind, "connect")
    assert "canary" not in repr(told.payload) and STATE not in repr(told.payload)


def test_a_sign_in_that_is_cancelled_or_given_is_no_failure() -> None:
    given = MessageArrived(f"?code=canary&state={STATE}")
    for last in (ConsentCancelled(), given, WindowClosed()):
        assert errors(outcome(connect(the_plan()), READY, OPENED, last)[1]) == []
