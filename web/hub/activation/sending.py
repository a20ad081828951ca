"""Activating: from the accepted review to a success or a failure that says how things stand."""

from dataclasses import replace

from hub import variables as configuring
from hub.activation import consent as consenting
from hub.activation import reconnect as reconnecting
from hub.activation.answers import (
    fill_secrets,
    place_refusal,
    secret_texts,
    with_account,
)
from hub.activation.effects import Activate, Confirm, EnsureEndUser, Wait, WizardEffect
from hub.activation.events import (
    Activated,
    Confirmed,
    ConnectionMade,
    EndUserReady,
    Refused,
    Released,
    ReleaseFailed,
    Submitted,
)
from hub.activation.looking import look_for
from hub.activation.outcome import SUMMARY, TITLE, Outcome, UnexpectedEvent, stage_name, step_event
from hub.activation.states import (
    Activating,
    Configure,
    Done,
    Failed,
    Review,
    Wizard,
)
from hub.bindings import bound_by
from hub.covering import cover, cover_paths
from hub.errors import Problem
from hub.glass import Announce, Focus, Tell
from hub.json_text import JSON
from hub.models import Activation, EndUser
from hub.naming import rename, renamed
from hub.plan import account_connection, activation_body
from hub.texts import _
from hub.wording import error_object


def submit(wizard: Wizard, event: Submitted) -> Outcome:
    """Begin what the review was accepted for."""
    if not isinstance(wizard.stage, Review):
        # A second click of the same intent: the first one is under way.
        if wizard.is_busy:
            return wizard, []
        raise UnexpectedEvent(wizard.stage, event)
    return start(wizard)


def start(wizard: Wizard) -> Outcome:
    """Order the first thing that is missing: the end user, or the activation."""
    if _settings(wizard) is None:
        return _ask_for_settings(wizard)
    known = wizard.end_user or (wizard.plan.end_user if wizard.plan else None)
    if known is not None:
        return _activate(wizard, known)
    order = EnsureEndUser(wizard.attempt, account_connection(wizard.steps, wizard.attempt))
    return _begin(wizard, "account", order)


def look(wizard: Wizard) -> Outcome:
    """Look whether what was sent before the page was loaded anew has come through."""
    return _begin(wizard, "look", look_for(wizard))


def _activate(wizard: Wizard, end_user: EndUser, task: str = "activate") -> Outcome:
    if wizard.plan is None:
        raise UnexpectedEvent(wizard.stage, end_user)
    answers = _settings(wizard)
    if answers is None:
        return _ask_for_settings(wizard)
    body = activation_body(wizard.plan, wizard.steps, end_user, answers, wizard.attempt)
    known = tuple(activation.id for activation in wizard.plan.activations)
    order = Activate(wizard.attempt, wizard.summary.id, body, known, looks_first=wizard.is_unsure)
    # What is found may be what an earlier order has made, with other connections.
    bound = {} if wizard.is_unsure else bound_by(body)
    return _begin(replace(wizard, end_user=end_user, bound=bound), task, order)


def _settings(wizard: Wizard) -> dict[str, JSON] | None:
    """Give the settings to send; None as long as they are not answered."""
    return {} if wizard.form is None else configuring.answer(wizard.form)


def _ask_for_settings(wizard: Wizard) -> Outcome:
    """Go back to settings that are not answered, rather than send none; say what is missing."""
    form = configuring.check(wizard.form) if wizard.form is not None else None
    asked = replace(wizard, stage=Configure(), form=form, refused=())
    return asked, [step_event(asked), *fill_secrets(asked), Focus(SUMMARY)]


def _begin(wizard: Wizard, task: str, order: WizardEffect) -> Outcome:
    fresh = not wizard.is_busy
    under_way = replace(wizard, stage=Activating(task), refused=(), asks_to_leave=False)
    first: list[WizardEffect] = [step_event(under_way), Focus(TITLE)] if fresh else []
    return under_way, [*first, order, Wait(wizard.attempt, task)]


def slow(wizard: Wizard, task: str) -> Outcome:
    """Say that a task takes long."""
    if wizard.stage != Activating(task):
        return wizard, []
    said = Announce(_("This is taking longer than usual."))
    return replace(wizard, stage=Activating(task, slow=True)), [said]


def progress(
    wizard: Wizard, event: EndUserReady | ConnectionMade | Activated | Confirmed | Refused
) -> Outcome:
    """Go on with what the world answered."""
    match wizard.stage, event:
        case Activating("account"), EndUserReady(end_user=end_user):
            return _activate(with_account(wizard, end_user), end_user)
        case Activating("prepare"), ConnectionMade(connection=connection):
            return _prepare(reconnecting.use(wizard, connection))
        case Activating("activate" | "activate-again"), Activated(activation=activation):
            return _begin(wizard, "confirm", Confirm(wizard.attempt, activation))
        case Activating("confirm"), Confirmed(activation=activation):
            return _confirmed(wizard, activation)
        case Activating("look"), Activated(activation=activation):
            return _confirmed(wizard, activation)
        case Activating("look"), Refused(problem=problem):
            return _end(reconnecting.fail(wizard, problem, "unseen"), problem)
        case Activating("restore"), Activated() | Refused():
            return _restored(wizard, event)
        case Activating(task), Refused(problem=problem):
            return _refuse(wizard, cover(problem, secret_texts(wizard)), task)
        case _:
            raise UnexpectedEvent(wizard.stage, event)


