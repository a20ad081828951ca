"""The provider's window itself: blocked, closed, left, late, hostile; and nothing left of it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from e2e.backstage import Backstage
from e2e.consents import ALLOW_WINDOWS, BLOCK_WINDOWS, ConsentStep
from e2e.open_hubs import OpenHubs
from e2e.pages import HostPage
from e2e.screens import ConsentWindow

FORGE = """state => {
  const message = { type: "response", payload: { search: `?code=forged&state=${state}` } };
  window.postMessage(message, "*");
  parent.postMessage(message, "*");
}"""

READ_STORES = "() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state])"


NOTE_WHEN = """() => {
  const { open } = window;
  window.noted = [];
  window.open = (...given) => {
    window.noted.push([window.event?.type, window.event?.isTrusted]);
    return open(...given);
  };
}"""


@pytest.fixture
def step(ada: HostPage) -> ConsentStep:
    """Be where Atlas Calendar's consent is needed."""
    return ConsentStep.reach(ada)


def _windows(host: HostPage) -> list[Page]:
    return [page for page in host.page.context.pages if page != host.page]


def test_someone_who_never_finishes_can_cancel_and_start_again(step: ConsentStep) -> None:
    """OAU-13: giving up closes the window."""
    window = step.open_window()
    window.go_wrong("Never answer")
    step.expect_waiting()
    step.wizard.press("Cancel")
    window.expect_closed()
    step.sign_in()


def test_the_focus_stays_on_the_way_to_the_window_and_back(step: ConsentStep) -> None:
    """HUB-43: the button of each state stands in the place of the one before."""
    button = step.wizard.dialog.get_by_role("button")
    step.button.focus()
    with step.host.page.expect_popup():
        step.button.press("Enter")
    expect(button.filter(has_text="Bring it to the front")).to_be_focused()
    button.filter(has_text="Cancel").press("Enter")
    expect(step.button).to_be_focused()


def test_the_window_knows_who_opened_it_and_is_used_again(step: ConsentStep) -> None:
    """OAU-03: neither noopener nor a second window."""
    first = step.open_window().page
    has_opener, name = first.evaluate("[window.opener !== null, window.name]")
    assert has_opener and name.startswith("versori-hub-consent-")
    step.wizard.press("Cancel")
    second = step.open_window().page
    assert second.evaluate("window.name") == name
    assert _windows(step.host) == [second]


def test_two_hubs_on_one_page_have_a_window_each(shared: OpenHubs) -> None:
    """OAU-03: of two sign-ins at the same time, each ends in the hub that began it."""
    host = shared.of("Ada")
    shared.visits["Ada"].place(host, id="beside", deep_links="off")
    try:
        hubs = [host.hub_at(f"versori-hub{which}") for which in (":not(#beside)", "#beside")]
        steps = [ConsentStep.reach(host, hub) for hub in hubs]
        windows = [step.open_window() for step in steps]
        for step in steps:
            step.expect_waiting()
        for step, window in reversed([*zip(steps, windows, strict=True)]):
            window.press("Approve")
            step.expect_signed_in()
    finally:
        host.page.evaluate("document.querySelector('#beside').remove()")


def test_a_window_that_was_closed_is_noticed_and_another_one_can_be_opened(
    step: ConsentStep, backstage: Backstage
) -> None:
    """OAU-11, OAU-14: it looks closed, which is only said; every attempt is asked for anew."""
    step.open_window().go_wrong("Close the window without an answer")
    expect(step.wizard.dialog).to_contain_text("The window looks closed")
    step.wizard.press("Try again")
    step.sign_in()
    assert len(backstage.sent("POST", "/embed")) == 2


def test_an_answer_that_comes_twice_counts_once(step: ConsentStep, backstage: Backstage) -> None:
    """OAU-08: the second answer changes nothing."""
    step.open_window().go_wrong("Answer twice")
    step.expect_signed_in()
    step.finish()
    step.wizard.expect_done()
    assert len(backstage.sent("POST", "/activations")) == 1


def test_an_answer_that_comes_late_still_counts(step: ConsentStep) -> None:
    step.open_window().go_wrong("Answer after five seconds")
    step.expect_waiting()
    step.expect_signed_in()


