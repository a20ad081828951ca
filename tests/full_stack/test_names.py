"""The names of new connections: the hub's own business, whatever the service makes of one."""

from dataclasses import replace
from typing import Any

import pytest

from sandbox.records import Connection
from tests.full_stack.journeys import Journey, entry_named, stored_activations, stored_connections
from tests.full_stack.stack import Visit

Json = Any
IS_TAKEN = "The name of a new connection was not accepted."


@pytest.fixture
def storefront(ada: Visit) -> Journey:
    """Connect two systems of the same kind, up to the review."""
    journey = Journey(ada, ada.tab(), entry_named(ada.stack, "Storefront to"))
    return journey.begins().answers_all()


@pytest.fixture
def larkspur(ada: Visit) -> Journey:
    """Reconnect what Ada has connected, up to the review."""
    journey = Journey(ada, ada.tab(), entry_named(ada.stack, "Larkspur"))
    return journey.begins_again().answers_all()


def new_connections(journey: Journey) -> list[Json]:
    """List the new connections of the latest sending."""
    return [each for each in journey.stack.sent("POST", "/activations")[-1]["connections"]
            if "name" in each]  # fmt: skip


def names(journey: Journey) -> list[str]:
    return [each["name"] for each in new_connections(journey)]


def loses_half(journey: Journey) -> None:
    """Have the service give the activation up half-way, and keep the connections it has made."""
    journey.stack.fails("/activations", method="POST", status=500)
    journey.activates()
    journey.visit.waits_until(journey.tab, "failed")
    connectors = {each.id: each.connector_id for each in journey.entry.templates}
    for sent in new_connections(journey):
        _keep(journey, connectors[sent["templateId"]], sent["name"])


def _keep(journey: Journey, connector_id: str, name: str) -> Connection:
    world = journey.stack.world
    like = stored_connections(journey.visit)[0]
    made = replace(like, id=world.new_id(), connector_id=connector_id, name=name)
    return world.records.connections.add(made)


def is_refused_for_the_name(journey: Journey) -> None:
    journey.tab.presses("Try again")
    journey.tab.reaches("activating")
    journey.visit.waits_until(journey.tab, "failed", "connect")


def test_a_taken_name_is_told_where_trying_again_is_offered(storefront: Journey) -> None:
    loses_half(storefront)
    is_refused_for_the_name(storefront)
    assert storefront.tab.stage == "failed"
    storefront.tab.sees(IS_TAKEN)
    storefront.tab.sees("Your answers are kept. Try again: another name is used then.")


def test_after_a_taken_name_trying_again_once_is_enough(storefront: Journey) -> None:
    loses_half(storefront)
    taken = names(storefront)
    is_refused_for_the_name(storefront)
    storefront.tab.presses("Try again")
    storefront.ends()
    assert len(set(names(storefront) + taken)) == 4
    assert len(stored_activations(storefront.visit, storefront.entry)) == 1


def test_nothing_is_sent_under_another_name_until_somebody_says_so(storefront: Journey) -> None:
    loses_half(storefront)
    is_refused_for_the_name(storefront)
    storefront.visit.lets_pass(60)
    assert storefront.stack.orders() == [("POST", "activations")] * 2


def test_a_reconnection_goes_on_after_a_taken_name(larkspur: Journey) -> None:
    [old] = stored_activations(larkspur.visit, larkspur.entry)
    loses_half(larkspur)
    is_refused_for_the_name(larkspur)
    assert stored_activations(larkspur.visit, larkspur.entry) == [old]
    larkspur.tab.presses("Try again")
    larkspur.ends()
    [new] = stored_activations(larkspur.visit, larkspur.entry)
    assert new.id != old.id


def test_where_the_old_one_goes_first_the_second_sending_has_names_of_its_own(ben: Visit) -> None:
    """What was refused may have left its connections behind."""
    entry = entry_named(ben.stack, "Solo Payroll")
    Journey(ben, ben.tab(), entry).begins().answers_all().activates().ends()
    ben.stack.received.clear()
    Journey(ben, ben.tab(), entry).begins_again().answers_all().activates().ends()
    first, second = ben.stack.sent("POST", "/activations")
    assert _names(first).isdisjoint(_names(second))


def _names(body: Json) -> set[str]:
    return {each["name"] for each in body["connections"] if "name" in each}
