"""Activating: what is ordered, how often, and where a refusal leads."""

from dataclasses import replace
from typing import Any

import pytest

from hub.activation.answers import has_unsent_answers
from hub.activation.events import (
    Activate,
    Activated,
    Confirm,
    Confirmed,
    EndUserReady,
    EnsureEndUser,
    Refused,
    Submitted,
    TimePassed,
    TriedAgain,
    Wait,
    WentBack,
    WentNext,
    WizardEffect,
)
from hub.activation.outcome import SUMMARY
from hub.activation.states import (
    Activating,
    Configure,
    Connect,
    Done,
    Failed,
    Overview,
    Review,
    Wizard,
)
from hub.errors import FieldProblem, Problem
from hub.fields import Values
from hub.glass import Announce, Fill, Focus, Tell
from hub.variables import Form, errors, start
from tests.hub.builders import (
    A_SCHEMA,
    NONE,
    a_plan,
    a_primary_template,
    a_template,
    a_user,
    an_activation,
)
from tests.hub.wizards import (
    ATTEMPT,
    KEY,
    NETWORK,
    activating,
    confirming,
    connect,
    creating_account,
    done,
    failed,
    failed_after_creation,
    outcome,
    refused,
    region_name,
    review,
    run,
)

DATA = "credentials.action[0].credential.data.value"


def orders(effects: list[WizardEffect]) -> list[WizardEffect]:
    return [e for e in effects if isinstance(e, Activate | EnsureEndUser | Confirm)]


def test_submitting_orders_one_activation() -> None:
    _wizard, effects = outcome(review(), Submitted())
    (order,) = orders(effects)
    assert isinstance(order, Activate) and order.body["dynamicVariables"] == {"region": "eu"}


def test_a_second_click_on_activate_orders_nothing_more() -> None:
    """REL-10"""
    wizard = activating()
    assert outcome(wizard, Submitted()) == (wizard, [])


def test_older_activations_are_known_so_that_a_new_one_is_told_apart() -> None:
    plan = a_plan(end_user=a_user(), activations=(an_activation(7),))
    _wizard, effects = outcome(review(plan), Submitted())
    (order,) = orders(effects)
    assert isinstance(order, Activate) and order.known == ("A-7",)


def test_a_new_user_is_created_first() -> None:
    """REL-11"""
    plan = a_plan(a_template(), end_user=None, host_connects=True)
    _wizard, effects = outcome(review(plan), Submitted())
    assert orders(effects) == [EnsureEndUser(ATTEMPT, None)]


def test_the_activation_follows_the_creation_of_the_user() -> None:
    wizard, effects = outcome(creating_account(), EndUserReady(ATTEMPT, a_user()))
    assert wizard.stage == Activating("activate")
    assert [type(order) for order in orders(effects)] == [Activate]


def test_a_user_who_was_created_is_not_created_again() -> None:
    """REL-11"""
    wizard, effects = outcome(failed_after_creation(), TriedAgain())
    assert wizard.stage == Activating("activate")
    assert [type(order) for order in orders(effects)] == [Activate]


def test_an_activation_is_looked_at_before_it_is_believed() -> None:
    wizard, effects = outcome(activating(), Activated(ATTEMPT, an_activation()))
    assert wizard.stage == Activating("confirm")
    assert orders(effects) == [Confirm(ATTEMPT, an_activation())]


def test_the_host_is_told_of_the_new_connection() -> None:
    wizard, effects = outcome(confirming(), Confirmed(ATTEMPT, an_activation()))
    assert wizard.stage == Done(an_activation())
    assert Tell("connect", {"integrationId": "I-Acme", "activationId": "A-1"}) in effects


def test_nothing_that_was_typed_is_kept_after_the_end() -> None:
    """HUB-25"""
    assert (done().steps, done().form) == ((), None)


def unanswered() -> Form:
    """Start the settings."""
    return start(A_SCHEMA)


def test_settings_that_are_not_answered_are_asked_for_and_never_sent_as_none() -> None:
    asked, effects = outcome(replace(review(), form=unanswered()), Submitted())
    assert asked.stage == Configure() and not orders(effects) and Focus(SUMMARY) in effects
    assert asked.form is not None and errors(asked.form)


def test_settings_that_are_not_answered_wait_for_no_account() -> None:
    ready = EndUserReady(ATTEMPT, a_user())
    asked, effects = outcome(replace(creating_account(), form=unanswered()), ready)
    assert asked.stage == Configure() and not orders(effects)


@pytest.mark.parametrize("effect", [Activate, Wait])
def test_an_order_that_takes_long_is_watched(effect: type) -> None:
    _wizard, effects = outcome(review(), Submitted())
    assert [type(e) for e in effects].count(effect) == 1


