"""Changing a hub's options while it stands in the page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.backstage import Backstage
from e2e.pages import HostPage
from e2e.visits import Visit

FOREIGN = ["onclick", "onload", "srcdoc", "style", "class", "hidden", "__proto__", "innerHTML"]
BEFORE = "hub => [...hub.attributes].map(({ name, value }) => name + value).sort().join()"


def test_update_changes_what_is_shown_without_a_new_boot(visit: Visit) -> None:
    host = visit.open()
    host.hub.search("pingboard")
    host.hub.expect_cards(["Pingboard Status"])
    host.call("update", {"allowedIntegrations": host.ids["Larkspur CRM"], "theme": "dark"})
    host.hub.expect_cards(["Larkspur CRM"])
    expect(host.hub.frame.locator("html")).to_have_attribute("data-theme", "dark")


def test_an_update_that_changes_no_option_leaves_the_hub_as_it_is(visit: Visit) -> None:
    """Where the hub began anew, what was searched for would be forgotten."""
    host = visit.open()
    host.hub.search("pingboard")
    host.hub.expect_cards(["Pingboard Status"])
    host.call("update", {"onclick": "0"})
    host.hub.chip("All").click()
    host.hub.chip("Not connected").click()
    expect(host.hub.chip("Not connected")).to_have_attribute("aria-pressed", "true")
    host.hub.expect_cards(["Pingboard Status"])


def test_update_takes_nothing_that_is_no_option(visit: Visit) -> None:
    """Options may come from elsewhere, and `onclick` is an attribute too."""
    host = visit.open()
    before = host.element.evaluate(BEFORE)
    host.call("update", {name: "document.title = 'taken over'" for name in FOREIGN})
    assert host.element.evaluate(BEFORE) == before
    host.element.dispatch_event("click")
    expect(host.page).not_to_have_title("taken over")
    host.call("update", {"allowed-integrations": host.ids["Larkspur CRM"]})
    host.hub.expect_cards(["Larkspur CRM"])


@pytest.fixture
def undressed(ada: HostPage) -> Iterator[HostPage]:
    """Have the looks and the words of a hub changed, and leave them as they were."""
    yield ada
    for name in ("theme", "locale"):
        ada.element.evaluate("(hub, name) => hub.removeAttribute(name)", name)


def test_other_looks_and_words_disturb_nobody_who_types_or_waits(
    undressed: HostPage, backstage: Backstage
) -> None:
    """REL-14: a secret that was typed stays, and an activation under way ends as ever."""
    wizard = undressed.hub.connect("Pingboard Status").start()
    wizard.fill("API key", "ping-1234")
    undressed.call("update", {"theme": "dark", "locale": "de"})
    title = wizard.dialog.get_by_role("heading", level=2)
    expect(title).to_have_text("Pingboard Status verbinden")
    expect(undressed.hub.frame.locator("html")).to_have_attribute("data-theme", "dark")
    undressed.call("update", {"locale": "en"})
    expect(title).to_have_text("Connect Pingboard Status")
    expect(wizard.field("API key")).to_have_value("ping-1234")
    wizard.go_on()
    backstage.hold("/activations", "POST")
    wizard.activate()
    backstage.expect_held()
    undressed.call("update", {"theme": "light"})
    backstage.recover()
    wizard.expect_done()
    assert len(undressed.events("connect")) == len(backstage.sent("POST", "/activations")) == 1
