"""Managing what is connected: its settings, and disconnecting it."""

import json
from dataclasses import replace

import pytest
from ulid import ULID

from tests.full_stack.journeys import Journey, entry_named, stored_activations
from tests.full_stack.stack import Visit
from tests.full_stack.tab import Tab
from tests.full_stack.ways import BY_API_KEY, BY_TOKEN, DIRECT


@pytest.fixture
def chatterbox(ada: Visit) -> Journey:
    """Look at what Ada has connected, in a sandbox that shows the settings in force."""
    ada.stack.lever("PUT", "settings", {"allowReadingVariables": True})
    return Journey(ada, ada.tab(), entry_named(ada.stack, "Chatterbox")).manages()


@pytest.fixture
def tab(chatterbox: Journey) -> Tab:
    return chatterbox.tab


def deletions(journey: Journey) -> int:
    return journey.stack.orders().count(("DELETE", "activations"))


def test_the_settings_in_force_are_shown(tab: Tab) -> None:
    assert (tab.value("Channel"), tab.value("Mention everyone")) == ("#orders", False)


def test_saved_settings_are_those_that_were_entered(chatterbox: Journey, tab: Tab) -> None:
    tab.enters("Channel", "#stock")
    tab.enters("Mention everyone", True)
    tab.presses("Save")
    tab.sees("Your settings are saved.")
    assert chatterbox.stored().variables == {"channel": "#stock", "mention": True}
    assert ("update", {"integrationId": chatterbox.entry.id}) in tab.told


def to_settings(journey: Journey) -> None:
    """Go through the wizard of a reconnection up to its settings."""
    journey.tab.waits_for(lambda: "Getting ready" not in journey.tab.text, "overview")
    journey.goes_on()
    while journey.tab.stage == "connect":
        journey.connects(journey.asked[0])
        journey.goes_on()
    journey.tab.reaches("configure")


def test_a_reconnection_begins_with_what_was_just_saved(chatterbox: Journey, tab: Tab) -> None:
    tab.enters("Channel", "#stock")
    tab.presses("Save")
    tab.sees("Your settings are saved.")
    tab.presses("Reconnect")
    to_settings(chatterbox)
    assert tab.value("Channel") == "#stock"


def test_reconnecting_asks_before_unsaved_settings_are_lost(chatterbox: Journey, tab: Tab) -> None:
    tab.enters("Channel", "#stock")
    tab.presses("Reconnect")
    tab.sees("Leave without saving?")
    tab.presses("Stay")
    assert tab.value("Channel") == "#stock"
    tab.presses("Reconnect")
    tab.presses("Leave")
    to_settings(chatterbox)
    assert tab.value("Channel") == "#orders"


@pytest.mark.parametrize("way", [DIRECT, BY_TOKEN], indirect=True)
def test_settings_that_cannot_be_shown_can_still_be_saved(ada: Visit) -> None:
    journey = Journey(ada, ada.tab(), entry_named(ada.stack, "Chatterbox")).manages()
    journey.tab.sees("cannot be shown here")
    journey.tab.enters("Channel", "#new")
    journey.tab.presses("Save")
    journey.tab.sees("Your settings are saved.")
    assert journey.stored().variables["channel"] == "#new"


@pytest.mark.parametrize("way", [BY_API_KEY], indirect=True)
def test_to_the_organisations_key_the_settings_in_force_are_shown(ada: Visit) -> None:
    journey = Journey(ada, ada.tab(), entry_named(ada.stack, "Chatterbox")).manages()
    assert journey.tab.value("Channel") == "#orders"


@pytest.mark.parametrize(
    "path",
    ["dynamicVariables.channel", '$.dynamicVariables["channel"]', "/dynamicVariables/channel"],
)
def test_a_refused_setting_is_said_at_its_field_and_kept(
    chatterbox: Journey, tab: Tab, path: str
) -> None:
    """HUB-39"""
    refusal = [{"field": path, "message": "There is no such channel."}]
    body = json.dumps({"code": "validation_failed", "message": "No.", "fields": refusal})
    chatterbox.stack.fails("/activations/*", method="PUT", status=422, body=body)
    tab.enters("Channel", "#nowhere")
    tab.presses("Save")
    tab.reaches("shown")
    assert tab.error("Channel") == "There is no such channel."
    assert tab.value("Channel") == "#nowhere" and tab.focus == "vh-summary"


