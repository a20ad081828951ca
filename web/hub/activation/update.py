"""What follows from each event of the wizard. See the diagram of `hub.activation`."""

from collections.abc import Sequence
from dataclasses import replace

from hub import steps as connecting
from hub import variables as configuring
from hub.activation import consent as consenting
from hub.activation import reconnect as reconnecting
from hub.activation.answers import (
    absorb,
    check_stage,
    fill_secrets,
    place_refusal,
    start_answers,
    with_step,
)
from hub.activation.events import (
    Activate,
    Activated,
    Answered,
    Confirm,
    Confirmed,
    EndUserReady,
    EnsureEndUser,
    FileChosen,
    FormActed,
    LeavingStopped,
    LoadPlan,
    PlanFailed,
    PlanLoaded,
    Refused,
    Released,
    ReleaseFailed,
    Submitted,
    TimePassed,
    TriedAgain,
    Wait,
    WentBack,
    WentNext,
    WentTo,
    WizardEffect,
    WizardEvent,
)
from hub.activation.states import (
    Activating,
    Configure,
    Connect,
    Done,
    Failed,
    Opening,
    Overview,
    Reconnect,
    Review,
    Stage,
    Unopened,
    Wizard,
)
from hub.credentials import FILE
from hub.errors import Problem
from hub.glass import Announce, Fill, Focus, Tell
from hub.models import Activation, EndUser, IntegrationSummary
from hub.plan import account_connection, activation_body
from hub.texts import _
from hub.uploads import Upload
from hub.views.problems import error_object

TITLE = "vh-title"
"""The id of every screen's heading, which takes the focus when the screen appears."""

SUMMARY = "vh-summary"
"""The id of the summary of errors, which takes the focus when there are any."""

Outcome = tuple[Wizard, list[WizardEffect]]


class UnexpectedEvent(Exception):
    """An event came in a state in which it cannot happen."""

    def __init__(self, state: object, event: object) -> None:
        super().__init__(f"{type(event).__name__} while {type(state).__name__}")


def open_wizard(
    summary: IntegrationSummary, attempt: str, reconnect: Reconnect | None = None
) -> Outcome:
    """Open the wizard at once with what the card knows; the rest is on its way."""
    wizard = Wizard(summary, attempt, reconnect=reconnect)
    opened = Tell("open", {"integrationId": summary.id})
    return wizard, [LoadPlan(attempt, summary.id), opened, Focus(TITLE)]


def update(wizard: Wizard, event: WizardEvent) -> Outcome:
    """Decide what follows from an event; raise UnexpectedEvent for one that cannot happen now."""
    if getattr(event, "attempt", wizard.attempt) != wizard.attempt:
        return wizard, []
    match event:
        case LeavingStopped():
            return replace(wizard, asks_to_leave=False), [Focus(TITLE)]
        case PlanLoaded() | PlanFailed():
            return _plan(wizard, event)
        case Answered() | FileChosen() | FormActed() | WentNext() | WentBack() | WentTo():
            return _answer(wizard, event)
        case TimePassed(task=task):
            return _slow(wizard, task)
        case EndUserReady() | Activated() | Confirmed() | Refused():
            return _progress(wizard, event)
        case Released() | ReleaseFailed():
            return _release(wizard, event)
        case Submitted():
            return _submit(wizard, event)
        case TriedAgain():
            return _try_again(wizard, event)
        case _:
            return consenting.update(wizard, event)


def _plan(wizard: Wizard, event: PlanLoaded | PlanFailed) -> Outcome:
    match wizard.stage, event:
        case Opening(), PlanLoaded(plan=plan):
            return replace(start_answers(wizard, plan), stage=Overview()), []
        case Opening(), PlanFailed(problem=problem):
            return replace(wizard, stage=Unopened(problem)), [Focus(TITLE)]
        case _:
            raise UnexpectedEvent(wizard.stage, event)


def _answer(
    wizard: Wizard, event: Answered | FileChosen | FormActed | WentNext | WentBack | WentTo
) -> Outcome:
    match wizard.stage, event:
        case ((Connect() | Configure()), Answered(values, mismatched)):
            return consenting.choose(absorb(wizard, values, mismatched))
        case Connect(index), FileChosen(upload, values):
            return _take_file(absorb(wizard, values), index, upload)
        case Configure(), FormActed(action, name, values):
            return _act_on_form(absorb(wizard, values), action, name)
        case ((Overview() | Connect() | Configure()), WentNext(values, mismatched)):
            return _next(absorb(wizard, values, mismatched), mismatched)
        case ((Connect() | Configure() | Review()), WentBack(values)):
            return _go(absorb(wizard, values), _place(wizard) - 1)
        case ((Review() | Failed()), WentTo(place)) if 0 < place < len(wizard.stages):
            return _go(wizard, place)
        case Failed(), WentBack():
            return _go(wizard, len(wizard.stages) - 1)
        case _:
            raise UnexpectedEvent(wizard.stage, event)


