"""Connecting an integration: each way to sign in, new people, connections that exist already."""

from playwright.sync_api import expect

from e2e.backstage import Backstage
from e2e.pages import HostPage
from e2e.screens import WizardPage

NEW_USER = "/users/user-ben"


def test_someone_connects_with_an_api_key_and_finds_it_connected_after_a_reload(
    ada: HostPage, backstage: Backstage
) -> None:
    wizard = ada.hub.connect("Pingboard Status").start()
    wizard.fill("API key", "ping-1234")
    wizard.go_on()
    expect(wizard.dialog).not_to_contain_text("ping-1234")
    wizard.activate()
    wizard.expect_done()
    wizard.press("Done")
    ada.hub.expect_connected("Pingboard Status")
    ada.page.reload()
    ada.hub.expect_state("ready")
    ada.hub.expect_connected("Pingboard Status")
    assert backstage.is_connected("user-ada", "Pingboard Status")


def test_someone_new_becomes_an_end_user_with_the_connection_of_the_host(
    ben: HostPage, backstage: Backstage
) -> None:
    """REL-11: looking at what is needed creates nobody; activating creates the end user first."""
    ben.watch.expect(404, NEW_USER)
    wizard = ben.hub.connect("Pingboard Status").start()
    wizard.fill("API key", "ping-1234")
    wizard.go_on()
    assert not backstage.user_exists("user-ben")
    wizard.activate()
    wizard.expect_done()
    assert backstage.is_connected("user-ben", "Pingboard Status")
    assert [each.path.rpartition("/")[2] for each in backstage.sent("POST")] == [
        "users",
        "activations",
    ]


def test_a_user_name_and_a_password_connect(ada: HostPage, backstage: Backstage) -> None:
    wizard = ada.hub.connect("Loyalty Lane").start()
    wizard.fill("User name", "loyal")
    wizard.fill("Password", "points4all")
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    assert backstage.is_connected("user-ada", "Loyalty Lane")


def test_an_integration_that_asks_for_nothing_connects(ada: HostPage, backstage: Backstage) -> None:
    wizard = ada.hub.connect("Open Holidays").start()
    expect(wizard.dialog.get_by_role("textbox")).to_have_count(0)
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    assert backstage.is_connected("user-ada", "Open Holidays")


def test_a_connection_that_exists_is_offered_and_used_again(
    ada: HostPage, backstage: Backstage
) -> None:
    backstage.disconnect("user-ada", "Larkspur CRM")
    ada.call("refresh")
    wizard = ada.hub.connect("Larkspur CRM").start()
    expect(wizard.dialog.get_by_role("radio", name="Ada's Larkspur CRM")).to_be_checked()
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    assert all("connectionId" in each for each in _sent_connections(backstage))


def test_a_new_connection_can_be_made_where_one_exists(ada: HostPage, backstage: Backstage) -> None:
    backstage.disconnect("user-ada", "Larkspur CRM")
    ada.call("refresh")
    wizard = ada.hub.connect("Larkspur CRM").start()
    wizard.choose("New connection")
    wizard.fill("API key", "lark_1234")
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    assert any("credentials" in each for each in _sent_connections(backstage))


def test_settings_are_asked_for_with_their_defaults_filled_in(
    ada: HostPage, backstage: Backstage
) -> None:
    wizard = ada.hub.connect("Quillmail Campaigns").start()
    wizard.fill("API key", "quill-live-2024")
    wizard.go_on()
    wizard.expect_stage("configure")
    expect(wizard.field("Audience")).to_have_value("Customers")
    wizard.fill("Audience", "Friends")
    wizard.go_on()
    expect(wizard.dialog).to_contain_text("Friends")
    wizard.activate()
    wizard.expect_done()
    sent = backstage.sent("POST", "/activations")[0].body
    assert sent["dynamicVariables"] == {"audience": "Friends"}


def test_letters_of_any_script_arrive_as_they_were_typed(
    ada: HostPage, backstage: Backstage
) -> None:
    """HUB-35: a password in Unicode survives byte for byte; the sandbox compares."""
    wizard = ada.hub.connect("竹林仓储").start()
    wizard.fill("User name", "仓库")
    wizard.fill("Password", "竹林-密码")
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    assert backstage.is_connected("user-ada", "竹林仓储")


def test_two_connections_of_the_same_kind_are_asked_for_one_after_the_other(
    ada: HostPage, backstage: Backstage
) -> None:
    wizard = ada.hub.connect("Storefront to Storefront").start()
    _fill_shop(wizard, "one")
    expect(wizard.field("Shop address")).to_have_value("")
    _fill_shop(wizard, "two")
    expect(wizard.dialog).to_contain_text("https://one.example")
    expect(wizard.dialog).to_contain_text("https://two.example")
    wizard.activate()
    wizard.expect_done()
    assert len(_sent_connections(backstage)) == 2


def _fill_shop(wizard: WizardPage, shop: str) -> None:
    wizard.fill("API key", f"shop_{shop}")
    wizard.fill("Shop address", f"https://{shop}.example")
    wizard.go_on()


def _sent_connections(backstage: Backstage) -> list[dict[str, object]]:
    connections: list[dict[str, object]] = backstage.sent("POST", "/activations")[0].body[
        "connections"
    ]
    return connections
