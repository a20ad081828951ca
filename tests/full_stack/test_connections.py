"""The connections of what is connected: each listed once, with what is known of its use."""

import pytest

from tests.full_stack.journeys import Journey, entry_named, stored_connections
from tests.full_stack.stack import Visit


@pytest.fixture
def storefront(ada: Visit) -> Journey:
    """Connect two systems of the same kind."""
    journey = Journey(ada, ada.tab(), entry_named(ada.stack, "Storefront to"))
    journey.begins().answers_all().activates().ends()
    journey.tab.presses("Done")
    return journey


def reconnected(journey: Journey) -> Journey:
    journey.begins_again().answers_all().activates().ends()
    journey.tab.presses("Done")
    return journey


def names(journey: Journey) -> list[str]:
    """List the connections of the integration, by the places they were made for."""
    kinds = {template.connector_id for template in journey.asked}
    found = [each for each in stored_connections(journey.visit) if each.connector_id in kinds]
    return [each.name for each in found]


def test_two_of_one_system_have_the_numbers_of_the_wizard(storefront: Journey) -> None:
    first, second = names(storefront)
    for tab in (storefront.manages().tab, revisited(storefront).manages().tab):
        system = storefront.connector(storefront.asked[0]).name
        tab.sees(f"{system} 1{first}")
        tab.sees(f"{system} 2{second}")
        assert tab.text.count(first) == tab.text.count(second) == 1


def test_after_a_reconnection_only_what_is_in_use_is_listed(storefront: Journey) -> None:
    tab = reconnected(storefront).manages().tab
    *old, third, fourth = names(storefront)
    assert third in tab.text and fourth in tab.text
    assert not [name for name in old if name in tab.text]


def test_another_visit_cannot_tell_and_says_so(storefront: Journey) -> None:
    tab = revisited(reconnected(storefront)).manages().tab
    tab.sees("it is not known here which of them are in use.")
    assert [tab.text.count(name) for name in names(storefront)] == [1, 1, 1, 1]


def test_of_two_connections_one_is_said_to_be_in_use(ada: Visit) -> None:
    larkspur = Journey(ada, ada.tab(), entry_named(ada.stack, "Larkspur"))
    tab = revisited(reconnected(larkspur)).manages().tab
    tab.sees("one of them is in use.")


def revisited(journey: Journey) -> Journey:
    """Come back to a new page."""
    return Journey(journey.visit, journey.visit.tab(), journey.entry)
