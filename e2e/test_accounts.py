"""Whose account in the host's own system is connected, where the host does not supply it."""

from playwright.sync_api import expect

from e2e.backstage import Backstage
from e2e.visits import Visit

NEW_USER = "/users/user-ben"


def test_someone_new_is_asked_for_their_own_account_if_the_host_gives_none(
    visit: Visit, backstage: Backstage
) -> None:
    visit.watch.expect(404, NEW_USER)
    host = visit.embed("Ben", primary_connection_url="")
    host.hub.expect_state("ready")
    wizard = host.hub.connect("Open Holidays").start()
    expect(wizard.dialog).to_contain_text("your account in this application itself")
    wizard.fill("API key", "nw_ben")
    wizard.go_on()
    wizard.go_on()  # Open Holidays itself asks for no sign-in
    wizard.activate()
    wizard.expect_done()
    assert backstage.user_exists("user-ben")
    assert backstage.is_connected("user-ben", "Open Holidays")


def test_a_wrong_key_of_their_own_account_is_said_at_its_field(
    visit: Visit, backstage: Backstage
) -> None:
    visit.watch.expect(404, NEW_USER)
    visit.watch.expect(400, "/users")
    host = visit.embed("Ben", primary_connection_url="")
    host.hub.expect_state("ready")
    wizard = host.hub.connect("Open Holidays").start()
    wizard.fill("API key", "wrong")
    wizard.go_on()
    wizard.go_on()
    wizard.activate()
    wizard.expect_stage("connect")
    expect(wizard.field("API key")).to_have_value("wrong")
    expect(wizard.field("API key")).to_have_attribute("aria-invalid", "true")
    assert not backstage.user_exists("user-ben")
