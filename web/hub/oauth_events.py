"""What can happen to a consent, and what it can order."""

from dataclasses import dataclass, field

from hub.errors import Problem


@dataclass(frozen=True)
class ConsentReady:
    """The API gave the authorize URL, for which it was asked at a time of the day's clock."""

    attempt: str
    prefix: str
    number: int
    url: str = field(repr=False)
    asked_at: float


@dataclass(frozen=True)
class ConsentFailed:
    """The API gave none."""

    attempt: str
    prefix: str
    number: int
    problem: Problem


@dataclass(frozen=True)
class ConsentAged:
    """A clock that was set has run out: `what` is the state in which it was set."""

    attempt: str
    prefix: str
    number: int
    what: str


@dataclass(frozen=True)
class WindowOpened:
    """The click opened the provider's window, at a time of the day's clock.

    `state` is that of the address it was opened with, which may be the one before.
    """

    state: str = field(repr=False)
    at: float


@dataclass(frozen=True)
class WindowBlocked:
    """The browser refused to open it."""


@dataclass(frozen=True)
class WindowClosed:
    """The window looks closed."""


@dataclass(frozen=True)
class MessageArrived:
    """The callback page answered: its query string, from the right origin and window."""

    search: str = field(repr=False)


@dataclass(frozen=True)
class ConsentCancelled:
    """The person gave this attempt up, or wants to start again."""


ConsentEvent = (
    ConsentReady | ConsentFailed | ConsentAged | WindowOpened | WindowBlocked | WindowClosed
    | MessageArrived | ConsentCancelled
)  # fmt: skip


@dataclass(frozen=True)
class Prepare:
    """Ask the API for an authorize URL."""

    number: int


@dataclass(frozen=True)
class SetClock:
    """Let seconds pass."""

    number: int
    what: str
    seconds: float


@dataclass(frozen=True)
class CloseWindow:
    """Close the provider's window and stop listening to it."""


ConsentEffect = Prepare | SetClock | CloseWindow
