"""What is left after a disconnection: shown at once, and with its settings once they can be told.

The settings that were read while there were several may have been those of the one that is gone.
So they are read again, together with what is connected by now. The same is done where something
was gone before it was changed here: another tab may have reconnected it.
"""

from dataclasses import replace

from hub import variables as configuring
from hub.activation.outcome import TITLE
from hub.errors import Problem
from hub.glass import Focus, Tell
from hub.json_text import JSON
from hub.manage.events import LoadDetails
from hub.manage.settings import (
    NOTICE,
    Outcome,
    fill_secrets,
    has_unsent_answers,
    known_in,
    next_prefix,
    select,
    show,
)
from hub.manage.states import Details, Manage, Reading, Shown
from hub.wording import error_object

_ONE_IS_LEFT = Reading()


def show_rest(state: Manage) -> Outcome:
    """Show what is left; what was typed for it stays."""
    first, *others = state.activations
    if state.find(state.selected) is None:
        state, _fills = select(state, first.id)
    if others or first.id in state.known or not state.has_settings:
        return replace(state, stage=Shown()), [*fill_secrets(state)]
    return read(state)


def read(state: Manage, stage: Reading = _ONE_IS_LEFT) -> Outcome:
    """Order what is left to be read anew."""
    settled = replace(state, stage=stage, asks_to_leave=False, onward=None)
    return settled, [LoadDetails(state.visit, state.summary.id)]


def look_for(state: Manage, problem: Problem) -> Outcome:
    """Look what is connected by now, where that which had the settings may be gone."""
    report = Tell("error", error_object(problem, "manage"))
    reading, loads = read(replace(state, has_changed=True), Reading(problem))
    return reading, [report, *loads, Focus(TITLE)]


def refresh(state: Manage, stage: Reading, details: Details) -> Outcome:
    """Show what was read anew; what was typed before stands on top of it."""
    is_there = state.selected in [item.id for item in details.activations]
    if is_there and has_unsent_answers(state):
        read_anew, effects = _carry(state, details)
    else:
        read_anew, effects = show(state, details)
    if not isinstance(read_anew.stage, Shown) or stage == _ONE_IS_LEFT:
        return read_anew, effects
    return replace(read_anew, stage=_said(stage, is_there)), [*effects, Focus(NOTICE)]


def _said(stage: Reading, is_there: bool) -> Shown:
    """Say what has changed meanwhile, or why nothing was saved although nothing has."""
    if stage.missed and is_there:
        return Shown(stage.missed, is_unsaved=True)
    return Shown(is_changed=True)


def _carry(state: Manage, details: Details) -> Outcome:
    shown = replace(state, stage=Shown(), details=details, summary=details.integration.summary)
    known = known_in(state, details)
    start = _start(state, details, known.get(state.selected))
    form = configuring.carry(state.form, start) if state.form and start else None
    if form is None:
        return shown, [*fill_secrets(shown)]  # it goes on as what replaces all of them
    carried = replace(shown, form=form, start=start, known=known, refused=())
    return carried, [*fill_secrets(carried)]


def _start(state: Manage, details: Details, known: JSON) -> configuring.Form | None:
    schema = details.integration.variables_schema
    if schema is None or known is None:
        return None
    return configuring.start(schema, known, next_prefix(state))


def fail_to_read(state: Manage, stage: Reading, problem: Problem) -> Outcome:
    """Show what is left as far as it is known, and offer to read it again."""
    if stage.missed:
        shown = replace(state, stage=Shown(stage.missed, is_unsaved=True))
        return shown, [*fill_secrets(shown), Focus(NOTICE)]
    shown = replace(state, stage=Shown(problem, is_unread=True))
    report = Tell("error", error_object(problem, "manage"))
    return shown, [report, *fill_secrets(shown), Focus(NOTICE)]
