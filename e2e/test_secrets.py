"""Secrets after a whole journey: looked for everywhere that a page or a server keeps something."""

import logging
from collections.abc import Iterator

import pytest

from e2e.pages import HostPage
from e2e.traces import READ_INPUTS, Wire, own_secret, traces
from e2e.visits import Visit

CANARY = "ping-canary-4711-that-sings"


@pytest.fixture
def journey(visit: Visit, caplog: pytest.LogCaptureFixture) -> Iterator[tuple[HostPage, str]]:
    """Connect with a canary as the API key, as somebody new; keep the token that was used."""
    caplog.set_level(logging.DEBUG)
    visit.watch.expect(404, "/users/user-ben")
    visit.sign_in("Ben")
    with visit.context.expect_event("response", lambda r: "/first-view" in r.url) as answered:
        host = visit.go_to_integrations()
    host.hub.expect_runtime("ready")
    wizard = host.hub.connect("Pingboard Status").start()
    wizard.fill("API key", CANARY)
    wizard.press("Show")
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    wizard.press("Done")
    wizard.expect_closed()
    yield host, answered.value.json()["token"]


def test_a_credential_is_found_nowhere_after_the_journey(
    journey: tuple[HostPage, str], caplog: pytest.LogCaptureFixture
) -> None:
    """HUB-25, HUB-29: only the body of the one request held it."""
    host, _token = journey
    traces(host, caplog.text).expect_nowhere(CANARY)
    carriers = [r for r in host.watch.requests if CANARY in (r.post_data or "")]
    assert [r.url.rpartition("/")[2] for r in carriers] == ["activations"]


def test_the_token_is_found_nowhere_after_the_journey(
    journey: tuple[HostPage, str], caplog: pytest.LogCaptureFixture
) -> None:
    """HUB-21, HUB-22: the token goes into one header, to the API's origin only."""
    host, token = journey
    traces(host, caplog.text).expect_nowhere(token)
    traces(host, caplog.text).expect_nowhere(token.rpartition(".")[2])


def test_the_hosts_own_credential_never_reaches_the_browser(
    journey: tuple[HostPage, str], visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    """TOK-54: the end user was made on the server, with a connection that the browser never saw."""
    host, _token = journey
    secret = own_secret(visit.world)
    assert any(r.url.endswith("/versori/end-user") for r in host.watch.requests)
    assert secret not in Wire.of(host.watch).text
    assert secret not in traces(host, caplog.text).text


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
