"""The way through the wizard: forth and back, what is asked, and what is kept."""

from dataclasses import replace

import pytest

from hub.activation.answers import has_unsent_answers
from hub.activation.effects import LoadPlan
from hub.activation.events import (
    Answered,
    FormActed,
    LeavingStopped,
    PlanFailed,
    PlanLoaded,
    TriedAgain,
    WentBack,
    WentNext,
    WentTo,
)
from hub.activation.outcome import SUMMARY, TITLE
from hub.activation.states import Configure, Connect, Opening, Overview, Review
from hub.activation.update import open_wizard
from hub.glass import Fill, Focus, Tell
from hub.models import Connection
from tests.hub.builders import (
    A_SCHEMA,
    NONE,
    UNKNOWN,
    a_plan,
    a_primary_template,
    a_template,
    a_user,
    an_integration,
)
from tests.hub.wizards import (
    ATTEMPT,
    KEY,
    NETWORK,
    asked_to_leave,
    configure,
    connect,
    done,
    opening,
    outcome,
    overview,
    region_name,
    review,
    run,
    unopened,
)


def test_the_wizard_opens_at_once_and_loads_the_rest() -> None:
    wizard, effects = open_wizard(an_integration(), ATTEMPT)
    assert wizard.stage == Opening()
    assert effects == [
        LoadPlan(ATTEMPT, "I-Acme"),
        Tell("open", {"integrationId": "I-Acme"}),
        Focus(TITLE),
    ]


def test_the_host_is_told_of_a_plan_that_could_not_be_loaded() -> None:
    _wizard, effects = outcome(opening(), PlanFailed(ATTEMPT, NETWORK))
    [told] = [effect for effect in effects if isinstance(effect, Tell)]
    assert (told.type, told.payload["stage"]) == ("error", "overview")


def test_a_plan_that_could_not_be_loaded_can_be_asked_for_again() -> None:
    _wizard, effects = outcome(unopened(), TriedAgain())
    assert LoadPlan(ATTEMPT, "I-Acme") in effects


def test_a_plan_that_could_not_be_loaded_is_told() -> None:
    _wizard, effects = outcome(opening(), PlanFailed(ATTEMPT, NETWORK))
    [told] = [effect for effect in effects if isinstance(effect, Tell)]
    assert (told.type, told.payload["stage"]) == ("error", "overview")


def test_the_second_plan_counts_after_the_first_one_failed() -> None:
    plan = a_plan(end_user=a_user())
    wizard = run(opening(), PlanFailed(ATTEMPT, NETWORK), TriedAgain(), PlanLoaded(ATTEMPT, plan))
    assert wizard.stage == Overview()


def test_the_stages_are_those_that_have_something_to_ask() -> None:
    names = [type(stage).__name__ for stage in overview().stages]
    assert names == ["Overview", "Connect", "Configure", "Review"]


def test_a_plan_that_asks_for_nothing_goes_straight_to_the_review() -> None:
    plan = a_plan(a_primary_template(), end_user=a_user(), schema={})
    assert connect(plan).stage == Review()


def test_each_connection_has_a_stage_of_its_own() -> None:
    plan = a_plan(a_template(), a_template(NONE, "Bolt"), end_user=a_user())
    assert run(connect(plan), WentNext(KEY)).stage == Connect(1)


def test_what_is_missing_keeps_the_stage_and_points_to_the_summary() -> None:
    """HUB-39"""
    wizard, effects = outcome(connect(), WentNext({}))
    assert wizard.stage == Connect(0)
    assert effects == [Focus(SUMMARY)]
    assert wizard.steps[0].has_errors


def test_variables_are_checked_before_the_review() -> None:
    wizard, effects = outcome(configure(), WentNext({}))
    assert type(wizard.stage).__name__ == "Configure"
    assert effects == [Focus(SUMMARY)]


def test_a_mended_answer_leads_on() -> None:
    wizard = run(connect(), WentNext({}), WentNext(KEY))
    assert not wizard.steps[0].has_errors
    assert type(wizard.stage).__name__ == "Configure"


