"""Hybrid mode in a browser: the hub works as ever, and nothing secret of the host's gets there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.backstage import Backstage
from e2e.consents import NAME, ConsentStep
from e2e.pages import HostPage
from e2e.traces import Wire, own_secret, traces
from e2e.visits import Visit
from sandbox.demo import Demo, running_demo

CONSENT_AND_LOGOS = {"images", "oauth", "static"}
"""All that the sandbox has to show to people, beside the API."""

JWT = re.compile(r"eyJ[\w-]+\.[\w-]+")


@pytest.fixture(scope="module")
def demo(bundle: Path) -> Iterator[Demo]:
    with running_demo(bundle=bundle, hybrid=True) as running:
        yield running


def expect_nothing_of_the_hosts(visit: Visit, host: HostPage) -> None:
    """Find no token and no credential of the host's, and nobody who talked to the API directly."""
    wire = Wire.of(host.watch)
    assert not JWT.search(wire.text)
    assert own_secret(visit.world) not in wire.text
    own_host = visit.demo.host_url.removeprefix("http://")
    assert wire.authorizations() == {("JWT session", own_host)}
    api_origin = visit.demo.api_url.removesuffix("/api/embedded/v1")
    assert wire.paths(api_origin) <= CONSENT_AND_LOGOS
    left = traces(host).text
    assert own_secret(visit.world) not in left
    assert not JWT.search(left)


def opened(visit: Visit, name: str) -> HostPage:
    """Open the hub, and wait for Python so that every click finds it there."""
    host = visit.open(name)
    host.hub.expect_runtime("ready")
    return host


def test_someone_new_connects_with_a_key_and_with_a_consent(
    visit: Visit, backstage: Backstage
) -> None:
    """HYB-01, HYB-07, TOK-54"""
    visit.watch.expect(404, "/users/user-ben")
    host = opened(visit, "Ben")
    wizard = host.hub.connect("Pingboard Status").start()
    wizard.fill("API key", "ping-1234")
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    wizard.press("Done")
    host.hub.expect_connected("Pingboard Status")
    step = ConsentStep.reach(host)
    step.sign_in()
    step.finish()
    step.wizard.expect_done()
    assert backstage.is_connected("user-ben", "Pingboard Status")
    assert backstage.is_connected("user-ben", NAME)
    expect_nothing_of_the_hosts(visit, host)


def test_someone_manages_saves_and_disconnects(visit: Visit, backstage: Backstage) -> None:
    """HYB-01, HYB-07"""
    visit.watch.expect(403, "/variables")
    host = opened(visit, "Ada")
    manage = host.hub.manage("Chatterbox")
    manage.expect_shown()
    manage.field("Channel").fill("#stock")
    manage.press("Save")
    expect(manage.dialog).to_contain_text("Your settings are saved.")
    manage.press("Disconnect")
    manage.answer("Disconnect")
    manage.press("Disconnect now")
    manage.expect_gone()
    assert not backstage.is_connected("user-ada", "Chatterbox")
    expect_nothing_of_the_hosts(visit, host)


def test_a_refusal_of_the_api_is_shown_at_its_field(visit: Visit) -> None:
    """HYB-06"""
    visit.watch.expect(400, "/versori/api/activations")
    host = opened(visit, "Ada")
    wizard = host.hub.connect("Parcelwise Shipping").start()
    wizard.fill("API key", "wrong")
    wizard.go_on()
    wizard.activate()
    wizard.expect_stage("connect")
    expect(wizard.field("API key")).to_have_attribute("aria-invalid", "true")


def test_signing_out_elsewhere_ends_it(visit: Visit) -> None:
    """HYB-08: the session is all that the browser has."""
    visit.watch.expect(401, "/versori/api/")
    host = opened(visit, "Ada")
    visit.context.clear_cookies()
    host.call("refresh")
    host.hub.expect_problem("You are signed out.")
