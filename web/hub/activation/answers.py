"""The answers in the wizard: taking them in, checking a stage, and placing what the API refused."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hub import steps as connecting
from hub import variables as configuring
from hub.activation.states import Activating, Configure, Connect, Done, Failed, Stage, Wizard
from hub.errors import FieldProblem, Problem
from hub.fields import Values
from hub.glass import Fill
from hub.models import EndUser
from hub.naming import is_name
from hub.paths import VARIABLES, in_body, inside, number, texts
from hub.plan import Plan, bind, first_new, make_steps
from hub.refusing import refuse
from hub.steps import Step

_OF_THE_ORDER = ("", "userId", "integrationId", "connections", "externalId", "displayName")
"""What the body of an order has for its own; a setting of that name is never meant by it alone."""


@dataclass(frozen=True)
class Checked:
    """A wizard whose current stage was checked."""

    wizard: Wizard
    has_errors: bool


def start_answers(wizard: Wizard, plan: Plan) -> Wizard:
    """Prepare empty answers for a plan."""
    schema = plan.integration.variables_schema
    known = wizard.reconnect.variables if wizard.reconnect else None
    form = configuring.start(schema, known) if schema is not None else None
    return replace(
        wizard,
        summary=plan.integration.summary,
        plan=plan,
        steps=make_steps(plan, prefers_new=wizard.reconnect is not None),
        form=form,
        start=form,
    )


def has_unsent_answers(wizard: Wizard) -> bool:
    """Tell whether leaving now would lose something that was typed."""
    if wizard.plan is None or isinstance(wizard.stage, Done):
        return False
    if not configuring.same_answers(wizard.form, wizard.start):
        return True
    empty = {step.prefix: step for step in make_steps(wizard.plan)}
    return any(connecting.answers_differ(step, empty[step.prefix]) for step in wizard.steps)


def absorb(wizard: Wizard, values: Values, mismatched: Sequence[str] = ()) -> Wizard:
    """Take in what stands in the inputs of the current stage."""
    match wizard.stage:
        case Connect(index):
            return with_step(wizard, index, connecting.take(wizard.steps[index], values))
        case Configure() if wizard.form is not None:
            return replace(wizard, form=configuring.take(wizard.form, values, mismatched))
        case _:
            return wizard


def check_stage(wizard: Wizard, mismatched: Sequence[str]) -> Checked:
    """Check the answers of the current stage."""
    match wizard.stage:
        case Connect(index):
            step = connecting.check(wizard.steps[index], mismatched)
            return Checked(with_step(wizard, index, step), step.has_errors)
        case Configure() if wizard.form is not None:
            form = configuring.check(wizard.form)
            return Checked(replace(wizard, form=form), bool(configuring.errors(form)))
        case _:
            return Checked(wizard, False)


def first_lacking(wizard: Wizard, stages: Sequence[Stage]) -> Stage | None:
    """Give the first of some stages whose answers are not complete."""
    return next((stage for stage in stages if _lacks_something(wizard, stage)), None)


def _lacks_something(wizard: Wizard, stage: Stage) -> bool:
    match stage:
        case Connect(index):
            return connecting.check(wizard.steps[index]).has_errors
        case Configure() if wizard.form is not None:
            form = wizard.form
            return configuring.answer(form) is None or bool(configuring.errors(form))
        case _:
            return False


def fill_secrets(wizard: Wizard) -> list[Fill]:
    """Order the secrets of the current stage back into their inputs."""
    match wizard.stage:
        case Connect(index):
            step = wizard.steps[index]
            secrets = connecting.secret_values(step) if step.is_new else {}
        case Configure() if wizard.form is not None:
            secrets = configuring.secrets(wizard.form)
        case _:
            return []
    return [Fill(name, value) for name, value in secrets.items()]


def with_account(wizard: Wizard, end_user: EndUser) -> Wizard:
    """Know the end user who is there by now; nothing typed for one would go anywhere any more."""
    made = [step for step in wizard.steps if step.is_account]
    spent = tuple(text for step in made for text in connecting.secret_texts(step))
    steps = tuple(step for step in wizard.steps if not step.is_account)
    return replace(wizard, end_user=end_user, steps=steps, spent=(*wizard.spent, *spent))


def secret_texts(wizard: Wizard) -> list[str]:
    """Give every secret that may have been sent."""
    texts = [text for step in wizard.steps for text in connecting.secret_texts(step)]
    settings = configuring.secret_texts(wizard.form) if wizard.form else []
    return [*wizard.spent, *texts, *settings]


def place_refusal(wizard: Wizard, problem: Problem) -> Wizard:
    """Put each refused field's message where it belongs, and go to the first of them.

    What belongs to no field is kept as a message of its own; a refusal that names no field at
    all ends in Failed. Of a connection's name nothing is said at its step: nobody can change it.
    """
    places: list[Stage] = []
    rest: list[str] = []
    for refused in problem.fields:
        if is_name(refused.field):
            continue
        wizard, stage = _place_one(wizard, refused)
        places += [stage] if stage else []
        rest += [] if stage else [connecting.field_problem(refused)]
    if not places:
        return replace(wizard, stage=Failed(problem), refused=tuple(rest))
    first = min(places, key=wizard.stages.index)
    return replace(wizard, stage=first, refused=tuple(rest))


def _place_one(wizard: Wizard, refused: FieldProblem) -> tuple[Wizard, Stage | None]:
    message = connecting.field_problem(refused)
    if isinstance(wizard.stage, Activating) and wizard.stage.task == "prepare":
        return _refuse_prepared(wizard, refused.field, message)
    match texts(in_body(refused.field)):
        case ("connections", place, *inner) if (index := number(place)) is not None:
            return _refuse_connection(wizard, index, inner, message)
        case ("primaryConnection", *inner):
            return _refuse_step(wizard, _account_index(wizard), inner, message)
        case path:
            return _refuse_setting(wizard, refused.field, path[0] if path else "", message)


def _refuse_setting(
    wizard: Wizard, path: str, first: str, message: str
) -> tuple[Wizard, Stage | None]:
    form = wizard.form
    if form is None or Configure() not in wizard.stages:
        return wizard, None
    is_bare = first not in VARIABLES
    if is_bare and (first in _OF_THE_ORDER or not configuring.knows(form.root, path)):
        return wizard, None
    return replace(wizard, form=configuring.point(form, path, message)), Configure()


def _refuse_connection(
    wizard: Wizard, place: int, inner: Sequence[str], message: str
) -> tuple[Wizard, Stage | None]:
    """Find the step behind the connection that was sent as the given one."""
    if wizard.plan is None or wizard.end_user is None:
        return wizard, None
    bound = bind(wizard.plan, wizard.steps, wizard.end_user)
    step = bound[place] if place < len(bound) else None
    index = wizard.steps.index(step) if isinstance(step, Step) else None
    return _refuse_step(wizard, index, inner, message)


def _refuse_prepared(wizard: Wizard, path: str, message: str) -> tuple[Wizard, Stage | None]:
    """Find the step whose connection was to be made by itself."""
    step = first_new(wizard.steps)
    index = wizard.steps.index(step) if step else None
    return _refuse_step(wizard, index, texts(inside(in_body(path), "connection")), message)


def _refuse_step(
    wizard: Wizard, index: int | None, inner: Sequence[str], message: str
) -> tuple[Wizard, Stage | None]:
    if index is None:
        return wizard, None
    refused = refuse(wizard.steps[index], inner, message)
    return with_step(wizard, index, refused), Connect(index)


def _account_index(wizard: Wizard) -> int | None:
    found = (index for index, step in enumerate(wizard.steps) if step.is_account)
    return next(found, None)


def with_step(wizard: Wizard, index: int, step: connecting.Step) -> Wizard:
    """Put a changed step into the wizard."""
    steps = (*wizard.steps[:index], step, *wizard.steps[index + 1 :])
    return replace(wizard, steps=steps)
