"""What axe-core finds, in every screen and state: nothing, in light and dark, narrow and wide."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e import axe
from e2e.backstage import Backstage
from e2e.pages import HostPage
from e2e.visits import Visit


def expect_accessible(host: HostPage) -> None:
    """Look at the hub's frame."""
    axe.expect_accessible(host.page, host.frame())


@pytest.fixture(autouse=True)
def _size(ada: HostPage) -> Iterator[None]:
    """Give the page its size back."""
    yield
    ada.page.set_viewport_size({"width": axe.WIDE, "height": 720})


def test_the_list(ada: HostPage) -> None:
    """HUB-43: this and every test below."""
    expect_accessible(ada)


def test_a_search_without_a_match(ada: HostPage) -> None:
    ada.hub.search("nothing is called this")
    expect(ada.hub.frame.get_by_text("No integration matches")).to_be_visible()
    expect_accessible(ada)


def test_a_list_that_could_not_be_loaded(ada: HostPage, backstage: Backstage) -> None:
    ada.watch.expect(403, "/integrations")
    backstage.fail("/embed/*/integrations", "status", status=403, times=1)
    ada.call("refresh")
    ada.hub.expect_problem("not allowed")
    expect_accessible(ada)


def test_the_overview(ada: HostPage) -> None:
    ada.hub.connect("Shop, Stock and Ship").expect_stage("overview")
    expect_accessible(ada)


def test_what_is_not_supported(ada: HostPage) -> None:
    ada.hub.connect("Monolith Mainframe").expect_stage("overview")
    expect_accessible(ada)


def test_a_connection_with_errors(ada: HostPage) -> None:
    wizard = ada.hub.connect("Deskhand Support").start()
    wizard.go_on()
    expect(wizard.summary).to_be_focused()
    expect_accessible(ada)


def test_the_question_whether_to_leave(ada: HostPage) -> None:
    wizard = ada.hub.connect("Deskhand Support").start()
    wizard.fill("User name", "somebody")
    wizard.close()
    expect(wizard.question).to_be_visible()
    expect_accessible(ada)


def test_settings_of_every_kind(ada: HostPage) -> None:
    wizard = ada.hub.connect("Deepwell Analytics").start()
    wizard.fill("API key", "dw-1234")
    wizard.go_on()
    wizard.expect_stage("configure")
    expect_accessible(ada)
    wizard.go_on()
    expect(wizard.summary).to_be_focused()
    expect_accessible(ada)


def test_the_review_and_the_end(ada: HostPage) -> None:
    wizard = ada.hub.connect("Pingboard Status").start()
    wizard.fill("API key", "ping-1234")
    wizard.go_on()
    wizard.expect_stage("review")
    expect_accessible(ada)
    wizard.activate()
    wizard.expect_done()
    expect_accessible(ada)


def test_an_activation_that_failed(ada: HostPage, backstage: Backstage) -> None:
    ada.watch.expect(403, "/activations")
    backstage.fail("/activations", "status", method="POST", status=403, times=1)
    wizard = ada.hub.connect("Open Holidays").start()
    wizard.go_on()
    wizard.activate()
    wizard.expect_stage("failed")
    expect_accessible(ada)


def test_what_is_connected(ada: HostPage) -> None:
    ada.watch.expect(403, "/users/user-ada/variables")
    manage = ada.hub.manage("Chatterbox")
    manage.expect_shown()
    expect_accessible(ada)
    manage.press("Disconnect")
    expect(manage.confirmation).to_be_visible()
    expect_accessible(ada)


def test_an_offline_list(ada: HostPage) -> None:
    with ada.offline():
        ada.call("refresh")
        ada.hub.expect_problem("You are offline")
        expect_accessible(ada)


def test_a_hub_without_integrations(visit: Visit) -> None:
    host = visit.open("Cleo", state="empty")
    expect_accessible(host)
