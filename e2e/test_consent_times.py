"""What time does to a consent: a window that never answers, and a machine that sleeps meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from e2e.backstage import Backstage
from e2e.consents import ConsentStep
from e2e.pages import HostPage

HURRY = """() => {
  self.inTime = self.setTimeout;
  self.setTimeout = (run, wait, ...given) => self.inTime(run, wait > 60_000 ? 500 : wait, ...given);
}"""
"""The worker's own clock, for which every wait of minutes is over at once."""

SLOW_DOWN = "() => { self.setTimeout = self.inTime; }"

SLEEP = "() => { window.awake = Date.now; Date.now = () => window.awake() + 400_000; }"
"""The machine slept: no clock ran but that of the day."""

WAKE = "() => { Date.now = window.awake; }"


@pytest.fixture
def step(ada: HostPage) -> ConsentStep:
    """Be where Atlas Calendar's consent is needed."""
    return ConsentStep.reach(ada)


@contextmanager
def minutes_are_short(step: ConsentStep) -> Iterator[None]:
    """Have the minutes that begin now be over at once."""
    (worker,) = step.host.page.workers
    worker.evaluate(HURRY)
    try:
        yield
    finally:
        worker.evaluate(SLOW_DOWN)


def test_a_window_that_never_answers_is_given_up_in_the_end(step: ConsentStep) -> None:
    """OAU-12: it is closed, and another attempt can be made."""
    with minutes_are_short(step):
        window = step.open_window()
        step.expect_said("took too long")
    window.expect_closed()


def test_a_window_that_looks_closed_is_given_up_in_the_end(step: ConsentStep) -> None:
    """OAU-11: nobody has to press anything."""
    window = step.open_window()
    step.expect_waiting()
    with minutes_are_short(step):
        window.go_wrong("Close the window without an answer")
        step.expect_said("was closed before you had finished")


def test_an_address_that_grew_old_while_the_machine_slept_is_closed_again(
    step: ConsentStep, backstage: Backstage
) -> None:
    """OAU-14: the same button opens a new one."""
    frame = step.host.frame()
    frame.evaluate(SLEEP)
    window = step.open_window()
    step.expect_said("grown too old")
    window.expect_closed()
    frame.evaluate(WAKE)
    step.sign_in()
    assert len(backstage.sent("POST", "/embed")) == 2
