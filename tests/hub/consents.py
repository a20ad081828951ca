"""A consent in any of its states, brought there by events."""

from typing import Any

from hub.errors import Problem
from hub.oauth import Consent, Outcome, Prepared, Preparing, begin, update
from hub.oauth_events import (
    ConsentAged,
    ConsentEvent,
    ConsentFailed,
    ConsentReady,
    MessageArrived,
    WindowClosed,
    WindowOpened,
)
from hub.schemes import AuthorizationCode

STATE = "state-of-24-characters-x"
URL = f"https://idp.example/authorize?response_type=code&state={STATE}&client_id=hub"
SCHEME = AuthorizationCode("https://idp.example/authorize", "hub", "CR1", "O1")
NETWORK = Problem("network")
ASKED_AT = 1_732_400_000.0


def outcome(consent: Consent, *events: ConsentEvent) -> Outcome:
    effects: Any = []
    for event in events:
        consent, effects = update(consent, event, SCHEME)
    return consent, effects


def run(consent: Consent, *events: ConsentEvent) -> Consent:
    return outcome(consent, *events)[0]


def ready(number: int = 1, url: str = URL) -> ConsentReady:
    return ConsentReady("ATTEMPT", "vh-c0", number, url, ASKED_AT)


def opened(after: float = 1.0, state: str = STATE) -> WindowOpened:
    """Open the window so many seconds after its address was asked for."""
    return WindowOpened(state, ASKED_AT + after)


def aged(what: str, number: int = 1) -> ConsentAged:
    return ConsentAged("ATTEMPT", "vh-c0", number, what)


def failed(number: int = 1) -> ConsentFailed:
    return ConsentFailed("ATTEMPT", "vh-c0", number, NETWORK)


def preparing() -> Consent:
    return begin(1)[0]


def prepared() -> Consent:
    return run(preparing(), ready())


def waiting() -> Consent:
    return run(prepared(), opened())


def looking_closed() -> Consent:
    return run(waiting(), WindowClosed())


def granted() -> Consent:
    return run(waiting(), MessageArrived(f"?code=secret&state={STATE}"))


def broken() -> Consent:
    return run(preparing(), failed())


STATES = {
    "preparing": preparing,
    "prepared": prepared,
    "waiting": waiting,
    "looking_closed": looking_closed,
    "granted": granted,
    "broken": broken,
}


def told(consent: Consent) -> Problem | None:
    assert isinstance(consent, Preparing | Prepared)
    return consent.told
