"""Every screen: it is drawn, it leads on, and no word from outside becomes more than a word."""

from functools import cache

import pytest

from hub.views.page import view
from tests.hub.html import Html
from tests.hub.screens import screens

BENIGN = "Acme"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</textarea></title></style><b>",
    "&lt;b&gt;&#x27;&quot;",
    "javascript:alert(1)//-->]]>{{7*7}}${7*7}` onmouseover=alert(1) x=`",
    "\u202egnirts\u2066\u200b\ufeff",
    "\x00\x1b[31m\x7f",
    "\ud800",
    "__proto__",
    "A" * 5_000,
]
RUNS_OR_LOADS = {"script", "iframe", "object", "embed", "style", "base", "a", "link", "meta"}
NAMING = ("id", "name", "for", "aria-labelledby", "aria-describedby", "form", "list", "usemap")
BY_ITSELF = {
    "opening", "activating", "creating_account", "confirming", "activating-word", "looking",
    "list-loading", "list-arriving",
    "manage-loading", "manage-saving", "manage-saving-word",
    "manage-deleting", "manage-deleting-word", "manage-reading",
}  # fmt: skip
"""Screens that wait for an answer, whose time is bounded; all others offer a way on."""


@cache
def drawn(word: str = BENIGN) -> dict[str, Html]:
    return {name: Html(str(view(app))) for name, app in screens(word).items()}


@pytest.mark.parametrize("name", screens())
def test_every_screen_offers_a_way_on_or_waits_for_an_answer(name: str) -> None:
    """REL-21"""
    page = drawn()[name]
    buttons = [b for b in page.find("button") if "disabled" not in b.attributes]
    ways_on = [b for b in buttons if b.attributes.get("aria-label") != "Close"]
    assert ways_on or name in BY_ITSELF


@pytest.mark.parametrize("name", screens())
def test_every_id_is_there_once_and_is_the_hubs_own(name: str) -> None:
    """HUB-08, HUB-43"""
    ids = [e.attributes["id"] for e in drawn()[name].elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert all(id_.startswith("vh-") for id_ in ids)


@pytest.mark.parametrize("name", screens())
def test_whatever_an_element_refers_to_is_there(name: str) -> None:
    """HUB-43"""
    page = drawn()[name]
    ids = {element.attributes.get("id") for element in page.elements}
    for element in page.elements:
        for reference in ("for", "aria-labelledby", "aria-describedby", "data-focus"):
            assert set(element.attributes.get(reference, "").split()) <= ids


@pytest.mark.parametrize("name", screens())
def test_every_control_has_a_name(name: str) -> None:
    """HUB-43"""
    page = drawn()[name]
    labelled = {label.attributes.get("for") for label in page.find("label")}
    for control in [*page.find("input"), *page.find("select"), *page.find("textarea")]:
        attributes = control.attributes
        assert attributes.get("id") in labelled or "aria-label" in attributes


@pytest.mark.parametrize("word", HOSTILE, ids=lambda word: repr(word[:12]))
def test_no_word_from_outside_changes_the_shape_of_a_screen(word: str) -> None:
    """HUB-01, HUB-03, HUB-07"""
    for name, page in drawn(word).items():
        assert loose_shape(page) == loose_shape(drawn()[name]), name


def loose_shape(page: Html) -> list[tuple[str, tuple[str, ...]]]:
    """Leave out what depends on whether a text is blank or long, and not on what is in it."""
    return [(tag, tuple(sorted(set(names) - {"title", "value", "checked", "selected"})))
            for tag, names in page.shape]  # fmt: skip


@pytest.mark.parametrize("word", HOSTILE, ids=lambda word: repr(word[:12]))
def test_no_name_or_id_is_made_of_words_from_outside(word: str) -> None:
    """HUB-08"""
    for name, page in drawn(word).items():
        assert naming(page) == naming(drawn()[name]), name


def naming(page: Html) -> list[dict[str, str]]:
    return [
        {name: value for name, value in element.attributes.items() if name in NAMING}
        for element in page.elements
    ]


@pytest.mark.parametrize("word", HOSTILE, ids=lambda word: repr(word[:12]))
def test_no_attribute_runs_code_or_leads_elsewhere(word: str) -> None:
    """HUB-01, HUB-02, HUB-06"""
    elements = [element for page in drawn(word).values() for element in page.elements]
    names = {name for element in elements for name in element.attributes}
    assert not {element.tag for element in elements} & RUNS_OR_LOADS
    assert not names & {"style", "href", "action", "srcdoc"}
    assert not [name for name in names if name.startswith("on")]


def test_no_screen_holds_a_secret() -> None:
    """HUB-21"""
    assert [name for name, page in drawn().items() if "canary" in page.text] == []


def test_no_repr_of_a_screen_holds_a_secret() -> None:
    """HUB-27"""
    assert [name for name, app in screens().items() if "canary" in repr(app)] == []
