"""Every answer of the API, with a hostile text wherever it may hold one, stays words on a page.

Each trick is tried in every gap of every answer, several times from different payloads on.
"""

from functools import cache
from itertools import cycle

import pytest

from hub.views.page import view
from tests.hub.hostile import screens_of
from tests.hub.html import Element, Html
from tests.hub.payloads import KINDS, PAYLOADS
from tests.hub.views.test_every_screen import RUNS_OR_LOADS

ROUNDS = 6
TAMELY = tuple(f"Acme {number}" for number in range(40))
READ_AS_TEXT = {
    "alt", "aria-label", "data-id", "data-integration-id", "data-patterns", "placeholder", "title",
    "value",
}  # fmt: skip
"""Attributes in which a word of the API may stand: nothing follows from what it says."""
CHOSEN = {"checked", "selected", "data-patterns"}
"""Attributes that are there or not depending on what a default or a pattern says."""


@cache
def drawn(words: tuple[str, ...]) -> dict[str, Html]:
    return {name: Html(str(view(app))) for name, app in screens_of(cycle(words)).items()}


@cache
def turned(kind: str) -> list[dict[str, Html]]:
    """Draw every screen with the payloads of a kind, beginning at different ones."""
    words = KINDS[kind]
    places = range(0, len(words), max(1, len(words) // ROUNDS))
    return [drawn(words[place:] + words[:place]) for place in places]


def test_there_are_three_hundred_payloads() -> None:
    """HUB-03"""
    assert len(set(PAYLOADS)) >= 300


@pytest.mark.parametrize("kind", ["tags", "fragments", "wrapped"])
def test_a_hostile_text_is_read_as_it_stands(kind: str) -> None:
    """HUB-01"""
    words = KINDS[kind]
    shown = drawn(words)["list"].words
    assert sum(word in shown for word in words) == 4


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_answer_changes_no_element_and_no_attribute(kind: str) -> None:
    """HUB-01, HUB-03: the page has the nodes that it has with harmless words."""
    tame = drawn(TAMELY)
    for round_ in turned(kind):
        assert {name: shape(page) for name, page in round_.items()} == {
            name: shape(page) for name, page in tame.items()
        }


def shape(page: Html) -> list[tuple[str, set[str]]]:
    return [(element.tag, element.attributes.keys() - CHOSEN) for element in page.elements]


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_answer_reaches_only_attributes_that_are_read_as_text(kind: str) -> None:
    """HUB-03, HUB-08: no id, no address, no event and no class is made of it."""
    tame = drawn(TAMELY)
    for round_ in turned(kind):
        for name, page in round_.items():
            pairs = zip(page.elements, tame[name].elements, strict=True)
            assert set().union(*(changed(*pair) for pair in pairs)) <= READ_AS_TEXT, name


def changed(one: Element, other: Element) -> set[str]:
    """Name the attributes that differ; which colour a name has is not its own to choose."""
    names = one.attributes.keys() | other.attributes.keys()
    differ = {name for name in names if one.attributes.get(name) != other.attributes.get(name)}
    return differ - CHOSEN - ({"class"} if "vh-logo" in one.attributes.get("class", "") else set())


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_answer_runs_and_loads_nothing(kind: str) -> None:
    """HUB-03, HUB-04: no script, no frame, no address, no handler."""
    pages = [page for round_ in turned(kind) for page in round_.values()]
    elements = [element for page in pages for element in page.elements]
    names = {name for element in elements for name in element.attributes}
    assert not {element.tag for element in elements} & (RUNS_OR_LOADS | {"img"})
    assert not {n for n in names if n.startswith("on")} | names & {"style", "href", "action", "src"}
