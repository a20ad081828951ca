"""The last look: everything that will be sent, in words; secrets as dots."""

from collections.abc import Iterable

import htpy as h

from hub import variables as configuring
from hub.activation import Wizard
from hub.activation.states import Configure, Connect, Stage
from hub.credentials import FILE
from hub.fields import Field
from hub.oauth import Granted
from hub.steps import Step
from hub.texts import _
from hub.views.overview import needs
from hub.views.parts import button, step_title

DOTS = "••••••••"

Row = tuple[str, str]


def view_review(wizard: Wizard) -> h.Node:
    """Show the answers, each part with a way to change it."""
    return [
        h.p[_view_promise(wizard)],
        [_view_part(wizard, place, stage) for place, stage in enumerate(wizard.stages)],
        _view_unasked(wizard),
        _view_primary(wizard),
        h.div(".vh-actions.vh-actions--ends")[
            button(_("Back"), "back"),
            button(_("Activate"), "activate", primary=True),
        ],
    ]


def _view_promise(wizard: Wizard) -> str:
    if wizard.has_made_account:
        return _("This is what will be sent. Nothing more is connected before you activate it.")
    return _("This is what will be sent. Nothing is connected before you activate it.")


def _view_part(wizard: Wizard, place: int, stage: Stage) -> h.Node:
    match stage:
        case Connect(index):
            step = wizard.steps[index]
            return _view_answers(step_title(wizard.steps, index), step_rows(step), place)
        case Configure() if wizard.form is not None:
            return _view_answers(_("Settings"), configuring.summary(wizard.form), place)
        case _:
            return None


def _view_unasked(wizard: Wizard) -> h.Node:
    """Show the settings of a schema that leaves no choice; there is nothing to change."""
    if wizard.form is None or Configure() in wizard.stages:
        return None
    rows = configuring.summary(wizard.form)
    return _view_answers(_("Settings"), rows) if rows else None


def _view_answers(title: str, rows: Iterable[Row], place: int | None = None) -> h.Element:
    return h.section(".vh-review")[
        h.div(".vh-review__head")[
            h.h3(".vh-subheading", id=f"vh-part-{place or 'unasked'}", dir="auto")[title],
            place is not None and _change(place),
        ],
        h.dl(".vh-answers")[
            (
                h.div(".vh-answers__row")[h.dt(dir="auto")[label], h.dd(dir="auto")[text]]
                for label, text in rows
            )
        ],
    ]


def _change(place: int) -> h.Element:
    return h.button(
        ".vh-link",
        type="button",
        data_event="change",
        data_place=str(place),
        aria_describedby=f"vh-part-{place}",
    )[_("Change")]


def step_rows(step: Step) -> list[Row]:
    """List what a step says, secrets as dots."""
    if not step.is_new:
        chosen = next(item for item in step.reusable if item.id == step.choice)
        return [(_("Connection"), chosen.name or _("Unnamed connection"))]
    if not step.secrets:
        return [_sign_in(step), *map(_row, step.variables)]
    return [_row(item) for item in step.fields if not _stands_elsewhere(item, step)]


def _sign_in(step: Step) -> Row:
    told = isinstance(step.consent, Granted)
    return (_("Sign-in"), _("Signed in") if told else needs(step.template.scheme))


def _stands_elsewhere(item: Field, step: Step) -> bool:
    """Tell whether a blank field is one of two, of which the other may be filled in."""
    if item.kind == "file":
        return item.is_blank
    twin = next((other for other in step.secrets if other.name == item.name + FILE), None)
    return item.is_blank and twin is not None and not twin.is_blank


def _row(item: Field) -> Row:
    return item.label, _answer(item)


def _answer(item: Field) -> str:
    if item.is_blank:
        return _("not given")
    if item.kind == "file":
        return _("a file of {size} bytes", size=item.size)
    return DOTS if item.is_secret else str(item.value)


def _view_primary(wizard: Wizard) -> h.Node:
    """Say which connection to the host's own system is used without having been asked for."""
    plan = wizard.plan
    if plan is None or any(step.is_account or step.template.is_primary for step in wizard.steps):
        return None
    account = wizard.end_user if wizard.has_made_account else None
    if account and account.primary_connection and not plan.host_connects:
        return h.p(".vh-note")[_("Your account in this application is connected already.")]
    if not any(template.is_primary for template in plan.integration.used_templates):
        return None
    return h.p(".vh-note")[_("Your account in this application is connected for you.")]
