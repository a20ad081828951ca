"""Managing what is connected: seeing it, keeping it, taking it away."""

import pytest
from playwright.sync_api import expect

from e2e.backstage import Backstage
from e2e.pages import HostPage
from e2e.screens import ManagePage


@pytest.fixture
def manage(ada: HostPage) -> ManagePage:
    """Open what Ada has connected with Larkspur; its settings are not for her token to read."""
    ada.watch.expect(403, "/users/user-ada/variables")
    manage = ada.hub.manage("Larkspur CRM")
    manage.expect_shown()
    return manage


def test_what_is_connected_is_shown(manage: ManagePage) -> None:
    expect(manage.dialog.get_by_role("heading", level=2)).to_have_text("Manage Larkspur CRM")
    expect(manage.dialog).to_contain_text("Connected")


def test_disconnect_asks_first_and_says_what_will_stop(
    manage: ManagePage, backstage: Backstage
) -> None:
    manage.press("Disconnect")
    expect(manage.confirmation).to_contain_text("Data will stop moving")
    assert backstage.sent("DELETE") == []


def test_keep_it_connected_changes_nothing(manage: ManagePage, backstage: Backstage) -> None:
    manage.press("Disconnect")
    manage.answer("Keep it connected")
    expect(manage.confirmation).to_have_count(0)
    assert backstage.sent("DELETE") == []
    assert backstage.is_connected("user-ada", "Larkspur CRM")


def test_escape_keeps_it_connected(manage: ManagePage, backstage: Backstage) -> None:
    manage.press("Disconnect")
    manage.confirmation.press("Escape")
    expect(manage.confirmation).to_have_count(0)
    expect(manage.dialog).to_be_visible()
    assert backstage.is_connected("user-ada", "Larkspur CRM")


def test_what_is_disconnected_can_be_connected_again(
    ada: HostPage, manage: ManagePage, backstage: Backstage
) -> None:
    manage.press("Disconnect")
    manage.answer("Disconnect")
    manage.press("Disconnect now")
    manage.expect_gone()
    manage.press("Back to the list")
    ada.hub.expect_not_connected("Larkspur CRM")
    assert not backstage.is_connected("user-ada", "Larkspur CRM")
    assert len(backstage.sent("DELETE")) == 1


def test_a_disconnection_can_be_undone_before_it_is_sent(
    manage: ManagePage, backstage: Backstage
) -> None:
    manage.press("Disconnect")
    manage.answer("Disconnect")
    manage.press("Undo")
    expect(manage.dialog.get_by_role("button", name="Disconnect")).to_be_visible()
    assert backstage.sent("DELETE") == []


def test_something_gone_already_counts_as_disconnected(
    ada: HostPage, manage: ManagePage, backstage: Backstage
) -> None:
    """REL-08: a 404 for a deletion is a success."""
    ada.watch.expect(404, "/activations/")
    manage.press("Disconnect")
    backstage.disconnect("user-ada", "Larkspur CRM")
    manage.answer("Disconnect")
    manage.press("Disconnect now")
    manage.expect_gone()


def test_a_failed_deletion_says_that_it_is_still_connected(
    ada: HostPage, manage: ManagePage, backstage: Backstage
) -> None:
    ada.watch.expect(503, "/activations/")
    backstage.fail("/activations/*", "status", method="DELETE", times=1)
    manage.press("Disconnect")
    manage.answer("Disconnect")
    manage.press("Disconnect now")
    expect(manage.dialog.get_by_role("alert")).to_contain_text("still connected")
    assert len(backstage.sent("DELETE")) == 1


def test_closing_leads_back_to_the_card(ada: HostPage, manage: ManagePage) -> None:
    manage.press("Close")
    expect(manage.dialog).to_have_count(0)
    expect(ada.hub.action("Larkspur CRM")).to_be_focused()
