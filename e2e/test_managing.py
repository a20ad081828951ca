"""Changing the settings of what is connected, and managing several activations of one thing."""

import json

import pytest
from playwright.sync_api import expect

from e2e.backstage import Backstage
from e2e.pages import HostPage
from e2e.screens import ManagePage
from e2e.visits import Visit

NAME = "Chatterbox"
UNREADABLE = "The settings in force cannot be shown here"

REFUSAL = {
    "code": "validation",
    "message": "The request is not valid.",
    "fields": [{"field": '$.dynamicVariables["channel"]', "message": "Is no channel of yours."}],
}


@pytest.fixture
def readable(backstage: Backstage) -> Backstage:
    """Let Ada read the settings in force, which are not the defaults."""
    backstage.let_settings_be_read()
    backstage.change_settings("user-ada", NAME, {"channel": "#returns", "mention": True})
    return backstage


@pytest.fixture
def manage(ada: HostPage, readable: Backstage) -> ManagePage:
    """Open what Ada has connected with Chatterbox."""
    manage = ada.hub.manage(NAME)
    manage.expect_shown()
    return manage


def test_the_settings_in_force_are_filled_in_where_they_may_be_read(manage: ManagePage) -> None:
    expect(manage.field("Channel")).to_have_value("#returns")
    expect(manage.dialog.get_by_role("switch", name="Mention everyone")).to_be_checked()
    expect(manage.dialog).not_to_contain_text(UNREADABLE)


def test_defaults_are_filled_in_and_said_to_be_so_where_settings_may_not_be_read(
    ada: HostPage,
) -> None:
    ada.watch.expect(403, "/users/user-ada/variables")
    manage = ada.hub.manage(NAME)
    expect(manage.dialog).to_contain_text(UNREADABLE)
    expect(manage.field("Channel")).to_have_value("#orders")


def test_changed_settings_are_saved(
    ada: HostPage, manage: ManagePage, backstage: Backstage
) -> None:
    manage.field("Channel").fill("#support")
    manage.press("Save")
    expect(manage.dialog.get_by_role("status")).to_have_text("Your settings are saved.")
    expect(manage.dialog.get_by_role("status")).to_be_focused()
    (activation,) = backstage.activations("user-ada", NAME)
    assert activation.variables == {"channel": "#support", "mention": True}
    assert len(ada.events("update")) == 1


def test_settings_stand_still_while_they_are_saved_and_then_hold_nobody_back(
    visit: Visit, readable: Backstage
) -> None:
    host = visit.open()
    manage = host.hub.manage(NAME)
    manage.field("Channel").fill("#support")
    readable.hold("/activations/*", "PUT")
    manage.press("Save")
    expect(manage.dialog.get_by_text("Saving your settings…")).to_be_visible()
    form = manage.dialog.locator("form")
    expect(form).to_have_attribute("inert", "")
    expect(form.locator("input[type=text]")).to_have_value("#support")
    readable.recover()
    expect(manage.dialog.get_by_role("status")).to_have_text("Your settings are saved.")
    expect(manage.field("Channel")).to_have_value("#support")
    questions: list[str] = []
    host.page.on("dialog", lambda dialog: questions.append(dialog.type))
    host.page.goto(visit.demo.host_url)
    assert questions == []


def test_a_refused_setting_keeps_what_was_typed_and_says_why_at_the_field(
    ada: HostPage, manage: ManagePage, backstage: Backstage
) -> None:
    """HUB-39: the API's message stands at the field it is about."""
    ada.watch.expect(400, "/variables")
    backstage.fail("/activations/*", "status", method="PUT", status=400, body=json.dumps(REFUSAL))
    manage.field("Channel").fill("#nowhere")
    manage.press("Save")
    expect(manage.dialog.get_by_role("alert")).to_be_focused()
    expect(manage.field("Channel")).to_have_value("#nowhere")
    expect(manage.field("Channel")).to_have_accessible_description("Is no channel of yours.")


def test_leaving_with_changed_settings_asks_and_stay_keeps_them(manage: ManagePage) -> None:
    manage.field("Channel").fill("#support")
    manage.press("Close")
    expect(manage.confirmation).to_contain_text("Leave without saving?")
    manage.answer("Stay")
    expect(manage.field("Channel")).to_have_value("#support")


