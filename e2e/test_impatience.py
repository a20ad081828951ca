"""Waits that end: the clocks of a sign-in, wound forward so that nobody has to wait minutes."""

import base64
import hashlib
import json

from playwright.sync_api import Route

from e2e.backstage import Backstage
from e2e.consents import ConsentStep
from e2e.pages import HostPage
from e2e.visits import Visit

HURRIED = """
from hub import oauth

oauth.ATTEMPT_SECONDS, oauth.CLOSED_SECONDS = {open}, {closed}
"""


def _hurried(visit: Visit, *, open: float = 600.0, closed: float = 180.0) -> HostPage:
    """Come to the hub with shorter clocks; the bundle is told that its entry differs."""
    extra = HURRIED.format(open=open, closed=closed)

    def entry(route: Route) -> None:
        route.fulfill(body=route.fetch().text() + extra, content_type="text/x-python")

    def manifest(route: Route) -> None:
        told = route.fetch().json()
        source = visit.context.request.get(f"{visit.demo.host_url}/hub/main.py").text()
        digest = hashlib.sha384((source + extra).encode()).digest()
        told["files"]["main.py"] = f"sha384-{base64.b64encode(digest).decode()}"
        route.fulfill(body=json.dumps(told), content_type="application/json")

    visit.context.route("**/hub/main.py", entry)
    visit.context.route("**/hub/manifest.json", manifest)
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
