"""Managing what is left of several activations: at once, and with its own settings."""

from typing import Any

import pytest

from hub.activation.events import FormActed
from hub.errors import Problem
from hub.glass import Focus, Tell
from hub.manage import Manage
from hub.manage.events import (
    DetailsFailed,
    DetailsLoaded,
    DisconnectChosen,
    DisconnectConfirmed,
    Disconnected,
    DisconnectFailed,
    Hurried,
    LoadDetails,
    Retried,
    Saved,
    SettingsChosen,
    SettingsSubmitted,
    TimeToUndoPassed,
    Undone,
)
from hub.manage.settings import NOTICE, has_unsent_answers
from hub.manage.states import Gone, Reading, Shown
from tests.hub.builders import an_activation
from tests.hub.manages import (
    NETWORK,
    ONE,
    TWO,
    details,
    name_of_region,
    outcome,
    reading,
    run,
    shown,
)

OTHERS = {ONE: TWO, TWO: ONE}
EU, US = {"region": "eu"}, {"region": "us"}
NAMES: Any = {"type": "array", "items": {"type": "string"}}
LIST: Any = {"type": "object", "properties": {"names": NAMES}}


def without(state: Manage, gone: Any, values: Any = None) -> Manage:
    chosen = DisconnectChosen(gone.id, values or {})
    return run(state, chosen, DisconnectConfirmed(), Hurried(), Disconnected(1, gone))


def read(*activations: Any, variables: Any = EU) -> DetailsLoaded:
    return DetailsLoaded(1, details(*activations, variables=variables))


def regions(state: Manage) -> list[object]:
    assert state.form is not None
    return [stop.field.value for stop in state.form.stops() if stop.field]


@pytest.mark.parametrize("gone", [ONE, TWO], ids=["the selected one", "the other one"])
def test_the_settings_of_the_one_that_is_left_are_read_at_once(gone: Any) -> None:
    asked = run(shown(ONE, TWO), DisconnectChosen(gone.id), DisconnectConfirmed(), Hurried())
    state, effects = outcome(asked, Disconnected(1, gone))
    left = OTHERS[gone]
    assert (state.activations, state.selected, state.stage) == ((left,), left.id, Reading())
    assert LoadDetails(1, "I-Acme") in effects
    after = run(state, read(left))
    assert (after.stage, regions(after), after.known) == (Shown(), ["eu"], {left.id: EU})
    assert not has_unsent_answers(after)


def test_settings_that_may_be_those_of_what_is_gone_are_not_taken_for_the_others() -> None:
    state = without(shown(ONE, TWO), ONE)
    assert state.known == {} and regions(state) == [""]


def test_settings_that_are_still_not_told_stay_unknown() -> None:
    after = run(reading(), read(ONE, variables=None))
    assert (after.stage, after.known, regions(after)) == (Shown(), {}, [""])


def test_what_was_saved_is_known_without_a_question() -> None:
    state = shown(ONE, TWO)
    saved = run(state, SettingsSubmitted({name_of_region(state): "us"}), Saved(1))
    after = without(saved, TWO)
    assert (after.stage, after.known, regions(after)) == (
        Shown(),
        {"A-1": US},
        ["us"],
    )


def test_saving_the_one_that_goes_leaves_the_others_to_be_read() -> None:
    state = shown(ONE, TWO)
    saved = run(state, SettingsSubmitted({name_of_region(state): "us"}), Saved(1))
    after = run(without(saved, ONE), read(TWO))
    assert (after.selected, regions(after)) == ("A-2", ["eu"])


def test_of_two_that_are_left_it_is_still_not_known_whose_the_settings_are() -> None:
    three = an_activation(3)
    after = without(shown(ONE, TWO, three), three)
    assert (after.stage, after.activations, after.known) == (Shown(), (ONE, TWO), {})
    assert run(without(after, TWO), read(ONE)).known == {"A-1": EU}


def test_nothing_is_read_where_there_is_nothing_to_set() -> None:
    assert without(shown(ONE, TWO, schema=None, variables=None), TWO).stage == Shown()


def test_what_was_typed_stands_on_top_of_the_settings_in_force() -> None:
    state = shown(ONE, TWO)
    gone = without(state, TWO, {name_of_region(state): "us"})
    assert has_unsent_answers(gone)
    after = run(gone, read(ONE))
    assert (regions(after), after.known) == (["us"], {"A-1": EU})
    assert has_unsent_answers(after)


def test_what_was_typed_and_cannot_stand_on_other_settings_stays_as_it_is() -> None:
    state = shown(ONE, TWO, schema=LIST, variables=None)
    assert state.form is not None
    stop = next(stop for stop in state.form.stops() if stop.label == "Names")
    added = run(state, FormActed("add", stop.name))
    fresh = details(ONE, schema=LIST, variables={"names": ["a"]})
    after = run(without(added, TWO), DetailsLoaded(1, fresh))
    assert (after.stage, after.known) == (Shown(), {}) and has_unsent_answers(after)


def test_what_was_typed_stays_where_the_settings_are_not_told() -> None:
    state = shown(ONE, TWO)
    after = run(without(state, TWO, {name_of_region(state): "us"}), read(ONE, variables=None))
    assert (after.stage, regions(after), after.known) == (Shown(), ["us"], {})


def test_what_is_connected_by_now_is_shown() -> None:
    three = an_activation(3)
    after = run(reading(), read(ONE, three))
    assert (after.activations, after.selected, after.known) == ((ONE, three), "A-1", {})
    assert isinstance(run(reading(), read(variables=None)).stage, Gone)


def test_settings_that_could_not_be_read_can_be_asked_for_again() -> None:
    state, effects = outcome(reading(), DetailsFailed(1, NETWORK))
    assert state.stage == Shown(NETWORK, is_unread=True)
    assert [e.type for e in effects if isinstance(e, Tell)] == ["error"]
    assert effects[-1] == Focus(NOTICE)
    again, orders = outcome(state, Retried())
    assert again.stage == Reading() and LoadDetails(1, "I-Acme") in orders
    assert regions(run(again, read(ONE))) == ["eu"]


def test_what_was_typed_before_asking_again_is_kept() -> None:
    state = run(reading(), DetailsFailed(1, NETWORK))
    assert regions(run(state, Retried({name_of_region(state): "us"}), read(ONE))) == ["us"]


@pytest.mark.parametrize("gone", [ONE, TWO])
def test_one_who_thinks_again_finds_both_as_they_were(gone: Any) -> None:
    state = shown(ONE, TWO)
    typed = DisconnectChosen(gone.id, {name_of_region(state): "us"})
    back = run(state, typed, DisconnectConfirmed(), Undone(), TimeToUndoPassed(1, gone.id))
    assert (back.stage, back.activations, regions(back)) == (Shown(), (ONE, TWO), ["us"])


@pytest.mark.parametrize("is_unknown", [False, True])
def test_after_a_disconnection_that_failed_both_can_be_managed(is_unknown: bool) -> None:
    state = run(shown(ONE, TWO), DisconnectChosen("A-1"), DisconnectConfirmed(), Hurried())
    failed = run(state, DisconnectFailed(1, Problem("timeout"), is_unknown=is_unknown))
    assert failed.activations == (ONE, TWO) and failed.selected == "A-1"
    assert run(failed, SettingsChosen("A-2")).selected == "A-2"
    assert regions(run(without(failed, ONE), read(TWO))) == ["eu"]
