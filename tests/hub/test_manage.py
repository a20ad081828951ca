"""Managing what is connected: what is loaded, and its settings."""

import pytest

from hub.activation.events import Answered, LeavingStopped
from hub.activation.outcome import LEAVE_TITLE, SUMMARY
from hub.errors import FieldProblem, Problem
from hub.glass import Focus, Tell
from hub.manage import Manage, open_manage
from hub.manage.events import (
    DetailsFailed,
    DetailsLoaded,
    DisconnectChosen,
    DisconnectConfirmed,
    DisconnectDropped,
    Disconnected,
    Hurried,
    LoadDetails,
    Retried,
    Saved,
    SaveFailed,
    SaveSettings,
    SettingsChosen,
    SettingsSubmitted,
)
from hub.manage.settings import NOTICE, has_unsent_answers
from hub.manage.states import Gone, Loading, Shown
from tests.hub.builders import an_integration
from tests.hub.manages import (
    NETWORK,
    ONE,
    TWO,
    details,
    loading,
    name_of_region,
    outcome,
    run,
    saving,
    shown,
    unloaded,
)


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


@pytest.mark.parametrize(
    "path", ["region", '$["region"]', "/dynamicVariables/region", "dynamicVariables['region'].of"]
)
def test_a_refused_setting_is_found_however_its_path_is_written(path: str) -> None:
    """HUB-39"""
    after = run(saving(), SaveFailed(1, Problem("validation", fields=(FieldProblem(path, "No."),))))
    assert after.form is not None and after.form.errors == {name_of_region(after): "No."}


def test_a_setting_that_is_refused_without_a_word_gets_words() -> None:
    """HUB-39"""
    refusal = Problem("validation", fields=(FieldProblem("dynamicVariables.region", " "),))
    after = run(saving(), SaveFailed(1, refusal))
    assert after.form is not None
    assert after.form.errors == {name_of_region(after): "This was refused."}


def test_a_failure_to_save_is_shown_and_told() -> None:
    state, effects = outcome(saving(), SaveFailed(1, NETWORK))
    assert state.stage == Shown(NETWORK, is_unsaved=True)
    assert [e.type for e in effects if isinstance(e, Tell)] == ["error"]
    assert effects[-1] == Focus(NOTICE)


def test_a_failure_to_load_is_told() -> None:
    _state, effects = outcome(loading(), DetailsFailed(1, NETWORK))
    assert [e.type for e in effects if isinstance(e, Tell)] == ["error"]


def test_another_activation_can_be_chosen_for_its_settings() -> None:
    assert run(shown(ONE, TWO), SettingsChosen("A-2")).selected == "A-2"


def regions(state: Manage) -> list[object]:
    assert state.form is not None
    return [stop.field.value for stop in state.form.stops() if stop.field]


def test_of_several_activations_none_begins_with_settings_that_may_be_anothers() -> None:
    state = shown(ONE, TWO)
    assert regions(state) == [""] and state.known == {}


def test_saved_settings_are_those_in_force_from_then_on() -> None:
    state = shown(ONE, TWO)
    saved = run(state, SettingsSubmitted({name_of_region(state): "us"}), Saved(1))
    other = run(saved, SettingsChosen("A-2"))
    assert (regions(other), regions(run(other, SettingsChosen("A-1")))) == ([""], ["us"])


def test_no_input_of_other_settings_has_the_name_of_one_that_was_typed_in() -> None:
    first = shown(ONE, TWO)
    second = run(first, SettingsChosen("A-2"))
    assert name_of_region(first) != name_of_region(second)
    assert name_of_region(run(second, SettingsChosen("A-1"))) != name_of_region(second)


def test_after_a_save_of_unknown_fate_nothing_is_known_to_be_in_force() -> None:
    assert run(saving(), SaveFailed(1, NETWORK)).known == {}
    refused = SaveFailed(1, Problem("forbidden", status=403))
    assert run(saving(), refused).known == {"A-1": {"region": "eu"}}


def test_going_over_to_other_settings_asks_before_unsaved_ones_are_lost() -> None:
    state = shown(ONE, TWO)
    asking, effects = outcome(state, SettingsChosen("A-2", {name_of_region(state): "us"}))
    assert (asking.asks_to_leave, asking.selected, effects) == (True, "A-1", [Focus(LEAVE_TITLE)])
    stayed = run(asking, LeavingStopped())
    assert (stayed.asks_to_leave, stayed.onward, regions(stayed)) == (False, None, ["us"])


def test_a_second_click_on_settings_leaves_what_was_typed_alone() -> None:
    state = run(shown(ONE, TWO), SettingsChosen("A-2"))
    typed = run(state, Answered({name_of_region(state): "us"}))
    assert outcome(typed, SettingsChosen("A-2")) == (typed, [])


def test_settings_are_kept_while_another_activation_is_disconnected() -> None:
    state = shown(ONE, TWO)
    chosen = DisconnectChosen("A-2", {name_of_region(state): "us"})
    asking = run(state, chosen)
    assert has_unsent_answers(asking)
    assert regions(run(asking, DisconnectDropped())) == ["us"]
    assert regions(run(asking, DisconnectConfirmed(), Hurried(), Disconnected(1, TWO))) == ["us"]
