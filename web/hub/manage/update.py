"""What follows from each event of the Manage screen. See the diagram of `hub.manage`."""

from collections.abc import Sequence
from dataclasses import replace

from hub import variables as configuring
from hub.activation.events import Answered, FormActed, LeavingStopped
from hub.activation.outcome import SUMMARY, TITLE
from hub.covering import cover, cover_paths
from hub.errors import Problem
from hub.fields import Values
from hub.glass import Announce, Fill, Focus, Tell
from hub.manage.events import (
    DetailsFailed,
    DetailsLoaded,
    Disconnect,
    DisconnectChosen,
    DisconnectConfirmed,
    DisconnectDropped,
    Disconnected,
    DisconnectFailed,
    Hurried,
    LoadDetails,
    ManageEffect,
    ManageEvent,
    Retried,
    Saved,
    SaveFailed,
    SaveSettings,
    SettingsChosen,
    SettingsSubmitted,
    TimeToUndoPassed,
    Undone,
    WaitToUndo,
)
from hub.manage.states import (
    Confirming,
    Deleting,
    Details,
    Gone,
    Loading,
    Manage,
    Saving,
    Shown,
    Stage,
    Undoing,
    Unloaded,
)
from hub.models import Activation, IntegrationSummary
from hub.steps import field_problem
from hub.texts import _
from hub.wording import error_object

CONFIRM_TITLE = "vh-confirm"
NOTICE = "vh-notice"

UNDO_SECONDS = 4.0
"""How long one may think again before the deletion is sent."""

Outcome = tuple[Manage, list[ManageEffect]]
SharedEvent = Answered | FormActed | LeavingStopped


class UnexpectedManageEvent(Exception):
    """An event came in a state in which it cannot happen."""


def open_manage(summary: IntegrationSummary, visit: int) -> Outcome:
    """Open the screen with what the card knows."""
    opened = Tell("open", {"integrationId": summary.id})
    return Manage(summary, visit), [LoadDetails(visit, summary.id), opened, Focus(TITLE)]


def update(state: Manage, event: ManageEvent | SharedEvent) -> Outcome:
    """Decide what follows from an event; raise for one that cannot happen now."""
    if getattr(event, "visit", state.visit) != state.visit:
        return state, []
    match state.stage, event:
        case _, LeavingStopped():
            return replace(state, asks_to_leave=False), [Focus(TITLE)]
        case Loading(), DetailsLoaded(details=details):
            return _show(state, details)
        case Loading(), DetailsFailed(problem=problem):
            return replace(state, stage=Unloaded(problem)), [Focus(TITLE)]
        case Unloaded(), Retried():
            load = LoadDetails(state.visit, state.summary.id)
            return replace(state, stage=Loading()), [load, Focus(TITLE)]
        case (
            (Shown() | Saving()),
            (
                Answered()
                | FormActed()
                | SettingsSubmitted()
                | SettingsChosen()
                | Saved()
                | SaveFailed()
            ),
        ):
            return _settings(state, event)
        case _:
            return _disconnecting(state, event)


def absorb(state: Manage, values: Values, mismatched: Sequence[str] = ()) -> Manage:
    """Take in what stands in the inputs of the settings."""
    if state.form is None:
        return state
    return replace(state, form=configuring.take(state.form, values, mismatched))


def has_unsent_answers(state: Manage) -> bool:
    """Tell whether leaving now would lose settings that were changed."""
    return isinstance(state.stage, Shown) and not configuring.same_answers(state.form, state.start)


def _show(state: Manage, details: Details) -> Outcome:
    if not details.activations:
        return replace(state, stage=Gone(), details=details), [Focus(TITLE)]
    shown = replace(state, stage=Shown(), details=details, summary=details.integration.summary)
    return _select(shown, details.activations[0].id)


def _select(state: Manage, activation_id: str) -> Outcome:
    """Show the settings of one activation; the API tells them per user, not per activation."""
    if state.details is None or state.find(activation_id) is None:
        return state, []
    schema = state.details.integration.variables_schema
    form = configuring.start(schema, state.details.variables) if schema is not None else None
    chosen = replace(state, form=form, start=form, selected=activation_id, stage=Shown())
    return chosen, [*_secrets(chosen)]


