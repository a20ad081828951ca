"""What the parts of the wizard's update share: the outcome, and the names of the stages."""

from hub.activation.effects import WizardEffect
from hub.activation.states import Opening, Stage, Unopened, Wizard
from hub.glass import Tell

TITLE = "vh-title"
"""The id of every screen's heading, which takes the focus when the screen appears."""

SUMMARY = "vh-summary"
"""The id of the summary of errors, which takes the focus when there are any."""

LEAVE_TITLE = "vh-leave"
"""The id of the question whether to leave."""

Outcome = tuple[Wizard, list[WizardEffect]]


class UnexpectedEvent(Exception):
    """An event came in a state in which it cannot happen."""

    def __init__(self, state: object, event: object) -> None:
        super().__init__(f"{type(event).__name__} while {type(state).__name__}")


def stage_name(stage: Stage) -> str:
    """Give the public name of a stage."""
    match stage:
        case Opening() | Unopened():
            return "overview"
        case _:
            return type(stage).__name__.lower()


def step_event(wizard: Wizard) -> Tell:
    """Tell the host which stage is shown."""
    payload = {"integrationId": wizard.summary.id, "stage": stage_name(wizard.stage)}
    return Tell("step", payload)
