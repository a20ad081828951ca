"""Consenting in the provider's window: every way in which that goes well or wrong."""

import pytest
from playwright.sync_api import expect

from e2e.backstage import Backstage
from e2e.consents import NAME, ConsentStep
from e2e.pages import HostPage

WAYS_TO_END_WITHOUT_CONSENT = {
    "The provider fails (server_error)": "could not finish the sign-in",
    "Wrong state": "does not belong to this sign-in",
    "Missing code": "other system gave an answer that cannot be read",
    "Missing state": "does not belong to this sign-in",
    "The code twice in the URL": "other system gave an answer that cannot be read",
    "Both a code and an error": "other system gave an answer that cannot be read",
}


@pytest.fixture
def step(ada: HostPage) -> ConsentStep:
    """Be where Atlas Calendar's consent is needed."""
    # A window that closes may leave its own style sheet on the way.
    return ConsentStep.reach(ada)


def test_someone_who_approves_is_signed_in_and_activates(
    step: ConsentStep, backstage: Backstage
) -> None:
    """OAU-08: the code is exchanged, once."""
    window = step.open_window()
    step.expect_waiting()
    window.press("Approve")
    step.expect_signed_in()
    window.expect_closed()
    step.finish()
    step.wizard.expect_done()
    assert backstage.is_connected("user-ada", NAME)
    assert "oauth2-token" in backstage.credential_types("user-ada")
    assert backstage.unused_codes() == 0


def test_the_scopes_are_shown_before_the_window_opens(step: ConsentStep) -> None:
    """OAU-18: what will be asked for is said first."""
    expect(step.wizard.dialog).to_contain_text("will ask you to allow this")
    expect(step.wizard.dialog).to_contain_text("Stay signed in")


def test_someone_who_declines_is_told_so_and_may_change_their_mind(step: ConsentStep) -> None:
    """OAU-09: a refusal is no failure of the hub."""
    step.open_window().press("Deny")
    step.expect_said("You declined", "Nothing was connected")
    step.sign_in()


@pytest.mark.parametrize(("way", "said"), WAYS_TO_END_WITHOUT_CONSENT.items())
def test_an_answer_that_cannot_be_used_is_said_and_leads_to_a_new_attempt(
    step: ConsentStep, way: str, said: str
) -> None:
    """OAU-05, OAU-10: only one code with the right state is an answer."""
    window = step.open_window()
    window.go_wrong(way)
    step.expect_said(said)
    window.expect_closed()


def test_an_expired_code_leads_back_to_the_sign_in_and_keeps_the_other_answers(
    step: ConsentStep, backstage: Backstage
) -> None:
    """OAU-17: the code is gone, what was typed is not."""
    step.host.watch.expect(400, "/activations")
    step.open_window().go_wrong("An expired code")
    step.expect_signed_in()
    step.finish("Birthdays")
    step.wizard.expect_stage("connect")
    step.sign_in()
    step.wizard.go_on()
    expect(step.wizard.field("Calendar name")).to_have_value("Birthdays")
    step.wizard.go_on()
    step.wizard.activate()
    step.wizard.expect_done()
    assert [each.status for each in backstage.sent("POST", "/activations")] == [400, 200]
