"""A list that a server has drawn is taken over as it stands, and nothing of it is asked again."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import app as hub_app
from hub.app import App, Effect, Started
from hub.catalogue import Catalogue, LoadPage, Ready
from hub.client import Token
from hub.first_view import read_first_view, write_state
from hub.models import IntegrationSummary, Page
from hub.perform.first_view import ENOUGH_ROWS, load_list
from hub.views.page import view
from tests.hub.builders import an_integration
from tests.hub.fake_api import FakeApi, Fault, integration
from tests.hub.worlds import OPTIONS, FakeWorld

ROWS = st.builds(
    IntegrationSummary,
    id=st.text(min_size=1).filter(str.strip),
    name=st.text(),
    description=st.text(),
    image_url=st.text(),
    is_deployed=st.booleans(),
    is_activated=st.booleans(),
)


def begun(page: Page[IntegrationSummary] | None) -> tuple[App, list[Effect]]:
    return hub_app.update(hub_app.start(OPTIONS), Started(page))


def loaded(api: Any) -> list[App]:
    async def load() -> list[App]:
        given = load_list(hub_app.start(OPTIONS), FakeWorld(api).performer())
        return [app async for app in given]

    return asyncio.run(load())


@given(rows=st.lists(ROWS, unique_by=lambda row: row.id), skipped=st.integers(0, 9))
def test_rows_arrive_as_they_were_written(rows: list[IntegrationSummary], skipped: int) -> None:
    state = write_state(Catalogue(Ready(), integrations=tuple(rows), skipped=skipped))
    assert read_first_view({"state": state}).rows == Page(tuple(rows), skipped=skipped)


def test_a_list_that_is_there_is_not_loaded_again() -> None:
    app, effects = begun(Page((an_integration("Acme"),)))
    assert isinstance(app.catalogue.status, Ready)
    assert not [effect for effect in effects if isinstance(effect, LoadPage)]


def test_a_list_that_is_there_in_part_goes_on_where_it_ends() -> None:
    app, effects = begun(Page((an_integration("Acme"),), next="NEXT"))
    assert [row.name for row in app.catalogue.rows] == ["Acme"]
    assert LoadPage(app.catalogue.load, "NEXT") in effects


def test_without_a_first_view_the_list_is_loaded_from_its_start() -> None:
    assert LoadPage(1) in begun(None)[1]


def test_the_page_draws_what_the_server_drew() -> None:
    """The same core on both sides: what was taken over looks exactly as it did."""
    drawn = loaded(FakeApi())[-1]
    taken, _effects = begun(read_first_view({"state": write_state(drawn.catalogue)}).rows)
    assert str(view(taken)) == str(view(drawn))


def test_a_list_that_cannot_be_had_gives_no_view() -> None:
    assert loaded(FakeApi(faults=["lost_before"] * 9)) == []


def test_a_list_that_ends_early_gives_what_there_is_and_the_way_on() -> None:
    lost: list[Fault] = ["lost_before"] * 9
    api = FakeApi(page_size=2, faults=["ok", *lost])
    state = write_state(loaded(api)[-1].catalogue)
    assert [row["id"] for row in state["integrations"]] == ["acme", "bolt"] and state["next"]


def test_enough_rows_end_the_loading_ahead() -> None:
    rows = [integration(f"i{number}") for number in range(3 * ENOUGH_ROWS)]
    assert len(loaded(FakeApi(integrations=rows))[-1].catalogue.loaded) == ENOUGH_ROWS


@pytest.mark.parametrize(
    "answer", [None, [], {}, {"token": 7}, {"state": {}}, {"state": {"integrations": 7}}]
)
def test_a_first_view_that_breaks_the_contract_counts_as_missing(answer: Any) -> None:
    first = read_first_view(answer)
    assert first.token is None and first.rows is None


def test_the_token_that_came_along_is_read() -> None:
    first = read_first_view({"token": "abc", "user_id": "user-ada", "expires_in": 300})
    assert first.token == Token("abc", "user-ada", 300)


def test_a_token_does_not_stand_in_a_repr() -> None:
    """HUB-27"""
    first = read_first_view({"token": "canary", "user_id": "user-ada"})
    assert "canary" not in repr(replace(first))
