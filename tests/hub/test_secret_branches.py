"""Settings that are secret in one branch only, in the wizard and under Manage."""

from dataclasses import replace
from typing import Any

import pytest

from hub.activation.events import Answered, WentNext
from hub.drafts import draft_of, write_draft
from hub.fields import Values
from hub.glass import Fill
from hub.manage.events import SaveSettings, SettingsSubmitted
from hub.views.page import view
from tests.hub.builders import NONE, a_plan, a_template, a_user
from tests.hub.manages import outcome as outcome_of_manage
from tests.hub.manages import run as run_manage
from tests.hub.manages import shown
from tests.hub.screens import a_list
from tests.hub.variables.branches import CANARY, MAKERS, SECRET, TEXT
from tests.hub.wizards import connect, outcome, run

each_way = pytest.mark.parametrize("schema", [make(SECRET, TEXT) for make in MAKERS.values()])


def said(state: Any, **values: str) -> Values:
    """Answer the settings by the last word of each label; what may not be asked is left out."""
    names = {stop.label: stop.name for stop in state.form.stops() if stop.field}
    by = names.get("Auth", names.get("By", ""))
    return {(by if label == "by" else names["Pin"]): value for label, value in values.items()}


def html(screen: Any) -> str:
    return str(view(replace(a_list("Acme"), screen=screen)))


def configuring(schema: Any) -> Any:
    plan = a_plan(a_template(NONE), end_user=a_user(), schema=schema)
    return run(connect(plan), WentNext())


def stored() -> Any:
    return {"auth": {"by": "masked", "pin": CANARY}}


@each_way
def test_what_was_typed_as_a_secret_is_neither_shown_nor_drafted_nor_reviewed(schema: Any) -> None:
    """HUB-21, HUB-24"""
    wizard = configuring(schema)
    wizard = run(wizard, Answered(said(wizard, by="0")))
    wizard = run(wizard, Answered(said(wizard, pin=CANARY)))
    wizard = run(wizard, Answered(said(wizard, by="1")))
    for step in (wizard, run(wizard, WentNext(said(wizard, pin="mine")))):
        kept = draft_of(step)
        assert kept and CANARY not in write_draft(kept) + html(step)


@each_way
def test_a_secret_stands_in_its_input_again_after_a_look_at_the_other_branch(schema: Any) -> None:
    """HUB-24"""
    wizard = configuring(schema)
    wizard = run(wizard, Answered(said(wizard, by="0")))
    typed = said(wizard, pin=CANARY)
    wizard = run(wizard, Answered(typed), Answered(said(wizard, by="1")))
    _wizard, effects = outcome(wizard, Answered(said(wizard, by="0")))
    assert effects == [Fill(name, CANARY) for name in typed]


@each_way
def test_what_is_typed_meanwhile_is_not_typed_over(schema: Any) -> None:
    wizard = configuring(schema)
    wizard = run(wizard, Answered(said(wizard, by="0")))
    assert outcome(wizard, Answered(said(wizard, pin=CANARY)))[1] == []


@each_way
def test_a_stored_secret_is_neither_shown_nor_saved_in_the_open_branch(schema: Any) -> None:
    """HUB-21, HUB-24"""
    state = shown(schema=schema, variables=stored())
    state = run_manage(state, Answered(said(state, by="1")))
    saving, effects = outcome_of_manage(state, SettingsSubmitted(said(state, pin="mine")))
    assert CANARY not in html(state) + html(saving)
    sent = [effect.variables for effect in effects if isinstance(effect, SaveSettings)]
    assert sent == [{"auth": {"by": "open", "pin": "mine"}}]


@each_way
def test_a_stored_secret_stands_in_its_input_again(schema: Any) -> None:
    """HUB-24"""
    state = shown(schema=schema, variables=stored())
    there = run_manage(state, Answered(said(state, by="1")))
    _state, effects = outcome_of_manage(there, Answered(said(there, by="0")))
    assert effects == [Fill(name, CANARY) for name in said(state, pin=CANARY)]