def test_a_slow_order_is_said_to_be_slow() -> None:
    wizard, effects = outcome(activating(), TimePassed(ATTEMPT, "activate"))
    assert wizard.stage == Activating("activate", slow=True)
    assert isinstance(effects[0], Announce)


def test_the_clock_of_an_earlier_order_says_nothing() -> None:
    wizard = confirming()
    assert outcome(wizard, TimePassed(ATTEMPT, "activate")) == (wizard, [])


def test_a_refusal_without_a_field_says_what_happened_and_keeps_the_answers() -> None:
    wizard, effects = outcome(activating(), Refused(ATTEMPT, NETWORK))
    assert wizard.stage == Failed(NETWORK)
    assert wizard.steps == review().steps
    assert [e.payload["type"] for e in effects if isinstance(e, Tell)] == ["network"]


def test_trying_again_sends_the_very_same_body() -> None:
    """REL-07"""
    first = orders(outcome(review(), Submitted())[1])
    again = orders(outcome(failed(), TriedAgain())[1])
    assert [o.body for o in first if isinstance(o, Activate)] == [
        o.body for o in again if isinstance(o, Activate)
    ]


def test_trying_again_after_an_unknown_fate_looks_before_it_sends() -> None:
    """REL-06"""
    (order,) = orders(outcome(failed(), TriedAgain())[1])
    assert isinstance(order, Activate) and order.looks_first


def test_an_unknown_fate_is_remembered_on_the_way_back() -> None:
    """REL-06"""
    (order,) = orders(outcome(run(failed(), WentBack()), Submitted())[1])
    assert isinstance(order, Activate) and order.looks_first


def test_an_unknown_fate_is_remembered_after_a_second_failure() -> None:
    """REL-06"""
    refusal = Refused(ATTEMPT, Problem("forbidden", status=403))
    (order,) = orders(outcome(run(failed(), TriedAgain(), refusal), TriedAgain())[1])
    assert isinstance(order, Activate) and order.looks_first


def test_a_first_sending_needs_no_look() -> None:
    (order,) = orders(outcome(review(), Submitted())[1])
    assert isinstance(order, Activate) and not order.looks_first


def test_going_back_from_a_failure_leads_to_the_review() -> None:
    assert run(failed(), WentBack()).stage == Review()


def test_a_refused_key_leads_back_to_its_field_and_keeps_what_was_typed() -> None:
    """HUB-26, HUB-39"""
    wizard, effects = outcome(activating(), refused(f"connections[0].{DATA}"))
    field = wizard.steps[0].secrets[0]
    assert (wizard.stage, field.error, field.value) == (Connect(0), "No.", "canary")
    assert Fill("vh-c0-value", "canary") in effects and effects[-1] == Focus(SUMMARY)


def test_a_mended_key_is_sent() -> None:
    wizard = run(activating(), refused(f"connections[0].{DATA}"))
    wizard = run(wizard, WentNext({"vh-c0-value": "better"}), WentNext({}))
    (order,) = orders(outcome(wizard, Submitted())[1])
    assert isinstance(order, Activate) and "better" in str(order.body)


def test_the_number_of_a_connection_counts_those_that_were_not_asked_for() -> None:
    """HUB-39"""
    plan = a_plan(a_primary_template(), a_template(NONE, "Bolt"), a_template(), end_user=a_user())
    wizard = run(review(plan), *forward(1, {"vh-c1-value": "canary"}))
    assert run(wizard, refused(f"connections[2].{DATA}")).stage == Connect(1)


def forward(steps: int, values: dict[str, Any]) -> list[Any]:
    return [*[WentNext(values)] * steps, Submitted()]


def test_a_refused_variable_leads_to_its_field() -> None:
    """HUB-39"""
    wizard = run(activating(), refused("dynamicVariables.region"))
    assert wizard.stage == Configure() and wizard.form is not None
    assert wizard.form.errors == {region_name(wizard): "No."}


def test_of_several_refused_fields_the_first_stage_is_shown() -> None:
    wizard = run(activating(), refused("dynamicVariables.region", f"connections[0].{DATA}"))
    assert wizard.stage == Connect(0)
    assert wizard.form is not None and wizard.form.errors


def test_a_refused_account_leads_to_the_users_own_connection() -> None:
    """HUB-39"""
    plan = a_plan(a_primary_template(), end_user=None)
    wizard = run(activating(plan), refused(f"primaryConnection.{DATA}"))
    assert wizard.stage == Connect(0) and wizard.steps[0].is_account


def test_what_belongs_to_no_field_is_said_beside_the_others() -> None:
    wizard = run(activating(), refused(f"connections[0].{DATA}", "userId", message="Sorry."))
    assert wizard.refused == ("Sorry.",)


