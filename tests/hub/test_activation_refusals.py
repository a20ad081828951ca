"""Activating: where a refusal leads, and what is told of it."""

from typing import Any

import pytest

from hub.activation.answers import has_unsent_answers
from hub.activation.effects import Activate
from hub.activation.events import (
    Activated,
    Confirmed,
    EndUserReady,
    Refused,
    Submitted,
    WentBack,
    WentNext,
)
from hub.activation.outcome import SUMMARY
from hub.activation.states import (
    Configure,
    Connect,
    Failed,
    Overview,
    Wizard,
)
from hub.errors import FieldProblem, Problem
from hub.fields import Values
from hub.glass import Fill, Focus, Tell
from tests.hub.builders import (
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
    activating,
    connect,
    outcome,
    refused,
    region_name,
    review,
    run,
)

DATA = "credentials.action[0].credential.data.value"


def test_a_refused_key_leads_back_to_its_field_and_keeps_what_was_typed() -> None:
    """HUB-26, HUB-39"""
    wizard, effects = outcome(activating(), refused(f"connections[0].{DATA}"))
    field = wizard.steps[0].secrets[0]
    assert (wizard.stage, field.error, field.value) == (Connect(0), "No.", "canary")
    assert Fill("vh-c0-value", "canary") in effects and effects[-1] == Focus(SUMMARY)


def test_a_mended_key_is_sent() -> None:
    wizard = run(activating(), refused(f"connections[0].{DATA}"))
    wizard = run(wizard, WentNext({"vh-c0-value": "better"}), WentNext({}))
    _wizard, effects = outcome(wizard, Submitted())
    (body,) = [e.body for e in effects if isinstance(e, Activate)]
    assert "better" in str(body)


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
