"""A wizard in any of its stages, brought there by events."""

from collections.abc import Callable
from dataclasses import replace

from hub.activation import Wizard, WizardEffect, WizardEvent, open_wizard, update
from hub.activation.events import (
    Activated,
    Confirmed,
    EndUserReady,
    PlanFailed,
    PlanLoaded,
    Refused,
    Submitted,
    WentNext,
)
from hub.activation.looking import Sent, take_up
from hub.activation.sending import look
from hub.errors import FieldProblem, Problem
from hub.fields import Values
from hub.plan import Plan
from tests.hub.builders import A_SCHEMA, a_plan, a_template, a_user, an_activation, an_integration

ATTEMPT = "01JATTEMPT000000000ABCDEF"
NETWORK = Problem("network")
UNSEEN = Problem("timeout", "unseen")
KEY: Values = {"vh-c0-value": "canary", "vh-ca-value": "canary"}
"""The key of the first system, or of the person's own account; each step takes its own."""


def refused(*fields: str, message: str = "No.") -> Refused:
    problems = tuple(FieldProblem(name, message) for name in fields)
    return Refused(ATTEMPT, Problem("validation", fields=problems, status=422))


def outcome(wizard: Wizard, *events: WizardEvent) -> tuple[Wizard, list[WizardEffect]]:
    """Give the wizard after the events, and the effects of the last one."""
    effects: list[WizardEffect] = []
    for event in events:
        wizard, effects = update(wizard, event)
    return wizard, effects


def run(wizard: Wizard, *events: WizardEvent) -> Wizard:
    return outcome(wizard, *events)[0]


def standard_plan() -> Plan:
    return a_plan(a_template(), end_user=a_user(), schema=A_SCHEMA)


def region_name(wizard: Wizard) -> str:
    """Name the input of the only variable."""
    assert wizard.form is not None
    return next(stop.name for stop in wizard.form.stops() if stop.field)


def opening() -> Wizard:
    return open_wizard(an_integration(), ATTEMPT)[0]


def unopened() -> Wizard:
    return run(opening(), PlanFailed(ATTEMPT, NETWORK))


def overview(plan: Plan | None = None) -> Wizard:
    return run(opening(), PlanLoaded(ATTEMPT, plan or standard_plan()))


def connect(plan: Plan | None = None) -> Wizard:
    return run(overview(plan), WentNext())


def configure() -> Wizard:
    return run(connect(), WentNext(KEY))


def review(plan: Plan | None = None) -> Wizard:
    wizard = run(connect(plan), WentNext(KEY))
    if plan is not None:
        return wizard
    return run(wizard, WentNext({region_name(wizard): "eu"}))


def activating(plan: Plan | None = None) -> Wizard:
    return run(review(plan), Submitted())


def creating_account() -> Wizard:
    return activating(a_plan(a_template(), end_user=None, host_connects=True))


def confirming() -> Wizard:
    return run(activating(), Activated(ATTEMPT, an_activation()))


def done() -> Wizard:
    return run(confirming(), Confirmed(ATTEMPT, an_activation()))


def failed() -> Wizard:
    return run(activating(), Refused(ATTEMPT, NETWORK))


def failed_after_creation() -> Wizard:
    ready = EndUserReady(ATTEMPT, a_user())
    return run(creating_account(), ready, Refused(ATTEMPT, NETWORK))


def looking() -> Wizard:
    """Have loaded the page anew after everything was sent."""
    return look(take_up(overview(), Sent(ATTEMPT)))[0]


def unseen() -> Wizard:
    return run(looking(), Refused(ATTEMPT, UNSEEN))


def asked_to_leave() -> Wizard:
    return replace(configure(), asks_to_leave=True)


STAGES: dict[str, Callable[[], Wizard]] = {
    "opening": opening,
    "unopened": unopened,
    "overview": overview,
    "connect": connect,
    "configure": configure,
    "review": review,
    "creating_account": creating_account,
    "activating": activating,
    "confirming": confirming,
    "done": done,
    "failed": failed,
    "looking": looking,
    "unseen": unseen,
}
