"""The keyboard alone, from the first connection to the last: the focus is never lost on the way."""

import pytest
from playwright.sync_api import Locator, expect

from e2e.backstage import Backstage
from e2e.pages import HostPage
from e2e.screens import ManagePage

NAME = "Chatterbox"


@pytest.fixture
def manage(ada: HostPage, backstage: Backstage) -> ManagePage:
    """Open what is connected without a pointer."""
    backstage.let_settings_be_read()
    ada.hub.action(NAME).press("Enter")
    manage = ManagePage(ada.hub.frame)
    manage.expect_shown()
    expect(_title(manage)).to_be_focused()
    return manage


def _title(manage: ManagePage) -> Locator:
    return manage.dialog.get_by_role("heading", level=2)


def _press(screen: Locator, label: str) -> None:
    screen.get_by_role("button", name=label, exact=True).press("Enter")


def _said(host: HostPage) -> Locator:
    return host.hub.frame.locator("#vh-live")


def test_saved_settings_are_said_where_the_focus_is(ada: HostPage, manage: ManagePage) -> None:
    """HUB-42, HUB-43"""
    manage.field("Channel").fill("#support")
    manage.field("Channel").press("Enter")
    expect(manage.dialog.get_by_role("status")).to_be_focused()
    expect(_said(ada)).to_have_text("Your settings are saved.")


def test_the_question_before_disconnecting_takes_the_focus_and_gives_it_back(
    ada: HostPage, manage: ManagePage
) -> None:
    """HUB-42: to the question, and to the title if the answer is no."""
    _press(manage.dialog, "Disconnect")
    expect(manage.confirmation.get_by_role("heading")).to_be_focused()
    _press(manage.confirmation, "Keep it connected")
    expect(_title(manage)).to_be_focused()


def test_disconnecting_keeps_the_focus_to_the_end_and_says_each_step(
    ada: HostPage, manage: ManagePage
) -> None:
    """HUB-42, HUB-43"""
    _press(manage.dialog, "Disconnect")
    _press(manage.confirmation, "Disconnect")
    expect(_title(manage)).to_be_focused()
    expect(_said(ada)).to_contain_text("You can still undo this.")
    _press(manage.dialog, "Disconnect now")
    manage.expect_gone()
    expect(_title(manage)).to_be_focused()
    expect(_said(ada)).to_have_text(f"{NAME} is disconnected.")
    _press(manage.dialog, "Back to the list")
    expect(ada.hub.action(NAME)).to_be_focused()


def test_a_search_and_a_filter_keep_the_focus(ada: HostPage) -> None:
    """HUB-43: what narrows the list stays under the fingers, and the count is said."""
    ada.hub.search_box.press_sequentially("atlas")
    ada.hub.expect_cards(["Atlas Calendar"])
    expect(ada.hub.search_box).to_be_focused()
    ada.hub.chip("Connected").press("Enter")
    expect(ada.hub.cards).to_have_count(0)
    expect(ada.hub.chip("Connected")).to_be_focused()
    _press(ada.hub.root, "Show all")
    expect(ada.hub.cards).to_have_count(40)
    expect(ada.hub.search_box).to_be_focused()
