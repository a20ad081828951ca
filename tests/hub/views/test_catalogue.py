"""The list on the page: its state by name, its cards and their buttons."""

from pathlib import Path

import pytest

from hub.app import App
from hub.views.page import view
from tests.hub.html import Html
from tests.hub.screens import screens


def page(name: str) -> Html:
    app: App = screens()[name]
    return Html(str(view(app)))


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("list-loading", "loading"),
        ("list-ready", "ready"),
        ("list-empty", "empty"),
        ("list-failed", "error"),
        ("list-failed-later", "error"),
        ("crashed", "error"),
    ],
)
def test_the_state_of_the_list_has_a_public_name(name: str, state: str) -> None:
    assert len(page(name).find("main", data_state=state)) == 1


def test_each_card_offers_what_fits_its_integration() -> None:
    """REL-20"""
    said = [(b.attributes["data-event"], b.attributes["data-id"]) for b in page("list-ready").find(
        "button", type="button") if "data-id" in b.attributes]  # fmt: skip
    assert ("manage", "I-Acme2") in said and ("connect", "I-Acme4") in said
    assert not [event for event, id_ in said if id_ == "I-Acme3"]
    assert "Coming soon" in page("list-ready").said


def test_a_failed_list_can_be_loaded_again_and_keeps_its_cards() -> None:
    later = page("list-failed-later")
    assert "refresh" in later.events
    assert later.find("li", data_integration_id="I-Acme4")
    assert "What was loaded so far is still here." in later.said


def test_a_search_without_a_match_can_be_cleared() -> None:
    assert "clear-search" in page("list-no-match").events


def test_rows_that_could_not_be_read_are_owned_up_to() -> None:
    """REL-19"""
    assert "2 integrations could not be read" in page("list-ready").said


def test_the_filter_in_force_is_told_to_those_who_cannot_see_it() -> None:
    """HUB-43"""
    (pressed,) = page("list-connected").find("button", aria_pressed="true")
    assert pressed.attributes["data-filter"] == "connected"


def test_bones_are_gone_with_the_first_cards() -> None:
    assert "vh-bone" in page("list-loading").text
    assert "vh-bone" not in page("list-arriving").text


def test_the_page_begins_with_the_very_skeleton_that_the_hub_draws() -> None:
    """HUB-44: nothing moves when Python takes over."""
    document = (Path(__file__).parents[3] / "web" / "index.html").read_text(encoding="utf-8")
    main = document[document.index("<main") : document.index("</main>")]
    elements = Html(main).elements
    in_one_language = [e for e in elements if e.tag != "span" or "lang" not in e.attributes]
    drawn = [e for e in page("list-loading").elements if e.attributes.get("class") != "vh-slow"]
    assert in_one_language == drawn
