"""What is left of many attempts to consent, each of which has ended without one: nothing."""

import pytest
from playwright.sync_api import expect

from e2e.consents import ALLOW_WINDOWS, BLOCK_WINDOWS, ConsentStep
from e2e.pages import HostPage
from e2e.screens import ConsentWindow

ATTEMPTS = 20

COUNT = """() => {
  window.left = { begun: 0, intervals: new Set(), listeners: 0 };
  const { setInterval: begin, clearInterval: end } = window;
  window.setInterval = (...given) => {
    const id = begin(...given);
    window.left.begun += 1;
    window.left.intervals.add(id);
    return id;
  };
  window.clearInterval = (id) => { window.left.intervals.delete(id); end(id); };
  for (const [name, by] of [["addEventListener", 1], ["removeEventListener", -1]]) {
    const original = window[name];
    window[name] = (type, ...given) => {
      if (type === "message") window.left.listeners += by;
      return original.call(window, type, ...given);
    };
  }
}"""

READ_BEGUN = "() => window.left.begun"
READ_LEFT = "() => [window.left.intervals.size, window.left.listeners]"


@pytest.fixture
def step(ada: HostPage) -> ConsentStep:
    """Be where Atlas Calendar's consent is needed."""
    return ConsentStep.reach(ada)


def _cancel(step: ConsentStep) -> None:
    step.open_window()
    step.wizard.press("Cancel")


def _decline(step: ConsentStep) -> None:
    step.open_window().press("Deny")
    step.expect_said("You declined")


def _close(step: ConsentStep) -> None:
    step.open_window().go_wrong("Close the window without an answer")
    step.wizard.press("Try again")


def _bring_a_wrong_state(step: ConsentStep) -> None:
    step.open_window().go_wrong("Wrong state")
    step.expect_said("does not belong to this sign-in")


def _have_it_blocked(step: ConsentStep) -> None:
    step.host.frame().evaluate(BLOCK_WINDOWS)
    step.button.click()
    step.expect_said("did not let the window open")
    step.host.frame().evaluate(ALLOW_WINDOWS)


ENDS = (_cancel, _decline, _close, _bring_a_wrong_state, _have_it_blocked)


def test_twenty_attempts_leave_nothing_behind_however_they_end(step: ConsentStep) -> None:
    """OAU-13: no interval, no listener, no window."""
    frame = step.host.frame()
    frame.evaluate(COUNT)
    for end in ENDS * (ATTEMPTS // len(ENDS)):
        end(step)
        expect(step.button).to_be_visible()
    opened = [end for end in ENDS if end is not _have_it_blocked]
    assert frame.evaluate(READ_BEGUN) == ATTEMPTS // len(ENDS) * len(opened)
    assert frame.evaluate(READ_LEFT) == [0, 0]
    for window in frame.page.context.pages:
        if window != step.host.page:
            ConsentWindow(window).expect_closed()
