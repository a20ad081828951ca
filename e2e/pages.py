"""A host's page and the list in it: verbs for what people do, `expect_` for what they see."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import ElementHandle, Frame, FrameLocator, Locator, Page, expect

from e2e.screens import ManagePage, WizardPage
from e2e.watch import Watch

BOOTED = 30_000
"""Milliseconds within which Python has to be there, on a busy machine."""

OFFLINE = "net::ERR_INTERNET_DISCONNECTED"

WAIT_FOR_EVENT = """type => new Promise((found, missing) => {
  const end = Date.now() + 10000;
  const look = () => {
    const events = window.hubEvents.filter((event) => event.type === type);
    if (events.length) return found(events);
    return Date.now() > end ? missing(new Error(`no ${type} event`)) : setTimeout(look, 20);
  };
  look();
})"""


@dataclass(frozen=True)
class HostPage:
    """A page of the host's own, with one hub in it."""

    page: Page
    ids: Mapping[str, str]
    """Integrations' ids by their names."""
    watch: Watch

    @property
    def element(self) -> Locator:
        """Find the hub's element."""
        return self.page.locator("versori-hub").first

    @property
    def hub(self) -> "HubPage":
        """Look into the hub's frame."""
        return self.hub_at("versori-hub")

    def hub_at(self, selector: str) -> "HubPage":
        """Look into the frame of one of several hubs."""
        return HubPage(self.page.frame_locator(f"{selector} iframe"), self.ids)

    def call(self, method: str, *arguments: Any) -> None:
        """Call one of the element's methods."""
        self.element.evaluate(f"(hub, given) => void hub.{method}(...given)", list(arguments))

    def events(self, type_: str) -> list[dict[str, Any]]:
        """List the events of a type so far; wait for the first one."""
        found: list[dict[str, Any]] = self.page.evaluate(WAIT_FOR_EVENT, type_)
        return found

    def all_events(self) -> list[dict[str, Any]]:
        """List every event so far."""
        found: list[dict[str, Any]] = self.page.evaluate("window.hubEvents")
        return found

    @contextmanager
    def offline(self) -> Iterator[None]:
        """Be offline for a while, with a list that cannot be loaded anew."""
        self.watch.expect(OFFLINE, "/integrations")
        self.watch.tolerate(OFFLINE, "/images/")
        # The browser tells the worker that it is offline, but lets its requests through.
        self.page.route("**/integrations?*", lambda route: route.abort("internetdisconnected"))
        self.page.context.set_offline(True)
        try:
            yield
        finally:
            self.page.unroute_all(behavior="wait")
            self.page.context.set_offline(False)

    def frame(self) -> Frame:
        """Give the hub's frame, for what is not about what people see."""
        handle = self.element.locator("iframe").element_handle()
        assert isinstance(handle, ElementHandle)
        frame = handle.content_frame()
        assert frame is not None
        return frame


@dataclass(frozen=True)
class HubPage:
    """The list of integrations, as it stands in its frame."""

    frame: FrameLocator
    ids: Mapping[str, str]

    @property
    def root(self) -> Locator:
        """Find what the worker draws."""
        return self.frame.locator("#vh-root")

    @property
    def cards(self) -> Locator:
        """Find the cards."""
        return self.frame.locator("[data-integration-id]")

    @property
    def search_box(self) -> Locator:
        """Find the search box."""
        return self.frame.get_by_role("searchbox", name="Search integrations")

    @property
    def alert(self) -> Locator:
        """Find the problem that is shown."""
        return self.frame.get_by_role("alert").filter(visible=True)

    def card(self, name: str) -> Locator:
        """Find a card by the integration's name."""
        return self.frame.locator(f'[data-integration-id="{self.ids[name]}"]')

    def action(self, name: str) -> Locator:
        """Find the one button of a card."""
        return self.card(name).get_by_role("button")

    def connect(self, name: str) -> "WizardPage":
        """Begin to connect an integration, and wait until the wizard can ask."""
        self.card(name).get_by_role("button", name="Connect").click()
        return self.wizard()

    def wizard(self) -> "WizardPage":
        """Look at the wizard."""
        return WizardPage(self.frame)

    def manage(self, name: str) -> "ManagePage":
        """Look at what is connected."""
        self.card(name).get_by_role("button", name="Manage").click()
        return ManagePage(self.frame)

    def names(self) -> list[str]:
        """Read the cards' names in order."""
        return [text.strip() for text in self.cards.get_by_role("heading").all_inner_texts()]

    def search(self, text: str) -> None:
        """Type into the search box."""
        self.search_box.fill(text)

    def chip(self, label: str) -> Locator:
        """Find a filter chip by its label and its count."""
        return self.frame.get_by_role("group", name="Filter").get_by_role(
            "button", name=re.compile(rf"^{re.escape(label)} \d+$")
        )

    def press(self, label: str) -> None:
        """Press a button outside of the cards."""
        self.frame.get_by_role("button", name=label, exact=True).click()

    def expect_state(self, state: str) -> None:
        """See the hub in one of its public states."""
        expect(self.root).to_have_attribute("data-state", state, timeout=BOOTED)

    def expect_runtime(self, state: str, within: float = BOOTED) -> None:
        """See Python in one of its public states, within milliseconds."""
        page = self.frame.locator("html")
        expect(page).to_have_attribute("data-runtime", state, timeout=within)

    def expect_dressed(self) -> None:
        """See that the glass has heard what the host wants."""
        expect(self.frame.locator("html")).to_have_attribute("data-theme", "system", timeout=BOOTED)

    def expect_connected(self, name: str) -> None:
        """See that an integration is connected."""
        expect(self.card(name)).to_contain_text("Connected")
        expect(self.action(name)).to_have_text("Manage")

    def expect_not_connected(self, name: str) -> None:
        """See that an integration can be connected."""
        expect(self.card(name)).to_contain_text("Not connected")
        expect(self.action(name)).to_have_text("Connect")

    def expect_cards(self, names: Sequence[str]) -> None:
        """See these cards in this order, and no other."""
        expect(self.cards.get_by_role("heading")).to_have_text(list(names))

    def expect_problem(self, *texts: str) -> None:
        """See what went wrong, in words."""
        for text in texts:
            expect(self.alert).to_contain_text(text, timeout=BOOTED)
