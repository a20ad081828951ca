"""Disconnecting: asked about first, thought over, sent once."""

from typing import Any

import pytest

from hub.app import Closed, Crashed, Left, ManageChosen, Outdated, Recovered, RouteChosen
from hub.catalogue import ListRequested
from hub.errors import Problem
from hub.glass import Tell
from hub.manage.events import (
    Disconnect,
    DisconnectChosen,
    DisconnectConfirmed,
    Disconnected,
    DisconnectFailed,
    Hurried,
    TimeToUndoPassed,
    Undone,
    WaitToUndo,
)
from hub.manage.states import Confirming, Gone, Reading, Shown
from hub.routes import Route
from tests.hub import hubs
from tests.hub.manages import NETWORK, ONE, TWO, confirming, deleting, outcome, run, shown, undoing
from tests.hub.wizards import ATTEMPT


def test_disconnecting_is_asked_about_first() -> None:
    state, effects = outcome(shown(), DisconnectChosen("A-1"))
    assert state.stage == Confirming(ONE)
    assert not any(isinstance(effect, Disconnect) for effect in effects)


def test_only_what_is_listed_can_be_deleted() -> None:
    """REL-08"""
    assert isinstance(run(shown(), DisconnectChosen("A-of-someone-else")).stage, Shown)


def test_of_several_activations_the_chosen_one_is_deleted() -> None:
    """REL-08"""
    state = run(shown(ONE, TWO), DisconnectChosen("A-2"), DisconnectConfirmed())
    assert Disconnect(1, "I-Acme", TWO) in outcome(state, Hurried())[1]


def test_nothing_is_sent_while_one_can_think_again() -> None:
    _state, effects = outcome(confirming(), DisconnectConfirmed())
    assert [type(effect) for effect in effects].count(WaitToUndo) == 1
    assert not any(isinstance(effect, Disconnect) for effect in effects)


def test_one_who_thinks_again_stays_connected() -> None:
    state = run(undoing(), Undone())
    assert isinstance(state.stage, Shown)
    assert outcome(state, TimeToUndoPassed(1, "A-1")) == (state, [])


@pytest.mark.parametrize("event", [Hurried(), TimeToUndoPassed(1, "A-1")])
def test_the_deletion_is_sent_once(event: Any) -> None:
    """REL-10"""
    state, effects = outcome(undoing(), event)
    assert Disconnect(1, "I-Acme", ONE) in effects
    assert outcome(state, TimeToUndoPassed(1, "A-1"))[1] == []


AWAY = Route("I-Bolt")
WAYS_OUT = [
    Closed({}),
    Left(),
    RouteChosen(None, ""),
    RouteChosen(AWAY, ATTEMPT),
    ManageChosen("I-Bolt"),
    ListRequested(),
    Outdated(),
]


@pytest.mark.parametrize("way", WAYS_OUT, ids=lambda way: type(way).__name__)
def test_no_way_out_of_the_screen_loses_a_deletion_that_is_about_to_be_sent(way: Any) -> None:
    after = hubs.run(hubs.a_hub(undoing()), way)
    assert Disconnect(1, "I-Acme", ONE) in hubs.outcome(after, TimeToUndoPassed(1, "A-1"))[1]


def test_a_failure_of_the_hub_loses_no_deletion_that_is_about_to_be_sent() -> None:
    """HUB-46"""
    crashed = hubs.run(hubs.a_hub(undoing()), Crashed(Problem("runtime", "KeyError")))
    _app, effects = hubs.outcome(crashed, Recovered(), TimeToUndoPassed(1, "A-1"))
    assert Disconnect(1, "I-Acme", ONE) in effects


def test_the_clock_of_another_deletion_deletes_nothing() -> None:
    state = undoing()
    assert outcome(state, TimeToUndoPassed(1, "A-2")) == (state, [])


def test_the_last_deletion_leaves_nothing_connected() -> None:
    state, effects = outcome(deleting(), Disconnected(1, ONE))
    assert isinstance(state.stage, Gone) and state.has_changed
    assert Tell("disconnect", {"integrationId": "I-Acme"}) in effects


def test_what_else_is_connected_stays() -> None:
    state = run(shown(ONE, TWO), DisconnectChosen("A-1"), DisconnectConfirmed(), Hurried())
    after = run(state, Disconnected(1, ONE))
    assert (after.activations, after.stage, after.selected) == ((TWO,), Reading(), "A-2")


def test_a_failed_deletion_is_shown_and_told() -> None:
    state, effects = outcome(deleting(), DisconnectFailed(1, NETWORK))
    assert state.stage == Shown(NETWORK)
    unsure = run(deleting(), DisconnectFailed(1, NETWORK, is_unknown=True))
    assert unsure.stage == Shown(NETWORK, is_unsure=True)
    assert [e.type for e in effects if isinstance(e, Tell)] == ["error"]
