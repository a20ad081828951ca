"""The first seconds: what is seen before Python is there, and what happens if it never comes."""

import pytest
from playwright.sync_api import Browser, expect

from e2e.costs import PAGE, WORKER, longest_tasks
from e2e.visits import Visit

SOON = 12_000
"""Milliseconds within which a broken boot has to say so, with some for a busy machine."""

ENDLESS = """() => document.getAnimations()
  .filter(({ effect }) => effect.getComputedTiming().endTime === Infinity)
  .map(({ animationName }) => animationName)"""

CHECKED = ("pyodide/", "pyscript/core", "hub.", "main.")

# A boot that ends early: its other downloads are ended with it, and the loaders say so themselves.
WHAT_FOLLOWS = [
    ("Failed to fetch", ""),
    ("TypeError: Failed to fetch", ""),
    ("wasm instantiation failed!", "/pyodide.mjs"),
]


def test_a_skeleton_is_seen_before_python_is_there(visit: Visit) -> None:
    """HUB-44: the layout is there with the document itself."""
    visit.sign_in()
    host = visit.bare_page()
    host.page.route("**/pyodide/**", lambda route: None)
    visit.place(host)
    expect(host.hub.frame.locator(".vh-card--skeleton").first).to_be_visible()
    host.hub.expect_state("loading")
    host.hub.expect_runtime("booting")


def test_nothing_moves_for_someone_who_wants_no_motion(visit: Visit) -> None:
    """The skeleton breathes, and a click that waits for Python too, unless the system says no."""
    visit.sign_in()
    host = visit.bare_page()
    host.page.route("**/pyodide/**", lambda route: None)
    visit.place(host, first_view_url="/versori/first-view", preload="intent")
    host.hub.action("Pingboard Status").click()
    expect(host.hub.action("Pingboard Status")).to_have_attribute("aria-busy", "true")
    assert host.frame().evaluate(ENDLESS)
    host.page.emulate_media(reduced_motion="reduce")
    assert host.frame().evaluate(ENDLESS) == []


@pytest.mark.parametrize("width", [1280, 768, 375])
def test_nothing_moves_when_the_cards_arrive(visit: Visit, width: int) -> None:
    """The first card stands where its skeleton stood, as large as that."""
    visit.sign_in()
    early = visit.bare_page()
    early.page.route("**/pyodide/**", lambda route: None)
    visit.place(early)
    visit.place(ready := visit.bare_page())
    ready.hub.expect_state("ready")
    places = []
    for host in (early, ready):
        host.page.set_viewport_size({"width": width, "height": 800})
        places.append(host.hub.frame.locator(".vh-card").first.bounding_box())
    assert places[0] == pytest.approx(places[1], abs=1)


def test_someone_who_waits_sees_how_much_of_python_has_arrived(visit: Visit) -> None:
    """The bytes are counted as they come; the largest part is held back."""
    visit.sign_in()
    host = visit.bare_page()
    sizes = visit.context.request.get(f"{visit.demo.host_url}/hub/manifest.json").json()["sizes"]
    host.page.route("**/pyodide.asm.wasm", lambda route: None)
    visit.place(host)
    arrived = [name for name in sizes if name.startswith(CHECKED)]
    bar = host.hub.frame.get_by_role("progressbar")
    expect(bar).to_have_js_property("max", sum(sizes[name] for name in arrived))
    arrived.remove("pyodide/pyodide.asm.wasm")
    expect(bar).to_have_js_property("value", sum(sizes[name] for name in arrived))
    expect(bar).to_be_visible()


def test_booting_python_never_blocks_the_page(visit: Visit, browser: Browser) -> None:
    """The interpreter lives in a worker, whose start is one task of more than a second of CPU.

    No task of the page costs a twentieth of it: nobody who scrolls or types notices the start.
    """
    with longest_tasks(browser) as longest:
        host = visit.open()
        host.hub.expect_runtime("ready")
    assert longest[PAGE] < longest[WORKER] / 20


@pytest.mark.parametrize("file", ["pyodide.asm.wasm", "hub.zip", "core.js"])
def test_a_missing_file_is_said_in_words_and_can_be_tried_again(visit: Visit, file: str) -> None:
    """HUB-15: a part of the bundle that does not arrive is said within seconds."""
    visit.watch.expect("net::ERR_CONNECTION_FAILED", f"/{file}")
    for reason, place in WHAT_FOLLOWS:
        visit.watch.tolerate(reason, place)
    visit.sign_in()
    host = visit.bare_page()
    host.page.route(f"**/{file}", lambda route: route.abort("connectionfailed"))
    visit.place(host)
    host.hub.expect_runtime("failed", SOON)
    host.hub.expect_problem("could not be loaded")
    host.page.unroute_all(behavior="wait")
    host.hub.press("Try again")
    host.hub.expect_state("ready")


def test_a_click_before_python_is_there_is_not_lost(visit: Visit) -> None:
    """What the host asks for while Python boots is done when it is there."""
    visit.sign_in()
    host = visit.go_to_integrations()
    host.call("open", host.ids["Pingboard Status"])
    host.hub.expect_runtime("ready")
    host.hub.wizard().expect_stage("overview")


def test_a_hub_without_an_id_says_so_to_the_developer(visit: Visit) -> None:
    host = visit.embed(hub_id="")
    host.hub.expect_runtime("failed")
    host.hub.expect_problem("hub-id is missing")
    assert host.events("error")[0]["payload"]["type"] == "runtime"


def test_python_is_fetched_when_somebody_shows_an_interest(visit: Visit) -> None:
    host = visit.embed(preload="intent")
    host.hub.expect_dressed()
    host.hub.expect_runtime("off")
    assert not [r.url for r in visit.watch.requests if "pyodide" in r.url]
    host.hub.frame.locator("body").hover()
    host.hub.expect_state("ready")


def test_a_clock_that_is_a_day_off_changes_nothing(visit: Visit) -> None:
    """REL-24: only relative times are used."""
    page = visit.context.new_page()
    page.clock.install(time="2001-01-01T00:00:00Z")
    page.clock.resume()
    visit.sign_in()
    page.goto(f"{visit.demo.host_url}/integrations")
    visit.host(page).hub.expect_state("ready")