def with_own_account(key: Values = KEY) -> Wizard:
    """Have everything sent for someone who was asked for their own account."""
    plan = a_plan(a_primary_template(), a_template(), end_user=None)
    return run(connect(plan), WentNext(key), WentNext(KEY), Submitted())


def account_made() -> Wizard:
    """Have the account made, and the other system refused."""
    ready = EndUserReady(ATTEMPT, a_user())
    return run(with_own_account(), ready, refused(f"connections[1].{DATA}"))


def test_an_account_that_was_made_is_no_step_any_more() -> None:
    """REL-11"""
    wizard = account_made()
    assert [step.template.name for step in wizard.steps] == ["Acme"]
    assert wizard.stage == Connect(0) and wizard.steps[0].secrets[0].error == "No."
    assert run(wizard, WentBack()).stage == Overview()


def test_an_account_that_was_made_leaves_something_unsent_only_where_something_was_typed() -> None:
    wizard = account_made()
    assert has_unsent_answers(wizard)
    assert not has_unsent_answers(run(wizard, WentNext({"vh-c0-value": ""})))


def test_a_key_of_the_account_is_covered_after_the_account_was_made_too() -> None:
    """HUB-27"""
    wizard = with_own_account({"vh-ca-value": "sesame-of-ada"})
    failing = Refused(ATTEMPT, Problem("api", detail="sesame-of-ada is expired", status=500))
    failed_later = run(wizard, EndUserReady(ATTEMPT, a_user()), failing)
    assert isinstance(failed_later.stage, Failed)
    assert failed_later.stage.problem.detail == "••• is expired"
    assert "sesame" not in repr(failed_later)


def test_no_key_of_the_account_is_kept_after_the_end() -> None:
    """HUB-25"""
    ready = EndUserReady(ATTEMPT, a_user())
    made = Activated(ATTEMPT, an_activation()), Confirmed(ATTEMPT, an_activation())
    assert run(with_own_account(), ready, *made).spent == ()


ODD = [
    "",
    "userId",
    "connections",
    "connections[9].name",
    "connections[99999].name",
    "connections[x].name",
    "nothing.of.the.kind",
    "primaryConnection.name",
]


@pytest.mark.parametrize("path", ODD)
def test_a_path_that_leads_nowhere_ends_in_a_failure_with_its_message(path: str) -> None:
    """HUB-39, REL-22"""
    wizard = run(activating(), refused(path, message="Sorry."))
    assert isinstance(wizard.stage, Failed)
    assert [item.message for item in wizard.stage.problem.fields] == ["Sorry."]


@pytest.mark.parametrize("schema", [None, {}, {"type": "object"}])
@pytest.mark.parametrize("path", ["dynamicVariables", "dynamicVariables.region", "variables[0]"])
def test_refused_variables_of_an_integration_without_any_end_in_a_failure(
    schema: Any, path: str
) -> None:
    wizard = run(activating(a_plan(end_user=a_user(), schema=schema)), refused(path))
    assert isinstance(wizard.stage, Failed)


def test_errors_are_gone_when_the_next_attempt_begins() -> None:
    wizard = run(activating(), refused(f"connections[0].{DATA}", "userId"))
    assert run(wizard, WentNext(KEY)).refused == ()


def test_a_conflict_is_told_to_the_host_in_full() -> None:
    problem = Problem("conflict", code="exists", status=409, correlation_id="R1")
    _wizard, effects = outcome(activating(), Refused(ATTEMPT, problem))
    (told,) = [e.payload for e in effects if isinstance(e, Tell)]
    assert (told["code"], told["correlationId"], told["stage"]) == ("exists", "R1", "failed")


def test_a_secret_that_the_api_repeats_is_not_told_to_the_host() -> None:
    """HUB-27: a refusal may quote what was refused."""
    fields = (FieldProblem(f"connections[0].{DATA}", "canary is no key"),)
    _wizard, effects = outcome(activating(), Refused(ATTEMPT, Problem("validation", fields=fields)))
    (told,) = [e.payload for e in effects if isinstance(e, Tell)]
    assert "canary" not in repr(told) and "••• is no key" in repr(told)


SECRET_BEARING = Activate | EnsureEndUser | Fill


@pytest.mark.parametrize("start", [review, failed])
def test_only_the_order_itself_holds_a_secret(start: Any) -> None:
    """HUB-21, HUB-27"""
    wizard: Wizard = start()
    event = Submitted() if isinstance(wizard.stage, Review) else TriedAgain()
    _wizard, effects = outcome(wizard, event)
    assert "canary" not in repr(effects)
    assert not any("canary" in str(vars(e)) for e in effects if not isinstance(e, SECRET_BEARING))
