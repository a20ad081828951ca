"""The named steps of activating: each says truly how far it has come."""

from hub.activation import Wizard
from hub.activation.events import Activated, Refused, TriedAgain
from hub.activation.states import Activating
from hub.views.sending import view_tasks
from tests.hub import wizards
from tests.hub.html import Html
from tests.hub.test_reconnect import FORBIDDEN, NEW, activating_again, freeing, restoring
from tests.hub.wizards import ATTEMPT, run


def steps(wizard: Wizard) -> list[str]:
    assert isinstance(wizard.stage, Activating)
    page = Html(str(view_tasks(wizard, wizard.stage)))
    return [item.attributes["class"].rpartition("--")[2] for item in page.find("li")]


def test_a_step_is_ticked_once_the_next_one_is_under_way() -> None:
    assert steps(wizards.creating_account()) == ["current", "ahead", "ahead"]
    assert steps(wizards.confirming()) == ["done", "current"]


def test_what_was_refused_on_the_way_is_not_ticked() -> None:
    assert steps(freeing()) == ["refused", "current", "ahead", "ahead"]
    assert steps(activating_again()) == ["refused", "done", "current", "ahead"]
    made = run(activating_again(), Activated(ATTEMPT, NEW))
    assert steps(made) == ["refused", "done", "done", "current"]


def test_a_restoration_promises_nothing_that_does_not_come_any_more() -> None:
    assert steps(restoring()) == ["refused", "done", "refused", "current"]


def test_who_tries_again_after_a_loss_is_told_of_nothing_to_remove() -> None:
    again = run(restoring(), Refused(ATTEMPT, FORBIDDEN), TriedAgain())
    assert steps(again) == ["current", "ahead"]
    assert steps(run(again, Activated(ATTEMPT, NEW))) == ["done", "current"]