def test_the_window_opens_within_the_click_and_not_after_it(step: ConsentStep) -> None:
    """OAU-01: of a window that a script opens by itself, browsers say that it is blocked."""
    step.host.frame().evaluate(NOTE_WHEN)
    step.sign_in()
    assert step.host.frame().evaluate("() => window.noted") == [["click", True]]


def test_a_blocked_window_is_explained_and_opens_once_it_is_allowed(step: ConsentStep) -> None:
    """OAU-02: the same button opens it, with a click of its own."""
    frame = step.host.frame()
    frame.evaluate(BLOCK_WINDOWS)
    step.button.click()
    step.expect_said("did not let the window open", "Allow pop-up windows")
    frame.evaluate(ALLOW_WINDOWS)
    step.sign_in()


def test_a_double_click_opens_one_window(step: ConsentStep) -> None:
    """OAU-15: a second click brings the window to the front, even before the page has changed."""
    opened: list[Page] = []
    step.host.page.on("popup", lambda page: opened.append(page))
    with step.host.page.expect_popup() as first:
        step.button.evaluate("(button) => { button.click(); button.click(); }")
    step.expect_waiting()
    ConsentWindow(first.value).press("Approve")
    step.expect_signed_in()
    assert len(opened) == 1


def test_going_back_closes_the_window(step: ConsentStep) -> None:
    """OAU-13: a step that is left waits for nothing."""
    window = step.open_window()
    step.expect_waiting()
    step.wizard.press("Back")
    step.wizard.expect_stage("overview")
    window.expect_closed()


def test_closing_the_wizard_closes_the_window(step: ConsentStep) -> None:
    """OAU-13: so does leaving altogether."""
    window = step.open_window()
    step.expect_waiting()
    step.wizard.close()
    step.wizard.expect_closed()
    window.expect_closed()


def test_forged_answers_of_a_hostile_page_are_not_believed_and_it_overhears_nothing(
    step: ConsentStep,
) -> None:
    """OAU-06, OAU-07: the window's own origin must be the callback's, in both directions."""
    window = step.open_window()
    step.host.watch.tolerate(_refused_greeting(window.page), "/hub/")
    window.go_wrong("Lead to a hostile page of another origin")
    expect(window.page.locator("#sent")).to_have_text(re.compile(r"\d\d"))
    expect(window.page.locator("#overheard")).to_have_text("0")
    step.expect_waiting()
    step.wizard.press("Cancel")
    window.expect_closed()


def _refused_greeting(window: Page) -> str:
    """Tell how Chromium says that a greeting was not delivered."""
    here = urlsplit(window.url)
    return (
        "Failed to execute 'postMessage' on 'DOMWindow': The target origin provided "
        f"('{here.scheme}://{here.netloc}') does not match the recipient window's origin "
        f"('{here.scheme}://localhost:{here.port}')."
    )


def test_answers_of_any_other_window_are_not_believed(step: ConsentStep) -> None:
    """OAU-06: the right state is not enough."""
    window = step.open_window()
    (state,) = parse_qs(urlsplit(window.page.url).query)["state"]
    step.host.frame().evaluate(FORGE, state)
    step.host.page.evaluate("state => window.frames[0].postMessage({ type: 'response', payload:"
        " { search: `?code=forged&state=${state}` } }, '*')", state)  # fmt: skip
    window.go_wrong("Never answer")
    step.expect_waiting()


def test_the_code_is_in_no_event_no_address_and_no_store(step: ConsentStep) -> None:
    """OAU-16: the code goes from the window into the one request."""
    with step.host.page.context.expect_event("request", lambda r: "code=" in r.url) as answered:
        step.sign_in()
    (code,) = parse_qs(urlsplit(answered.value.url).query)["code"]
    step.finish()
    step.wizard.expect_done()
    host, frame = step.host, step.host.frame()
    found = [host.page.url, frame.url, frame.content(), host.page.content()]
    found += [host.page.evaluate(READ_STORES), frame.evaluate(READ_STORES)]
    found += [str(host.all_events()), *host.watch.lines]
    assert not any(code in text for text in found)
    carriers = [r for r in host.watch.requests if code in (r.post_data or "")]
    assert [r.url.rpartition("/")[2] for r in carriers] == ["activations"]
