"""Manage: every event in every state, and what belongs to an earlier visit."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from hub.activation.events import Answered, FormActed, LeavingStopped
from hub.manage.events import (
    DetailsFailed,
    DetailsLoaded,
    DisconnectChosen,
    DisconnectConfirmed,
    DisconnectDropped,
    Disconnected,
    DisconnectFailed,
    Hurried,
    Retried,
    Saved,
    SaveFailed,
    SettingsChosen,
    SettingsSubmitted,
    TimeToUndoPassed,
    Undone,
)
from hub.manage.settings import UnexpectedManageEvent
from hub.manage.states import Confirming, Deleting, Gone, Loading, Saving, Shown, Undoing
from tests.hub.manages import (
    NETWORK,
    ONE,
    STATES,
    details,
    outcome,
    run,
    unloaded,
)

EVENTS: dict[str, Any] = {
    "loaded": DetailsLoaded(1, details(ONE)),
    "failed": DetailsFailed(1, NETWORK),
    "retried": Retried(),
    "answered": Answered({}),
    "acted": FormActed("refresh", "vh-v1"),
    "submitted": SettingsSubmitted({}),
    "settings": SettingsChosen("A-1"),
    "saved": Saved(1),
    "save_failed": SaveFailed(1, NETWORK),
    "chosen": DisconnectChosen("A-1"),
    "confirmed": DisconnectConfirmed(),
    "dropped": DisconnectDropped(),
    "undone": Undone(),
    "hurried": Hurried(),
    "time": TimeToUndoPassed(1, "A-1"),
    "disconnected": Disconnected(1, ONE),
    "not_disconnected": DisconnectFailed(1, NETWORK),
    "stayed": LeavingStopped(),
}
LEADS_TO = {
    ("loading", "loaded"): Shown,
    ("loading", "failed"): type(unloaded().stage),
    ("unloaded", "retried"): Loading,
    ("shown", "submitted"): Saving,
    ("shown", "chosen"): Confirming,
    ("saving", "saved"): Shown,
    ("saving", "save_failed"): Shown,
    ("confirming", "dropped"): Shown,
    ("confirming", "confirmed"): Undoing,
    ("undoing", "undone"): Shown,
    ("undoing", "hurried"): Deleting,
    ("undoing", "time"): Deleting,
    ("deleting", "disconnected"): Gone,
    ("deleting", "not_disconnected"): Shown,
    ("reading", "loaded"): Shown,
    ("reading", "failed"): Shown,
}


@pytest.mark.parametrize(("state", "event"), LEADS_TO)
def test_an_event_that_is_awaited_leads_on(state: str, event: str) -> None:
    """REL-21"""
    assert type(run(STATES[state](), EVENTS[event]).stage) is LEADS_TO[state, event]


OTHERS = [pair for pair in product(STATES, EVENTS) if pair not in LEADS_TO]


@pytest.mark.parametrize(("state", "event"), OTHERS)
def test_any_other_event_leaves_the_stage_or_is_named_as_unexpected(state: str, event: str) -> None:
    """REL-21"""
    before = STATES[state]()
    try:
        after = run(before, EVENTS[event])
    except UnexpectedManageEvent:
        return
    assert type(after.stage) is type(before.stage)


OF_ANOTHER_VISIT = [replace(event, visit=9) for event in EVENTS.values() if hasattr(event, "visit")]


@pytest.mark.parametrize("event", OF_ANOTHER_VISIT, ids=lambda event: type(event).__name__)
@pytest.mark.parametrize("state", STATES)
def test_a_late_answer_to_an_earlier_visit_changes_nothing(state: str, event: Any) -> None:
    """REL-17"""
    before = STATES[state]()
    assert outcome(before, event) == (before, [])
