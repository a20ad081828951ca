"""The host's address: it leads into the hub and out of it, and answers survive on the way."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.pages import HostPage
from e2e.screens import ManagePage, WizardPage
from e2e.visits import Visit

CONNECTABLE = "Pingboard Status"
CONNECTED = "Larkspur CRM"
COMING_SOON = "Comet Marketplace"
WITH_OPEN_ANSWERS = "Loyalty Lane"
PASSWORD = "canary-points-4711-all"

READ_DRAFTS = "() => JSON.stringify({ ...sessionStorage, ...localStorage })"


def _address(host: HostPage) -> str:
    """Give the fragment of the address."""
    fragment: str = host.page.evaluate("location.hash")
    return fragment


def _follow(host: HostPage, name: str, aim: str = "") -> None:
    """Follow a link of the host's into the hub."""
    host.page.evaluate("hash => { location.hash = hash; }", _route(host, name, aim))


def _route(host: HostPage, name: str, aim: str = "") -> str:
    return f"#/integrations/{host.ids.get(name, name)}{aim}"


def test_a_link_to_an_integration_that_is_not_connected_opens_its_wizard(ada: HostPage) -> None:
    _follow(ada, CONNECTABLE)
    ada.hub.wizard().expect_stage("overview")


def test_a_link_to_an_integration_that_is_connected_opens_what_is_connected(ada: HostPage) -> None:
    ada.watch.expect(403, "/users/user-ada/variables")
    _follow(ada, CONNECTED)
    ManagePage(ada.hub.frame).expect_shown()


def test_a_link_to_the_wizard_opens_it_as_the_page_loads(ada: HostPage) -> None:
    _follow(ada, CONNECTABLE, "/connect")
    ada.hub.wizard().expect_ready_to_start()
    ada.page.reload()
    ada.hub.expect_runtime("ready")
    ada.hub.wizard().expect_ready_to_start()


def test_back_and_forward_lead_to_the_list_and_to_the_wizard_again(ada: HostPage) -> None:
    wizard = ada.hub.connect(CONNECTABLE)
    wizard.expect_stage("overview")
    assert _address(ada) == _route(ada, CONNECTABLE, "/connect")
    ada.page.go_back()
    wizard.expect_closed()
    ada.page.go_forward()
    wizard.expect_stage("overview")


def test_a_link_that_leads_nowhere_is_said_to_and_cleared_away(ada: HostPage) -> None:
    _follow(ada, "01JDB530XRYAM2CDSV4XV1N711")
    expect(ada.hub.root.get_by_role("status")).to_contain_text("is not available here")
    expect(ada.hub.wizard().dialog).to_have_count(0)
    assert _address(ada) == ""


def test_a_link_to_what_is_coming_soon_says_so(ada: HostPage) -> None:
    _follow(ada, COMING_SOON, "/connect")
    said = f"{COMING_SOON} is coming soon and cannot be connected yet."
    expect(ada.hub.root.get_by_role("status")).to_have_text(said)
    expect(ada.hub.wizard().dialog).to_have_count(0)


def test_back_with_unsent_answers_asks_and_the_address_stays(ada: HostPage) -> None:
    wizard = ada.hub.connect(CONNECTABLE).start()
    wizard.fill("API key", "ping-1234")
    ada.page.go_back()
    expect(wizard.question).to_be_visible()
    wizard.question.get_by_role("button", name="Stay").click()
    expect(wizard.field("API key")).to_have_value("ping-1234")
    assert _address(ada) == _route(ada, CONNECTABLE, "/connect")


def test_back_twice_and_a_double_click_on_the_cross_give_nothing_up(ada: HostPage) -> None:
    """REL-10: the second comes before the question can be read."""
    wizard = ada.hub.connect(CONNECTABLE).start()
    wizard.fill("API key", "ping-1234")
    wizard.dialog.get_by_role("button", name="Close").dblclick()
    expect(wizard.question).to_be_visible()
    ada.page.go_back()
    wizard.question.get_by_role("button", name="Stay").click()
    expect(wizard.field("API key")).to_have_value("ping-1234")


def test_a_link_away_from_the_page_asks_too_however_far_the_answers_have_come(
    visit: Visit,
) -> None:
    """In the review nothing is left to type, and all of it would be lost."""
    host = visit.open()
    _answer(host)
    questions: list[str] = []
    host.page.on("dialog", lambda dialog: questions.append(dialog.type))
    host.page.goto(visit.demo.host_url)
    assert questions == ["beforeunload"]


def _answer(host: HostPage) -> WizardPage:
    """Type an open answer and a secret, and see them in the review."""
    wizard = host.hub.connect(WITH_OPEN_ANSWERS).start()
    wizard.fill("User name", "loyal-ada")
    wizard.fill("Password", PASSWORD)
    wizard.go_on()
    wizard.expect_stage("review")
    return wizard


def test_answers_survive_a_reload_but_secrets_do_not(ada: HostPage) -> None:
    """HUB-31, REL-14: what was typed openly is there again; the password was never kept."""
    wizard = _answer(ada)
    kept = ada.frame().evaluate(READ_DRAFTS)
    assert "loyal-ada" in kept
    assert PASSWORD not in kept
    ada.page.reload()
    ada.hub.expect_runtime("ready")
    wizard.expect_stage("connect")
    expect(wizard.field("User name")).to_have_value("loyal-ada")
    expect(wizard.field("Password")).to_have_value("")


def test_the_answers_of_one_person_are_not_shown_to_another(visit: Visit) -> None:
    """REL-14: a draft belongs to the person who typed it, whoever sits there after them."""
    visit.watch.expect(404, "/users/user-ben")
    host = visit.open("Ada")
    _answer(host)
    visit.sign_in("Ben")
    host.page.reload()
    host.hub.expect_runtime("ready")
    wizard = host.hub.wizard().start()
    expect(wizard.field("User name")).to_have_value("")


@pytest.fixture
def section(ada: HostPage) -> Iterator[HostPage]:
    """Be at a section of the host's own page."""
    ada.page.evaluate("() => { location.hash = '#section'; }")
    yield ada
    ada.page.evaluate("() => history.replaceState(null, '', location.pathname)")


def test_a_fragment_of_the_hosts_own_is_left_alone(section: HostPage) -> None:
    wizard = section.hub.connect(CONNECTABLE)
    wizard.expect_stage("overview")
    assert _address(section) == "#section"
    wizard.close()
    wizard.expect_closed()
    assert _address(section) == "#section"


@pytest.fixture
def unlinked(ada: HostPage) -> Iterator[HostPage]:
    """Embed the hub without a say in the address."""
    ada.element.evaluate("(hub) => hub.setAttribute('deep-links', 'off')")
    yield ada
    ada.page.evaluate("() => history.replaceState(null, '', location.pathname)")
    ada.element.evaluate("(hub) => hub.removeAttribute('deep-links')")


def test_the_address_is_left_alone_where_deep_links_are_off(unlinked: HostPage) -> None:
    wizard = unlinked.hub.connect(CONNECTABLE)
    wizard.expect_stage("overview")
    assert _address(unlinked) == ""


def test_no_link_is_followed_where_deep_links_are_off(unlinked: HostPage) -> None:
    _follow(unlinked, CONNECTABLE, "/connect")
    unlinked.call("refresh")
    unlinked.events("counts")
    expect(unlinked.hub.wizard().dialog).to_have_count(0)
