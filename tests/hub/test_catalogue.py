"""The list: loading, searching, filtering, and what survives a failure."""

from dataclasses import replace

import pytest

from hub.catalogue import (
    CATEGORY_INPUT,
    Catalogue,
    CatalogueEffect,
    CatalogueEvent,
    Categorised,
    Failed,
    Filtered,
    ListFailed,
    ListRequested,
    Loading,
    LoadPage,
    PageArrived,
    Ready,
    SearchCleared,
    Searched,
    count,
    mark,
    shown,
    update,
)
from hub.categories import Category
from hub.errors import Problem
from hub.glass import Fill, Tell
from hub.selection import Filter
from tests.hub.builders import a_page, an_integration

NETWORK = Problem("network")


def run(*events: CatalogueEvent, state: Catalogue | None = None) -> Catalogue:
    return outcome(*events, state=state)[0]


def outcome(
    *events: CatalogueEvent, state: Catalogue | None = None
) -> tuple[Catalogue, list[CatalogueEffect]]:
    state, effects = state or Catalogue(), list[CatalogueEffect]()
    for event in events:
        state, effects = update(state, event)
    return state, effects


def names(state: Catalogue) -> list[str]:
    return [row.name for row in shown(state)]


def test_asking_for_the_list_loads_its_first_page() -> None:
    state, effects = outcome(ListRequested())
    assert effects == [LoadPage(1)]
    assert isinstance(state.status, Loading)


def test_every_page_is_followed_to_the_end() -> None:
    _state, effects = outcome(ListRequested(), PageArrived(1, a_page("Acme", next="c2")))
    assert effects == [LoadPage(1, "c2")]


def test_the_list_is_ready_after_the_last_page() -> None:
    state = run(
        ListRequested(),
        PageArrived(1, a_page("Acme", next="c2")),
        PageArrived(1, a_page("Bolt")),
    )
    assert isinstance(state.status, Ready)
    assert names(state) == ["Acme", "Bolt"]


def test_the_first_page_is_shown_while_the_second_is_on_its_way() -> None:
    state = run(ListRequested(), PageArrived(1, a_page("Acme", next="c2")))
    assert names(state) == ["Acme"]


def test_a_cursor_that_comes_back_ends_the_load() -> None:
    """REL-18"""
    first = PageArrived(1, a_page("Acme", next="c2"))
    state, effects = outcome(ListRequested(), first, PageArrived(1, a_page("Bolt", next="c2")))
    assert isinstance(state.status, Ready)
    assert not [effect for effect in effects if isinstance(effect, LoadPage)]


def test_an_integration_that_is_on_two_pages_is_shown_once() -> None:
    first = PageArrived(1, a_page("Acme", next="c2"))
    assert names(run(ListRequested(), first, PageArrived(1, a_page("Acme")))) == ["Acme"]


def test_a_late_page_of_an_older_load_changes_nothing() -> None:
    """REL-17"""
    state = run(ListRequested(), ListRequested())
    assert update(state, PageArrived(1, a_page("Old"))) == (state, [])


def test_a_failure_keeps_what_was_loaded_so_far() -> None:
    state = run(ListRequested(), PageArrived(1, a_page("Acme", next="c2")), ListFailed(1, NETWORK))
    assert state.status == Failed(NETWORK)
    assert names(state) == ["Acme"]


def test_a_refresh_keeps_the_list_in_place_until_the_new_one_is_whole() -> None:
    state = run(
        ListRequested(),
        PageArrived(1, a_page("Acme")),
        ListRequested(),
        PageArrived(2, a_page("Bolt", next="c2")),
    )
    assert names(state) == ["Acme"]
    assert names(run(PageArrived(2, a_page("Cask")), state=state)) == ["Bolt", "Cask"]


def test_rows_that_could_not_be_read_are_counted_over_all_pages() -> None:
    """REL-19"""
    state = run(
        ListRequested(),
        PageArrived(1, a_page("Acme", next="c2", skipped=1)),
        PageArrived(1, a_page("Bolt", skipped=2)),
    )
    assert state.skipped == 3


def test_the_host_is_told_the_counts() -> None:
    _state, effects = outcome(ListRequested(), PageArrived(1, a_page("Acme")))
    assert effects == [Tell("counts", {"total": 1, "connected": 0})]


def ready(*rows: str, **connected: bool) -> Catalogue:
    integrations = [an_integration(row, is_activated=connected.get(row, False)) for row in rows]
    return Catalogue(Ready(), integrations=tuple(integrations))


@pytest.mark.parametrize(
    "search", ["crème", "CREME", "creme", "  brulee  ", "Brûlée crème", "creme brulee"]
)
def test_search_ignores_case_accents_and_order(search: str) -> None:
    state = run(Searched(search), state=ready("Crème Brûlée", "Acme"))
    assert names(state) == ["Crème Brûlée"]


def test_search_looks_into_descriptions() -> None:
    state = Catalogue(Ready(), integrations=(an_integration(description="Sends invoices"),))
    assert names(run(Searched("invoice"), state=state)) == ["Acme"]


def test_connected_ones_come_first_then_by_name() -> None:
    assert names(ready("Zed", "acme", "Bolt", Zed=True)) == ["Zed", "acme", "Bolt"]


@pytest.mark.parametrize(
    ("choice", "expected"), [("all", 3), ("connected", 1), ("not_connected", 2)]
)
def test_each_filter_counts_and_shows_its_own(choice: Filter, expected: int) -> None:
    state = ready("A", "B", "C", A=True)
    filtered = run(Filtered(choice), state=state)
    assert len(shown(filtered)) == count(state, choice) == expected


def test_clearing_the_search_empties_its_box_and_shows_all() -> None:
    state = run(Searched("nothing like this"), Filtered("connected"), state=ready("A", "B"))
    cleared, effects = update(state, SearchCleared())
    assert names(cleared) == ["A", "B"]
    assert Fill("vh-search", "") in effects


SORTED = (Category("Letters", frozenset({"I-A", "I-C"})), Category("None", frozenset()))


def test_a_category_shows_only_what_the_host_put_into_it() -> None:
    state = replace(ready("A", "B", "C"), categories=SORTED)
    assert names(run(Categorised(0), state=state)) == ["A", "C"]
    assert names(run(Categorised(0), Searched("c"), state=state)) == ["C"]


@pytest.mark.parametrize("place", [-1, 2, 999])
def test_no_category_and_one_that_is_not_there_show_all(place: int) -> None:
    state = replace(ready("A", "B"), categories=SORTED)
    assert names(run(Categorised(1), Categorised(place), state=state)) == ["A", "B"]


def test_showing_all_forgets_the_category_too() -> None:
    state = run(Categorised(1), state=replace(ready("A"), categories=SORTED))
    cleared, effects = update(state, SearchCleared())
    assert names(cleared) == ["A"] and Fill(CATEGORY_INPUT) in effects


def test_only_allowed_integrations_are_shown() -> None:
    state = Catalogue(Ready(), integrations=ready("A", "B").integrations, allowed=("I-B",))
    assert names(state) == ["B"]


def test_an_integration_can_be_marked_ahead_of_the_next_load() -> None:
    assert count(mark(ready("A", "B"), "I-B", True), "connected") == 1
