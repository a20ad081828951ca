"""One visit of one browser: signing in at the demo host, and opening hubs in its pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from e2e.pages import HostPage
from e2e.watch import Watch
from sandbox import World
from sandbox.demo import Demo

BARE_PAGE = "/a-page-of-the-host"

STRICT_POLICY = "default-src 'none'; script-src 'self'; frame-src 'self'"
"""All that a host's page has to allow."""

PUT_IN_PLACE = """([attributes, functions]) => {
  const hub = document.createElement("versori-hub");
  for (const [name, value] of Object.entries(attributes)) hub.setAttribute(name, value);
  for (const name of functions) hub[name] = () => window[name]();
  document.body.append(hub);
}"""


@dataclass
class Visit:
    """A browser context of its own, and everything it says."""

    demo: Demo
    context: BrowserContext
    watch: Watch = field(default_factory=Watch)

    @classmethod
    def begin(cls, demo: Demo, browser: Browser, **options: Any) -> "Visit":
        """Come with a browser that knows nothing yet."""
        visit = cls(demo, browser.new_context(**options))
        visit.context.set_default_timeout(20_000)
        visit.watch.follow(visit.context)
        return visit

    @property
    def world(self) -> World:
        """Give the sandbox's world."""
        world = self.demo.api.extensions["sandbox"]
        assert isinstance(world, World)
        return world

    def sign_in(self, name: str = "Ada") -> None:
        """Sign in without going through a page."""
        response = self.context.request.post(
            f"{self.demo.host_url}/sign-in",
            form={"person": name.lower()},
            headers={"Origin": self.demo.host_url},
            max_redirects=0,
        )
        assert response.status == 303

    def go_to_integrations(self) -> HostPage:
        """Go to Northwind's page of integrations, without waiting for the hub."""
        page = self.context.new_page()
        page.goto(f"{self.demo.host_url}/integrations")
        return self.host(page)

    def open(self, name: str = "Ada", state: str = "ready") -> HostPage:
        """Sign in, and see the hub in Northwind's own page, with Python behind it."""
        self.sign_in(name)
        host = self.go_to_integrations()
        host.hub.expect_runtime("ready")
        host.hub.expect_state(state)
        return host

    def bare_page(self, path: str = BARE_PAGE, embed: str = "/hub/embed.js") -> HostPage:
        """Open a page of the host that allows as little as it can, with no hub in it yet."""
        page = self.context.new_page()
        html = (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>'
            f'<link rel="icon" href="data:,"><script type="module" src="{escape(embed)}"></script>'
        )
        headers = {"Content-Security-Policy": f"{STRICT_POLICY}; img-src data:"}
        page.route(
            f"{self.demo.host_url}{path}",
            lambda route: route.fulfill(body=html, content_type="text/html", headers=headers),
        )
        page.goto(f"{self.demo.host_url}{path}")
        return self.host(page)

    def embed(
        self,
        name: str = "Ada",
        *,
        functions: Mapping[str, Callable[[], Any]] | None = None,
        **attributes: str,
    ) -> HostPage:
        """Sign in and put a hub with these attributes into a bare page."""
        self.sign_in(name)
        host = self.bare_page()
        self.place(host, name, functions=functions, **attributes)
        return host

    def place(
        self,
        host: HostPage,
        name: str = "Ada",
        *,
        functions: Mapping[str, Callable[[], Any]] | None = None,
        **attributes: str,
    ) -> None:
        """Put one more hub into a page; an empty attribute is left away."""
        for function, answer in (functions or {}).items():
            host.page.expose_function(function, answer)
        all_of_them = self.attributes(name) | {
            k.replace("_", "-"): v for k, v in attributes.items()
        }
        given = {name: value for name, value in all_of_them.items() if value}
        host.page.evaluate(PUT_IN_PLACE, [given, list(functions or {})])

    def attributes(self, name: str) -> dict[str, str]:
        """Give the attributes with which Northwind embeds the hub for a person."""
        person = next(each for each in self.world.catalogue.people if each.name == name)
        return {
            "hub-id": person.hub_id,
            "api-url": self.demo.api_url,
            "token-url": "/versori/token",
            "primary-connection-url": "/versori/primary-connection",
        }

    def host(self, page: Page) -> HostPage:
        """Look at a page that is open."""
        ids = {each.name: each.id for each in self.world.catalogue.integrations()}
        return HostPage(page, ids, self.watch)

    def end(self) -> None:
        """Close the browser context, whoever still answers in a server's place, or never will."""
        for page in self.context.pages:
            page.unroute_all(behavior="ignoreErrors")
        self.context.unroute_all(behavior="ignoreErrors")
        self.context.close()
