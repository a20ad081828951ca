"""The names of new connections: unique, kept while nothing is known, others once one is refused."""

from typing import Any

import pytest

from hub.activation import Wizard
from hub.activation.effects import Activate, EnsureEndUser
from hub.activation.events import Activated, Refused, Released, Submitted, TriedAgain
from hub.activation.states import Connect, Failed
from hub.errors import FieldProblem, Problem
from hub.glass import Tell
from hub.naming import connection_name, is_about_names, rename
from hub.plan import make_steps
from hub.wording import words
from tests.hub.builders import a_plan, a_primary_template, a_template, a_user, an_activation
from tests.hub.test_reconnect import activating_again, freeing
from tests.hub.wizards import ATTEMPT, NETWORK, activating, outcome, review, run

DATA = "connections[0].credentials.action[0].credential.data.value"
UNSAID = Problem("conflict", status=409)


def a_conflict(*paths: str) -> Problem:
    fields = tuple(FieldProblem(path, "Is taken.") for path in paths)
    return Problem("conflict", fields=fields, status=409)


TAKEN = a_conflict("connections[0].name")


def sent_names(wizard: Wizard, *events: Any) -> list[str]:
    """List the names in the order that the last of the events leads to."""
    _wizard, effects = outcome(wizard, *events)
    [order] = [each for each in effects if isinstance(each, Activate)]
    return [each["name"] for each in order.body["connections"] if "name" in each]


def test_an_attempt_that_is_repeated_names_its_connections_the_same() -> None:
    """REL-07"""
    first, second = make_steps(a_plan(a_template(), a_template(name="Bolt"), end_user=a_user()))
    assert connection_name(first, ATTEMPT) == connection_name(first, ATTEMPT) == "Acme ABCDEF-0"
    assert connection_name(second, ATTEMPT) == "Bolt ABCDEF-1"
    assert connection_name(first, ATTEMPT[:-1] + "G") != connection_name(first, ATTEMPT)


def test_a_long_name_leaves_room_for_what_makes_it_the_only_one() -> None:
    plan = a_plan(a_template(name="n" * 300), a_template(name="n" * 300), end_user=a_user())
    names = [connection_name(step, ATTEMPT) for step in make_steps(plan)]
    assert len(set(names)) == 2 and max(map(len, names)) <= 255


def test_no_name_comes_twice_however_often_one_is_refused() -> None:
    steps = make_steps(a_plan(a_template(), a_template(), end_user=a_user()))
    names = []
    for _time in range(50):
        names += [connection_name(step, ATTEMPT) for step in steps]
        steps = rename(steps, TAKEN)
    assert len(set(names)) == 100


def test_a_name_after_a_refused_one_is_not_long() -> None:
    steps = make_steps(a_plan(a_template(name="n" * 300), end_user=a_user()))
    [step] = rename(steps, TAKEN)
    assert len(connection_name(step, ATTEMPT)) < 64


@pytest.mark.parametrize("problem", [TAKEN, UNSAID, a_conflict("integrationId")])
def test_after_a_conflict_trying_again_sends_other_names(problem: Problem) -> None:
    before = sent_names(review(), Submitted())
    after = sent_names(activating(), Refused(ATTEMPT, problem), TriedAgain())
    assert (before, after) == (["Acme ABCDEF-0"], ["Acme ABCDEF-0-2"])


def test_while_nothing_is_known_the_names_stay() -> None:
    """REL-07"""
    after = sent_names(activating(), Refused(ATTEMPT, NETWORK), TriedAgain())
    assert after == ["Acme ABCDEF-0"]


def test_a_new_name_stays_too_while_nothing_is_known_of_it() -> None:
    """REL-07"""
    taken, lost = Refused(ATTEMPT, TAKEN), Refused(ATTEMPT, NETWORK)
    after = sent_names(activating(), taken, TriedAgain(), lost, TriedAgain())
    assert after == ["Acme ABCDEF-0-2"]


def test_a_taken_name_leads_to_no_step_since_nobody_can_change_it_there() -> None:
    wizard, effects = outcome(activating(), Refused(ATTEMPT, TAKEN))
    assert wizard.stage == Failed(TAKEN) and not wizard.steps[0].error
    assert not [each for each in effects if isinstance(each, Activate)]
    [told] = [each.payload for each in effects if isinstance(each, Tell)]
    assert (told["type"], told["stage"]) == ("conflict", "failed")
    assert told["message"] == "The name of a new connection was not accepted."


def test_beside_a_refused_key_a_name_is_not_spoken_of() -> None:
    both = a_conflict("connections[0].name", DATA)
    wizard = run(activating(), Refused(ATTEMPT, both))
    assert (wizard.stage, wizard.refused, wizard.steps[0].error) == (Connect(0), (), "")


def test_a_new_users_own_connection_gets_another_name_too() -> None:
    plan = a_plan(a_primary_template(), end_user=None)
    refused = Refused(ATTEMPT, a_conflict("primaryConnection.name"))
    [first] = [e for e in outcome(review(plan), Submitted())[1] if isinstance(e, EnsureEndUser)]
    effects = outcome(activating(plan), refused, TriedAgain())[1]
    [again] = [each for each in effects if isinstance(each, EnsureEndUser)]
    assert first.connection["name"] != again.connection["name"]


def test_with_the_way_free_a_reconnection_is_sent_under_another_name() -> None:
    """A service may refuse the activation and keep the connection that it has made for it."""
    assert sent_names(freeing(), Released(ATTEMPT)) == ["Acme ABCDEF-0-2"]


def test_a_reconnection_whose_second_name_is_taken_restores_and_can_be_tried_again() -> None:
    taken = Refused(ATTEMPT, a_conflict("connections[1].name"))
    restored = Activated(ATTEMPT, an_activation(3))
    assert sent_names(activating_again(), taken) == []
    assert sent_names(activating_again(), taken, restored, TriedAgain()) == ["Acme ABCDEF-0-3"]


PATHS = [
    ("connections[0].name", True),
    ("/connections/1/name", True),
    ("body.connections[0].name", True),
    ("connections[0].credentials.action[0].credential.name", True),
    ("primaryConnection.name", True),
    ("primaryConnection.credentials.action[0].credential.name", True),
    ("connections[0].variables[0].name", False),
    ("connections[0].credentials.action[0].credential.data.name", False),
    ("dynamicVariables.name", False),
    ("name", False),
    ("connections[0]", False),
    ("", False),
]


@pytest.mark.parametrize(("path", "is_one"), PATHS)
def test_a_name_is_known_by_its_path(path: str, is_one: bool) -> None:
    assert is_about_names(a_conflict(path)) is is_one


def test_what_is_about_more_than_names_has_the_words_of_its_type() -> None:
    assert words(a_conflict("connections[0].name", "userId")) == words(UNSAID) != words(TAKEN)
