"""What a journey leaves behind: in the page, in the browser's stores, in logs, and on the wire."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Error, Request

from e2e.pages import HostPage
from e2e.watch import Watch
from sandbox import World
from sandbox.credentials import right_credential

# IndexedDB and caches belong to the origin, so asking one document is enough.
READ_STORES = """async () => {
  const answer = (request) => new Promise((done) => {
    request.onsuccess = () => done(request.result);
  });
  const found = [document.cookie, {...localStorage}, {...sessionStorage}];
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      found.push(await answer(database.transaction(store).objectStore(store).getAll()));
    database.close();
  }
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(request.url);
  return JSON.stringify(found);
}"""

READ_WINDOW = """() => {
  const text = (value) => { try { return JSON.stringify(value); } catch { return ""; } };
  const members = Object.entries(Object.getOwnPropertyDescriptors(window));
  return members.map(([name, { value }]) => name + text(value)).join();
}"""

READ_INPUTS = "() => [...document.querySelectorAll('input, textarea')].map((i) => i.value).join()"


@dataclass
class Traces:
    """Everything that a journey has left behind, by the place where it lies."""

    places: dict[str, str]

    @property
    def text(self) -> str:
        """Give all of it."""
        return "\n".join(self.places.values())

    def expect_nowhere(self, secret: str) -> None:
        """Find a secret in none of the places."""
        assert len(secret) > 10
        assert [place for place, text in self.places.items() if secret in text] == []


def traces(host: HostPage, log: str = "") -> Traces:
    """Look everywhere."""
    frame, watch = host.frame(), host.watch
    return Traces(
        {
            "the host's DOM": host.page.content(),
            "the hub's DOM": frame.content(),
            "inputs": frame.evaluate(READ_INPUTS),
            "the host's stores": host.page.evaluate(READ_STORES),
            "the hub's stores": frame.evaluate(READ_STORES),
            "the host's window": host.page.evaluate(READ_WINDOW),
            "the hub's window": frame.evaluate(READ_WINDOW),
            "events": str(host.all_events()),
            "the console": "\n".join(watch.lines),
            "URLs": "\n".join(request.url for request in watch.requests),
            "cookies": str(host.page.context.cookies()),
            "server logs": log,
        }
    )


@dataclass
class Wire:
    """Everything that went between a browser and the servers, its workers' traffic included."""

    requests: list[Request]
    text: str
    """All of it: addresses, headers and bodies, both ways."""

    @classmethod
    def of(cls, watch: Watch) -> "Wire":
        """Read what has been heard; windows that are closed by now have taken theirs along."""
        return cls(watch.requests, "\n".join(map(_spelled, watch.requests)))

    def authorizations(self) -> set[tuple[str, str]]:
        """Give every Authorization header, and the host it went to."""
        sent = ((each.headers.get("authorization"), each.url) for each in self.requests)
        return {(said, urlsplit(url).netloc) for said, url in sent if said}

    def paths(self, origin: str) -> set[str]:
        """Give the first part of each path that was asked of an origin."""
        asked = [each.url for each in self.requests if each.url.startswith(f"{origin}/")]
        return {urlsplit(url).path.split("/")[1] for url in asked}


def _spelled(request: Request) -> str:
    parts = [request.url, str(request.headers), request.post_data or ""]
    try:
        if response := request.response():
            parts += [str(response.all_headers()), response.body().decode("utf-8", "replace")]
    except Error:
        pass  # redirects have no body, and what was left has none any more
    return "\n".join(parts)


def own_secret(world: World) -> str:
    """Give the secret of the connection to Northwind itself."""
    catalogue = world.catalogue
    connector = catalogue.connectors[catalogue.hubs[0].primary_connector_id]
    [secret] = (right_credential(connector) or {})["data"].values()
    return str(secret)
