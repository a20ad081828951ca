"""What the wizard looks like in each of its stages."""

from functools import partial

import htpy as h

from hub.activation import Wizard
from hub.activation.consent import shown_step, window_name
from hub.activation.outcome import stage_name
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
from hub.app import App
from hub.steps import Step
from hub.texts import _
from hub.views.connect import Window, view_connect
from hub.views.overview import view_overview
from hub.views.panel import view_panel
from hub.views.parts import button, plain, slow, step_title, waiting
from hub.views.problems import try_again, view_problem
from hub.views.review import view_review
from hub.views.sending import view_done, view_failed, view_tasks
from hub.views.summary import form_errors, view_settings, view_summary

LABELLED_STEPS = 5
"""Up to this many steps all have their labels; of more, only the current one has."""


def view_wizard(app: App, wizard: Wizard) -> h.Element:
    """Show the wizard."""
    data = {
        "data-stage": stage_name(wizard.stage),
        "data-escape": "stay" if wizard.asks_to_leave else "close",
    }
    question = _("Leave without connecting?")
    content = (_view_stepper(wizard), _view_stage(app, wizard))
    return view_panel(app, wizard, _title(wizard), question, data, *content)


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
            return [_description(wizard), waiting(_("Getting ready…"), slow())]
        case Unopened(problem):
            name = plain(wizard.summary.name)
            title = _("{name} could not be opened", name=name)
            return view_problem(
                problem, _("Nothing was changed."), try_again("try-again"), heading=title
            )
        case Overview():
            return _in_form(wizard, [_description(wizard), view_overview(wizard)])
        case Connect(index):
            step, title = wizard.steps[index], step_title(wizard.steps, index)
            window = Window(window_name(wizard), app.options.callback_origin)
            return _in_form(wizard, view_connect(step, title, window))
        case Configure() if wizard.form is not None:
            return _in_form(wizard, [_view_unknown(wizard), view_settings(wizard.form)])
        case Review():
            return view_review(wizard)
        case Activating():
            return view_tasks(wizard, wizard.stage)
        case Failed(problem):
            return view_failed(wizard, problem)
        case Done():
            return view_done(wizard)
        case _:
            return None


def _view_unknown(wizard: Wizard) -> h.Node:
    """Say so if what is to be replaced has settings that are not known."""
    if wizard.reconnect is None or wizard.reconnect.variables is not None:
        return None
    return h.p(".vh-note")[
        _("The settings in force cannot be shown here. What you enter here takes their place.")
    ]


def _description(wizard: Wizard) -> h.Node:
    text = wizard.summary.description
    return text and h.p(".vh-lead", dir="auto")[text]


def _in_form(wizard: Wizard, content: h.Node) -> h.Element:
    """Put a stage's questions into a form with the ways back and on."""
    place = wizard.stages.index(wizard.stage)
    return h.form(
        ".vh-form",
        id=f"vh-form-{place}",
        data_event="next",
        data_place=str(place),
        novalidate=True,
        autocomplete="off",
    )[
        view_summary(_errors(wizard), wizard.refused),
        _view_resumed(wizard) if wizard.is_resumed else None,
        content,
        h.div(".vh-actions.vh-actions--ends")[
            button(_("Back"), "back") if place else None,
            _view_next(wizard, place)
            if wizard.is_supported
            else button(_("Back to the list"), "close"),
        ],
    ]


def _view_resumed(wizard: Wizard) -> h.Element:
    """Say why something that was answered before has to be answered again."""
    step = shown_step(wizard)
    said = (
        _("The page was loaded anew: please sign in once more.")
        if step and step.needs_consent
        else _("The page was loaded anew, and no secret is ever kept: please enter it once more.")
    )
    return h.p(".vh-notice")[said]


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
    whole = [(step.first_name, step.error)] if step.error else []
    if not step.is_new:
        return whole
    return whole + [
        (item.name, f"{item.label}: {item.error}") for item in step.fields if item.error
    ]


def _view_stepper(wizard: Wizard) -> h.Node:
    if isinstance(wizard.stage, Opening):
        return h.div(".vh-stepper", aria_hidden="true")[h.span(".vh-bone.vh-bone--steps")]
    if wizard.plan is None or not wizard.is_supported or isinstance(wizard.stage, Done):
        return None
    stages = wizard.stages
    current = stages.index(wizard.stage) if wizard.stage in stages else len(stages) - 1
    view_one = partial(_view_place, wizard, current)
    is_long = len(stages) > LABELLED_STEPS
    return h.ol(class_=["vh-stepper", {"vh-stepper--long": is_long}], aria_label=_("Steps"))[
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
            return step_title(wizard.steps, index) or _("Connect")
        case Configure():
            return _("Configure")
        case _:
            return _("Review")
