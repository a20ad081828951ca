"""The host's address: every place has a fragment, and every fragment leads somewhere or nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.routes import Aim, Route, parse_route

PLACES: list[tuple[str, Route]] = [
    ("#/integrations/01J", Route("01J")),
    ("#/integrations/01J/", Route("01J")),
    ("#/integrations/01J/connect", Route("01J", "connect")),
    ("#/integrations/01J/manage", Route("01J", "manage")),
    ("#/integrations/a%2Fb/manage", Route("a/b", "manage")),
]


@pytest.mark.parametrize(("fragment", "route"), PLACES)
def test_a_fragment_of_the_hub_leads_to_its_place(fragment: str, route: Route) -> None:
    assert parse_route(fragment) == route


def test_an_id_with_half_a_character_has_a_fragment_all_the_same() -> None:
    """HUB-03"""
    assert Route("\ud800", "connect").fragment == "#/integrations/%3F/connect"


NOWHERE = [
    "",
    "#",
    "#/",
    "#/integrations",
    "#/integrations/",
    "#/integrations//connect",
    "#/integrations/01J/delete",
    "#/integrations/01J/connect/more",
    "#/invoices/7",
    "integrations/01J",
    "#/integrations/" + "x" * 201,
]


@pytest.mark.parametrize("fragment", NOWHERE)
def test_any_other_fragment_is_left_to_the_host(fragment: str) -> None:
    assert parse_route(fragment) is None


AIMS: st.SearchStrategy[Aim] = st.sampled_from(["open", "connect", "manage"])


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20), AIMS)
def test_a_route_is_found_again_by_its_fragment(integration_id: str, aim: Aim) -> None:
    route = Route(integration_id, aim)
    if len(route.fragment) <= 200:
        assert parse_route(route.fragment) == route


@given(st.text())
def test_no_fragment_is_too_odd_to_read(text: str) -> None:
    assert isinstance(parse_route("#/integrations/" + text), Route | None)
