"""What the wizard can order."""

from dataclasses import dataclass, field

from hub.activation.looking import Look
from hub.glass import GlassEffect
from hub.json_text import JSON
from hub.models import Activation, ConnectionTemplate


@dataclass(frozen=True)
class LoadPlan:
    """Load everything needed to ask; answered by PlanLoaded or PlanFailed."""

    attempt: str
    integration_id: str


@dataclass(frozen=True)
class EnsureEndUser:
    """Create the end user unless they exist; answered by EndUserReady or Refused.

    Without a connection the host is asked for one.
    """

    attempt: str
    connection: JSON = field(default=None, repr=False)


@dataclass(frozen=True)
class MakeConnection:
    """Make a connection ahead of its activation; answered by ConnectionMade or Refused."""

    attempt: str
    connector_id: str
    body: JSON = field(repr=False)


@dataclass(frozen=True)
class Activate:
    """Send the activation once; answered by Activated or Refused. `known` are older activations."""

    attempt: str
    integration_id: str
    body: JSON = field(repr=False)
    known: tuple[str, ...] = ()
    looks_first: bool = False
    """Whether an earlier sending may have succeeded unseen."""


@dataclass(frozen=True)
class Confirm:
    """Look whether the activation is there; answered by Confirmed."""

    attempt: str
    activation: Activation


@dataclass(frozen=True)
class Release:
    """Delete the activation that is to be replaced; answered by Released or ReleaseFailed."""

    attempt: str
    integration_id: str
    activation: Activation


@dataclass(frozen=True)
class Wait:
    """Let seconds pass; answered by TimePassed."""

    attempt: str
    task: str
    seconds: float = 10.0


@dataclass(frozen=True)
class InitialiseConsent:
    """Ask for an authorize URL; answered by ConsentReady or ConsentFailed."""

    attempt: str
    prefix: str
    number: int
    template: ConnectionTemplate


@dataclass(frozen=True)
class AwaitConsent:
    """Let seconds pass; answered by ConsentAged."""

    attempt: str
    prefix: str
    number: int
    what: str
    seconds: float


WizardEffect = (
    LoadPlan | EnsureEndUser | MakeConnection | Activate | Look | Confirm | Release | Wait
    | InitialiseConsent | AwaitConsent | GlassEffect
)  # fmt: skip
