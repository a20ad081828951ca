"""The address of the provider: when it is asked for, and which may be opened."""

from collections.abc import Callable

import pytest

from hub.oauth import (
    FRESH_SECONDS,
    OLD_ADDRESS,
    OLDEST_SECONDS,
    Broken,
    Consent,
    Prepared,
    Preparing,
    Waiting,
    begin,
)
from hub.oauth_address import fault_in
from hub.oauth_events import CloseWindow, Prepare, SetClock
from hub.schemes import AuthorizationCode
from hub.wording import words
from tests.hub.consents import (
    ASKED_AT,
    SCHEME,
    STATE,
    URL,
    aged,
    opened,
    outcome,
    prepared,
    preparing,
    ready,
    run,
    told,
)


def test_the_address_is_asked_for_before_the_click() -> None:
    """OAU-01"""
    assert begin(3) == (Preparing(3), [Prepare(3)])


def test_the_address_may_be_opened_for_less_than_five_minutes() -> None:
    """OAU-14"""
    consent, effects = outcome(preparing(), ready())
    assert consent == Prepared(1, URL, STATE, ASKED_AT)
    assert effects == [SetClock(1, "prepared", FRESH_SECONDS)] and FRESH_SECONDS < 300


ADDRESSES = {
    "plain http": "http://idp.example/authorize?response_type=code&state=" + STATE,
    "a script": "javascript:alert(1)//idp.example",
    "another host": URL.replace("idp.example", "idp.example.evil"),
    "another port": URL.replace("idp.example", "idp.example:8443"),
    "a user in it": URL.replace("idp.example", "idp.example@evil.example"),
    "a user before it": URL.replace("idp.example", "me:pw@idp.example"),
    "no state": URL.replace(f"&state={STATE}", ""),
    "a short state": URL.replace(STATE, "fifteen-letters"),
    "a token instead of a code": URL.replace("=code", "=token"),
    "no response type": URL.replace("response_type=code&", ""),
    "no URL at all": "https://[idp.example",
    "nothing": "",
}


@pytest.mark.parametrize("url", ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_that_is_not_the_providers_is_never_opened(url: str) -> None:
    """OAU-04"""
    consent = run(preparing(), ready(url=url))
    assert isinstance(consent, Broken) and consent.problem.type == "protocol"


LOCAL = AuthorizationCode("http://127.0.0.1:8001/authorize", "hub", "CR1", "O1")


@pytest.mark.parametrize(("loopback", "may"), [(True, True), (False, False)])
def test_this_machine_needs_no_tls_where_a_sandbox_is_used(loopback: bool, may: bool) -> None:
    """OAU-04"""
    url = f"http://127.0.0.1:8001/authorize?response_type=code&state={STATE}"
    assert (fault_in(url, LOCAL, loopback) == "") == may


@pytest.mark.parametrize("address", ["https:///authorize", "https:authorize"])
def test_an_address_without_a_host_is_nobodys_own(address: str) -> None:
    """OAU-04: a browser would find a host in it all the same."""
    url = f"https:///evil.example/?response_type=code&state={STATE}"
    assert fault_in(url, AuthorizationCode(address, "hub", "CR1", "O1"))


@pytest.mark.parametrize("origin", ["https://IDP.example", "https://idp.example:443"])
def test_one_origin_may_be_spelled_in_several_ways(origin: str) -> None:
    """OAU-04"""
    assert fault_in(URL.replace("https://idp.example", origin), SCHEME) == ""


def test_an_address_that_has_grown_old_is_replaced() -> None:
    """OAU-14"""
    assert outcome(prepared(), aged("prepared")) == (Preparing(2), [Prepare(2)])


def test_an_address_that_grew_old_while_the_machine_slept_is_closed_and_replaced() -> None:
    """OAU-14: the clock that waits for it slept as well."""
    consent, effects = outcome(prepared(), opened(after=OLDEST_SECONDS))
    assert isinstance(consent, Preparing) and effects == [CloseWindow(), Prepare(2)]
    problem = told(consent)
    assert problem and "grown too old" in words(problem)[0]


@pytest.mark.parametrize("before", [preparing, prepared])
def test_a_window_that_opens_with_the_address_before_is_closed_again(
    before: Callable[[], Consent],
) -> None:
    """OAU-14: the click was made while the page still had it."""
    consent, effects = outcome(before(), opened(state="that-of-the-address-before"))
    assert effects == [CloseWindow()] and told(consent) == OLD_ADDRESS
    assert type(consent) is type(before())


@pytest.mark.parametrize("after", [-3_600.0, 0.0, OLDEST_SECONDS - 1])
def test_an_address_that_may_still_be_good_is_opened(after: float) -> None:
    """OAU-14: someone may have set the clock back."""
    assert isinstance(run(prepared(), opened(after)), Waiting)
