"""What can happen on the Manage screen, and what it can order."""

from dataclasses import dataclass, field

from hub.errors import Problem
from hub.fields import Values
from hub.glass import GlassEffect
from hub.json_text import JSON
from hub.manage.states import Details
from hub.models import Activation


@dataclass(frozen=True)
class DetailsLoaded:
    """The details are there."""

    visit: int
    details: Details


@dataclass(frozen=True)
class DetailsFailed:
    """They could not be loaded."""

    visit: int
    problem: Problem


@dataclass(frozen=True)
class SettingsSubmitted:
    """The settings are to be saved."""

    values: Values = field(default_factory=dict, repr=False)
    mismatched: tuple[str, ...] = ()


@dataclass(frozen=True)
class SettingsChosen:
    """Another activation's settings are to be shown; `values` stand in the inputs of these."""

    activation_id: str
    values: Values = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Saved:
    """The settings were saved."""

    visit: int


@dataclass(frozen=True)
class SaveFailed:
    """They were not, or it is unknown."""

    visit: int
    problem: Problem


@dataclass(frozen=True)
class DisconnectChosen:
    """One activation is to be deleted; `values` are what stands in the inputs meanwhile."""

    activation_id: str
    values: Values = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class DisconnectConfirmed:
    """The person means it."""


@dataclass(frozen=True)
class DisconnectDropped:
    """The person keeps it after all."""


@dataclass(frozen=True)
class Undone:
    """The person thought again in time."""


@dataclass(frozen=True)
class TimeToUndoPassed:
    """Nobody thought again."""

    visit: int
    activation_id: str


@dataclass(frozen=True)
class Hurried:
    """The person does not want to wait for the time to think again."""


@dataclass(frozen=True)
class Disconnected:
    """The activation is gone. `left` is what is there by now, where that had to be asked."""

    visit: int
    activation: Activation
    left: tuple[Activation, ...] | None = None


@dataclass(frozen=True)
class DisconnectFailed:
    """The deletion failed; the activation is still there, or that is unknown."""

    visit: int
    problem: Problem
    is_unknown: bool = False


@dataclass(frozen=True)
class Retried:
    """What failed is to be loaded again; `values` are what stands in the inputs meanwhile."""

    values: Values = field(default_factory=dict, repr=False)


PersonEvent = (
    SettingsSubmitted | SettingsChosen | DisconnectChosen | DisconnectConfirmed
    | DisconnectDropped | Undone | Hurried | Retried
)  # fmt: skip
"""What a person does; it may come twice, or late, for a screen that is gone already."""

ManageEvent = (
    PersonEvent | DetailsLoaded | DetailsFailed | Saved | SaveFailed | TimeToUndoPassed
    | Disconnected | DisconnectFailed
)  # fmt: skip


@dataclass(frozen=True)
class LoadDetails:
    """Read what is connected; answered by DetailsLoaded or DetailsFailed."""

    visit: int
    integration_id: str


@dataclass(frozen=True)
class SaveSettings:
    """Replace the variables of an activation; answered by Saved or SaveFailed."""

    visit: int
    activation: Activation
    variables: JSON = field(repr=False)


@dataclass(frozen=True)
class WaitToUndo:
    """Let seconds pass; answered by TimeToUndoPassed."""

    visit: int
    activation_id: str
    seconds: float


@dataclass(frozen=True)
class Disconnect:
    """Delete one activation; answered by Disconnected or DisconnectFailed."""

    visit: int
    integration_id: str
    activation: Activation


ManageEffect = LoadDetails | SaveSettings | WaitToUndo | Disconnect | GlassEffect
