"""The list that the host's server draws: there before Python is, and taken over by it unchanged."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Route, expect

from e2e.backstage import Backstage
from e2e.pages import HostPage
from e2e.visits import Visit

LIST = "/embed/*/integrations"
PYTHON = "**/hub/hub.zip"
A_LOGO: Any = {
    "content_type": "image/svg+xml",
    "body": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
}


@dataclass
class Gate:
    """Hold requests until it is opened."""

    held: list[Route] | None = field(default_factory=list)

    def __call__(self, route: Route) -> None:
        if self.held is None:
            route.continue_()
        else:
            self.held.append(route)

    def open(self) -> None:
        """Let everything through, now and later."""
        held, self.held = self.held or [], None
        for route in held:
            route.continue_()


@contextmanager
def without_python(visit: Visit) -> Iterator[HostPage]:
    """See Ada's page as it is before Python has arrived; at the end of the block it does."""
    gate = Gate()
    visit.context.route(PYTHON, lambda route: gate(route))
    visit.sign_in()
    host = visit.go_to_integrations()
    yield host
    gate.open()
    host.hub.expect_runtime("ready")


def drawn(host: HostPage) -> str:
    """Give the hub's HTML as it stands in the page."""
    html = host.hub.root.evaluate("root => root.outerHTML")
    assert isinstance(html, str)
    return html


def test_real_cards_are_there_before_python_is(visit: Visit) -> None:
    with without_python(visit) as host:
        host.hub.expect_connected("Larkspur CRM")
        expect(host.hub.cards).to_have_count(40)
        host.hub.expect_runtime("booting")


def test_python_takes_over_without_asking_again(visit: Visit) -> None:
    with without_python(visit) as host:
        expect(host.hub.cards).to_have_count(40)
    host.events("counts")
    own = [r.url for r in visit.watch.requests if r.method == "POST" or "/embed/" in r.url]
    assert [url.rpartition("/")[2] for url in own] == ["first-view"]


def test_what_python_draws_is_what_the_server_drew(visit: Visit) -> None:
    """The same core on both sides: nothing moves when Python takes over."""
    # A logo that is missing is noticed in the browser only.
    visit.context.route("**/images/**", lambda route: route.fulfill(**A_LOGO))
    with without_python(visit) as host:
        expect(host.hub.cards).to_have_count(40)
        before = drawn(host)
    host.events("counts")
    assert drawn(host) == before


def test_a_click_on_a_card_of_the_server_opens_the_wizard_later(visit: Visit) -> None:
    """Nothing that was clicked is lost, and the button shows that it was heard."""
    with without_python(visit) as host:
        host.hub.action("Pingboard Status").click()
        expect(host.hub.action("Pingboard Status")).to_have_attribute("aria-busy", "true")
        expect(host.hub.frame.get_by_text("One moment")).to_be_visible()
    host.hub.wizard().expect_stage("overview")


def test_what_was_searched_for_before_python_came_is_found_when_it_does(visit: Visit) -> None:
    with without_python(visit) as host:
        host.hub.search("larkspur")
    host.hub.expect_cards(["Larkspur CRM"])
    expect(host.hub.search_box).to_have_value("larkspur")


def test_without_a_first_view_the_list_is_loaded_as_ever(visit: Visit) -> None:
    visit.watch.expect(500, "/first-view")
    visit.context.route("**/first-view", lambda route: route.fulfill(status=500))
    visit.open().hub.expect_connected("Larkspur CRM")


def test_an_api_that_fails_once_is_asked_again_by_the_hub(
    visit: Visit, backstage: Backstage
) -> None:
    backstage.fail(LIST, "status", times=1)
    host = visit.open()
    host.hub.expect_connected("Larkspur CRM")
    assert not [r for r in visit.watch.requests if r.url.endswith("/versori/token")]


def test_an_address_that_leads_to_an_integration_leads_there_after_the_first_view(
    visit: Visit,
) -> None:
    visit.sign_in()
    page = visit.context.new_page()
    id_ = visit.host(page).ids["Pingboard Status"]
    page.goto(f"{visit.demo.host_url}/integrations#/integrations/{id_}/connect")
    hub = visit.host(page).hub
    hub.expect_runtime("ready")
    hub.wizard().expect_stage("overview")


def test_someone_who_only_looks_needs_no_python_at_all(visit: Visit) -> None:
    """With `preload="intent"` the list costs no Python; the first click fetches it and is kept."""
    host = visit.embed(preload="intent", first_view_url="/versori/first-view")
    host.hub.expect_connected("Larkspur CRM")
    host.hub.expect_runtime("off")
    assert not [r.url for r in visit.watch.requests if "pyodide" in r.url]
    host.hub.action("Pingboard Status").click()
    host.hub.expect_runtime("ready")
    host.hub.wizard().expect_stage("overview")
