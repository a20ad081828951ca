"""What another tab, or somebody else, has changed meanwhile: how it stands now is shown."""

from hub.activation import Wizard
from hub.activation.events import PlanLoaded
from hub.app import ConnectChosen, Left
from hub.catalogue import LoadPage, count
from hub.errors import Problem
from hub.glass import Focus, Navigate, Tell
from hub.manage import Manage
from hub.manage.events import (
    DetailsFailed,
    DetailsLoaded,
    DisconnectChosen,
    DisconnectConfirmed,
    Disconnected,
    Hurried,
    LoadDetails,
    SaveFailed,
    SettingsSubmitted,
)
from hub.manage.settings import NOTICE
from hub.manage.states import Gone, Reading, Shown
from hub.routes import Route
from tests.hub.builders import a_plan, a_template, a_user, an_activation
from tests.hub.hubs import a_hub
from tests.hub.hubs import outcome as happen
from tests.hub.hubs import run as let
from tests.hub.manages import NETWORK, ONE, TWO, details, name_of_region, outcome, run, shown
from tests.hub.wizards import ATTEMPT

MISSING = Problem("not_found", status=404)
OTHER = an_activation(9)
EU = {"region": "eu"}


def unsaved() -> Manage:
    """Have settings refused, because what they belong to is not there."""
    state = shown()
    submitted = run(state, SettingsSubmitted({name_of_region(state): "us"}))
    return run(submitted, SaveFailed(1, MISSING))


def region(state: Manage) -> object:
    assert state.form is not None
    return next(stop.field.value for stop in state.form.stops() if stop.field)


def test_settings_of_what_may_be_gone_are_followed_by_a_look_at_what_is_there() -> None:
    state, effects = outcome(run(shown(), SettingsSubmitted({})), SaveFailed(1, MISSING))
    assert state.stage == Reading(MISSING) and LoadDetails(1, "I-Acme") in effects
    assert [e.type for e in effects if isinstance(e, Tell)] == ["error"]


def test_settings_of_what_is_gone_end_in_saying_that_nothing_is_connected() -> None:
    app, _effects = happen(a_hub(unsaved(), is_activated=True), DetailsLoaded(1, details()))
    assert isinstance(app.screen, Manage) and app.screen.stage == Gone(is_found=True)
    assert count(app.catalogue, "connected") == 1
    assert [e for e in happen(app, Left())[1] if isinstance(e, LoadPage)]


def test_settings_of_what_was_replaced_give_way_to_what_is_there() -> None:
    state, effects = outcome(unsaved(), DetailsLoaded(1, details(OTHER, variables=EU)))
    assert state.stage == Shown(is_changed=True) and effects[-1] == Focus(NOTICE)
    assert (state.selected, region(state)) == (OTHER.id, "eu")


def test_settings_that_are_refused_though_nothing_is_gone_are_kept() -> None:
    state = run(unsaved(), DetailsLoaded(1, details(ONE, variables=EU)))
    assert state.stage == Shown(MISSING, is_unsaved=True) and region(state) == "us"


def test_settings_are_kept_if_nobody_can_tell_what_is_there() -> None:
    state = run(unsaved(), DetailsFailed(1, NETWORK))
    assert state.stage == Shown(MISSING, is_unsaved=True) and region(state) == "us"


def disconnecting() -> Manage:
    return run(shown(ONE), DisconnectChosen("A-1"), DisconnectConfirmed(), Hurried())


def test_what_has_taken_the_place_of_what_was_disconnected_is_shown() -> None:
    """REL-13"""
    state, effects = outcome(disconnecting(), Disconnected(1, ONE, left=(OTHER,)))
    assert state.stage == Reading(is_changed=True) and LoadDetails(1, "I-Acme") in effects
    state = run(state, DetailsLoaded(1, details(OTHER, variables=EU)))
    assert state.stage == Shown(is_changed=True) and state.activations == (OTHER,)


def test_nothing_is_said_to_have_changed_where_nothing_has() -> None:
    assert run(disconnecting(), Disconnected(1, ONE, left=())).stage == Gone()
    two = run(shown(ONE, TWO), DisconnectChosen("A-1"), DisconnectConfirmed(), Hurried())
    one = run(two, Disconnected(1, ONE, left=(TWO,)), DetailsLoaded(1, details(TWO, variables=EU)))
    assert one.stage == Shown()


def test_what_turns_out_to_be_connected_already_is_managed_and_not_connected_twice() -> None:
    """REL-20: the list may be older than what another tab has done."""
    plan = a_plan(a_template(), end_user=a_user(), activations=(ONE,))
    app, effects = happen(a_hub(), ConnectChosen("I-Acme", ATTEMPT), PlanLoaded(ATTEMPT, plan))
    assert isinstance(app.screen, Manage) and LoadDetails(1, "I-Acme") in effects
    assert Navigate(Route("I-Acme", "manage").fragment) in effects
    assert count(app.catalogue, "connected") == 2


def test_what_is_connected_nowhere_is_connected() -> None:
    plan = a_plan(a_template(), end_user=a_user())
    app = let(a_hub(), ConnectChosen("I-Acme", ATTEMPT), PlanLoaded(ATTEMPT, plan))
    assert isinstance(app.screen, Wizard)


def test_what_is_found_gone_is_not_told_as_a_disconnection() -> None:
    _state, effects = outcome(unsaved(), DetailsLoaded(1, details()))
    assert not [effect for effect in effects if isinstance(effect, Tell)]
