"""What follows from each event of the Manage screen. See the diagram of `hub.manage`."""

from dataclasses import replace

from hub.activation.events import Answered, FormActed, LeavingStopped
from hub.activation.outcome import TITLE
from hub.glass import Announce, Focus, Tell
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
    ManageEvent,
    Retried,
    Saved,
    SaveFailed,
    SettingsChosen,
    SettingsSubmitted,
    TimeToUndoPassed,
    Undone,
    WaitToUndo,
)
from hub.manage.remaining import fail_to_read, look_for, read, refresh, show_rest
from hub.manage.settings import (
    NOTICE,
    Outcome,
    UnexpectedManageEvent,
    absorb,
    fill_secrets,
    show,
    update_settings,
)
from hub.manage.states import (
    Confirming,
    Deleting,
    Gone,
    Loading,
    Manage,
    Reading,
    Saving,
    Shown,
    Stage,
    Undoing,
    Unloaded,
)
from hub.models import Activation, IntegrationSummary
from hub.texts import _
from hub.wording import error_object

CONFIRM_TITLE = "vh-confirm"

UNDO_SECONDS = 4.0
"""How long one may think again before the deletion is sent."""

SharedEvent = Answered | FormActed | LeavingStopped


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
            return replace(state, asks_to_leave=False, onward=None), [Focus(TITLE)]
        case Loading(), DetailsLoaded(details=details):
            return show(state, details)
        case Loading(), DetailsFailed(problem=problem):
            report = Tell("error", error_object(problem, "manage"))
            return replace(state, stage=Unloaded(problem)), [report, Focus(TITLE)]
        case Unloaded(), Retried():
            load = LoadDetails(state.visit, state.summary.id)
            return replace(state, stage=Loading()), [load, Focus(TITLE)]
        case Reading() as reading, DetailsLoaded(details=details):
            return refresh(state, reading, details)
        case Reading() as reading, DetailsFailed(problem=problem):
            return fail_to_read(state, reading, problem)
        case Saving(), SaveFailed(problem=problem) if problem.type == "not_found":
            return look_for(state, problem)
        case Shown(is_unread=True), Retried(values):
            again, loads = read(absorb(state, values))
            return again, [*loads, Focus(TITLE)]
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
            return update_settings(state, event)
        case _:
            return _disconnecting(state, event)


def _disconnecting(state: Manage, event: ManageEvent | SharedEvent) -> Outcome:
    match state.stage, event:
        case Shown(), DisconnectChosen(activation_id, values):
            chosen = state.find(activation_id)
            stage: Stage = Confirming(chosen) if chosen else state.stage
            asked = replace(absorb(state, values), asks_to_leave=False, onward=None)
            return replace(asked, stage=stage), [Focus(CONFIRM_TITLE)]
        case Confirming(), DisconnectDropped():
            return replace(state, stage=Shown()), [*fill_secrets(state), Focus(TITLE)]
        case Confirming(activation), DisconnectConfirmed():
            wait = WaitToUndo(state.visit, activation.id, UNDO_SECONDS)
            said = Announce(_("It will be disconnected in a moment. You can still undo this."))
            return replace(state, stage=Undoing(activation)), [wait, said, Focus(TITLE)]
        case Undoing(), Undone():
            return replace(state, stage=Shown()), [*fill_secrets(state), Focus(TITLE)]
        case Undoing(activation), Hurried():
            return _delete(state, activation)
        case Undoing(activation), TimeToUndoPassed(activation_id=waited):
            return _delete(state, activation) if waited == activation.id else (state, [])
        case Deleting(), Disconnected(activation=gone, left=left):
            return _disconnected(state, gone, left)
        case Deleting(), DisconnectFailed(problem=problem, is_unknown=is_unknown):
            report = Tell("error", error_object(problem, "manage"))
            failed = Shown(problem, is_unsure=is_unknown)
            shown = replace(state, stage=failed, has_changed=True)
            return shown, [report, *fill_secrets(shown), Focus(NOTICE)]
        case _, TimeToUndoPassed():
            return state, []  # the clock of a deletion that was undone
        case _:
            raise UnexpectedManageEvent(type(state.stage).__name__, type(event).__name__)


def _delete(state: Manage, activation: Activation) -> Outcome:
    order = Disconnect(state.visit, state.summary.id, activation)
    return replace(state, stage=Deleting(activation)), [order, Focus(TITLE)]


def _disconnected(
    state: Manage, activation: Activation, left: tuple[Activation, ...] | None
) -> Outcome:
    gone = Tell("disconnect", {"integrationId": state.summary.id})
    said = Announce(_("{name} is disconnected.", name=state.summary.name))
    known = tuple(item for item in state.activations if item.id != activation.id)
    there = known if left is None else left
    details = replace(state.details, activations=there) if state.details else None
    fewer = replace(state, details=details, has_changed=True)
    if not there:
        return replace(fewer, stage=Gone()), [gone, said, Focus(TITLE)]
    is_changed = not {item.id for item in there} <= {item.id for item in known}
    shown, effects = read(fewer, Reading(is_changed=True)) if is_changed else show_rest(fewer)
    return shown, [gone, said, *effects, Focus(TITLE)]
