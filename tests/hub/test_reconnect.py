"""Reconnecting: make before break, and how things stand when half of it fails."""

from typing import Any

import pytest

from hub.activation import Wizard, WizardEffect, open_wizard
from hub.activation.effects import Activate, Release
from hub.activation.events import (
    Activated,
    Confirmed,
    PlanLoaded,
    Refused,
    Released,
    ReleaseFailed,
    Submitted,
    TriedAgain,
    WentNext,
)
from hub.activation.reconnect import may_be_only_one
from hub.activation.states import Activating, Connect, Done, Failed, Reconnect
from hub.errors import FieldProblem, Problem
from hub.glass import Tell
from hub.models import Connection
from hub.plan import Plan
from tests.hub.builders import (
    A_SCHEMA,
    a_plan,
    a_primary_template,
    a_template,
    a_user,
    an_activation,
    an_integration,
)
from tests.hub.wizards import ATTEMPT, KEY, NETWORK, outcome, refused, region_name, run

OLD, NEW = an_activation(1), an_activation(2)
FORBIDDEN = Problem("forbidden", status=403)
ONLY_ONE = Refused(ATTEMPT, Problem("conflict", fields=(FieldProblem("integrationId", "Is."),)))
NOT_BY_ITSELF = Refused(ATTEMPT, Problem("not_found", status=404))
"""What an API says that makes connections together with an activation only."""

WAS = Connection("CON-1", "The old one")


def the_plan(*connections: Connection, **changes: Any) -> Plan:
    fitting = {"T-Acme": connections or (WAS,)}
    templates = (a_primary_template(), a_template())
    given = {"end_user": a_user(), "connections": fitting, "activations": (OLD,), **changes}
    return a_plan(*templates, **given)


def activating(plan: Plan | None = None, variables: Any = None, **bound: str) -> Wizard:
    """Have the new connection sent."""
    wizard = open_wizard(an_integration(), ATTEMPT, Reconnect(OLD, variables, bound))[0]
    wizard = run(wizard, PlanLoaded(ATTEMPT, plan or the_plan()), WentNext(), WentNext(KEY))
    if wizard.form is not None:
        wizard = run(wizard, WentNext({region_name(wizard): "eu"}))
    return run(wizard, Submitted())


def orders(effects: list[WizardEffect]) -> list[WizardEffect]:
    return [each for each in effects if isinstance(each, Activate | Release)]


def replacing() -> Wizard:
    return run(activating(), Activated(ATTEMPT, NEW), Confirmed(ATTEMPT, NEW))


def freeing() -> Wizard:
    return run(activating(), ONLY_ONE, NOT_BY_ITSELF)


def activating_again(plan: Plan | None = None, variables: Any = None, **bound: str) -> Wizard:
    return run(activating(plan, variables, **bound), ONLY_ONE, NOT_BY_ITSELF, Released(ATTEMPT))


def restoring() -> Wizard:
    return run(activating_again(), refused("connections[1].credentials"))


def standing(wizard: Wizard) -> str:
    assert isinstance(wizard.stage, Failed)
    return wizard.stage.standing


def test_a_new_connection_is_proposed_over_the_present_one() -> None:
    wizard = open_wizard(an_integration(), ATTEMPT, Reconnect(OLD))[0]
    wizard = run(wizard, PlanLoaded(ATTEMPT, the_plan()))
    assert [step.choice for step in wizard.steps] == ["new"]


def test_the_old_activation_goes_only_after_the_new_one_was_seen() -> None:
    wizard, effects = outcome(activating(), Activated(ATTEMPT, NEW))
    assert orders(effects) == []
    _wizard, effects = outcome(wizard, Confirmed(ATTEMPT, NEW))
    assert orders(effects) == [Release(ATTEMPT, "I-Acme", OLD)]


def test_with_the_old_one_gone_it_is_done() -> None:
    wizard, effects = outcome(replacing(), Released(ATTEMPT))
    assert wizard.stage == Done(NEW)
    told = {"integrationId": "I-Acme", "activationId": "A-2"}
    assert Tell("connect", told) in effects


def test_an_old_one_that_stays_is_told() -> None:
    assert run(replacing(), ReleaseFailed(ATTEMPT, NETWORK)).stage == Done(NEW, is_old_left=True)


def test_an_old_one_of_unknown_fate_is_not_said_to_be_left() -> None:
    """REL-08"""
    after = run(replacing(), ReleaseFailed(ATTEMPT, NETWORK, is_unknown=True))
    assert after.stage == Done(NEW, is_unsure=True)


CONFLICTS = [
    (Problem("conflict"), True),
    (Problem("conflict", fields=(FieldProblem("integrationId", ""),)), True),
    (Problem("conflict", fields=(FieldProblem("connections[0].name", ""),)), False),
    (Problem("conflict", fields=(FieldProblem("/connections/0/name", ""),)), False),
    (Problem("validation"), False),
    (Problem("network"), False),
]


