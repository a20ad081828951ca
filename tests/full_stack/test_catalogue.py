"""Every integration of a catalogue, connected from its card to the sandbox's store.

The catalogue is the demo's, or the one that `--catalogue FILE` names.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.catalogue import IntegrationEntry
from sandbox.records import Connection
from tests.full_stack.answers import holds
from tests.full_stack.credentials import Given, wrong_label
from tests.full_stack.journeys import (
    Journey,
    hub_of,
    stored_activations,
    stored_connections,
)
from tests.full_stack.meaning import meaning
from tests.full_stack.stack import Stack, Visit

Json = Any
Begin = Callable[[str, IntegrationEntry], Journey]


@pytest.fixture
def begin(chosen_stack: Stack, visits: Callable[[Stack, str, str], Visit]) -> Begin:
    """Let someone open the wizard of an integration."""

    def begin(user: str, entry: IntegrationEntry) -> Journey:
        hub = hub_of(chosen_stack.world.catalogue, entry)
        visit = visits(chosen_stack, user, hub.id)
        return Journey(visit, visit.tab(integrationId=entry.id), entry).begins()

    return begin


def test_an_integration_is_connected_as_it_was_answered(
    begin: Begin, user: str, possible: IntegrationEntry
) -> None:
    """HUB-32, HUB-41, HYB-01"""
    journey = begin(user, possible).answers_all().activates().ends()
    expect_sent(journey)
    expect_stored(journey)


def test_a_wrong_secret_is_refused_at_its_field_and_the_rest_is_kept(
    begin: Begin, user: str, secretive: IntegrationEntry
) -> None:
    """HUB-26, HUB-39, OAU-17"""
    journey = begin(user, secretive).answers_all(wrong_last=True).activates()
    journey.tab.reaches("connect")
    expect_refused_at_its_field(journey)
    correct(journey)
    journey.activates().ends()
    expect_stored(journey)


def test_what_nobody_can_connect_is_named_and_cannot_be_begun(
    begin: Begin, user: str, impossible: IntegrationEntry
) -> None:
    """HUB-32"""
    expect_no_way_on(begin(user, impossible))


def expect_no_way_on(journey: Journey) -> None:
    journey.tab.sees("Not supported yet")
    assert not {"Next", "Review", "Activate"} & set(journey.tab.buttons)
    assert not stored_activations(journey.visit, journey.entry)


def expect_refused_at_its_field(journey: Journey) -> None:
    connector = journey.connector(journey.asked[-1])
    if label := wrong_label(journey.tab, connector):
        assert journey.tab.error(label)
    else:
        assert "authorise again" in journey.tab.text
    assert not stored_activations(journey.visit, journey.entry)
    kept = [value for value in journey.tab.standing().values() if value]
    variables = journey.variables[journey.asked[-1].id]
    assert all(each["value"] in kept for each in variables)


def correct(journey: Journey) -> None:
    """Hand over the last credential once more, and touch nothing else."""
    template = journey.asked[-1]
    journey.connects(template)
    while journey.tab.stage != "review":
        journey.goes_on()


def expect_sent(journey: Journey) -> None:
    """Compare what arrived, secrets and all, with what was typed."""
    body = journey.stack.sent("POST", "/activations")[-1]
    assert (body["userId"], body["integrationId"]) == (journey.visit.user, journey.entry.id)
    sent = {each["templateId"]: each for each in body["connections"]}
    for template in journey.asked:
        [entry] = sent[template.id]["credentials"]["action"]
        scheme = journey.connector(template).auth_scheme
        assert entry["authSchemeConfig"] == journey.absolute(scheme)
        expect_credential(journey, entry["credential"], journey.given[template.id])


def expect_credential(journey: Journey, credential: Json, given: Given) -> None:
    expected = journey.absolute(given.data)
    assert credential["type"] == given.type
    assert {name: credential["data"][name] for name in expected} == expected


def expect_stored(journey: Journey) -> None:
    """Compare what the sandbox holds with what was typed."""
    activation = journey.stored()
    expected = meaning(journey.entry.variables_schema, journey.entry.example_variables).sent
    assert holds(activation.variables, expected)
    used = {each.id for each in journey.entry.templates if each.is_used}
    assert set(activation.connections) == used
    connections = {each.id: each for each in stored_connections(journey.visit)}
    for template in journey.asked:
        expect_connection(journey, template.id, connections[activation.connections[template.id]])
    names = Counter((each.connector_id, each.name) for each in connections.values())
    assert set(names.values()) == {1}


def expect_connection(journey: Journey, template_id: str, connection: Connection) -> None:
    given = journey.given[template_id]
    [entry] = connection.credentials["action"]
    stored = "oauth2-token" if given.type == "oauth2-code" else given.type
    assert entry["credential"]["type"] == stored
    assert connection.variables == journey.variables[template_id]