def test_going_back_keeps_what_was_typed() -> None:
    wizard = run(configure(), WentBack())
    assert wizard.steps[0].secrets[0].value == "canary"


def test_going_back_takes_along_what_was_just_typed() -> None:
    wizard = configure()
    name = region_name(wizard)
    there_and_back = run(wizard, WentBack({name: "eu"}), WentNext({}))
    assert there_and_back.form is not None
    assert {stop.field.value for stop in there_and_back.form.stops() if stop.field} == {"eu"}


def test_a_secret_comes_back_as_a_property_and_not_as_html() -> None:
    """HUB-21, HUB-26"""
    _wizard, effects = outcome(configure(), WentBack())
    assert Fill("vh-c0-value", "canary") in effects
    assert "canary" not in repr(effects)


def test_each_step_is_told_to_the_host_without_an_answer_in_it() -> None:
    _wizard, effects = outcome(connect(), WentNext(KEY))
    assert Tell("step", {"integrationId": "I-Acme", "stage": "configure"}) in effects
    assert effects[-1] == Focus(TITLE)


@pytest.mark.parametrize(("place", "stage"), [(1, "Connect"), (2, "Configure"), (3, "Review")])
def test_a_part_of_the_review_can_be_changed(place: int, stage: str) -> None:
    assert type(run(review(), WentTo(place)).stage).__name__ == stage


def test_an_unknown_scheme_goes_no_further_than_the_overview() -> None:
    """HUB-32"""
    wizard = overview(a_plan(a_template(UNKNOWN), end_user=a_user()))
    assert not wizard.is_supported
    assert run(wizard, WentNext()).stage == Overview()


def test_choosing_an_existing_connection_asks_for_nothing_more() -> None:
    """REL-12"""
    plan = a_plan(end_user=a_user(), connections={"T-Acme": (Connection("CON-1", "Mine"),)})
    assert run(connect(plan), WentNext({})).stage == Review()


def test_a_second_click_on_next_skips_nothing() -> None:
    """REL-10: it comes before the stage after this one can be seen."""
    there = run(overview(), WentNext(place=0))
    assert run(there, WentNext(place=0)) == there
    assert run(there, WentNext(KEY, place=1)).stage == Configure()


def test_choosing_a_new_connection_asks_for_its_secret() -> None:
    plan = a_plan(end_user=a_user(), connections={"T-Acme": (Connection("CON-1", "Mine"),)})
    wizard = run(connect(plan), Answered({"vh-c0-use": "new"}), WentNext({}))
    assert wizard.steps[0].has_errors


def test_a_button_of_the_variables_changes_the_form_and_keeps_the_stage() -> None:
    wizard = configure()
    acted = run(wizard, FormActed("refresh", region_name(wizard), {region_name(wizard): "eu"}))
    assert acted.stage == wizard.stage and acted.form != wizard.form


def test_nothing_is_lost_before_something_is_typed() -> None:
    assert not has_unsent_answers(opening())
    assert not has_unsent_answers(connect())
    assert not has_unsent_answers(done())


def test_an_error_in_an_empty_form_is_nothing_that_could_be_lost() -> None:
    plan = a_plan(a_template(NONE), end_user=a_user(), schema=A_SCHEMA)
    wizard = run(connect(plan), WentNext({}), WentNext({}))
    assert not has_unsent_answers(wizard)


def test_what_was_typed_would_be_lost() -> None:
    assert has_unsent_answers(run(connect(), Answered(KEY)))
    assert has_unsent_answers(configure())


def test_one_who_stays_finds_everything_in_place() -> None:
    wizard = asked_to_leave()
    after, effects = outcome(wizard, LeavingStopped())
    assert replace(after, asks_to_leave=True) == wizard and effects == [Focus(TITLE)]


def test_no_repr_of_a_wizard_shows_what_was_typed() -> None:
    """HUB-27"""
    assert "canary" not in repr(review())
