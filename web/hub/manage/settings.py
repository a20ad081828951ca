"""The settings of what is connected: shown, changed, saved, and refused.

The API tells the settings in force per user, not per activation. Of several activations it is not
known whose they are: then none are shown, and none can be overwritten unseen. Once one is left
(`hub.manage.remaining`), it is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hub import variables as configuring
from hub.activation.events import Answered, FormActed
from hub.activation.outcome import LEAVE_TITLE, SUMMARY, TITLE
from hub.covering import cover, cover_paths
from hub.errors import Problem
from hub.fields import Values
from hub.glass import Announce, Fill, Focus, Tell, fill_new
from hub.json_text import JSON
from hub.manage.events import (
    ManageEffect,
    Saved,
    SaveFailed,
    SaveSettings,
    SettingsChosen,
    SettingsSubmitted,
)
from hub.manage.states import Confirming, Details, Gone, Manage, Onward, Reading, Saving, Shown
from hub.models import Activation
from hub.steps import field_problem
from hub.texts import _
from hub.wording import error_object

NOTICE = "vh-notice"
_PREFIXES = ("vh-v", "vh-w")

Outcome = tuple[Manage, list[ManageEffect]]
SettingsEvent = Answered | FormActed | SettingsSubmitted | SettingsChosen | Saved | SaveFailed


class UnexpectedManageEvent(Exception):
    """An event came in a state in which it cannot happen."""


def absorb(state: Manage, values: Values, mismatched: Sequence[str] = ()) -> Manage:
    """Take in what stands in the inputs of the settings."""
    if state.form is None:
        return state
    return replace(state, form=configuring.take(state.form, values, mismatched))


def has_unsent_answers(state: Manage) -> bool:
    """Tell whether leaving now would lose settings that were changed."""
    is_open = isinstance(state.stage, Shown | Confirming | Reading)
    return is_open and not configuring.same_answers(state.form, state.start)


def ask(state: Manage, onward: Onward) -> Outcome:
    """Ask before unsaved settings are given up for something else."""
    return replace(state, asks_to_leave=True, onward=onward), [Focus(LEAVE_TITLE)]


def show(state: Manage, details: Details) -> Outcome:
    """Show what was loaded; what is known already stays known."""
    if not details.activations:
        return replace(state, stage=Gone(is_found=True), details=details), [Focus(TITLE)]
    summary = details.integration.summary
    shown = replace(state, details=details, summary=summary, known=known_in(state, details))
    first = details.activations[0].id
    return select(shown, first if shown.find(state.selected) is None else state.selected)


def known_in(state: Manage, details: Details) -> Mapping[str, JSON]:
    """Tell whose the settings in force are, as far as that is certain."""
    if len(details.activations) > 1 or details.variables is None:
        return state.known
    return {details.activations[0].id: details.variables}


def select(state: Manage, activation_id: str) -> Outcome:
    """Show the settings of one activation, or the schema's defaults where they are not known."""
    if state.details is None or state.find(activation_id) is None:
        return state, []
    schema = state.details.integration.variables_schema
    known = state.known.get(activation_id)
    form = configuring.start(schema, known, next_prefix(state)) if schema is not None else None
    chosen = replace(state, form=form, start=form, selected=activation_id, stage=Shown())
    settled = replace(chosen, refused=(), asks_to_leave=False, onward=None)
    return settled, [*fill_secrets(settled)]


def next_prefix(state: Manage) -> str:
    """Name the inputs of the next form: the page keeps what was typed in an input of the same name.

    Two prefixes in turn are enough, as only one form is there at a time.
    """
    first, second = _PREFIXES
    return second if state.form is not None and state.form.prefix == first else first


def update_settings(state: Manage, event: SettingsEvent) -> Outcome:
    """Decide what follows from an event of the form."""
    match state.stage, event:
        case Shown(), Answered(values, mismatched):
            absorbed = absorb(state, values, mismatched)
            return absorbed, [*fill_new(fill_secrets(state), fill_secrets(absorbed))]
        case Shown(), FormActed(action, name, values):
            return _act(absorb(state, values), action, name)
        case Shown(), SettingsChosen(activation_id, values):
            return _choose(absorb(state, values), activation_id)
        case Shown(), SettingsSubmitted(values, mismatched):
            return _save(absorb(state, values, mismatched))
        case Saving(), Answered() | FormActed() | SettingsSubmitted() | SettingsChosen():
            return state, []  # the form stands still; this was on its way already
        case Saving(activation, variables), Saved():
            return _saved(state, activation, variables)
        case Saving(activation), SaveFailed(problem=problem):
            return _refuse(state, activation, problem)
        case _:
            raise UnexpectedManageEvent(type(state.stage).__name__, type(event).__name__)


def _choose(state: Manage, activation_id: str) -> Outcome:
    if activation_id == state.selected or state.find(activation_id) is None:
        return state, []
    if has_unsent_answers(state):
        return ask(state, Onward(activation_id))
    return select(state, activation_id)


def _act(state: Manage, action: str, name: str) -> Outcome:
    if state.form is None:
        raise UnexpectedManageEvent("no settings", action)
    try:
        form = configuring.act(state.form, action, name)
    except configuring.UnknownAction:
        return state, []  # a second click on a button whose item is gone
    acted = replace(state, form=form)
    return acted, [*fill_secrets(acted), *([Focus(form.focus)] if form.focus else [])]


def _save(state: Manage) -> Outcome:
    activation = state.find(state.selected)
    if state.form is None or activation is None:
        return state, []
    form = configuring.check(state.form)
    sent = replace(state, form=form, refused=(), asks_to_leave=False, onward=None)
    checked = replace(sent, stage=Shown())
    answer = configuring.answer(state.form)
    if answer is None:
        return checked, [Focus(SUMMARY)]
    order = SaveSettings(state.visit, activation, answer)
    return replace(checked, stage=Saving(activation, answer)), [order, Focus(TITLE)]


def _saved(state: Manage, activation: Activation, variables: JSON) -> Outcome:
    """Know what was saved for what is in force."""
    known = {**state.known, activation.id: variables}
    saved = replace(state, stage=Shown(saved=True), start=state.form, known=known)
    told = Tell("update", {"integrationId": state.summary.id})
    said = Announce(_("Your settings are saved."))
    return saved, [told, said, *fill_secrets(saved), Focus(NOTICE)]


def _refuse(state: Manage, activation: Activation, problem: Problem) -> Outcome:
    """Put the refused fields' messages where they belong; the rest stands above the form."""
    form, rest = state.form, list[str]()
    secrets = configuring.secret_texts(form) if form else []
    problem = cover(problem, secrets)
    for refused in problem.fields:
        message = field_problem(refused)
        if form is not None:
            form = configuring.point(form, refused.field, message)
        else:
            rest.append(message)
    placed = bool(problem.fields) and form is not None
    stage = Shown() if placed else Shown(problem, is_unsaved=True)
    left = {id_: held for id_, held in state.known.items() if id_ != activation.id}
    known = left if problem.is_fate_unknown else state.known
    shown = replace(state, stage=stage, form=form, refused=tuple(rest), known=known)
    report = Tell("error", error_object(cover_paths(problem, secrets), "manage"))
    return shown, [report, *fill_secrets(shown), Focus(SUMMARY if placed else NOTICE)]


def fill_secrets(state: Manage) -> list[Fill]:
    """Order the secrets of the settings back into their inputs."""
    if state.form is None:
        return []
    return [Fill(name, value) for name, value in configuring.secrets(state.form).items()]