def test_leave_gives_changed_settings_up(
    ada: HostPage, manage: ManagePage, backstage: Backstage
) -> None:
    manage.field("Channel").fill("#support")
    manage.press("Close")
    manage.answer("Leave")
    expect(ada.hub.action(NAME)).to_be_focused()
    assert backstage.sent("PUT") == []


def test_saved_settings_can_be_left_without_a_question(ada: HostPage, manage: ManagePage) -> None:
    manage.field("Channel").fill("#support")
    manage.press("Save")
    expect(manage.dialog).to_contain_text("Your settings are saved.")
    manage.press("Close")
    expect(manage.dialog).to_have_count(0)


@pytest.fixture
def two(ada: HostPage, readable: Backstage) -> ManagePage:
    """Open what Ada has connected twice."""
    readable.activate_again("user-ada", NAME)
    manage = ada.hub.manage(NAME)
    manage.expect_shown()
    return manage


def test_two_activations_are_both_shown(two: ManagePage) -> None:
    expect(two.activation(1)).to_contain_text("Chatterbox 1")
    expect(two.activation(2)).to_contain_text("Chatterbox 2")


def test_each_of_two_activations_has_settings_of_its_own(
    two: ManagePage, backstage: Backstage
) -> None:
    two.activation(2).get_by_role("button", name="Settings").click()
    expect(two.activation(1).get_by_role("button", name="Settings")).to_be_visible()
    two.field("Channel").fill("#second")
    two.press("Save")
    expect(two.dialog).to_contain_text("Your settings are saved.")
    first, second = backstage.activations("user-ada", NAME)
    assert [first.variables["channel"], second.variables["channel"]] == ["#returns", "#second"]


def test_settings_that_may_be_those_of_the_other_activation_are_not_shown(two: ManagePage) -> None:
    expect(two.dialog).to_contain_text(UNREADABLE)
    expect(two.field("Channel")).to_have_value("#orders")


def test_what_was_saved_is_still_there_after_a_look_at_the_other_activation(
    two: ManagePage,
) -> None:
    two.field("Channel").fill("#first")
    two.press("Save")
    expect(two.dialog).to_contain_text("Your settings are saved.")
    two.activation(2).get_by_role("button", name="Settings").click()
    expect(two.field("Channel")).to_have_value("#orders")
    two.activation(1).get_by_role("button", name="Settings").click()
    expect(two.field("Channel")).to_have_value("#first")
    expect(two.dialog).not_to_contain_text(UNREADABLE)


def test_the_settings_of_another_activation_come_only_after_a_question(two: ManagePage) -> None:
    two.field("Channel").fill("#first")
    two.activation(2).get_by_role("button", name="Settings").click()
    expect(two.confirmation).to_contain_text("Leave without saving?")
    two.answer("Stay")
    expect(two.field("Channel")).to_have_value("#first")
    two.activation(2).get_by_role("button", name="Settings").click()
    two.answer("Leave")
    expect(two.field("Channel")).to_have_value("#orders")
    expect(two.dialog.get_by_role("heading", name="Settings of Chatterbox 2")).to_be_visible()


def test_what_was_typed_for_one_activation_outlasts_the_disconnection_of_the_other(
    two: ManagePage, backstage: Backstage
) -> None:
    two.field("Channel").fill("#typed")
    two.activation(2).get_by_role("button", name="Disconnect").click()
    two.answer("Disconnect")
    two.press("Disconnect now")
    expect(two.field("Channel")).to_have_value("#typed")
    expect(two.dialog.get_by_role("switch", name="Mention everyone")).to_be_checked()
    two.press("Save")
    expect(two.dialog).to_contain_text("Your settings are saved.")
    (left,) = backstage.activations("user-ada", NAME)
    assert left.variables == {"channel": "#typed", "mention": True}


def test_one_of_two_activations_can_be_disconnected_and_the_other_stays(
    ada: HostPage, two: ManagePage, backstage: Backstage
) -> None:
    kept, gone = backstage.activations("user-ada", NAME)
    two.activation(2).get_by_role("button", name="Disconnect").click()
    two.answer("Disconnect")
    two.press("Disconnect now")
    expect(two.activation(1)).to_have_text("ConnectedReconnectDisconnect")
    expect(two.field("Channel")).to_have_value("#returns")
    expect(two.dialog).not_to_contain_text(UNREADABLE)
    assert [each.path.rpartition("/")[2] for each in backstage.sent("DELETE")] == [gone.id]
    two.press("Close")
    ada.hub.expect_connected(NAME)
    assert backstage.activations("user-ada", NAME) == [kept]
