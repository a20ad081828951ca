"""Every stage of the wizard meets every event: it goes where the table says, or nothing happens."""

from itertools import product

import pytest

from hub.activation import WizardEvent, update
from hub.activation.events import (
    Activated,
    Answered,
    Confirmed,
    EndUserReady,
    FileChosen,
    FileRemoved,
    FormActed,
    LeavingStopped,
    PlanFailed,
    PlanLoaded,
    Refused,
    Submitted,
    TimePassed,
    TriedAgain,
    WentBack,
    WentNext,
    WentTo,
)
from hub.activation.outcome import UnexpectedEvent
from hub.oauth_events import (
    ConsentAged,
    ConsentCancelled,
    ConsentFailed,
    ConsentReady,
    MessageArrived,
    WindowBlocked,
    WindowClosed,
    WindowOpened,
)
from hub.uploads import Upload
from tests.hub.builders import a_user, an_activation
from tests.hub.wizards import ATTEMPT, KEY, NETWORK, STAGES, standard_plan

EVENTS: dict[str, WizardEvent] = {
    "plan_loaded": PlanLoaded(ATTEMPT, standard_plan()),
    "plan_failed": PlanFailed(ATTEMPT, NETWORK),
    "answered": Answered({}),
    "file_chosen": FileChosen(Upload("vh-c0-value-file", 0)),
    "file_removed": FileRemoved("vh-c0-value-file"),
    "form_acted": FormActed("refresh", "vh-v1"),
    "next": WentNext(KEY),
    "back": WentBack(),
    "went_to": WentTo(1),
    "went_nowhere": WentTo(99),
    "submitted": Submitted(),
    "end_user_ready": EndUserReady(ATTEMPT, a_user()),
    "activated": Activated(ATTEMPT, an_activation()),
    "confirmed": Confirmed(ATTEMPT, an_activation()),
    "refused": Refused(ATTEMPT, NETWORK),
    "time_passed": TimePassed(ATTEMPT, "activate"),
    "tried_again": TriedAgain(),
    "leaving_stopped": LeavingStopped(),
    "consent_ready": ConsentReady(ATTEMPT, "vh-c0", 1, "https://idp.example/", 0.0),
    "consent_failed": ConsentFailed(ATTEMPT, "vh-c0", 1, NETWORK),
    "consent_aged": ConsentAged(ATTEMPT, "vh-c0", 1, "open"),
    "window_opened": WindowOpened("a-state", 1.0),
    "window_blocked": WindowBlocked(),
    "window_closed": WindowClosed(),
    "message_arrived": MessageArrived("?code=c&state=s"),
    "consent_cancelled": ConsentCancelled(),
}

LEADS_TO = {
    ("opening", "plan_loaded"): "overview",
    ("opening", "plan_failed"): "unopened",
    ("unopened", "tried_again"): "opening",
    ("overview", "next"): "connect",
    ("connect", "next"): "configure",
    ("connect", "back"): "overview",
    ("configure", "back"): "connect",
    ("review", "back"): "configure",
    ("review", "went_to"): "connect",
    ("review", "submitted"): "activating",
    ("creating_account", "end_user_ready"): "activating",
    ("creating_account", "refused"): "failed",
    ("activating", "activated"): "activating",
    ("activating", "refused"): "failed",
    ("confirming", "confirmed"): "done",
    ("confirming", "refused"): "failed",
    ("failed", "tried_again"): "activating",
    ("failed", "back"): "review",
    ("failed", "went_to"): "connect",
    ("looking", "activated"): "done",
    ("looking", "refused"): "failed",
    ("unseen", "tried_again"): "activating",
    ("unseen", "back"): "connect",
    ("unseen", "went_to"): "connect",
}
PAIRS = list(product(STAGES, EVENTS))


@pytest.mark.parametrize(("stage", "event"), LEADS_TO)
def test_an_event_that_is_awaited_leads_on(stage: str, event: str) -> None:
    """REL-21"""
    wizard, _effects = update(STAGES[stage](), EVENTS[event])
    assert type(wizard.stage).__name__.lower() == LEADS_TO[stage, event]


@pytest.mark.parametrize(("stage", "event"), [pair for pair in PAIRS if pair not in LEADS_TO])
def test_any_other_event_leaves_the_stage_or_is_named_as_unexpected(stage: str, event: str) -> None:
    """REL-21"""
    before = STAGES[stage]()
    try:
        wizard, _effects = update(before, EVENTS[event])
    except UnexpectedEvent as error:
        assert "canary" not in str(error)
    else:
        assert type(wizard.stage) is type(before.stage)


OF_ANOTHER_ATTEMPT = [
    PlanLoaded("old", standard_plan()),
    PlanFailed("old", NETWORK),
    EndUserReady("old", a_user()),
    Activated("old", an_activation()),
    Confirmed("old", an_activation()),
    Refused("old", NETWORK),
    TimePassed("old", "activate"),
    ConsentReady("old", "vh-c0", 0, "https://idp.example/", 0.0),
    ConsentFailed("old", "vh-c0", 0, NETWORK),
]


@pytest.mark.parametrize("event", OF_ANOTHER_ATTEMPT, ids=lambda event: type(event).__name__)
@pytest.mark.parametrize("stage", STAGES)
def test_a_late_answer_to_an_earlier_attempt_changes_nothing(
    stage: str, event: WizardEvent
) -> None:
    """REL-17"""
    wizard = STAGES[stage]()
    assert update(wizard, event) == (wizard, [])