def test_saving_is_tried_again_by_itself(chatterbox: Journey, tab: Tab) -> None:
    """REL-09"""
    chatterbox.stack.fails("/activations/*", method="PUT", status=503)
    tab.enters("Channel", "#stock")
    tab.presses("Save")
    tab.sees("Your settings are saved.")
    assert len(chatterbox.stack.sent("PUT", "/variables")) == 2


def test_disconnecting_can_be_undone(ada: Visit, chatterbox: Journey, tab: Tab) -> None:
    disconnects(tab)
    tab.presses("Undo")
    ada.lets_pass(60)
    tab.reaches("shown")
    assert deletions(chatterbox) == 0 and chatterbox.stored()


def test_after_the_time_to_undo_it_is_gone(ada: Visit, chatterbox: Journey, tab: Tab) -> None:
    disconnects(tab)
    ada.lets_pass(5)
    tab.reaches("gone")
    assert not stored_activations(ada, chatterbox.entry)
    assert ("disconnect", {"integrationId": chatterbox.entry.id}) in tab.told


def test_the_list_knows_at_once_what_was_disconnected(chatterbox: Journey, tab: Tab) -> None:
    disconnects(tab)
    tab.presses("Disconnect now")
    tab.reaches("gone")
    tab.presses("Back to the list")
    assert tab.button("Connect", tab.card(chatterbox.entry.id))


def test_what_is_gone_already_counts_as_disconnected(chatterbox: Journey, tab: Tab) -> None:
    """REL-08"""
    chatterbox.stack.fails("/activations/*", method="DELETE", status=404)
    disconnects(tab)
    tab.presses("Disconnect now")
    tab.reaches("gone")


def test_a_failed_disconnection_leaves_it_connected(chatterbox: Journey, tab: Tab) -> None:
    chatterbox.stack.fails("/activations/*", method="DELETE", status=500)
    disconnects(tab)
    tab.presses("Disconnect now")
    tab.sees("It is still connected.")
    assert deletions(chatterbox) == 1 and chatterbox.stored()


def disconnects(tab: Tab, number: int = 0) -> None:
    rows = [element for element in tab.page if "vh-activation" in element.classes]
    tab.presses("Disconnect", rows[number])
    tab.presses("Disconnect", next(e for e in tab.page if "vh-confirm" in e.classes))
    tab.reaches("undoing")


@pytest.fixture
def two(ada: Visit) -> Journey:
    """Look at what Ada has connected twice, each time with settings of its own."""
    ada.stack.lever("PUT", "settings", {"allowReadingVariables": True})
    entry = entry_named(ada.stack, "Chatterbox")
    (first,) = stored_activations(ada, entry)
    activations = ada.stack.world.records.activations
    activations.replace(replace(first, variables={"channel": "#first", "mention": True}))
    activations.add(replace(first, id=str(ULID()), variables={"channel": "#second"}))
    return Journey(ada, ada.tab(), entry).manages()


@pytest.mark.parametrize(("number", "left"), [(0, "#second"), (1, "#first")])
def test_the_one_of_two_that_is_left_has_its_own_settings_at_once(
    two: Journey, number: int, left: str
) -> None:
    two.tab.sees("cannot be shown here")
    disconnects(two.tab, number)
    two.tab.presses("Disconnect now")
    two.tab.reaches("shown")
    assert two.tab.value("Channel") == left and "cannot be shown" not in two.tab.text
    two.tab.enters("Channel", "#third")
    two.tab.presses("Save")
    two.tab.sees("Your settings are saved.")
    assert two.stored().variables["channel"] == "#third"


def test_what_was_typed_for_one_of_two_stands_on_its_own_settings(two: Journey) -> None:
    two.tab.enters("Channel", "#typed")
    disconnects(two.tab, 1)
    two.tab.presses("Disconnect now")
    two.tab.reaches("shown")
    assert (two.tab.value("Channel"), two.tab.value("Mention everyone")) == ("#typed", True)
    two.tab.presses("Save")
    two.tab.sees("Your settings are saved.")
    assert two.stored().variables == {"channel": "#typed", "mention": True}


def test_settings_of_what_is_left_are_asked_for_again_after_a_failure(two: Journey) -> None:
    two.stack.fails("/integrations/*", method="GET", status=500, times=9)
    disconnects(two.tab, 1)
    two.tab.presses("Disconnect now")
    two.tab.sees("The settings could not be loaded")
    two.stack.lever("DELETE", "faults", {})
    two.tab.presses("Try again")
    two.tab.waits_for(lambda: "could not be loaded" not in two.tab.text, "second reading")
    two.tab.reaches("shown")
    assert two.tab.value("Channel") == "#first"
