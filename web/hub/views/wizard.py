"""What the wizard looks like in each of its stages."""

from collections.abc import Callable
from functools import partial

import htpy as h

from hub.activation import Wizard
from hub.activation.consent import shown_step
from hub.activation.states import (
    Activating,
    Configure,
    Connect,
    Done,
    Failed,
    Opening,
    Overview,
    Review,
    Stage,
    Unopened,
)
from hub.activation.update import TITLE, stage_name
from hub.app import App
from hub.errors import Problem
from hub.steps import Step
from hub.texts import _
from hub.views.connect import view_connect
from hub.views.leaving import view_leaving
from hub.views.overview import view_overview
from hub.views.parts import button, close_button, heading, icon, logo, plain, waiting
from hub.views.problems import try_again, view_problem
from hub.views.review import view_review
from hub.views.summary import form_errors, view_settings, view_summary


def view_wizard(app: App, wizard: Wizard) -> h.Element:
    """Show the wizard."""
    summary = wizard.summary
    return h.section(
        ".vh-panel",
        role="dialog",
        aria_labelledby=TITLE,
        data_stage=stage_name(wizard.stage),
        data_escape="stay" if wizard.asks_to_leave else "close",
    )[
        h.header(".vh-panel__head")[
            logo(summary.name, summary.image_url, app.options.image_origins, app.broken_images),
            heading(_title(wizard), TITLE),
            not wizard.is_busy and close_button(),
        ],
        _view_stepper(wizard),
        view_leaving(_("Leave without connecting?")) if wizard.asks_to_leave else None,
        h.div(".vh-panel__body", hidden=wizard.asks_to_leave)[_view_stage(app, wizard)],
    ]


def _title(wizard: Wizard) -> str:
    name = plain(wizard.summary.name)
    if isinstance(wizard.stage, Done):
        return _("{name} is connected", name=name)
    if wizard.reconnect:
        return _("Reconnect {name}", name=name)
    return _("Connect {name}", name=name)


def _view_stage(app: App, wizard: Wizard) -> h.Node:
    match wizard.stage:
        case Opening():
            return [_description(wizard), waiting(_("Getting ready…"))]
        case Unopened(problem):
            return view_problem(problem, "", try_again("try-again"))
        case Overview():
            return _in_form(wizard, [_description(wizard), view_overview(wizard)])
        case Connect(index):
            return _in_form(wizard, view_connect(wizard.steps[index], app.options.callback_origin))
        case Configure() if wizard.form is not None:
            return _in_form(wizard, view_settings(wizard.form))
        case Review():
            return view_review(wizard)
        case Activating():
            return _view_tasks(wizard, wizard.stage)
        case Failed(problem):
            return _view_failed(wizard, problem)
        case Done():
            return _view_done(wizard)
        case _:
            return None


def _description(wizard: Wizard) -> h.Node:
    text = wizard.summary.description
    return text and h.p(".vh-lead", dir="auto")[text]


def _in_form(wizard: Wizard, content: h.Node) -> h.Element:
    """Put a stage's questions into a form with the ways back and on."""
    place = wizard.stages.index(wizard.stage)
    return h.form(
        ".vh-form", id=f"vh-form-{place}", data_event="next", novalidate=True, autocomplete="off"
    )[
        view_summary(_errors(wizard), wizard.refused),
        content,
        h.div(".vh-actions.vh-actions--ends")[
            button(_("Back"), "back") if place else None,
            _view_next(wizard, place) if wizard.is_supported else None,
        ],
    ]


def _view_next(wizard: Wizard, place: int) -> h.Element:
    """Show the way on; while a sign-in is due, that is the thing to do and not this."""
    step = shown_step(wizard)
    return button(_next_label(wizard, place), primary=not (step and step.needs_consent))


def _next_label(wizard: Wizard, place: int) -> str:
    return _("Review") if isinstance(wizard.stages[place + 1], Review) else _("Next")


def _errors(wizard: Wizard) -> list[tuple[str, str]]:
    match wizard.stage:
        case Connect(index):
            return _step_errors(wizard.steps[index])
        case Configure() if wizard.form is not None:
            return form_errors(wizard.form)
        case _:
            return []


def _step_errors(step: Step) -> list[tuple[str, str]]:
    if not step.is_new:
        return []
    whole = [(step.consent_name, step.error)] if step.error else []
    return whole + [
        (item.name, f"{item.label}: {item.error}") for item in step.fields if item.error
    ]


def _view_stepper(wizard: Wizard) -> h.Node:
    if wizard.plan is None or isinstance(wizard.stage, Done):
        return None
    stages = wizard.stages
    current = stages.index(wizard.stage) if wizard.stage in stages else len(stages) - 1
    view_one = partial(_view_place, wizard, current)
    return h.ol(".vh-stepper", aria_label=_("Steps"))[
        (view_one(place, stage) for place, stage in enumerate(stages))
    ]


