"""What can happen to the hub as a whole, and everything that it can order."""

from dataclasses import dataclass, field

from hub.activation import WizardEffect, WizardEvent
from hub.catalogue import CatalogueEffect, CatalogueEvent
from hub.errors import Problem
from hub.fields import Values
from hub.manage import ManageEffect, ManageEvent
from hub.models import IntegrationSummary, Page
from hub.options import Options
from hub.routes import Route


@dataclass(frozen=True)
class Started:
    """The page is ready to show the hub; `rows` of the list may be known already."""

    rows: Page[IntegrationSummary] | None = None


@dataclass(frozen=True)
class ConnectChosen:
    """An integration is to be connected. `attempt` is a new ULID."""

    integration_id: str
    attempt: str


@dataclass(frozen=True)
class ManageChosen:
    """A connected integration is to be managed."""

    integration_id: str


@dataclass(frozen=True)
class ReconnectChosen:
    """An activation is to be replaced by a new one. `attempt` is a new ULID.

    `values` are what stands in the inputs of its settings.
    """

    activation_id: str
    attempt: str
    values: Values = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Closed:
    """The screen is to be left; unsent answers are asked about first."""

    values: Values = field(repr=False)


@dataclass(frozen=True)
class Left:
    """The screen is to be left, whatever was typed."""


@dataclass(frozen=True)
class ImageFailed:
    """An image could not be shown."""

    url: str


@dataclass(frozen=True)
class RouteChosen:
    """The host's address, or its code, leads somewhere. `attempt` is a new ULID.

    `values` are what stands in the inputs of the screen that is open.
    """

    route: Route | None
    attempt: str
    values: Values = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Outdated:
    """The list may have changed: the page was out of sight, or another tab says so."""


@dataclass(frozen=True)
class OptionsChanged:
    """The host wants the same hub to show something else, or in other words."""

    options: Options


@dataclass(frozen=True)
class Crashed:
    """The hub itself failed."""

    problem: Problem


@dataclass(frozen=True)
class Recovered:
    """The person wants to go on after a failure of the hub."""


@dataclass(frozen=True)
class Follow:
    """Go on to where the address leads, now that the list is there; answered by RouteChosen."""

    route: Route


AppEvent = (
    Started | ConnectChosen | ManageChosen | ReconnectChosen | Closed | Left | ImageFailed
    | RouteChosen | Outdated | OptionsChanged | Crashed | Recovered
)  # fmt: skip
Event = AppEvent | CatalogueEvent | WizardEvent | ManageEvent
Effect = CatalogueEffect | WizardEffect | ManageEffect | Follow
