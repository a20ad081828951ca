"""Managing what is connected: settings, and a disconnection that can be thought over."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from hub.activation.events import Answered, FormActed, LeavingStopped
from hub.activation.outcome import SUMMARY
from hub.errors import FieldProblem, Problem
from hub.glass import Focus, Tell
from hub.manage import Manage, open_manage, update
from hub.manage.events import (
    DetailsFailed,
    DetailsLoaded,
    Disconnect,
    DisconnectChosen,
    DisconnectConfirmed,
    DisconnectDropped,
    Disconnected,
    DisconnectFailed,
    Hurried,
    LoadDetails,
    ManageEffect,
    Retried,
    Saved,
    SaveFailed,
    SaveSettings,
    SettingsChosen,
    SettingsSubmitted,
    TimeToUndoPassed,
    Undone,
    WaitToUndo,
)
from hub.manage.states import Confirming, Deleting, Details, Gone, Loading, Saving, Shown, Undoing
from hub.manage.update import NOTICE, UnexpectedManageEvent, has_unsent_answers
from hub.models import Integration
from tests.hub.builders import A_SCHEMA, a_template, an_activation, an_integration

NETWORK = Problem("network")
ONE, TWO = an_activation(1), an_activation(2)


def details(*activations: Any, schema: Any = A_SCHEMA, variables: Any = None) -> Details:
    integration = Integration(an_integration(), (a_template(),), schema)
    return Details(integration, activations, variables=variables)


def outcome(state: Manage, *events: Any) -> tuple[Manage, list[ManageEffect]]:
    effects: list[ManageEffect] = []
    for event in events:
        state, effects = update(state, event)
    return state, effects


def run(state: Manage, *events: Any) -> Manage:
    return outcome(state, *events)[0]


def loading() -> Manage:
    return open_manage(an_integration(), 1)[0]


def unloaded() -> Manage:
    return run(loading(), DetailsFailed(1, NETWORK))


def shown(*activations: Any, **changes: Any) -> Manage:
    given = details(*(activations or (ONE,)), **{"variables": {"region": "eu"}, **changes})
    return run(loading(), DetailsLoaded(1, given))


def saving() -> Manage:
    return run(shown(), SettingsSubmitted({}))


def confirming() -> Manage:
    return run(shown(), DisconnectChosen("A-1"))


def undoing() -> Manage:
    return run(confirming(), DisconnectConfirmed())


def deleting() -> Manage:
    return run(undoing(), TimeToUndoPassed(1, "A-1"))


def gone() -> Manage:
    return run(deleting(), Disconnected(1, ONE))


def name_of_region(state: Manage) -> str:
    assert state.form is not None
    return next(stop.name for stop in state.form.stops() if stop.field)


def test_the_screen_opens_at_once_and_loads_the_rest() -> None:
    state, effects = open_manage(an_integration(), 1)
    assert isinstance(state.stage, Loading)
    assert LoadDetails(1, "I-Acme") in effects


def test_what_could_not_be_loaded_can_be_asked_for_again() -> None:
    _state, effects = outcome(unloaded(), Retried())
    assert LoadDetails(1, "I-Acme") in effects


def test_a_list_without_activations_contradicts_the_card_and_wins() -> None:
    """REL-20"""
    assert isinstance(run(loading(), DetailsLoaded(1, details())).stage, Gone)


def test_the_settings_in_force_stand_in_the_form() -> None:
    state = shown()
    assert state.form is not None
    assert [stop.field.value for stop in state.form.stops() if stop.field] == ["eu"]


def test_settings_are_sent_as_a_whole() -> None:
    state = shown()
    _state, effects = outcome(state, SettingsSubmitted({name_of_region(state): "us"}))
    assert SaveSettings(1, ONE, {"region": "us"}) in effects


def test_wrong_settings_are_not_sent() -> None:
    state = shown()
    after, effects = outcome(state, SettingsSubmitted({name_of_region(state): ""}))
    assert isinstance(after.stage, Shown) and effects == [Focus(SUMMARY)]


def test_a_second_click_on_save_sends_nothing_more() -> None:
    """REL-10"""
    state = saving()
    assert outcome(state, SettingsSubmitted({})) == (state, [])


def test_saved_settings_are_told_to_the_host_without_their_values() -> None:
    state, effects = outcome(saving(), Saved(1))
    assert state.stage == Shown(saved=True)
    assert Tell("update", {"integrationId": "I-Acme"}) in effects


def test_saved_settings_are_nothing_that_leaving_would_lose() -> None:
    state = shown()
    assert not has_unsent_answers(state)
    changed = run(state, Answered({name_of_region(state): "us"}))
    assert has_unsent_answers(changed)
    assert not has_unsent_answers(run(changed, SettingsSubmitted({}), Saved(1)))


def test_a_refused_setting_keeps_what_was_typed() -> None:
    """HUB-39"""
    state = shown()
    name = name_of_region(state)
    refusal = Problem("validation", fields=(FieldProblem("dynamicVariables.region", "No."),))
    after = run(state, SettingsSubmitted({name: "us"}), SaveFailed(1, refusal))
    assert after.form is not None and after.form.errors == {name: "No."}
    assert [stop.field.value for stop in after.form.stops() if stop.field] == ["us"]


def test_a_failure_to_save_is_shown_and_told() -> None:
    state, effects = outcome(saving(), SaveFailed(1, NETWORK))
    assert state.stage == Shown(NETWORK)
    assert [e.type for e in effects if isinstance(e, Tell)] == ["error"]
    assert effects[-1] == Focus(NOTICE)


def test_another_activation_can_be_chosen_for_its_settings() -> None:
    assert run(shown(ONE, TWO), SettingsChosen("A-2")).selected == "A-2"


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
    assert (after.activations, type(after.stage), after.selected) == ((TWO,), Shown, "A-2")


def test_a_failed_deletion_is_shown_and_told() -> None:
    state, effects = outcome(deleting(), DisconnectFailed(1, NETWORK))
    assert state.stage == Shown(NETWORK)
    assert [e.type for e in effects if isinstance(e, Tell)] == ["error"]


STATES = {
    "loading": loading,
    "unloaded": unloaded,
    "shown": shown,
    "saving": saving,
    "confirming": confirming,
    "undoing": undoing,
    "deleting": deleting,
    "gone": gone,
}
EVENTS: dict[str, Any] = {
    "loaded": DetailsLoaded(1, details(ONE)),
    "failed": DetailsFailed(1, NETWORK),
    "retried": Retried(),
    "answered": Answered({}),
    "acted": FormActed("refresh", "vh-v1"),
    "submitted": SettingsSubmitted({}),
    "settings": SettingsChosen("A-1"),
    "saved": Saved(1),
    "save_failed": SaveFailed(1, NETWORK),
    "chosen": DisconnectChosen("A-1"),
    "confirmed": DisconnectConfirmed(),
    "dropped": DisconnectDropped(),
    "undone": Undone(),
    "hurried": Hurried(),
    "time": TimeToUndoPassed(1, "A-1"),
    "disconnected": Disconnected(1, ONE),
    "not_disconnected": DisconnectFailed(1, NETWORK),
    "stayed": LeavingStopped(),
}
LEADS_TO = {
    ("loading", "loaded"): Shown,
    ("loading", "failed"): type(unloaded().stage),
    ("unloaded", "retried"): Loading,
    ("shown", "submitted"): Saving,
    ("shown", "chosen"): Confirming,
    ("saving", "saved"): Shown,
    ("saving", "save_failed"): Shown,
    ("confirming", "dropped"): Shown,
    ("confirming", "confirmed"): Undoing,
    ("undoing", "undone"): Shown,
    ("undoing", "hurried"): Deleting,
    ("undoing", "time"): Deleting,
    ("deleting", "disconnected"): Gone,
    ("deleting", "not_disconnected"): Shown,
}


@pytest.mark.parametrize(("state", "event"), LEADS_TO)
def test_an_event_that_is_awaited_leads_on(state: str, event: str) -> None:
    """REL-21"""
    assert type(run(STATES[state](), EVENTS[event]).stage) is LEADS_TO[state, event]


OTHERS = [pair for pair in product(STATES, EVENTS) if pair not in LEADS_TO]


@pytest.mark.parametrize(("state", "event"), OTHERS)
def test_any_other_event_leaves_the_stage_or_is_named_as_unexpected(state: str, event: str) -> None:
    """REL-21"""
    before = STATES[state]()
    try:
        after = run(before, EVENTS[event])
    except UnexpectedManageEvent:
        return
    assert type(after.stage) is type(before.stage)


OF_ANOTHER_VISIT = [replace(event, visit=9) for event in EVENTS.values() if hasattr(event, "visit")]


@pytest.mark.parametrize("event", OF_ANOTHER_VISIT, ids=lambda event: type(event).__name__)
@pytest.mark.parametrize("state", STATES)
def test_a_late_answer_to_an_earlier_visit_changes_nothing(state: str, event: Any) -> None:
    """REL-17"""
    before = STATES[state]()
    assert outcome(before, event) == (before, [])
