"""Waits that end: the clocks of a sign-in, wound forward so that nobody has to wait minutes."""

from e2e.backstage import Backstage
from e2e.consents import ConsentStep
from e2e.entries import change_the_entry
from e2e.pages import HostPage
from e2e.visits import Visit

HURRIED = """
from hub import oauth

oauth.ATTEMPT_SECONDS, oauth.CLOSED_SECONDS = {open}, {closed}
"""


def _hurried(visit: Visit, *, open: float = 600.0, closed: float = 180.0) -> HostPage:
    """Come to the hub with shorter clocks."""
    change_the_entry(visit, HURRIED.format(open=open, closed=closed))
    return visit.open("Ada")


def test_a_sign_in_that_takes_too_long_is_given_up_and_can_be_started_again(
    visit: Visit, backstage: Backstage
) -> None:
    """OAU-12"""
    step = ConsentStep.reach(_hurried(visit, open=1.0))
    window = step.open_window()
    window.go_wrong("Never answer")
    step.expect_said("took too long")
    window.expect_closed()
    step.sign_in()


def test_a_window_that_was_closed_is_given_up_in_the_end(
    visit: Visit, backstage: Backstage
) -> None:
    """OAU-11"""
    step = ConsentStep.reach(_hurried(visit, closed=1.0))
    step.open_window().page.close()
    step.expect_said("closed before you had finished")
    step.sign_in()