def _settings(
    state: Manage,
    event: Answered | FormActed | SettingsSubmitted | SettingsChosen | Saved | SaveFailed,
) -> Outcome:
    match state.stage, event:
        case Shown(), Answered(values, mismatched):
            return absorb(state, values, mismatched), []
        case Shown(), FormActed(action, name, values):
            return _act(absorb(state, values), action, name)
        case Shown(), SettingsChosen(activation_id):
            return _select(state, activation_id)
        case Shown(), SettingsSubmitted(values, mismatched):
            return _save(absorb(state, values, mismatched))
        case Saving(), Answered() | FormActed() | SettingsSubmitted() | SettingsChosen():
            return state, []  # the form stands still; this was on its way already
        case Saving(), Saved():
            told = Tell("update", {"integrationId": state.summary.id})
            said = Announce(_("Your settings are saved."))
            saved = replace(state, stage=Shown(saved=True), start=state.form)
            return saved, [told, said, *_secrets(saved), Focus(NOTICE)]
        case Saving(), SaveFailed(problem=problem):
            return _refuse(state, problem)
        case _:
            raise UnexpectedManageEvent(type(state.stage).__name__, type(event).__name__)


def _act(state: Manage, action: str, name: str) -> Outcome:
    if state.form is None:
        raise UnexpectedManageEvent("no settings", action)
    try:
        form = configuring.act(state.form, action, name)
    except configuring.UnknownAction:
        return state, []  # a second click on a button whose item is gone
    acted = replace(state, form=form)
    return acted, [*_secrets(acted), *([Focus(form.focus)] if form.focus else [])]


def _save(state: Manage) -> Outcome:
    activation = state.find(state.selected)
    if state.form is None or activation is None:
        return state, []
    checked = replace(state, form=configuring.check(state.form), refused=(), stage=Shown())
    answer = configuring.answer(state.form)
    if answer is None:
        return checked, [Focus(SUMMARY)]
    order = SaveSettings(state.visit, activation, answer)
    return replace(checked, stage=Saving(activation)), [order, Focus(TITLE)]


def _refuse(state: Manage, problem: Problem) -> Outcome:
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
    shown = replace(state, stage=stage, form=form, refused=tuple(rest))
    report = Tell("error", error_object(cover_paths(problem, secrets), "manage"))
    return shown, [report, *_secrets(shown), Focus(SUMMARY if placed else NOTICE)]


def _disconnecting(state: Manage, event: ManageEvent | SharedEvent) -> Outcome:
    match state.stage, event:
        case Shown(), DisconnectChosen(activation_id):
            chosen = state.find(activation_id)
            stage: Stage = Confirming(chosen) if chosen else state.stage
            return replace(state, stage=stage), [Focus(CONFIRM_TITLE)]
        case Confirming(), DisconnectDropped():
            return replace(state, stage=Shown()), [*_secrets(state), Focus(TITLE)]
        case Confirming(activation), DisconnectConfirmed():
            wait = WaitToUndo(state.visit, activation.id, UNDO_SECONDS)
            said = Announce(_("It will be disconnected in a moment. You can still undo this."))
            return replace(state, stage=Undoing(activation)), [wait, said, Focus(TITLE)]
        case Undoing(), Undone():
            return replace(state, stage=Shown()), [*_secrets(state), Focus(TITLE)]
        case Undoing(activation), Hurried():
            return _delete(state, activation)
        case Undoing(activation), TimeToUndoPassed(activation_id=waited):
            return _delete(state, activation) if waited == activation.id else (state, [])
        case Deleting(), Disconnected(activation=gone):
            left = tuple(item for item in state.activations if item.id != gone.id)
            return _disconnected(state, left)
        case Deleting(), DisconnectFailed(problem=problem, is_unknown=is_unknown):
            report = Tell("error", error_object(problem, "manage"))
            failed = Shown(problem, is_unsure=is_unknown)
            shown = replace(state, stage=failed, has_changed=True)
            return shown, [report, *_secrets(shown), Focus(NOTICE)]
        case _, TimeToUndoPassed():
            return state, []  # the clock of a deletion that was undone
        case _:
            raise UnexpectedManageEvent(type(state.stage).__name__, type(event).__name__)


def _delete(state: Manage, activation: Activation) -> Outcome:
    order = Disconnect(state.visit, state.summary.id, activation)
    return replace(state, stage=Deleting(activation)), [order, Focus(TITLE)]


def _disconnected(state: Manage, left: tuple[Activation, ...]) -> Outcome:
    gone = Tell("disconnect", {"integrationId": state.summary.id})
    said = Announce(_("{name} is disconnected.", name=state.summary.name))
    details = replace(state.details, activations=left) if state.details else None
    fewer = replace(state, details=details, has_changed=True)
    if not left:
        return replace(fewer, stage=Gone()), [gone, said, Focus(TITLE)]
    selected, effects = _select(fewer, left[0].id)
    return selected, [gone, said, *effects, Focus(TITLE)]


def _secrets(state: Manage) -> list[Fill]:
    if state.form is None:
        return []
    return [Fill(name, value) for name, value in configuring.secrets(state.form).items()]
