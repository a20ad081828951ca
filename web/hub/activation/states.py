"""The stages of the wizard, and the answers that it keeps while one goes back and forth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from hub import variables as configuring
from hub.bindings import Bound
from hub.errors import Problem
from hub.json_text import JSON
from hub.models import Activation, EndUser, IntegrationSummary
from hub.plan import Plan
from hub.steps import Step

if TYPE_CHECKING:
    from hub.variables import Form


@dataclass(frozen=True)
class Opening:
    """The plan is being loaded."""


@dataclass(frozen=True)
class Unopened:
    """The plan could not be loaded."""

    problem: Problem


@dataclass(frozen=True)
class Overview:
    """What the integration does and what will be asked."""


@dataclass(frozen=True)
class Connect:
    """One connection is being asked for."""

    index: int


@dataclass(frozen=True)
class Configure:
    """The integration's variables are being asked for."""


@dataclass(frozen=True)
class Review:
    """Everything that will be sent is shown."""


@dataclass(frozen=True)
class Activating:
    """The orders are under way: first the account, then the activation, then a look at it."""

    task: str
    slow: bool = False


@dataclass(frozen=True)
class Done:
    """The activation exists. A reconnected one may have left the old one beside it."""

    activation: Activation
    is_old_left: bool = False
    is_unsure: bool = False
    """Whether it is unknown if the old one is left."""
    is_restored: bool = False
    """Whether it may be the old one itself, put back."""


@dataclass(frozen=True)
class Failed:
    """The activation was refused for a reason that no field can mend, or its outcome is unknown."""

    problem: Problem
    standing: str = ""
    """What became of what was to be replaced: `kept`, `restored`, `lost`, or `unknown`.

    `unseen` is what was sent before the page was loaded anew, and may come through still.
    """


Stage = Opening | Unopened | Overview | Connect | Configure | Review | Activating | Done | Failed


Guess = Literal["connection", "settings"]


@dataclass(frozen=True)
class Reconnect:
    """The activation that is to be replaced, and how far that has come."""

    old: Activation
    variables: JSON = field(default=None, repr=False)
    bound: Bound = field(default_factory=dict)
    """What it is bound to, as far as that is known."""
    made: Activation | None = None
    refusal: Problem | None = None
    is_lost: bool = False
    is_prepared: bool = False
    """Whether its new connections were made first, before anything is removed."""
    guesses: tuple[Guess, ...] = ()
    """What had to be guessed to restore it."""


@dataclass(frozen=True)
class Wizard:
    """One person's way through one activation."""

    summary: IntegrationSummary
    attempt: str
    stage: Stage = Opening()
    plan: Plan | None = None
    steps: tuple[Step, ...] = ()
    form: Form | None = field(default=None, repr=False)
    start: Form | None = field(default=None, repr=False)
    """The form as it was before anything was typed."""
    end_user: EndUser | None = None
    spent: tuple[str, ...] = field(default=(), repr=False)
    """Secrets with which the end user was created; what is said later must not repeat them."""
    refused: tuple[str, ...] = ()
    """Messages of the API that belong to no field."""
    asks_to_leave: bool = False
    reconnect: Reconnect | None = None
    is_unsure: bool = False
    """Whether an activation was sent whose fate is unknown."""
    is_resumed: bool = False
    """Whether the stage has to be answered again, since a reload kept nothing secret."""
    is_restoring: bool = False
    """Whether that was to put back what stood before."""
    bound: Bound = field(default_factory=dict)
    """What the last order binds; nothing where an earlier one may have succeeded instead."""

    @property
    def stages(self) -> tuple[Stage, ...]:
        """List the stages that ask for something, in order."""
        connects = tuple(Connect(index) for index in range(len(self.steps)))
        asks_variables = self.form is not None and not configuring.is_empty(self.form)
        configure = (Configure(),) if asks_variables else ()
        return (Overview(), *connects, *configure, Review())

    @property
    def has_made_account(self) -> bool:
        """Tell whether the end user was created on this way."""
        was_there = self.plan is None or self.plan.end_user is not None
        return self.end_user is not None and not was_there

    @property
    def is_supported(self) -> bool:
        """Tell whether every connection of the plan can be made."""
        return all(step.is_supported for step in self.steps)

    @property
    def is_busy(self) -> bool:
        """Tell whether an order is under way that must not be left."""
        return isinstance(self.stage, Activating)
