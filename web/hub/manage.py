"""Managing what is connected: seeing the activations of an integration, and disconnecting one.

    Loading --ActivationsLoaded--> Shown --DisconnectChosen--> Confirming --Confirmed--> Deleting
       |                            ^  ^                           |                        |
       +--ActivationsFailed         |  +------DisconnectDropped----+                        |
              --> Unloaded          |                                                       |
                     |              +---------DisconnectFailed------------------------------+
                     +--Retried--> Loading                                                  |
                                          Gone (nothing left), or Shown <----Disconnected---+

Each screen has a number; answers of an earlier screen change nothing.
"""

from dataclasses import dataclass, replace

from hub.errors import Problem
from hub.glass import Announce, Focus, GlassEffect, Tell
from hub.models import Activation, IntegrationSummary
from hub.texts import _

TITLE = "vh-title"
CONFIRM_TITLE = "vh-confirm"
NOTICE = "vh-notice"


@dataclass(frozen=True)
class Loading:
    """The activations are on their way."""


@dataclass(frozen=True)
class Unloaded:
    """They could not be had."""

    problem: Problem


@dataclass(frozen=True)
class Shown:
    """The activations are shown. `problem` is what the last order ended in, if it failed."""

    problem: Problem | None = None


@dataclass(frozen=True)
class Confirming:
    """The person is asked whether they mean it."""

    activation: Activation


@dataclass(frozen=True)
class Deleting:
    """The deletion was sent."""

    activation: Activation


@dataclass(frozen=True)
class Gone:
    """Nothing is connected any more."""


Stage = Loading | Unloaded | Shown | Confirming | Deleting | Gone


@dataclass(frozen=True)
class Manage:
    """One visit to what is connected for an integration."""

    summary: IntegrationSummary
    visit: int
    stage: Stage = Loading()
    activations: tuple[Activation, ...] = ()

    @property
    def is_busy(self) -> bool:
        """Tell whether an order is under way."""
        return isinstance(self.stage, Deleting)


@dataclass(frozen=True)
class ActivationsLoaded:
    """The activations are there."""

    visit: int
    activations: tuple[Activation, ...]


@dataclass(frozen=True)
class ActivationsFailed:
    """They could not be loaded."""

    visit: int
    problem: Problem


@dataclass(frozen=True)
class DisconnectChosen:
    """One activation is to be deleted."""

    activation_id: str


@dataclass(frozen=True)
class DisconnectConfirmed:
    """The person means it."""


@dataclass(frozen=True)
class DisconnectDropped:
    """The person keeps it after all."""


@dataclass(frozen=True)
class Disconnected:
    """The activation is gone; `left` are those that are still there."""

    visit: int
    left: tuple[Activation, ...]


@dataclass(frozen=True)
class DisconnectFailed:
    """The deletion failed; the activation is still there."""

    visit: int
    problem: Problem


@dataclass(frozen=True)
class Retried:
    """What failed is to be loaded again."""


ManageEvent = (
    ActivationsLoaded | ActivationsFailed | DisconnectChosen | DisconnectConfirmed
    | DisconnectDropped | Disconnected | DisconnectFailed | Retried
)  # fmt: skip


@dataclass(frozen=True)
class LoadActivations:
    """Read the activations; answered by ActivationsLoaded or ActivationsFailed."""

    visit: int
    integration_id: str


@dataclass(frozen=True)
class Disconnect:
    """Delete one activation; answered by Disconnected or DisconnectFailed."""

    visit: int
    integration_id: str
    activation: Activation


ManageEffect = LoadActivations | Disconnect | GlassEffect
Outcome = tuple[Manage, list[ManageEffect]]


class UnexpectedManageEvent(Exception):
    """An event came in a state in which it cannot happen."""


def open_manage(summary: IntegrationSummary, visit: int) -> Outcome:
    """Open the screen with what the card knows."""
    opened = Tell("open", {"integrationId": summary.id})
    return Manage(summary, visit), [LoadActivations(visit, summary.id), opened, Focus(TITLE)]


def update(state: Manage, event: ManageEvent) -> Outcome:
    """Decide what follows from an event; raise for one that cannot happen now."""
    if getattr(event, "visit", state.visit) != state.visit:
        return state, []
    match state.stage, event:
        case Loading(), ActivationsLoaded(activations=found):
            stage: Stage = Shown() if found else Gone()
            return replace(state, stage=stage, activations=found), []
        case Loading(), ActivationsFailed(problem=problem):
            return replace(state, stage=Unloaded(problem)), [Focus(TITLE)]
        case Unloaded(), Retried():
            load = LoadActivations(state.visit, state.summary.id)
            return replace(state, stage=Loading()), [load, Focus(TITLE)]
        case Shown(), DisconnectChosen(activation_id):
            return _choose(state, activation_id)
        case Confirming(), DisconnectDropped():
            return replace(state, stage=Shown()), [Focus(TITLE)]
        case Confirming(activation), DisconnectConfirmed():
            order = Disconnect(state.visit, state.summary.id, activation)
            return replace(state, stage=Deleting(activation)), [order, Focus(TITLE)]
        case Deleting(), DisconnectConfirmed():
            return state, []
        case Deleting(), Disconnected(left=left):
            return _disconnected(state, left)
        case Deleting(), DisconnectFailed(problem=problem):
            return replace(state, stage=Shown(problem)), [Focus(NOTICE)]
        case _:
            raise UnexpectedManageEvent(type(state.stage).__name__, type(event).__name__)


def _choose(state: Manage, activation_id: str) -> Outcome:
    chosen = next((item for item in state.activations if item.id == activation_id), None)
    if chosen is None:
        return state, []
    return replace(state, stage=Confirming(chosen)), [Focus(CONFIRM_TITLE)]


def _disconnected(state: Manage, left: tuple[Activation, ...]) -> Outcome:
    gone = Tell("disconnect", {"integrationId": state.summary.id})
    said = Announce(_("{name} is disconnected.", name=state.summary.name))
    stage: Stage = Shown() if left else Gone()
    return replace(state, stage=stage, activations=left), [gone, said, Focus(TITLE)]