def _act_on_form(wizard: Wizard, action: str, name: str) -> Outcome:
    if wizard.form is None:
        raise UnexpectedEvent(wizard.stage, action)
    try:
        form = configuring.act(wizard.form, action, name)
    except configuring.UnknownAction:
        return wizard, []  # a second click on a button whose item is gone
    acted = replace(wizard, form=form)
    return acted, [*fill_secrets(acted), *([Focus(form.focus)] if form.focus else [])]


def _next(wizard: Wizard, mismatched: Sequence[str]) -> Outcome:
    checked = check_stage(wizard, mismatched)
    if checked.has_errors:
        return checked.wizard, [Focus(SUMMARY)]
    if not wizard.is_supported:
        return wizard, []
    return _go(checked.wizard, _place(wizard) + 1)


def _take_file(wizard: Wizard, index: int, upload: Upload) -> Outcome:
    step = connecting.take_file(wizard.steps[index], upload)
    typed = upload.name.removesuffix(FILE)
    text = next((str(item.value) for item in step.secrets if item.name == typed), "")
    return with_step(wizard, index, step), [Fill(typed, text)]


def _go(wizard: Wizard, place: int) -> Outcome:
    left = consenting.depart(wizard)
    there, asked = consenting.arrive(replace(wizard, stage=wizard.stages[place], refused=()))
    return there, [*left, _step_event(there), *fill_secrets(there), *asked, Focus(TITLE)]


def _place(wizard: Wizard) -> int:
    return wizard.stages.index(wizard.stage)


def _submit(wizard: Wizard, event: Submitted) -> Outcome:
    if not isinstance(wizard.stage, Review):
        # A second click of the same intent: the first one is under way.
        if wizard.is_busy:
            return wizard, []
        raise UnexpectedEvent(wizard.stage, event)
    return _start(wizard)


def _start(wizard: Wizard) -> Outcome:
    known = wizard.end_user or (wizard.plan.end_user if wizard.plan else None)
    if known is not None:
        return _activate(wizard, known)
    order = EnsureEndUser(wizard.attempt, account_connection(wizard.steps, wizard.attempt))
    return _begin(wizard, "account", order)


def _activate(wizard: Wizard, end_user: EndUser, task: str = "activate") -> Outcome:
    if wizard.plan is None:
        raise UnexpectedEvent(wizard.stage, end_user)
    answers = configuring.answer(wizard.form) if wizard.form is not None else None
    body = activation_body(wizard.plan, wizard.steps, end_user, answers or {}, wizard.attempt)
    known = tuple(activation.id for activation in wizard.plan.activations)
    order = Activate(wizard.attempt, wizard.summary.id, body, known, looks_first=wizard.is_unsure)
    return _begin(replace(wizard, end_user=end_user), task, order)


def _begin(wizard: Wizard, task: str, order: WizardEffect) -> Outcome:
    fresh = not wizard.is_busy
    under_way = replace(wizard, stage=Activating(task), refused=(), asks_to_leave=False)
    first: list[WizardEffect] = [_step_event(under_way), Focus(TITLE)] if fresh else []
    return under_way, [*first, order, Wait(wizard.attempt, task)]


def _slow(wizard: Wizard, task: str) -> Outcome:
    if wizard.stage != Activating(task):
        return wizard, []
    said = Announce(_("This is taking longer than usual."))
    return replace(wizard, stage=Activating(task, slow=True)), [said]


def _progress(wizard: Wizard, event: EndUserReady | Activated | Confirmed | Refused) -> Outcome:
    match wizard.stage, event:
        case Activating("account"), EndUserReady(end_user=end_user):
            return _activate(wizard, end_user)
        case Activating("activate" | "activate-again"), Activated(activation=activation):
            return _begin(wizard, "confirm", Confirm(wizard.attempt, activation))
        case Activating("confirm"), Confirmed(activation=activation):
            return _confirmed(wizard, activation)
        case Activating("restore"), Activated() | Refused():
            return _restored(wizard, event)
        case Activating(task), Refused(problem=problem):
            return _refuse(wizard, problem, task)
        case _:
            raise UnexpectedEvent(wizard.stage, event)


