"""A reload in the middle of the wizard: the open answers come back, no secret does."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from ulid import ULID

from sandbox.settings import DEFAULT_CATALOGUE
from tests.full_stack.conftest import STRANGER, renewed
from tests.full_stack.journeys import Journey, entry_named, stored_activations
from tests.full_stack.stack import Stack, Visit
from tests.full_stack.tab import Tab
from tests.full_stack.ways import BY_TOKEN, DIRECT

TEXT = {"type": "string"}
LOCKED = {
    "type": "object",
    "properties": {"region": TEXT, "token": {**TEXT, "writeOnly": True}},
    "required": ["region", "token"],
}


def reloaded(visit: Visit, tab: Tab) -> Tab:
    """Open the hub again with what the page kept and where its address led."""
    return visit.tab(draft=tab.remembered, route=tab.address)


@pytest.fixture
def deskhand(ada: Visit) -> Journey:
    """Stop at the review."""
    journey = Journey(ada, ada.tab(), entry_named(ada.stack, "Deskhand"))
    return journey.begins().answers_all()


def test_the_answers_are_back_but_for_the_secret(ada: Visit, deskhand: Journey) -> None:
    """REL-14"""
    assert "deskhand-demo" not in deskhand.tab.remembered
    tab = reloaded(ada, deskhand.tab)
    tab.reaches("connect")
    tab.sees("Your Deskhand address")
    assert (tab.value("User name"), tab.value("Password")) == ("ada@deskhand.example", "")
    assert tab.value("Your Deskhand address") == "demo"


def test_it_can_be_finished_after_a_reload(ada: Visit, deskhand: Journey) -> None:
    """REL-14"""
    tab = reloaded(ada, deskhand.tab)
    tab.reaches("connect")
    tab.enters("Password", "deskhand-demo")
    Journey(ada, tab, deskhand.entry).goes_on()
    tab.presses("Activate")
    tab.reaches("done")
    assert tab.remembered == ""


def test_with_the_account_made_the_answers_for_the_other_system_are_back(ben: Visit) -> None:
    """REL-14"""
    ben.host_connects = False
    journey = Journey(ben, ben.tab(), entry_named(ben.stack, "Deskhand")).begins()
    journey.goes_on()
    journey.tab.enters("API key", "nw_mine")
    journey.answers_all(wrong_last=True).activates()
    journey.tab.reaches("connect")
    tab = reloaded(ben, journey.tab)
    tab.reaches("connect")
    assert (tab.value("User name"), tab.value("Password")) == ("ada@deskhand.example", "")
    assert tab.value("Your Deskhand address") == "demo"
    tab.enters("Password", "deskhand-demo")
    again = Journey(ben, tab, journey.entry)
    again.goes_on()
    again.activates().ends()
    assert len(ben.stack.sent("POST", "/users")) == 1


def test_a_consent_has_to_be_given_again_after_a_reload(ada: Visit) -> None:
    """OAU-21"""
    journey = Journey(ada, ada.tab(), entry_named(ada.stack, "Tallybook")).begins().answers_all()
    [given] = journey.given.values()
    assert given.data["code"] not in journey.tab.remembered
    tab = reloaded(ada, journey.tab)
    tab.sees("A window of its own opens.")


@pytest.fixture
def reconnecting(ada: Visit) -> Journey:
    """Save settings that are not the defaults, and reconnect up to where settings are asked for."""
    ada.stack.lever("PUT", "settings", {"allowReadingVariables": True})
    journey = Journey(ada, ada.tab(), entry_named(ada.stack, "Chatterbox")).manages()
    journey.tab.enters("Channel", "#secret-room")
    journey.tab.enters("Mention everyone", True)
    journey.tab.presses("Save")
    journey.tab.sees("Your settings are saved.")
    journey.tab.presses("Reconnect")
    journey.tab.waits_for(lambda: "Getting ready" not in journey.tab.text, "overview")
    journey.goes_on()
    journey.connects(journey.asked[-1])
    journey.goes_on()
    return journey


def connected_again(journey: Journey) -> Journey:
    """Load the page again, and enter the secret that was not kept."""
    tab = reloaded(journey.visit, journey.tab)
    tab.reaches("connect")
    again = Journey(journey.visit, tab, journey.entry)
    again.connects(again.asked[-1])
    again.goes_on()
    return again


def test_a_reconnection_goes_on_after_a_reload(reconnecting: Journey) -> None:
    """REL-14"""
    reconnecting.tab.enters("Channel", "#stock")
    again = connected_again(reconnecting)
    assert again.tab.stage == "configure" and again.tab.value("Channel") == "#stock"
    assert again.tab.value("Mention everyone") is True
    again.goes_on()
    again.activates().ends()
    assert len(stored_activations(again.visit, again.entry)) == 1
    assert again.stored().variables == {"channel": "#stock", "mention": True}


def test_settings_in_force_that_nobody_touched_stay_after_a_reload(reconnecting: Journey) -> None:
    """REL-14"""
    reconnecting.goes_on()
    reconnecting.tab.sees("#secret-room")
    again = connected_again(reconnecting)
    again.goes_on()
    again.tab.sees("#secret-room")
    again.activates().ends()
    assert again.stored().variables == {"channel": "#secret-room", "mention": True}


@pytest.mark.parametrize("way", [DIRECT, BY_TOKEN], indirect=True)
def test_settings_in_force_that_are_not_told_any_more_are_looked_at_again(
    reconnecting: Journey,
) -> None:
    """REL-14"""
    reconnecting.goes_on()
    reconnecting.stack.lever("PUT", "settings", {"allowReadingVariables": False})
    again = connected_again(reconnecting)
    assert again.tab.stage == "configure"
    again.tab.sees("What you enter here takes their place.")


def test_what_is_connected_by_now_leads_to_no_second_activation(
    ada: Visit, deskhand: Journey
) -> None:
    """REL-14"""
    remembered, address = deskhand.tab.remembered, deskhand.tab.address
    deskhand.activates().ends()
    assert address.endswith("/connect")
    for draft in [remembered, ""]:
        tab = ada.tab(draft=draft, route=address)
        tab.reaches("shown")
        assert tab.address.endswith("/manage")
    assert len(ada.stack.sent("POST", "/activations")) == 1


def cut_off(journey: Journey) -> Journey:
    """Reload while the order to activate is under way, and takes the server long."""
    journey.stack.fails("/activations", "slow", method="POST", seconds=30)
    journey.activates()
    looks_until(journey, lambda: journey.stack.world.faults.have_happened(0))
    assert "deskhand-demo" not in journey.tab.remembered
    journey.tab.closes()
    return replace(journey, tab=reloaded(journey.visit, journey.tab))


def comes_through(journey: Journey, number: int = 1) -> None:
    """Let what is under way arrive."""
    journey.stack.world.faults.clear()
    looks_until(journey, lambda: len(stored_activations(journey.visit, journey.entry)) == number)


def test_an_activation_that_a_reload_has_cut_off_ends_as_connected(
    ada: Visit, deskhand: Journey
) -> None:
    """REL-06, REL-14"""
    again = cut_off(deskhand)
    again.tab.sees("The activation was sent before this page was loaded anew.")
    comes_through(again)
    ada.waits_until(again.tab, "done", "failed")
    again.ends()
    told = [payload["activationId"] for type_, payload in again.tab.told if type_ == "connect"]
    assert told == [item.id for item in stored_activations(ada, deskhand.entry)]
    assert again.tab.remembered == ""


def test_one_that_does_not_show_up_is_looked_for_again_before_another_is_sent(
    ada: Visit, deskhand: Journey
) -> None:
    """REL-06, REL-14"""
    again = cut_off(deskhand)
    ada.waits_until(again.tab, "done", "failed")
    assert again.tab.stage == "failed" and "may still come through" in again.tab.text
    again.tab.presses("Back")
    again.tab.enters("Password", "deskhand-demo")
    again.goes_on()
    comes_through(again)
    again.activates().ends()
    assert len(ada.stack.sent("POST", "/activations")) == 1
    assert len(stored_activations(ada, deskhand.entry)) == 1


def test_a_reconnection_that_a_reload_has_cut_off_replaces_the_old_activation(ada: Visit) -> None:
    """REL-06, REL-14"""
    journey = Journey(ada, ada.tab(), entry_named(ada.stack, "Chatterbox"))
    old = journey.begins_again().answers_all().stored()
    again = cut_off(journey)
    comes_through(again, 2)
    ada.waits_until(again.tab, "done", "failed")
    again.ends()
    (new,) = stored_activations(ada, journey.entry)
    assert new.id != old.id


def looks_until(journey: Journey, happened: Callable[[], bool]) -> None:
    """Look at the tab until something has happened on the server."""
    for _look in range(200):
        if happened():
            return
        journey.tab.looks(0.05)
    raise AssertionError("nothing happened on the server")


def test_a_draft_of_someone_else_is_not_used(ben: Visit, deskhand: Journey) -> None:
    tab = reloaded(ben, deskhand.tab)
    tab.waits_for(lambda: "Getting ready" not in tab.text, "overview")
    assert tab.stage == "overview"


@pytest.fixture(scope="session")
def locked_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a catalogue with nothing to connect and a secret among the settings."""
    content = json.loads(DEFAULT_CATALOGUE.read_text(encoding="utf-8"))
    locked = {
        "id": str(ULID()),
        "boardId": str(ULID()),
        "name": "Locked",
        "templates": [],
        "variablesSchema": LOCKED,
        "exampleVariables": {"region": "eu", "token": "canary"},
    }
    content["hubs"] = [content["hubs"][0] | {"integrations": [locked]}]
    file = tmp_path_factory.mktemp("locked") / "catalogue.json"
    file.write_text(json.dumps(content | {"people": []}), encoding="utf-8")
    return file


@pytest.fixture
def locked(
    stacks: Callable[[Path], Stack],
    locked_catalogue: Path,
    visits: Callable[[Stack, str, str], Visit],
) -> Journey:
    """Stop at the review of settings with a secret."""
    stack = renewed(stacks(locked_catalogue), DIRECT)
    visit = visits(stack, STRANGER, stack.world.catalogue.hubs[0].id)
    return Journey(visit, visit.tab(), entry_named(stack, "Locked")).begins().answers_all()


def test_settings_that_lack_their_secret_are_asked_for_again(locked: Journey) -> None:
    """REL-14"""
    assert "canary" not in locked.tab.remembered
    tab = reloaded(locked.visit, locked.tab)
    tab.reaches("configure")
    assert (tab.value("Region"), tab.value("Token")) == ("eu", "")
    tab.enters("Token", "canary")
    journey = Journey(locked.visit, tab, locked.entry)
    journey.goes_on()
    stored = journey.activates().ends().stored().variables
    assert stored == {"region": "eu", "token": "canary"}
