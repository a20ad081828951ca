"""A host that shows its pages without loading any: the hub comes and goes, and leaves nothing."""

from collections.abc import Callable
from itertools import product

from playwright.sync_api import CDPSession, expect

from e2e.pages import HostPage
from e2e.visits import Visit

ROUNDS = 5
"""Collections of garbage; what one of them frees lets the next one free more."""

MOST_GROWTH = 5_000_000
"""Bytes of scripts; twenty hubs would be five times as many."""

WAYS_OUT = [
    "hub => hub.destroy()",
    "hub => hub.remove()",
    "hub => hub.replaceWith('another page')",
]


def _is_there(_host: HostPage) -> None:
    """Go as soon as one has come."""


def _is_dressed(host: HostPage) -> None:
    host.hub.expect_dressed()


def _boots(host: HostPage) -> None:
    host.hub.expect_runtime("booting")


def _is_ready(host: HostPage) -> None:
    host.hub.expect_runtime("ready")
    host.hub.expect_state("ready")


MOMENTS: list[Callable[[HostPage], None]] = [_is_there, _is_dressed, _boots]


def _come_and_go(
    visit: Visit, host: HostPage, moment: Callable[[HostPage], None], way: str
) -> None:
    visit.place(host)
    moment(host)
    host.element.evaluate(way)
    host.page.evaluate("document.body.replaceChildren()")
    expect(host.page.locator("iframe")).to_have_count(0)


def _left_behind(host: HostPage, session: CDPSession) -> dict[str, int]:
    """Count what is left of documents, nodes and listeners when the garbage is gone."""
    for _round in range(ROUNDS):
        session.send("HeapProfiler.collectGarbage")
        host.page.evaluate("new Promise((done) => requestIdleCallback(done))")
    counters: dict[str, int] = session.send("Memory.getDOMCounters")
    return counters


def _heap(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in metrics if each["name"] == "JSHeapUsedSize")


def test_twenty_comings_and_goings_do_not_add_up(visit: Visit) -> None:
    """HUB-45: no frame, worker, listener or document; and whoever comes next finds a hub."""
    visit.sign_in()
    host = visit.bare_page()
    session = visit.context.new_cdp_session(host.page)
    session.send("Performance.enable")
    _come_and_go(visit, host, _is_ready, WAYS_OUT[0])
    left, heap = _left_behind(host, session), _heap(session)
    visits = [*product(MOMENTS, WAYS_OUT * 2), *product([_is_ready], WAYS_OUT[:2])]
    for moment, way in visits:
        _come_and_go(visit, host, moment, way)
    # The browser itself holds on to what was there last, for a while.
    grown = {name: count - left[name] for name, count in _left_behind(host, session).items()}
    assert max(grown["documents"], grown["jsEventListeners"]) < len(visits) == 20
    assert _heap(session) - heap < MOST_GROWTH
    assert (host.page.workers, len(host.page.frames)) == ([], 1)
    visit.place(host)
    _is_ready(host)
