"""What follows from each event of the wizard. See the diagram of `hub.activation`."""

from collections.abc import Sequence
from dataclasses import replace

from hub import steps as connecting
from hub import variables as configuring
from hub.activation import consent as consenting
from hub.activation.answers import (
    absorb,
    check_stage,
    fill_secrets,
    first_lacking,
    start_answers,
    with_step,
)
from hub.activation.consent import shown_step
from hub.activation.effects import LoadPlan
from hub.activation.events import (
    Activated,
    Answered,
    Confirmed,
    ConnectionMade,
    EndUserReady,
    FileChosen,
    FileRemoved,
    FormActed,
    LeavingStopped,
    PlanFailed,
    PlanLoaded,
    Refused,
    Released,
    ReleaseFailed,
    Submitted,
    TimePassed,
    TriedAgain,
    WentBack,
    WentNext,
    WentTo,
    WizardEvent,
)
from hub.activation.outcome import (
    SUMMARY,
    TITLE,
    Outcome,
    UnexpectedEvent,
    stage_name,
    step_event,
)
from hub.activation.sending import look, progress, release, slow, start, submit
from hub.activation.states import (
    Configure,
    Connect,
    Failed,
    Opening,
    Overview,
    Reconnect,
    Review,
    Unopened,
    Wizard,
)
from hub.credentials import FILE
from hub.glass import Fill, Focus, Tell, fill_new
from hub.models import IntegrationSummary
from hub.steps import Step
from hub.wording import error_object


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
        case FileChosen() | FileRemoved():
            return _choose_file(wizard, event)
        case Answered() | FormActed() | WentNext() | WentBack() | WentTo():
            return _answer(wizard, event)
        case TimePassed(task=task):
            return slow(wizard, task)
        case EndUserReady() | ConnectionMade() | Activated() | Confirmed() | Refused():
            return progress(wizard, event)
        case Released() | ReleaseFailed():
            return release(wizard, event)
        case Submitted():
            return submit(wizard, event)
        case TriedAgain():
            return _try_again(wizard, event)
        case _:
            return consenting.update(wizard, event)


def _plan(wizard: Wizard, event: PlanLoaded | PlanFailed) -> Outcome:
    match wizard.stage, event:
        case Opening(), PlanLoaded(plan=plan):
            return replace(start_answers(wizard, plan), stage=Overview()), []
        case Opening(), PlanFailed(problem=problem):
            unopened = replace(wizard, stage=Unopened(problem))
            report = Tell("error", error_object(problem, stage_name(unopened.stage)))
            return unopened, [report, Focus(TITLE)]
        case _:
            raise UnexpectedEvent(wizard.stage, event)


def _answer(wizard: Wizard, event: Answered | FormActed | WentNext | WentBack | WentTo) -> Outcome:
    match wizard.stage, event:
        case Connect(), Answered(values, mismatched):
            return _take(wizard, absorb(wizard, values, mismatched))
        case Configure(), Answered(values, mismatched):
            absorbed = absorb(wizard, values, mismatched)
            return absorbed, [*fill_new(fill_secrets(wizard), fill_secrets(absorbed))]
        case Configure(), FormActed(action, name, values):
            return _act_on_form(absorb(wizard, values), action, name)
        case ((Overview() | Connect() | Configure()), WentNext(values, mismatched, place)):
            if place not in (-1, _place(wizard)):
                return wizard, []  # a second click, which was not meant for the stage after it
            return _next(wizard, absorb(wizard, values, mismatched), mismatched)
        case ((Connect() | Configure() | Review()), WentBack(values)):
            return _go(absorb(wizard, values), _place(wizard) - 1)
        case ((Review() | Failed()), WentTo(place)) if 0 < place < len(wizard.stages):
            return _go(wizard, place)
        case Failed(), WentBack():
            lacking = first_lacking(wizard, wizard.stages)
            return _go(wizard, wizard.stages.index(lacking or Review()))
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


def _take(before: Wizard, wizard: Wizard) -> Outcome:
    """Go on with what was typed; the input of a file whose text was changed names it no more."""
    chosen, effects = _choose(before, wizard)
    was, step = shown_step(before), shown_step(wizard)
    held = {item.name for item in was.secrets if item.size} if was else set()
    emptied = [Fill(i.name) for i in step.secrets if i.name in held and not i.size] if step else []
    return chosen, [*emptied, *effects]


def _choose(before: Wizard, wizard: Wizard) -> Outcome:
    """Prepare the questions of a new connection that was chosen over an existing one."""
    was, step = shown_step(before), shown_step(wizard)
    if was is None or step is None or was.is_new or not step.is_new:
        return wizard, []
    left = consenting.depart(before)
    chosen, asked = consenting.arrive(wizard)
    return chosen, [*left, *fill_secrets(chosen), *asked]


def _next(before: Wizard, wizard: Wizard, mismatched: Sequence[str]) -> Outcome:
    checked = check_stage(wizard, mismatched)
    if checked.has_errors:
        chosen, asked = _choose(before, checked.wizard)
        return chosen, [*asked, Focus(SUMMARY)]
    if not wizard.is_supported:
        return wizard, []
    return _go(checked.wizard, _place(wizard) + 1)


def _choose_file(wizard: Wizard, event: FileChosen | FileRemoved) -> Outcome:
    if not isinstance(wizard.stage, Connect):
        raise UnexpectedEvent(wizard.stage, event)
    absorbed, index = absorb(wizard, event.values), wizard.stage.index
    if isinstance(event, FileChosen):
        step = connecting.take_file(absorbed.steps[index], event.upload)
        # Of a file that is named already a browser does not say that it was chosen once more.
        kept = [item.name for item in step.secrets if item.size]
        name = event.upload.name
        emptied = [] if name in kept else [Fill(name)]
        return with_step(absorbed, index, step), [*emptied, _filled(step, name)]
    step = connecting.drop_file(absorbed.steps[index], event.name)
    # The button is gone, and the browser would go on to show the name of the file.
    return with_step(absorbed, index, step), [
        Fill(event.name),
        _filled(step, event.name),
        Focus(event.name),
    ]


def _filled(step: Step, name: str) -> Fill:
    """Order what stands beside a file into its input."""
    typed = name.removesuffix(FILE)
    return Fill(typed, next((str(i.value) for i in step.secrets if i.name == typed), ""))


def _go(wizard: Wizard, place: int) -> Outcome:
    left = consenting.depart(wizard)
    gone = replace(wizard, stage=wizard.stages[place], refused=(), is_resumed=False)
    there, asked = consenting.arrive(gone)
    return there, [*left, step_event(there), *fill_secrets(there), *asked, Focus(TITLE)]


def _place(wizard: Wizard) -> int:
    return wizard.stages.index(wizard.stage)


def _try_again(wizard: Wizard, event: TriedAgain) -> Outcome:
    match wizard.stage:
        case Unopened():
            opening = replace(wizard, stage=Opening())
            return opening, [LoadPlan(wizard.attempt, wizard.summary.id), Focus(TITLE)]
        case Failed(standing="unseen"):
            return look(wizard)
        case Failed():
            return start(wizard)
        case _:
            raise UnexpectedEvent(wizard.stage, event)
