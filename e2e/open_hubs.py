"""Hubs that stay open from journey to journey, since booting Python takes seconds."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, Error, expect

from e2e.pages import HostPage
from e2e.visits import Visit
from sandbox.demo import Demo


@dataclass
class OpenHubs:
    """One open hub for each person; one that does not find home is opened anew."""

    demo: Demo
    browser: Browser
    hosts: dict[str, HostPage] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)
    lent: set[str] = field(default_factory=set)

    def of(self, name: str) -> HostPage:
        """Lend a person's hub, at its list and as the sandbox has it now."""
        if not self._came_home(name):
            self._drop(name)
            self.visits[name] = Visit.begin(self.demo, self.browser)
            self.hosts[name] = self.visits[name].open(name)
            self.hosts[name].hub.expect_runtime("ready")
        self.lent.add(name)
        self.visits[name].watch.forget()
        self.demo.api.extensions["sandbox"].journal.clear()
        return self.hosts[name]

    def verify(self) -> None:
        """Take back what was lent; fail for what nobody expected there."""
        lent, self.lent = self.lent, set()
        for name in lent:
            self.visits[name].watch.verify()

    def close(self) -> None:
        """Close every hub."""
        for name in list(self.visits):
            self._drop(name)

    def _came_home(self, name: str) -> bool:
        try:
            return name in self.hosts and _go_home(self.hosts[name])
        except (Error, AssertionError):
            return False

    def _drop(self, name: str) -> None:
        self.hosts.pop(name, None)
        if visit := self.visits.pop(name, None):
            visit.end()


def _go_home(host: HostPage) -> bool:
    """Leave what is open without regret, forget the search, and load the list anew."""
    host.call("close")
    leave = host.hub.wizard().question.get_by_role("button", name="Leave")
    expect(host.hub.frame.locator("#vh-heading").or_(leave)).to_be_visible(timeout=2_000)
    if leave.is_visible():
        leave.click()
    expect(host.hub.frame.get_by_role("dialog")).to_have_count(0, timeout=2_000)
    host.page.emulate_media(color_scheme="light")
    if host.hub.search_box.input_value():
        host.hub.search("")
    host.hub.chip("All").click()
    host.page.evaluate("window.hubEvents = []")
    host.call("refresh")
    host.events("counts")
    host.page.evaluate("window.hubEvents = []")
    return True
