"""From the sign-in to the list, with nobody else about: every page of it is asked for once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.backstage import Backstage
from e2e.visits import Visit
from sandbox.demo import Demo, running_demo

CONNECTED = ["Chatterbox", "Larkspur CRM", "Shelfspace Warehouse"]
UNHURRIED = 10.0
"""Seconds for the first view: what it does not bring in time is asked for by the browser."""


@pytest.fixture(scope="module")
def demo(bundle: Path) -> Iterator[Demo]:
    """Serve a demo that no open hub of another journey writes to."""
    with running_demo(bundle=bundle, first_view=UNHURRIED) as running:
        yield running


def test_someone_signs_in_and_sees_every_integration_connected_ones_first(
    visit: Visit, backstage: Backstage
) -> None:
    page = visit.context.new_page()
    page.goto(visit.demo.host_url)
    page.get_by_role("button", name="Ada").click()
    hub = visit.host(page).hub
    hub.expect_runtime("ready")
    hub.expect_state("ready")
    expect(hub.cards).to_have_count(40)
    assert hub.names()[:3] == CONNECTED
    assert len(backstage.sent("GET", "/embed")) == 2
