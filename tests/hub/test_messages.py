"""What the page sends: each message means one event, and nothing else gets through."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.activation.events import (
    Answered,
    FileChosen,
    FileRemoved,
    FormActed,
    LeavingStopped,
    Submitted,
    TriedAgain,
    WentBack,
    WentNext,
    WentTo,
)
from hub.app import (
    Closed,
    ConnectChosen,
    Event,
    ImageFailed,
    Left,
    ManageChosen,
    ReconnectChosen,
    Recovered,
)
from hub.catalogue import Categorised, Filtered, ListRequested, SearchCleared, Searched
from hub.errors import ProtocolError
from hub.json_text import JSON
from hub.manage.events import (
    DisconnectChosen,
    DisconnectConfirmed,
    DisconnectDropped,
    Hurried,
    Retried,
    SettingsChosen,
    SettingsSubmitted,
    Undone,
)
from hub.messages import LONGEST_SEARCH, parse_message, read_event
from hub.oauth_events import (
    ConsentCancelled,
    MessageArrived,
    WindowBlocked,
    WindowClosed,
    WindowOpened,
)
from hub.uploads import Upload


def event(name: str, data: JSON = None, values: JSON = None, **more: Any) -> Event:
    message = {"name": name, "data": data, "values": values, **more}
    return read_event(parse_message(message), lambda: "NEW")


VALUES = {"vh-c0-value": "k"}


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("refresh", {}, ListRequested()),
        ("clear-search", {}, SearchCleared()),
        ("filter", {"filter": "connected"}, Filtered("connected")),
        ("filter", {"filter": "not_connected"}, Filtered("not_connected")),
        ("filter", {"filter": "nonsense"}, Filtered("all")),
        ("connect", {"id": "I1"}, ConnectChosen("I1", "NEW")),
        ("reconnect", {"id": "A1"}, ReconnectChosen("A1", "NEW")),
        ("manage", {"id": "I1"}, ManageChosen("I1")),
        ("leave", {}, Left()),
        ("stay", {}, LeavingStopped()),
        ("image-failed", {"image": "https://i"}, ImageFailed("https://i")),
        ("recover", {}, Recovered()),
        ("change", {"place": "2"}, WentTo(2)),
        ("change", {"place": "-1"}, WentTo(0)),
        ("change", {"place": "9" * 5_000}, WentTo(0)),
        ("activate", {}, Submitted()),
        ("try-again", {}, TriedAgain()),
        ("reload-manage", {}, Retried()),
        ("settings", {"id": "A1"}, SettingsChosen("A1")),
        ("undo", {}, Undone()),
        ("hurry", {}, Hurried()),
        ("disconnect", {"id": "A1"}, DisconnectChosen("A1")),
        ("confirm-disconnect", {}, DisconnectConfirmed()),
        ("keep", {}, DisconnectDropped()),
        ("window-opened", {"state": "s"}, WindowOpened("s", 0.0)),
        ("window-blocked", {}, WindowBlocked()),
        ("window-closed", {}, WindowClosed()),
        ("consent-answered", {"search": "?code=c"}, MessageArrived("?code=c")),
        ("cancel-consent", {}, ConsentCancelled()),
    ],
)
def test_each_message_means_one_event(name: str, data: JSON, expected: Event) -> None:
    assert event(name, data) == expected


def test_a_message_says_when_the_window_was_opened() -> None:
    """OAU-14"""
    assert event("window-opened", at=1_732_400_000_500) == WindowOpened("", 1_732_400_000.5)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("close", Closed(VALUES)),
        ("back", WentBack(VALUES)),
        ("next", WentNext(VALUES, ("vh-c0-value",))),
        ("answered", Answered(VALUES, ("vh-c0-value",))),
        ("save", SettingsSubmitted(VALUES, ("vh-c0-value",))),
        ("reload-manage", Retried(VALUES)),
    ],
)
def test_a_form_brings_its_values(name: str, expected: Event) -> None:
    assert event(name, {}, VALUES, mismatched=["vh-c0-value"]) == expected


def test_a_button_of_the_variables_brings_its_place_and_the_values() -> None:
    data = {"action": "add", "name": "vh-v3"}
    assert event("variables", data, VALUES) == FormActed("add", "vh-v3", VALUES)


@pytest.mark.parametrize(("size", "bytes_"), [("12", 12), ("-1", 0), ("x", 0), ("9" * 5_000, 0)])
def test_a_file_brings_its_size_and_content(size: str, bytes_: int) -> None:
    """HUB-34"""
    data = {"name": "vh-c0-ca-file", "size": size, "content": "AAE="}
    assert event("file-chosen", data) == FileChosen(Upload("vh-c0-ca-file", bytes_, "AAE="))


def test_taking_a_file_back_names_it_and_brings_the_values() -> None:
    data = {"name": "vh-c0-ca-file"}
    assert event("file-removed", data, VALUES) == FileRemoved("vh-c0-ca-file", VALUES)


def test_a_search_is_cut() -> None:
    assert event("search", values={"vh-search": "a" * 999}) == Searched("a" * LONGEST_SEARCH)
    assert event("search", values={"vh-search": ["a"]}) == Searched("")


@pytest.mark.parametrize(
    ("sent", "held"), [("a", "a"), (True, True), (["a", 1, "b"], ("a", "b")), ([], ())]
)
def test_an_input_holds_text_a_switch_or_choices(sent: JSON, held: Any) -> None:
    assert event("next", values={"vh-a": sent}) == WentNext({"vh-a": held})


@pytest.mark.parametrize("name", ["", "a", "__proto__", "id", "xvh-a", "vh-a b", "vh-" + "a" * 200])
def test_an_input_that_is_not_the_hubs_own_is_not_read(name: str) -> None:
    """HUB-08"""
    assert event("next", values={name: "a"}) == WentNext({})


@pytest.mark.parametrize(
    "message",
    [
        None,
        [],
        {},
        {"name": ""},
        {"name": 1},
        {"name": "no-such-event"},
        {"name": "__class__"},
        {"name": "next", "values": [1]},
        {"name": "next", "values": {"vh-a": 1}},
        {"name": "next", "values": {"vh-a": None}},
        {"name": "next", "values": {"vh-a": {}}},
        {"name": "next", "data": "x"},
        {"name": "next", "mismatched": "x"},
    ],
)
def test_what_the_page_cannot_have_sent_breaks_the_contract(message: JSON) -> None:
    with pytest.raises(ProtocolError):
        read_event(parse_message(message), lambda: "NEW")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=5,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(
    ["name", "data", "values", "mismatched"], ANYTHING
)))  # fmt: skip
def test_any_message_is_an_event_or_breaks_the_contract(message: JSON) -> None:
    try:
        read_event(parse_message(message), lambda: "NEW")
    except ProtocolError:
        return


def test_no_repr_of_a_message_shows_what_was_typed() -> None:
    """HUB-27"""
    data = {"name": "next", "data": {"search": "canary"}, "values": {"vh-c0-value": "canary"}}
    message = parse_message(data)
    assert "canary" not in repr(message) + repr(read_event(message, lambda: "NEW"))


SECRET = {"vh-c0-value": "canary"}


@pytest.mark.parametrize("name", ["close", "next", "back", "answered", "save", "variables"])
def test_no_repr_of_an_event_shows_what_was_typed(name: str) -> None:
    """HUB-27"""
    assert "canary" not in repr(event(name, {}, SECRET))


@pytest.mark.parametrize(
    ("typed", "place"), [("", -1), ("0", 0), ("12", 12), ("1234", -1), ("-1", -1), ("²", -1)]
)
def test_a_category_is_chosen_by_its_place(typed: str, place: int) -> None:
    assert event("category", values={"vh-category": typed}) == Categorised(place)
