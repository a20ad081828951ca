"""Where only one activation is allowed, the new connection is tried before the old one goes."""

import pytest

from hub.activation import Wizard, WizardEffect
from hub.activation.effects import Activate, MakeConnection, Release
from hub.activation.events import (
    Activated,
    Confirmed,
    ConnectionMade,
    Refused,
    Released,
    TriedAgain,
)
from hub.activation.states import Activating, Connect, Done
from hub.errors import FieldProblem, Problem
from hub.models import Connection
from tests.hub.test_reconnect import NEW, OLD, ONLY_ONE, activating, standing
from tests.hub.wizards import ATTEMPT, NETWORK, outcome, refused, run

MADE = ConnectionMade(ATTEMPT, Connection("CON-9", "Acme ABCDEF-0-2"))
KEY_PATH = "connection.credentials.action[0].credential.data.value"


def trying() -> tuple[Wizard, list[WizardEffect]]:
    return outcome(activating(), ONLY_ONE)


def removals(effects: list[WizardEffect]) -> list[WizardEffect]:
    return [each for each in effects if isinstance(each, Release)]


def test_the_new_connection_is_made_by_itself_before_anything_is_removed() -> None:
    wizard, effects = trying()
    assert wizard.stage == Activating("prepare") and not removals(effects)
    [order] = [each for each in effects if isinstance(each, MakeConnection)]
    assert order.connector_id == "C-Acme" and order.body["name"] == "Acme ABCDEF-0-2"


def test_once_it_is_made_the_old_activation_goes() -> None:
    wizard, effects = outcome(trying()[0], MADE)
    assert wizard.stage == Activating("free")
    assert removals(effects) == [Release(ATTEMPT, "I-Acme", OLD)]


def test_the_connection_that_was_made_is_the_one_that_is_activated() -> None:
    wizard, effects = outcome(trying()[0], MADE, Released(ATTEMPT))
    [order] = [each for each in effects if isinstance(each, Activate)]
    assert order.body["connections"][1] == {"templateId": "T-Acme", "connectionId": "CON-9"}
    done = run(wizard, Activated(ATTEMPT, NEW), Confirmed(ATTEMPT, NEW))
    assert done.stage == Done(NEW) and done.bound["T-Acme"] == "CON-9"


@pytest.mark.parametrize("path", [KEY_PATH, f"body.{KEY_PATH}", "credentials.action[0]" + KEY_PATH])
def test_a_refused_key_is_said_at_its_field_with_the_old_one_in_place(path: str) -> None:
    wizard, effects = outcome(trying()[0], refused(path))
    assert wizard.stage == Connect(0) and wizard.steps[0].has_errors
    assert not removals(effects)


@pytest.mark.parametrize("problem", [NETWORK, Problem("rate_limit", status=429)])
def test_what_cannot_be_tried_now_keeps_the_old_one(problem: Problem) -> None:
    wizard, effects = outcome(trying()[0], Refused(ATTEMPT, problem))
    assert standing(wizard) == "kept" and not removals(effects)


def test_one_of_unknown_fate_has_another_name_the_next_time() -> None:
    wizard = run(trying()[0], Refused(ATTEMPT, NETWORK), TriedAgain())
    [order] = [e for e in outcome(wizard, ONLY_ONE)[1] if isinstance(e, MakeConnection)]
    assert order.body["name"] not in ("Acme ABCDEF-0", "Acme ABCDEF-0-2")


@pytest.mark.parametrize(
    "path", ["connection.name", "body.connection.credentials.action[0].credential.name"]
)
def test_a_taken_name_is_said_at_no_field(path: str) -> None:
    taken = Problem("conflict", fields=(FieldProblem(path, "Is taken."),), status=409)
    assert standing(run(trying()[0], Refused(ATTEMPT, taken))) == "kept"


@pytest.mark.parametrize("status", [403, 404, 405, 501])
def test_an_api_that_makes_none_by_itself_is_asked_the_other_way(status: int) -> None:
    wizard, effects = outcome(trying()[0], Refused(ATTEMPT, Problem("api", status=status)))
    assert wizard.stage == Activating("free") and removals(effects)


def test_what_was_made_is_not_made_again() -> None:
    kept = run(trying()[0], MADE, Released(ATTEMPT), refused("dynamicVariables"))
    again = run(kept, Activated(ATTEMPT, OLD), TriedAgain(), ONLY_ONE)
    assert again.stage == Activating("free")
