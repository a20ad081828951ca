"""Answers in the wizard: none is lost by accident, and what is wrong is said where it is."""

import re

from playwright.sync_api import expect

from e2e.backstage import Backstage
from e2e.pages import HostPage
from e2e.screens import WizardPage


def _a_wizard_with_a_key(ada: HostPage, key: str = "wrong-key") -> WizardPage:
    wizard = ada.hub.connect("Parcelwise Shipping").start()
    wizard.fill("API key", key)
    return wizard


def test_a_refused_key_keeps_what_was_typed_and_says_why_at_the_field(ada: HostPage) -> None:
    """HUB-26, HUB-39: the API's message stands at the field it is about, and nothing is lost."""
    ada.watch.expect(400, "/activations")
    wizard = _a_wizard_with_a_key(ada)
    wizard.go_on()
    wizard.activate()
    wizard.expect_stage("connect")
    expect(wizard.summary).to_be_focused()
    expect(wizard.field("API key")).to_have_value("wrong-key")
    expect(wizard.field("API key")).to_have_accessible_description(re.compile("was not accepted"))


def test_a_refused_key_can_be_mended(ada: HostPage, backstage: Backstage) -> None:
    ada.watch.expect(400, "/activations")
    wizard = _a_wizard_with_a_key(ada)
    wizard.go_on()
    wizard.activate()
    wizard.fill("API key", "parcelwise-demo-key")
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    assert backstage.is_connected("user-ada", "Parcelwise Shipping")


def test_back_keeps_answers(ada: HostPage) -> None:
    wizard = _a_wizard_with_a_key(ada, "kept-key")
    wizard.press("Back")
    wizard.start()
    expect(wizard.field("API key")).to_have_value("kept-key")
    wizard.go_on()
    wizard.press("Back")
    expect(wizard.field("API key")).to_have_value("kept-key")


def test_change_leads_from_the_review_back_to_an_answer(ada: HostPage) -> None:
    wizard = _a_wizard_with_a_key(ada, "kept-key")
    wizard.go_on()
    wizard.press("Change")
    wizard.expect_stage("connect")
    expect(wizard.field("API key")).to_have_value("kept-key")


def test_a_secret_is_hidden_until_it_is_revealed(ada: HostPage) -> None:
    """HUB-24: secrets are masked, and no password keeper is invited."""
    wizard = _a_wizard_with_a_key(ada)
    key = wizard.field("API key")
    expect(key).to_have_attribute("type", "password")
    expect(key).to_have_attribute("autocomplete", "new-password")
    wizard.press("Show")
    expect(key).to_have_attribute("type", "text")
    expect(wizard.dialog.get_by_role("button", name="Show")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_an_empty_required_field_is_named_in_a_summary_that_takes_the_focus(
    ada: HostPage,
) -> None:
    wizard = ada.hub.connect("Parcelwise Shipping").start()
    wizard.go_on()
    wizard.expect_stage("connect")
    expect(wizard.summary).to_be_focused()
    wizard.summary.get_by_role("button", name="API key").click()
    expect(wizard.field("API key")).to_be_focused()
    expect(wizard.field("API key")).to_have_attribute("aria-invalid", "true")


def test_leaving_with_typed_answers_asks_and_stay_keeps_them(ada: HostPage) -> None:
    wizard = _a_wizard_with_a_key(ada, "kept-key")
    wizard.close()
    expect(wizard.question).to_contain_text("Nothing was sent")
    wizard.question.get_by_role("button", name="Stay").click()
    expect(wizard.question).to_have_count(0)
    expect(wizard.field("API key")).to_have_value("kept-key")


def test_leave_returns_to_the_card_it_came_from(ada: HostPage) -> None:
    wizard = _a_wizard_with_a_key(ada)
    wizard.close()
    wizard.question.get_by_role("button", name="Leave").click()
    wizard.expect_closed()
    expect(ada.hub.action("Parcelwise Shipping")).to_be_focused()


def test_what_was_left_is_forgotten(ada: HostPage) -> None:
    """HUB-25: a wizard that is opened again asks anew."""
    wizard = _a_wizard_with_a_key(ada)
    wizard.close()
    wizard.question.get_by_role("button", name="Leave").click()
    wizard = ada.hub.connect("Parcelwise Shipping").start()
    expect(wizard.field("API key")).to_have_value("")


def test_escape_closes_when_nothing_was_typed(ada: HostPage) -> None:
    wizard = ada.hub.connect("Parcelwise Shipping").start()
    wizard.field("API key").press("Escape")
    wizard.expect_closed()
    expect(ada.hub.action("Parcelwise Shipping")).to_be_focused()


def test_escape_asks_first_when_something_was_typed(ada: HostPage) -> None:
    wizard = _a_wizard_with_a_key(ada, "kept-key")
    wizard.field("API key").press("Escape")
    expect(wizard.question).to_be_visible()
    wizard.question.press("Escape")
    expect(wizard.question).to_have_count(0)
    expect(wizard.field("API key")).to_have_value("kept-key")


def test_a_double_click_activates_once(ada: HostPage, backstage: Backstage) -> None:
    """REL-10: two clicks are one order."""
    wizard = _a_wizard_with_a_key(ada, "parcelwise-demo-key")
    wizard.go_on()
    wizard.expect_stage("review")
    wizard.dialog.get_by_role("button", name="Activate").dblclick()
    wizard.expect_done()
    assert len(backstage.sent("POST", "/activations")) == 1


def test_escape_does_not_leave_while_an_order_is_under_way(
    ada: HostPage, backstage: Backstage
) -> None:
    """HUB-42: Escape closes only when no POST is in flight."""
    backstage.hold("/activations", "POST")
    wizard = _a_wizard_with_a_key(ada, "parcelwise-demo-key")
    wizard.go_on()
    wizard.activate()
    wizard.expect_stage("activating")
    ada.page.keyboard.press("Escape")
    wizard.expect_stage("activating")
    backstage.recover()
    wizard.expect_done()


def test_the_keyboard_alone_connects(ada: HostPage, backstage: Backstage) -> None:
    """HUB-42: a whole journey without a pointer, and the focus is never lost."""
    ada.hub.action("Parcelwise Shipping").focus()
    ada.page.keyboard.press("Enter")
    wizard = ada.hub.wizard()
    wizard.expect_stage("overview")
    wizard.press_by_key("Next")
    wizard.tab_to(wizard.field("API key"))
    ada.page.keyboard.type("parcelwise-demo-key")
    ada.page.keyboard.press("Enter")
    wizard.expect_stage("review")
    wizard.press_by_key("Activate")
    wizard.expect_done()
    wizard.press_by_key("Done")
    wizard.expect_closed()
    expect(ada.hub.action("Parcelwise Shipping")).to_be_focused()
    assert backstage.is_connected("user-ada", "Parcelwise Shipping")
