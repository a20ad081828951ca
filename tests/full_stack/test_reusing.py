"""Connections that exist already are offered, and used again."""

import pytest

from tests.full_stack.journeys import Journey, entry_named, stored_connections
from tests.full_stack.stack import Visit


@pytest.fixture
def shop(ada: Visit) -> Journey:
    """Connect something of which Ada has one of three connections, and stop where that one is."""
    journey = Journey(ada, ada.tab(), entry_named(ada.stack, "Shop, Stock")).begins()
    journey.goes_on()
    journey.connects(journey.asked[0])
    journey.goes_on()
    return journey


def test_an_existing_connection_is_proposed(shop: Journey) -> None:
    options = shop.tab.control("Connection").all("label")
    assert [each.words() for each in options] == ["Ada's Shelfspace", "New connection"]
    assert not shop.tab.controls("Password")


def test_a_proposed_connection_is_used_as_it_is(shop: Journey) -> None:
    before = len(stored_connections(shop.visit))
    shop.goes_on()
    shop.connects(shop.asked[2])
    shop.goes_on()
    shop.tab.enters("Carrier", "Fast (next day)")
    shop.goes_on()
    shop.activates().ends()
    assert len(stored_connections(shop.visit)) == before + 2
    kept = shop.stored().connections[shop.asked[1].id]
    assert kept in [each.id for each in stored_connections(shop.visit)][:before]
