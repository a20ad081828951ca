"""The worker dies, or falls silent: people are told, and find their answers again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Worker, expect

from e2e.backstage import Backstage
from e2e.entries import change_the_entry
from e2e.pages import HostPage
from e2e.visits import Visit

LONG_ENOUGH = 21_000
"""Milliseconds in which a silent worker is missed often enough; the page's clock is wound on."""

SECRET = "desk-4711"


def ends(worker: Worker) -> None:
    """End like a worker that ran out of memory: at once, and without a word."""
    worker.evaluate("self.close()")


def hangs(worker: Worker) -> None:
    """Never come to an end with what it is doing."""
    worker.evaluate("void setTimeout(() => { for (;;); })")


DEATHS: list[Callable[[Worker], None]] = [ends, hangs]


def _visited(visit: Visit) -> HostPage:
    """Come to the hub with a clock that can be wound on."""
    page = visit.context.new_page()
    page.clock.install()
    page.clock.resume()
    visit.sign_in()
    page.goto(f"{visit.demo.host_url}/integrations")
    host = visit.host(page)
    host.hub.expect_runtime("ready")
    host.hub.expect_state("ready")
    return host


@pytest.mark.parametrize("dies", DEATHS)
def test_a_dead_worker_is_missed_and_can_be_replaced(
    visit: Visit, dies: Callable[[Worker], None]
) -> None:
    """HUB-47: words and a way on, and the answers are there again but for the secret."""
    host = _visited(visit)
    wizard = host.hub.connect("Deskhand Support").start()
    wizard.fill("User name", "ada@deskhand.example")
    wizard.fill("Password", SECRET)
    wizard.fill("Your Deskhand address", "demo")
    wizard.go_on()
    wizard.expect_stage("review")
    dies(host.page.workers[0])
    host.page.clock.run_for(LONG_ENOUGH)
    host.hub.expect_problem("have stopped", "your answers come back")
    assert host.events("error")[-1]["payload"]["type"] == "runtime"
    host.hub.press("Try again")
    host.hub.expect_runtime("ready")
    wizard.expect_stage("connect")
    expect(wizard.field("User name")).to_have_value("ada@deskhand.example")
    expect(wizard.field("Password")).to_have_value("")


def test_a_start_that_fails_shows_nobody_its_traceback(visit: Visit) -> None:
    """HUB-09: PyScript's own reports, which would hold it, are switched off."""
    visit.watch.expect("PythonError: Traceback (most recent call last):", "")
    change_the_entry(visit, f'raise ValueError("{SECRET}")', first=True)
    visit.sign_in()
    host = visit.go_to_integrations()
    host.hub.expect_runtime("failed")
    shown = host.page.content() + host.frame().content()
    assert SECRET not in shown and "Traceback" not in shown


def test_a_wait_for_a_dead_worker_ends(visit: Visit, backstage: Backstage) -> None:
    """HUB-47: not even an order that is under way is waited for without end."""
    host = _visited(visit)
    wizard = host.hub.connect("Pingboard Status").start()
    wizard.fill("API key", "ping-1234")
    wizard.go_on()
    backstage.hold("/activations", "POST")
    wizard.activate()
    wizard.expect_stage("activating")
    ends(host.page.workers[0])
    backstage.recover()
    host.page.clock.run_for(LONG_ENOUGH)
    host.hub.expect_problem("the list shows whether it arrived")
    host.hub.press("Try again")
    host.hub.expect_runtime("ready")
