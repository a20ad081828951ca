"""What managing a connected integration looks like in each of its stages."""

import htpy as h

from hub.app import App
from hub.manage import (
    CONFIRM_TITLE,
    NOTICE,
    TITLE,
    Confirming,
    Deleting,
    Gone,
    Loading,
    Manage,
    Shown,
    Unloaded,
)
from hub.models import Activation
from hub.texts import _
from hub.views.parts import badge, button, heading, icon, logo, plain, waiting
from hub.views.problems import try_again, view_problem


def view_manage(app: App, screen: Manage) -> h.Element:
    """Show what is connected."""
    summary = screen.summary
    escape = "keep" if isinstance(screen.stage, Confirming) else "close"
    return h.section(
        ".vh-panel",
        role="dialog",
        aria_labelledby=TITLE,
        data_escape=escape,
        data_manage=type(screen.stage).__name__.lower(),
    )[
        h.header(".vh-panel__head")[
            logo(summary.name, summary.image_url, app.options.image_origins, app.broken_images),
            heading(_("Manage {name}", name=plain(summary.name)), TITLE),
            not screen.is_busy and close_button(),
        ],
        h.div(".vh-panel__body")[_view_stage(screen)],
    ]


def close_button() -> h.Element:
    """Show the cross that leads back to the list."""
    return h.button(".vh-close", type="button", data_event="close", aria_label=_("Close"))[
        icon("close")
    ]


def _view_stage(screen: Manage) -> h.Node:
    match screen.stage:
        case Loading():
            return waiting(_("Loading what is connected…"))
        case Unloaded(problem):
            return view_problem(problem, "", try_again("reload-manage"))
        case Shown(problem):
            kept = _("It is still connected.")
            notice = view_problem(problem, kept, id_=NOTICE) if problem else None
            return [notice, _view_activations(screen)]
        case Confirming(activation):
            return [_view_activations(screen, activation), _view_confirmation(screen)]
        case Deleting():
            return waiting(_("Disconnecting {name}…", name=plain(screen.summary.name)))
        case Gone():
            return _view_gone(screen)


def _view_activations(screen: Manage, chosen: Activation | None = None) -> h.Element:
    several = len(screen.activations) > 1
    return h.ul(".vh-activations")[
        (
            h.li(".vh-activation")[
                h.div[
                    badge(_("Connected"), "connected"),
                    several and h.span(".vh-activation__number")[f" {number}"],
                ],
                chosen is None
                and button(_("Disconnect"), "disconnect", danger=True, id=activation.id),
            ]
            for number, activation in enumerate(screen.activations, start=1)
        )
    ]


def _view_confirmation(screen: Manage) -> h.Element:
    name = plain(screen.summary.name)
    return h.div(
        ".vh-confirm", role="alertdialog", aria_labelledby=CONFIRM_TITLE, aria_describedby="vh-why"
    )[
        h.h3(".vh-heading", id=CONFIRM_TITLE, tabindex="-1")[_("Disconnect {name}?", name=name)],
        h.p(id="vh-why")[
            _("Data will stop moving between this application and {name}, and its settings will be"
              " forgotten. You can connect it again at any time.", name=name)
        ],
        h.div(".vh-actions")[
            button(_("Disconnect"), "confirm-disconnect", danger=True),
            button(_("Keep it connected"), "keep"),
        ],
    ]  # fmt: skip


def _view_gone(screen: Manage) -> h.Node:
    return [
        h.p[_("{name} is disconnected.", name=plain(screen.summary.name))],
        h.div(".vh-actions")[button(_("Back to the list"), "close", primary=True)],
    ]