def _view_place(wizard: Wizard, current: int, place: int, stage: Stage) -> h.Element:
    state = "done" if place < current else "current" if place == current else "ahead"
    return h.li(
        class_=f"vh-stepper__step vh-stepper__step--{state}",
        aria_current="step" if state == "current" else None,
    )[
        h.span(".vh-stepper__mark", aria_hidden="true")["✓" if state == "done" else str(place + 1)],
        h.span(".vh-stepper__label", dir="auto")[_stage_label(wizard, stage)],
    ]


def _stage_label(wizard: Wizard, stage: Stage) -> str:
    match stage:
        case Overview():
            return _("Overview")
        case Connect(index):
            return plain(wizard.steps[index].template.name) or _("Connect")
        case Configure():
            return _("Configure")
        case _:
            return _("Review")


def _view_tasks(wizard: Wizard, stage: Activating) -> h.Element:
    tasks = _tasks(wizard)
    names = [name for name, _label in tasks]
    current = names.index(stage.task)
    return h.div[
        h.ol(".vh-tasks")[
            (
                _view_task(label, index - current)
                for index, (_name, label) in enumerate(tasks)
            )
        ],
        stage.slow and h.p(".vh-waiting__slow")[
            _("This is taking longer than usual. Please leave this page open.")
        ],
    ]  # fmt: skip


def _tasks(wizard: Wizard) -> list[tuple[str, str]]:
    systems = ", ".join(plain(s.template.name) for s in wizard.steps if not s.is_account)
    name = plain(wizard.summary.name)
    is_new = wizard.plan is not None and wizard.plan.end_user is None
    account = [("account", _("Creating your account"))] if is_new else []
    return [
        *account,
        ("activate", _("Connecting {name}", name=systems or name)),
        *_detour(wizard, name),
        ("confirm", _("Activating {name}", name=name)),
        *([("replace", _("Removing the old activation"))] if _replaces(wizard) else []),
    ]


def _detour(wizard: Wizard, name: str) -> list[tuple[str, str]]:
    """List the tasks where only one activation is allowed, once that has turned out."""
    task = wizard.stage.task if isinstance(wizard.stage, Activating) else ""
    if not (wizard.reconnect and wizard.reconnect.is_lost) and task != "free":
        return []
    detour = [
        ("free", _("Removing the old activation, since only one is allowed")),
        ("activate-again", _("Connecting {name} once more", name=name)),
    ]
    restore = ("restore", _("Restoring what was there before"))
    return [*detour, restore] if task == "restore" else detour


def _replaces(wizard: Wizard) -> bool:
    return wizard.reconnect is not None and not wizard.reconnect.is_lost


def _view_task(label: str, distance: int) -> h.Element:
    state = "done" if distance < 0 else "current" if distance == 0 else "ahead"
    said = {"done": _("done"), "current": _("in progress"), "ahead": _("waiting")}[state]
    return h.li(class_=f"vh-task vh-task--{state}")[
        icon("check") if state == "done" else h.span(".vh-task__mark", aria_hidden="true"),
        h.span(dir="auto")[label],
        h.span(".vh-visually-hidden")[f", {said}"],
    ]


def _view_failed(wizard: Wizard, problem: Problem) -> h.Element:
    account = wizard.end_user is not None and wizard.plan and wizard.plan.end_user is None
    kept = (
        _("Your account was created, and your answers are kept.")
        if account
        else _("Your answers are kept.")
    )
    said = _STANDING.get(wizard.stage.standing if isinstance(wizard.stage, Failed) else "")
    kept = f"{said()} {kept}" if said else kept
    return view_problem(
        problem,
        kept,
        try_again("try-again"),
        button(_("Back"), "back"),
        heading=_failure(wizard, problem),
        messages=wizard.refused,
    )


def _failure(wizard: Wizard, problem: Problem) -> str:
    name = plain(wizard.summary.name)
    lost = isinstance(wizard.stage, Failed) and wizard.stage.standing == "lost"
    if wizard.reconnect and not lost:
        return _("{name} was not reconnected", name=name)
    if problem.is_fate_unknown and wizard.end_user is not None:
        return _("It is not known whether {name} was connected", name=name)
    return _("{name} is not connected", name=name)


_STANDING: dict[str, Callable[[], str]] = {
    "kept": lambda: _("The old activation is still in place and goes on working."),
    "restored": lambda: _("What was there before is restored and goes on working."),
    "lost": lambda: _("The old activation had to be removed first and could not be restored."),
}


def _view_done(wizard: Wizard) -> h.Node:
    name = plain(wizard.summary.name)
    return [
        h.div(".vh-done")[
            icon("check"),
            h.p[
                _("Data can now move between this application and {name}. You can change or"
                  " disconnect it at any time with Manage.", name=name)
            ],
        ],
        _view_left_over(wizard),
        h.div(".vh-actions.vh-actions--ends")[button(_("Done"), "close", primary=True)],
    ]  # fmt: skip


def _view_left_over(wizard: Wizard) -> h.Node:
    if not isinstance(wizard.stage, Done) or not wizard.stage.is_old_left:
        return None
    return h.p(".vh-note")[
        _("The old activation could not be removed and is still there beside the new one. Remove"
          " it with Manage.")
    ]  # fmt: skip
