"""Secrets after a whole journey: looked for everywhere that a page or a server keeps something."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Frame, Page

from e2e.pages import HostPage
from e2e.visits import Visit

CANARY = "ping-canary-4711-that-sings"

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

    page: Page
    frame: Frame
    places: dict[str, str]

    def expect_nowhere(self, secret: str) -> None:
        """Find a secret in none of the places."""
        assert len(secret) > 10
        assert [place for place, text in self.places.items() if secret in text] == []


@pytest.fixture
def journey(visit: Visit, caplog: pytest.LogCaptureFixture) -> Iterator[tuple[HostPage, str]]:
    """Connect with a canary as the API key, as somebody new; keep the token that was used."""
    caplog.set_level(logging.DEBUG)
    visit.watch.expect(404, "/users/user-ben")
    visit.sign_in("Ben")
    with visit.context.expect_event("response", lambda r: "/versori/token" in r.url) as answered:
        host = visit.go_to_integrations()
    host.hub.expect_state("ready")
    wizard = host.hub.connect("Pingboard Status").start()
    wizard.fill("API key", CANARY)
    wizard.press("Show")
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    wizard.press("Done")
    wizard.expect_closed()
    yield host, answered.value.json()["token"]


def _traces(host: HostPage, log: str) -> Traces:
    frame, watch = host.frame(), host.watch
    places = {
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
    return Traces(host.page, frame, places)


def test_a_credential_is_found_nowhere_after_the_journey(
    journey: tuple[HostPage, str], caplog: pytest.LogCaptureFixture
) -> None:
    """HUB-25, HUB-29: only the body of the one request held it."""
    host, _token = journey
    _traces(host, caplog.text).expect_nowhere(CANARY)
    carriers = [r for r in host.watch.requests if CANARY in (r.post_data or "")]
    assert [r.url.rpartition("/")[2] for r in carriers] == ["activations"]


def test_the_token_is_found_nowhere_after_the_journey(
    journey: tuple[HostPage, str], caplog: pytest.LogCaptureFixture
) -> None:
    """HUB-21, HUB-22: the token goes into one header, to the API's origin only."""
    host, token = journey
    _traces(host, caplog.text).expect_nowhere(token)
    _traces(host, caplog.text).expect_nowhere(token.rpartition(".")[2])


def test_a_refused_secret_is_in_no_event_and_no_html(ada: HostPage) -> None:
    """HUB-27: an error tells the field and the reason, never what was typed."""
    ada.watch.expect(400, "/activations")
    wizard = ada.hub.connect("Parcelwise Shipping").start()
    wizard.fill("API key", CANARY)
    wizard.go_on()
    wizard.activate()
    wizard.expect_stage("connect")
    (error,) = ada.events("error")
    assert error["payload"]["fields"]
    assert CANARY not in str(ada.all_events())
    assert CANARY not in ada.frame().content()


def test_going_back_in_the_browser_restores_no_secret(ada: HostPage) -> None:
    """HUB-31, REL-14: no input holds what was typed, in whatever place the hub comes back."""
    wizard = ada.hub.connect("Parcelwise Shipping").start()
    wizard.fill("API key", CANARY)
    ada.page.get_by_role("link", name="Orders").click()
    ada.page.wait_for_url("**/orders")
    ada.page.go_back()
    ada.hub.expect_state("ready")
    assert CANARY not in ada.frame().evaluate(READ_INPUTS)