@pytest.mark.parametrize(("problem", "may"), CONFLICTS)
def test_a_conflict_that_is_not_a_connections_means_there_is_one_already(
    problem: Problem, may: bool
) -> None:
    assert may_be_only_one(problem) == may


def test_where_one_is_allowed_the_old_one_goes_first() -> None:
    wizard, effects = outcome(activating(), ONLY_ONE, NOT_BY_ITSELF)
    assert wizard.stage == Activating("free")
    assert orders(effects) == [Release(ATTEMPT, "I-Acme", OLD)]


def test_with_the_way_free_the_same_is_sent_once_more() -> None:
    wizard, effects = outcome(freeing(), Released(ATTEMPT))
    assert wizard.stage == Activating("activate-again")
    [again] = orders(effects)
    assert isinstance(again, Activate) and again.body["connections"][1]["name"]


def test_after_the_second_sending_nothing_is_left_to_remove() -> None:
    wizard = run(activating_again(), Activated(ATTEMPT, NEW))
    confirmed, effects = outcome(wizard, Confirmed(ATTEMPT, NEW))
    assert confirmed.stage == Done(NEW) and orders(effects) == []


def test_an_old_one_that_cannot_be_removed_first_is_kept() -> None:
    assert standing(run(freeing(), ReleaseFailed(ATTEMPT, NETWORK))) == "kept"


def test_a_removal_of_unknown_fate_is_not_said_to_have_kept_anything() -> None:
    """REL-06"""
    failed = ReleaseFailed(ATTEMPT, NETWORK, is_unknown=True)
    assert standing(run(freeing(), failed)) == "unknown"


def test_a_new_one_of_unknown_fate_is_looked_for_before_anything_is_restored() -> None:
    """REL-06"""
    wizard, effects = outcome(activating_again(), Refused(ATTEMPT, NETWORK))
    assert standing(wizard) == "unknown" and orders(effects) == []
    [again] = orders(outcome(wizard, TriedAgain())[1])
    assert isinstance(again, Activate) and again.looks_first


def test_a_refusal_after_the_break_restores_what_was_there() -> None:
    _wizard, effects = outcome(activating_again(), refused("connections[1].credentials"))
    [order] = orders(effects)
    assert isinstance(order, Activate)
    bound = [each["connectionId"] for each in order.body["connections"]]
    assert bound == ["CON-primary", "CON-1"]


def test_what_was_restored_is_told() -> None:
    wizard = run(restoring(), Activated(ATTEMPT, NEW))
    assert standing(wizard) == "restored"
    assert wizard.reconnect is not None and wizard.reconnect.old == NEW


def test_what_could_not_be_restored_is_told() -> None:
    assert standing(run(restoring(), Refused(ATTEMPT, FORBIDDEN))) == "lost"
    assert standing(run(restoring(), Refused(ATTEMPT, NETWORK))) == "unknown"


@pytest.mark.parametrize("problem", [FORBIDDEN, NETWORK], ids=["lost", "unknown"])
def test_after_a_loss_trying_again_replaces_nothing(problem: Problem) -> None:
    lost = run(restoring(), Refused(ATTEMPT, problem), TriedAgain(), Activated(ATTEMPT, NEW))
    done, effects = outcome(lost, Confirmed(ATTEMPT, NEW))
    assert done.stage == Done(NEW, is_restored=problem == NETWORK) and orders(effects) == []


def test_after_a_restoration_trying_again_replaces_the_restored_one() -> None:
    wizard, effects = outcome(restoring(), Activated(ATTEMPT, NEW), TriedAgain())
    [again] = orders(effects)
    assert isinstance(again, Activate) and again.known == ("A-1", "A-2")
    wizard = run(wizard, ONLY_ONE, NOT_BY_ITSELF)
    assert wizard.stage == Activating("free")
    assert wizard.reconnect is not None and wizard.reconnect.old == NEW


def test_restored_settings_are_those_that_were_in_force() -> None:
    wizard = activating_again(the_plan(schema=A_SCHEMA), {"region": "us"})
    _wizard, effects = outcome(wizard, refused("connections[1].credentials"))
    [order] = orders(effects)
    assert isinstance(order, Activate) and order.body["dynamicVariables"] == {"region": "us"}


def test_a_refused_new_connection_that_broke_nothing_is_asked_for_again() -> None:
    wizard = run(
        activating(), refused("connections[1].credentials.action[0].credential.data.value")
    )
    assert wizard.stage == Connect(0) and wizard.steps[0].fields[0].error == "No."
    assert wizard.reconnect == Reconnect(OLD)