def _confirmed(wizard: Wizard, activation: Activation) -> Outcome:
    reconnect = wizard.reconnect
    if reconnect is None or reconnect.is_lost:
        return _finish(wizard, Done(activation))
    made = replace(wizard, reconnect=replace(reconnect, made=activation))
    return _begin(made, "replace", reconnecting.release(made, reconnect))


def _release(wizard: Wizard, event: Released | ReleaseFailed) -> Outcome:
    reconnect = wizard.reconnect
    match wizard.stage, event:
        case Activating("replace"), _ if reconnect and reconnect.made:
            return _finish(wizard, Done(reconnect.made, isinstance(event, ReleaseFailed)))
        case Activating("free"), Released() if reconnect and wizard.end_user:
            freed = replace(wizard, reconnect=replace(reconnect, is_lost=True))
            return _activate(freed, wizard.end_user, "activate-again")
        case Activating("free"), ReleaseFailed(problem=problem):
            return _end(reconnecting.fail(wizard, problem, "kept"), problem)
        case _:
            raise UnexpectedEvent(wizard.stage, event)


def _restored(wizard: Wizard, event: Activated | Refused) -> Outcome:
    """Say how things stand after what stood before was to be restored."""
    reconnect = wizard.reconnect
    if reconnect is None or reconnect.refusal is None:
        raise UnexpectedEvent(wizard.stage, event)
    if isinstance(event, Refused):
        return _end(reconnecting.fail(wizard, reconnect.refusal, "lost"), reconnect.refusal)
    back = replace(reconnect, old=event.activation, is_lost=False)
    restored = replace(wizard, reconnect=back)
    return _end(reconnecting.fail(restored, reconnect.refusal, "restored"), reconnect.refusal)


def _finish(wizard: Wizard, stage: Done) -> Outcome:
    done = replace(wizard, stage=stage, steps=(), form=None)
    payload = {"integrationId": wizard.summary.id, "activationId": stage.activation.id}
    return done, [Tell("connect", payload), _step_event(done), Focus(TITLE)]


def _refuse(wizard: Wizard, problem: Problem, task: str) -> Outcome:
    """Go to the field that was refused, if there is one; otherwise say what happened."""
    reconnect = wizard.reconnect
    if reconnect and task == "activate" and reconnecting.may_be_only_one(problem):
        return _begin(wizard, "free", reconnecting.release(wizard, reconnect))
    if reconnect and task == "activate-again":
        refused = replace(wizard, reconnect=replace(reconnect, refusal=problem))
        order = reconnecting.restore(refused, reconnect)
        if order is None:
            return _end(reconnecting.fail(refused, problem, "lost"), problem)
        return _begin(refused, "restore", order)
    unsure = wizard.is_unsure or (task == "activate" and problem.is_fate_unknown)
    return _end(place_refusal(replace(wizard, is_unsure=unsure), problem), problem)


def _end(ended: Wizard, problem: Problem) -> Outcome:
    """Show where a refusal has led, and tell the host of it."""
    placed, asked = consenting.arrive(ended)
    report = Tell("error", error_object(problem, stage_name(placed.stage)))
    focus = Focus(TITLE) if isinstance(placed.stage, Failed) else Focus(SUMMARY)
    return placed, [report, *fill_secrets(placed), *asked, focus]


def _try_again(wizard: Wizard, event: TriedAgain) -> Outcome:
    match wizard.stage:
        case Unopened():
            opening = replace(wizard, stage=Opening())
            return opening, [LoadPlan(wizard.attempt, wizard.summary.id), Focus(TITLE)]
        case Failed():
            return _start(wizard)
        case _:
            raise UnexpectedEvent(wizard.stage, event)


def has_unsent_answers(wizard: Wizard) -> bool:
    """Tell whether leaving now would lose something that was typed."""
    if wizard.plan is None or isinstance(wizard.stage, Done):
        return False
    fresh = start_answers(wizard, wizard.plan)
    if not configuring.same_answers(wizard.form, fresh.form):
        return True
    pairs = zip(wizard.steps, fresh.steps, strict=True)
    return any(connecting.answers_differ(step, empty) for step, empty in pairs)


def stage_name(stage: Stage) -> str:
    """Give the public name of a stage."""
    match stage:
        case Opening() | Unopened():
            return "overview"
        case _:
            return type(stage).__name__.lower()


def _step_event(wizard: Wizard) -> Tell:
    payload = {"integrationId": wizard.summary.id, "stage": stage_name(wizard.stage)}
    return Tell("step", payload)
