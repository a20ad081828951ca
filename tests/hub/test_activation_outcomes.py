"""Activating: what is ordered, and how often."""

from dataclasses import replace
from typing import Any

import pytest

from hub.activation.effects import Activate, Confirm, EnsureEndUser, Wait, WizardEffect
from hub.activation.events import (
    Activated,
    Confirmed,
    EndUserReady,
    Refused,
    Submitted,
    TimePassed,
    TriedAgain,
    WentBack,
)
from hub.activation.outcome import SUMMARY
from hub.activation.states import (
    Activating,
    Configure,
    Done,
    Failed,
    Review,
    Wizard,
)
from hub.errors import Problem
from hub.glass import Announce, Fill, Focus, Tell
from hub.variables import Form, errors, start
from tests.hub.builders import (
    A_SCHEMA,
    a_plan,
    a_template,
    a_user,
    an_activation,
)
from tests.hub.wizards import (
    ATTEMPT,
    NETWORK,
    activating,
    confirming,
    creating_account,
    done,
    failed,
    failed_after_creation,
    outcome,
    review,
    run,
)


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


SECRET_BEARING = Activate | EnsureEndUser | Fill


@pytest.mark.parametrize("start", [review, failed])
def test_only_the_order_itself_holds_a_secret(start: Any) -> None:
    """HUB-21, HUB-27"""
    wizard: Wizard = start()
    event = Submitted() if isinstance(wizard.stage, Review) else TriedAgain()
    _wizard, effects = outcome(wizard, event)
    assert "canary" not in repr(effects)
    assert not any("canary" in str(vars(e)) for e in effects if not isinstance(e, SECRET_BEARING))
