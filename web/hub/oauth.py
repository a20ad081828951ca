"""The consent of an OAuth 2.0 authorization code flow, given in a window of the provider.

    Preparing --ConsentReady--> Prepared --WindowOpened--> Waiting --MessageArrived--> Granted
      |   ^                      |    ^ |                   |   |
      |   | ConsentAged, or opened late |                   |   +--WindowClosed--> Waiting, closed
      |   +----------------------+      |                   |
      |                                 +--WindowBlocked    +--refused, odd answer, time is up,
      +--ConsentFailed--> Broken            (told, same URL)     cancelled--> Preparing, told why

The URL is asked for before the click, because a browser lets a window open only inside the click;
one that has grown old is asked for anew, and a window that was opened with it is closed again.
Each asking has a number, and what carries an older number is late and changes nothing. A window
that looks closed may be isolated from this page by its provider (COOP), so its answer is still
waited for.
"""

from dataclasses import dataclass, field, replace

from hub.errors import Problem
from hub.oauth_address import fault_in, state_of
from hub.oauth_answer import read_answer
from hub.oauth_events import (
    CloseWindow,
    ConsentAged,
    ConsentCancelled,
    ConsentEffect,
    ConsentEvent,
    ConsentFailed,
    ConsentReady,
    MessageArrived,
    Prepare,
    SetClock,
    WindowBlocked,
    WindowClosed,
    WindowOpened,
)
from hub.schemes import AuthorizationCode

FRESH_SECONDS = 270.0
"""How long an authorize URL is kept before another one is asked for."""

OLDEST_SECONDS = 300.0
"""How old it may be at the click. A clock that waits stands still while the machine sleeps, so the
time of the day is looked at as well."""

OLD_ADDRESS = Problem("oauth_timeout", "old_address")

ATTEMPT_SECONDS = 600.0
"""How long an open window is waited for: the longest life of a code (RFC 6749 section 4.1.2)."""

CLOSED_SECONDS = 180.0
"""How long a window that looks closed is waited for."""


@dataclass(frozen=True)
class Preparing:
    """The authorize URL was asked for. `told` is why the attempt before ended."""

    number: int = 0
    told: Problem | None = None


@dataclass(frozen=True)
class Prepared:
    """The window can be opened. `told` is why the attempt before ended."""

    number: int
    url: str = field(repr=False)
    state: str = field(repr=False)
    asked_at: float
    told: Problem | None = None


@dataclass(frozen=True)
class Waiting:
    """The window is open, as far as can be seen."""

    number: int
    state: str = field(repr=False)
    looks_closed: bool = False


@dataclass(frozen=True)
class Granted:
    """The provider gave a code, which works once."""

    number: int
    code: str = field(repr=False)
    state: str = field(repr=False)


@dataclass(frozen=True)
class Broken:
    """No window can be opened until someone tries again."""

    number: int
    problem: Problem


Consent = Preparing | Prepared | Waiting | Granted | Broken
Outcome = tuple[Consent, list[ConsentEffect]]


def begin(number: int, told: Problem | None = None) -> Outcome:
    """Ask for a fresh authorize URL."""
    return Preparing(number, told), [Prepare(number)]


def update(
    consent: Consent, event: ConsentEvent, scheme: AuthorizationCode, loopback: bool = False
) -> Outcome:
    """Decide what follows from an event; what comes late or twice changes nothing.

    `loopback` lets providers on this machine be reached without TLS.
    """
    if getattr(event, "number", consent.number) != consent.number:
        return consent, []
    match consent, event:
        case Preparing(), ConsentReady():
            return _prepare(consent, event, scheme, loopback)
        case Preparing(number), ConsentFailed(problem=problem):
            return Broken(number, problem), []
        case _, WindowOpened():
            return _open(consent, event)
        case _, ConsentAged():
            return _age(consent, event.what)
        case Prepared(), WindowBlocked():
            return replace(consent, told=Problem("popup_blocked")), []
        case Waiting(number, looks_closed=False), WindowClosed():
            clock = SetClock(number, "closed", CLOSED_SECONDS)
            return replace(consent, looks_closed=True), [clock]
        case Waiting(), MessageArrived(search):
            return _read(consent, search)
        case ((Waiting() | Granted() | Broken()), ConsentCancelled()):
            return _again(consent.number)
        case _:
            return consent, []


def awaits(consent: Consent, number: int, what: str) -> bool:
    """Tell whether a clock can still change something when it runs out."""
    if number != consent.number:
        return False
    match consent, what:
        case (Prepared(), "prepared") | (Waiting(), "open"):
            return True
        case Waiting(looks_closed=looks_closed), "closed":
            return looks_closed
        case _:
            return False


def leave(consent: Consent) -> list[ConsentEffect]:
    """Clean up when the step is left."""
    return [CloseWindow()] if isinstance(consent, Waiting) else []


def _prepare(
    consent: Preparing, ready: ConsentReady, scheme: AuthorizationCode, loopback: bool
) -> Outcome:
    number, url = consent.number, ready.url
    if fault := fault_in(url, scheme, loopback):
        return Broken(number, Problem("protocol", detail=fault)), []
    clock = SetClock(number, "prepared", FRESH_SECONDS)
    return Prepared(number, url, state_of(url), ready.asked_at, consent.told), [clock]


def _open(consent: Consent, opened: WindowOpened) -> Outcome:
    match consent:
        case Prepared(number, asked_at=asked) if opened.at - asked >= OLDEST_SECONDS:
            return _again(number, OLD_ADDRESS)
        case Prepared(number, state=state) if opened.state == state:
            return Waiting(number, state), [SetClock(number, "open", ATTEMPT_SECONDS)]
        case Preparing() | Prepared():
            # The click was made while a new address was asked for: the page had the old one.
            return replace(consent, told=OLD_ADDRESS), [CloseWindow()]
        case Broken():
            return consent, [CloseWindow()]
        case _:
            return consent, []


def _age(consent: Consent, what: str) -> Outcome:
    match consent, what:
        case Prepared(number, told=told), "prepared":
            return begin(number + 1, told)
        case Waiting(number), "open":
            return _again(number, Problem("oauth_timeout"))
        case Waiting(number, looks_closed=True), "closed":
            return _again(number, Problem("popup_closed"))
        case _:
            return consent, []


def _read(consent: Waiting, search: str) -> Outcome:
    answer = read_answer(search, consent.state)
    if isinstance(answer, Problem):
        return _again(consent.number, answer)
    return Granted(consent.number, answer, consent.state), [CloseWindow()]


def _again(number: int, told: Problem | None = None) -> Outcome:
    fresh, effects = begin(number + 1, told)
    return fresh, [CloseWindow(), *effects]