def _prepare(wizard: Wizard) -> Outcome:
    """Make the new connections first, one by one; only then make way for them."""
    order = reconnecting.prepare(wizard)
    return _begin(wizard, "prepare", order) if order else _free(wizard)


def _free(wizard: Wizard) -> Outcome:
    if wizard.reconnect is None:
        raise UnexpectedEvent(wizard.stage, wizard.reconnect)
    return _begin(wizard, "free", reconnecting.release(wizard, wizard.reconnect))


def _confirmed(wizard: Wizard, activation: Activation) -> Outcome:
    reconnect = wizard.reconnect
    if reconnect is None or reconnect.is_lost:
        return _finish(wizard, Done(activation, is_restored=wizard.is_restoring))
    made = replace(wizard, reconnect=replace(reconnect, made=activation))
    return _begin(made, "replace", reconnecting.release(made, reconnect))


def release(wizard: Wizard, event: Released | ReleaseFailed) -> Outcome:
    """Go on with what became of the activation that is to be replaced."""
    reconnect = wizard.reconnect
    match wizard.stage, event:
        case Activating("replace"), _ if reconnect and reconnect.made:
            return _finish(wizard, _done(reconnect.made, event))
        case Activating("free"), Released() if reconnect and wizard.end_user:
            freed = replace(wizard, reconnect=replace(reconnect, is_lost=True))
            return _activate(freed, wizard.end_user, "activate-again")
        case Activating("free"), ReleaseFailed(problem=problem, is_unknown=is_unknown):
            standing = "unknown" if is_unknown else "kept"
            return _end(reconnecting.fail(wizard, problem, standing), problem)
        case _:
            raise UnexpectedEvent(wizard.stage, event)


def _done(made: Activation, event: Released | ReleaseFailed) -> Done:
    """Say what is known of the old activation, now that the new one is there."""
    if isinstance(event, Released):
        return Done(made)
    return Done(made, is_old_left=not event.is_unknown, is_unsure=event.is_unknown)


def _restored(wizard: Wizard, event: Activated | Refused) -> Outcome:
    """Say how things stand after what stood before was to be restored."""
    reconnect = wizard.reconnect
    if reconnect is None or reconnect.refusal is None:
        raise UnexpectedEvent(wizard.stage, event)
    if isinstance(event, Refused):
        is_unknown = event.problem.is_fate_unknown
        unrestored = replace(wizard, is_restoring=is_unknown)
        standing = "unknown" if is_unknown else "lost"
        return _end(reconnecting.fail(unrestored, reconnect.refusal, standing), reconnect.refusal)
    restored = reconnecting.take_back(wizard, reconnect, event.activation)
    return _end(reconnecting.fail(restored, reconnect.refusal, "restored"), reconnect.refusal)


def _finish(wizard: Wizard, stage: Done) -> Outcome:
    done = replace(wizard, stage=stage, steps=(), form=None, spent=())
    payload = {"integrationId": wizard.summary.id, "activationId": stage.activation.id}
    return done, [Tell("connect", payload), step_event(done), Focus(TITLE)]


def _refuse(wizard: Wizard, problem: Problem, task: str) -> Outcome:
    """Go to the field that was refused, if there is one; otherwise say what happened."""
    wizard = replace(wizard, steps=rename(wizard.steps, problem))
    reconnect = wizard.reconnect
    if reconnect and task == "activate" and reconnecting.may_be_only_one(problem):
        return _prepare(wizard)
    if task == "prepare":
        return _unprepared(wizard, problem)
    if reconnect and task == "activate-again" and problem.is_fate_unknown:
        # It may be there: to restore the old one now could make two of one.
        return _end(reconnecting.fail(wizard, problem, "unknown"), problem)
    if reconnect and task == "activate-again":
        return _restore(replace(wizard, reconnect=replace(reconnect, refusal=problem)), problem)
    unsure = wizard.is_unsure or (task == "activate" and problem.is_fate_unknown)
    return _end(place_refusal(replace(wizard, is_unsure=unsure), problem), problem)


def _unprepared(wizard: Wizard, problem: Problem) -> Outcome:
    """Stop before anything is removed, unless the API makes no connections by themselves."""
    if reconnecting.cannot_prepare(problem):
        return _free(wizard)
    if problem.is_fate_unknown:
        # It may be there, and its name be taken.
        wizard = replace(wizard, steps=renamed(wizard.steps))
    placed = place_refusal(wizard, problem)
    if isinstance(placed.stage, Failed):
        placed = replace(placed, stage=Failed(problem, "kept"))
    return _end(placed, problem)


def _restore(wizard: Wizard, problem: Problem) -> Outcome:
    restored = reconnecting.restore(wizard, _settings(wizard))
    if restored is None:
        return _end(reconnecting.fail(wizard, problem, "lost"), problem)
    restoring, order = restored
    return _begin(restoring, "restore", order)


def _end(ended: Wizard, problem: Problem) -> Outcome:
    """Show where a refusal has led, and tell the host of it."""
    placed, asked = consenting.arrive(ended)
    told = cover_paths(problem, secret_texts(placed))
    report = Tell("error", error_object(told, stage_name(placed.stage)))
    focus = Focus(TITLE) if isinstance(placed.stage, Failed) else Focus(SUMMARY)
    return placed, [report, *fill_secrets(placed), *asked, focus]
