"""Consent in the provider's window, with the sandbox's provider and everything it does wrong."""

import pytest

from tests.full_stack.credentials import consent
from tests.full_stack.journeys import Journey, entry_named
from tests.full_stack.stack import Visit
from tests.full_stack.tab import Tab


@pytest.fixture
def tallybook(ben: Visit) -> Journey:
    journey = Journey(ben, ben.tab(), entry_named(ben.stack, "Tallybook")).begins()
    journey.goes_on()
    return journey


@pytest.fixture
def tab(tallybook: Journey) -> Tab:
    return tallybook.tab


WORDS = {
    "deny": "You declined.",
    "provider-error": "The provider is out of order.",
    "wrong-state": "does not belong to this sign-in",
    "missing-state": "does not belong to this sign-in",
    "missing-code": "gave an answer that cannot be read",
    "duplicate-code": "gave an answer that cannot be read",
    "code-and-error": "gave an answer that cannot be read",
}


@pytest.mark.parametrize(("decision", "words"), WORDS.items())
def test_a_failed_consent_is_explained_and_can_be_given_again(
    tallybook: Journey, tab: Tab, decision: str, words: str
) -> None:
    """OAU-05, OAU-09, OAU-10"""
    consent(tab, decision)
    tab.sees(words)
    consent(tab)
    tab.sees("You are signed in to Tallybook.")
    tallybook.goes_on()
    tallybook.activates().ends()


def test_every_sign_in_starts_anew(tallybook: Journey, tab: Tab) -> None:
    """OAU-14"""
    first = consent(tab, "deny")
    second = consent(tab)
    assert first["state"] != second["state"]


def test_an_address_that_has_grown_old_is_asked_for_anew(ben: Visit, tab: Tab) -> None:
    """OAU-14"""
    can_open(tab)
    old = tab.button("Sign in to Tallybook").data["popup"]
    ben.lets_pass(280)
    tab.waits_for(lambda: address(tab) not in ("", old), "new address")


def test_an_address_that_grew_old_while_the_machine_slept_is_not_used(
    ben: Visit, tallybook: Journey, tab: Tab
) -> None:
    """OAU-14"""
    can_open(tab)
    ben.sleeps(400)
    tab.sends("window-opened", tab.button("Sign in to Tallybook").data)
    tab.sees("its address had grown too old")
    assert tab.closed_windows == 1
    consent(tab)
    tallybook.goes_on()
    tallybook.activates().ends()


def address(tab: Tab) -> str:
    return next((e.data["popup"] for e in tab.page if "popup" in e.data), "")


def test_a_window_that_never_answers_is_given_up(ben: Visit, tab: Tab) -> None:
    """OAU-12"""
    opens_window(tab)
    ben.lets_pass(601)
    tab.sees("The sign-in took too long, and was given up.")
    assert tab.closed_windows == 1


def test_a_window_that_looks_closed_may_still_answer(ben: Visit, tab: Tab) -> None:
    """OAU-11"""
    opens_window(tab)
    tab.sends("window-closed", {})
    tab.sees("The window looks closed.")
    ben.lets_pass(181)
    tab.sees("The window was closed before you had finished.")


def test_a_blocked_window_leaves_the_button_in_place(tab: Tab) -> None:
    """OAU-02"""
    can_open(tab)
    tab.sends("window-blocked", {})
    tab.sees("The browser did not let the window open.")
    assert tab.button("Sign in to Tallybook")


def test_no_way_on_without_a_consent(tab: Tab) -> None:
    can_open(tab)
    tab.presses("Review")
    assert tab.stage == "connect" and "Sign in first." in tab.text


def test_going_back_closes_the_window(tab: Tab) -> None:
    """OAU-13"""
    opens_window(tab)
    tab.presses("Back")
    assert tab.stage == "overview" and tab.closed_windows == 1


def test_only_the_configured_scopes_are_asked_for(tallybook: Journey) -> None:
    """OAU-18"""
    can_open(tallybook.tab)
    assert "Create invoices" in tallybook.tab.text
    assert "Stay signed in" in tallybook.tab.text and "offline_access" in address(tallybook.tab)
    [body] = tallybook.stack.sent("POST", "/initialise")
    [template] = tallybook.asked
    assert body["scopes"] == tallybook.connector(template).auth_scheme["defaultScopes"]


def can_open(tab: Tab) -> None:
    tab.waits_for(lambda: address(tab) != "", "address for the window")


def opens_window(tab: Tab) -> None:
    can_open(tab)
    tab.sends("window-opened", tab.button("Sign in to Tallybook").data)
    tab.sees("Waiting for Tallybook")
