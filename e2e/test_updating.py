"""Changing a hub's options while it stands in the page."""

from playwright.sync_api import expect

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
