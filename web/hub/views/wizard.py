"""What the wizard looks like in each of its stages."""

from functools import partial

import htpy as h

from hub import variables as configuring
from hub.activation import Wizard
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
from hub.activation.update import SUMMARY, TITLE, stage_name
from hub.app import LEAVE_TITLE, App
from hub.errors import Problem
from hub.steps import Step
from hub.texts import _
from hub.views.connect import view_connect
from hub.views.manage import close_button
from hub.views.overview import view_overview
from hub.views.parts import button, heading, icon, logo, plain, waiting
from hub.views.problems import try_again, view_problem
from hub.views.review import view_review
from hub.views.variables import view_variables


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
        wizard.asks_to_leave and _view_leaving(),
        h.div(".vh-panel__body", hidden=wizard.asks_to_leave)[_view_stage(app, wizard)],
    ]


def _title(wizard: Wizard) -> str:
    name = plain(wizard.summary.name)
    if isinstance(wizard.stage, Done):
        return _("{name} is connected", name=name)
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
            return _in_form(wizard, view_variables(wizard.form))
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
        _view_errors(wizard),
        content,
        h.div(".vh-actions.vh-actions--ends")[
            button(_("Back"), "back") if place else None,
            button(_next_label(wizard, place), primary=True) if wizard.is_supported else None,
        ],
    ]


def _next_label(wizard: Wizard, place: int) -> str:
    return _("Review") if isinstance(wizard.stages[place + 1], Review) else _("Next")


def _view_errors(wizard: Wizard) -> h.Node:
    found = _errors(wizard)
    if not found and not wizard.refused:
        return None
    return h.div(".vh-summary", id=SUMMARY, role="alert", tabindex="-1")[
        h.p(".vh-summary__title")[_("Please look at this again. What you typed is kept.")],
        h.ul[
            (
                h.li[h.button(".vh-link", type="button", data_focus=name, dir="auto")[text]]
                for name, text in found
            ),
            (h.li(dir="auto")[message] for message in wizard.refused),
        ],
    ]


def _errors(wizard: Wizard) -> list[tuple[str, str]]:
    match wizard.stage:
        case Connect(index):
            return _step_errors(wizard.steps[index])
        case Configure() if wizard.form is not None:
            found = configuring.errors(wizard.form)
            return [(name, f"{label}: {text}" if label else text) for name, label, text in found]
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


def _view_leaving() -> h.Element:
    return h.div(
        ".vh-confirm", role="alertdialog", aria_labelledby=LEAVE_TITLE, aria_describedby="vh-why"
    )[
        h.h3(".vh-heading", id=LEAVE_TITLE, tabindex="-1")[_("Leave without connecting?")],
        h.p(id="vh-why")[_("What you typed here will be lost. Nothing was sent.")],
        h.div(".vh-actions")[
            button(_("Leave"), "leave", danger=True),
            button(_("Stay"), "stay"),
        ],
    ]


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
        ("confirm", _("Activating {name}", name=name)),
    ]


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
    return view_problem(
        problem,
        kept,
        try_again("try-again"),
        button(_("Back"), "back"),
        heading=_("{name} is not connected", name=plain(wizard.summary.name)),
    )


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
        h.div(".vh-actions.vh-actions--ends")[button(_("Done"), "close", primary=True)],
    ]  # fmt: skip
