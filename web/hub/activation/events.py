"""What can happen to the wizard."""

from dataclasses import dataclass, field

from hub.errors import Problem
from hub.fields import Values
from hub.models import Activation, Connection, EndUser
from hub.oauth_events import ConsentEvent
from hub.plan import Plan
from hub.uploads import Upload


@dataclass(frozen=True)
class PlanLoaded:
    """Everything needed to ask is there."""

    attempt: str
    plan: Plan


@dataclass(frozen=True)
class PlanFailed:
    """It could not be loaded."""

    attempt: str
    problem: Problem


@dataclass(frozen=True)
class Answered:
    """Something in the form changed that may change the form."""

    values: Values = field(repr=False)
    mismatched: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileChosen:
    """A file was chosen in place of something typed."""

    upload: Upload
    values: Values = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class FileRemoved:
    """A chosen file is not wanted after all; `name` is that of its field."""

    name: str
    values: Values = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class FormActed:
    """A list of the variables' form is to grow, shrink or move, or a branch was chosen."""

    action: str
    name: str
    values: Values = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class WentNext:
    """The stage's form was submitted; `place` is the stage's place, where that is known."""

    values: Values = field(default_factory=dict, repr=False)
    mismatched: tuple[str, ...] = ()
    place: int = -1


@dataclass(frozen=True)
class WentBack:
    """The stage before is wanted."""

    values: Values = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class WentTo:
    """A part of the review is to be changed; `place` is its place among the stages."""

    place: int


@dataclass(frozen=True)
class Submitted:
    """The review was accepted: activate."""


@dataclass(frozen=True)
class EndUserReady:
    """The end user exists."""

    attempt: str
    end_user: EndUser


@dataclass(frozen=True)
class ConnectionMade:
    """A connection was made ahead of the activation that is to use it."""

    attempt: str
    connection: Connection


@dataclass(frozen=True)
class Activated:
    """The activation was made."""

    attempt: str
    activation: Activation


@dataclass(frozen=True)
class Confirmed:
    """The activation was seen among the user's activations."""

    attempt: str
    activation: Activation


@dataclass(frozen=True)
class Refused:
    """Creating the user, a connection or the activation failed."""

    attempt: str
    problem: Problem


@dataclass(frozen=True)
class Released:
    """The activation that was to be replaced is gone."""

    attempt: str


@dataclass(frozen=True)
class ReleaseFailed:
    """It is still there, or that is unknown."""

    attempt: str
    problem: Problem
    is_unknown: bool = False


@dataclass(frozen=True)
class TimePassed:
    """An order has been under way for long."""

    attempt: str
    task: str


@dataclass(frozen=True)
class TriedAgain:
    """What failed is to be tried again."""


@dataclass(frozen=True)
class LeavingStopped:
    """The person stays after all."""


PersonEvent = (
    Answered | FileChosen | FileRemoved | FormActed | WentNext | WentBack | WentTo | Submitted
    | TriedAgain
)  # fmt: skip
"""What a person does; it may come twice, or late, for a screen that is gone already."""

OrderEvent = (
    EndUserReady | ConnectionMade | Activated | Confirmed | Refused | Released | ReleaseFailed
)
"""What came of an order that changes something."""

WizardEvent = (
    PersonEvent | OrderEvent | PlanLoaded | PlanFailed | TimePassed | LeavingStopped | ConsentEvent
)  # fmt: skip
