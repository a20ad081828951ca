"""What is left after a disconnection: shown at once, and with its settings once they can be told.

The settings that were read while there were several may have been those of the one that is gone.
So they are read again, together with what is connected by now.
"""

from dataclasses import replace

from hub import variables as configuring
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


def show_rest(state: Manage) -> Outcome:
    """Show what is left; what was typed for it stays."""
    first, *others = state.activations
    if state.find(state.selected) is None:
        state, _fills = select(state, first.id)
    if others or first.id in state.known or not state.has_settings:
        return replace(state, stage=Shown()), [*fill_secrets(state)]
    return read(state)


def read(state: Manage) -> Outcome:
    """Order what is left to be read anew."""
    settled = replace(state, stage=Reading(), asks_to_leave=False, onward=None)
    return settled, [LoadDetails(state.visit, state.summary.id)]


def refresh(state: Manage, details: Details) -> Outcome:
    """Show what was read anew; what was typed before stands on top of it."""
    is_there = state.selected in [item.id for item in details.activations]
    if is_there and has_unsent_answers(state):
        return _carry(state, details)
    return show(state, details)


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


def fail_to_read(state: Manage, problem: Problem) -> Outcome:
    """Show what is left as far as it is known, and offer to read it again."""
    shown = replace(state, stage=Shown(problem, is_unread=True))
    report = Tell("error", error_object(problem, "manage"))
    return shown, [report, *fill_secrets(shown), Focus(NOTICE)]
