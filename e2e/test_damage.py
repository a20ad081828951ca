"""A bundle that arrives damaged, by one bit of one file, starts nothing and says so."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from e2e.backstage import Backstage
from e2e.pages import HostPage
from e2e.visits import Visit
from sandbox.demo import Demo

SOON = 30_000
"""Milliseconds within which damage has to be said, with some for a busy machine."""

CHECKED_BY_THE_PAGE = [
    "main.py",
    "hub.css",
    "main.json",
    "hub.zip",
    "pyodide/pyodide.mjs",
    "pyodide/pyodide.asm.mjs",
    "pyodide/pyodide.asm.wasm",
    "pyodide/python_stdlib.zip",
    "pyscript/core.js",
    "pyscript/core-*.js",
]


@pytest.fixture
def unlucky(demo: Demo, browser: Browser, backstage: Backstage) -> Iterator[Visit]:
    """Come where things go wrong: whatever else damage makes the loaders say is up to them."""
    visit = Visit.begin(demo, browser)
    visit.sign_in()
    yield visit
    visit.end()


def flip_a_bit(route: Route) -> None:
    """Give what the server has, with one bit in its middle turned over."""
    answer = route.fetch()
    body = bytearray(answer.body())
    body[len(body) // 2] ^= 1
    route.fulfill(response=answer, body=bytes(body))


def _damaged(unlucky: Visit, file: str) -> HostPage:
    """Place a hub one of whose files arrives damaged."""
    host = unlucky.bare_page()
    host.page.route(f"**/hub/{file}", flip_a_bit)
    unlucky.place(host)
    return host


def _expect_nothing_started(host: HostPage) -> None:
    expect(host.hub.alert).to_contain_text("could not be loaded", timeout=SOON)
    host.hub.expect_state("loading")
    assert not [r.url for r in host.watch.requests if "/versori/" in r.url or "/api/" in r.url]


@pytest.mark.parametrize("file", CHECKED_BY_THE_PAGE)
def test_a_damaged_file_starts_nothing_and_is_said_in_words(unlucky: Visit, file: str) -> None:
    """HUB-13: nobody is asked for anything, and no half of a hub is seen."""
    host = _damaged(unlucky, file)
    host.hub.expect_runtime("failed", SOON)
    _expect_nothing_started(host)


@pytest.mark.parametrize("file", ["shell.js", "vendor/idiomorph.esm.js"])
def test_a_damaged_script_does_not_run_and_is_missed(unlucky: Visit, file: str) -> None:
    """HUB-13: the browser refuses what does not fit the document, which then says so itself."""
    _expect_nothing_started(_damaged(unlucky, file))


@pytest.mark.parametrize("file", ["hub.zip", "pyodide/python_stdlib.zip"])
def test_a_part_of_another_release_is_fetched_anew_at_the_next_try(
    unlucky: Visit, file: str
) -> None:
    """HUB-14: parts of two releases never run together, and no cache keeps it that way."""
    host = _damaged(unlucky, file)
    host.hub.expect_runtime("failed", SOON)
    host.page.unroute_all(behavior="wait")  # it is being fetched anew
    host.hub.press("Try again")
    host.hub.expect_state("ready")
