"""Whether a clock that was set is still waited for; the others need not run on."""

from hub.activation import Wizard
from hub.activation import consent as consenting
from hub.activation.effects import AwaitConsent, Wait
from hub.activation.states import Activating
from hub.app.events import Effect
from hub.app.states import App
from hub.manage import Manage
from hub.manage.events import WaitToUndo
from hub.manage.states import Undoing

Clock = AwaitConsent | Wait | WaitToUndo


def is_over(app: App, effect: Effect) -> bool:
    """Tell whether an effect is a clock that can change nothing any more when it runs out."""
    return isinstance(effect, Clock) and not _is_awaited(app, effect)


def _is_awaited(app: App, clock: Clock) -> bool:
    match app.screen, clock:
        case Wizard() as wizard, AwaitConsent():
            return consenting.awaits(wizard, clock)
        case Wizard(attempt=attempt, stage=Activating(task)), Wait():
            return (clock.attempt, clock.task) == (attempt, task)
        case Manage(visit=visit, stage=Undoing(activation)), WaitToUndo():
            return (clock.visit, clock.activation_id) == (visit, activation.id)
        case _:
            return False
