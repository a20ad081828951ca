"""The panel that stands in the place of the list: its head, its body, and the way out of it."""

from collections.abc import Mapping

import htpy as h

from hub import manage
from hub.activation import Wizard
from hub.activation.answers import has_unsent_answers
from hub.activation.outcome import TITLE
from hub.app import LEAVE_TITLE, App
from hub.manage import Manage
from hub.manage.states import Undoing
from hub.texts import _
from hub.views.parts import button, close_button, heading, logo


def view_panel(
    app: App,
    screen: Wizard | Manage,
    title: str,
    question: str,
    data: Mapping[str, str],
    *content: h.Node,
) -> h.Element:
    """Show a screen; `question` stands before typed answers are lost, the content comes last."""
    summary = screen.summary
    *above, body = content
    held = {"data-hold": "true"} if _must_be_held(screen) else {}
    return h.section(".vh-panel", {**data, **held}, role="dialog", aria_labelledby=TITLE)[
        h.header(".vh-panel__head")[
            logo(summary.name, summary.image_url, app.options.image_origins, app.broken_images),
            heading(title, TITLE),
            None if screen.is_busy or screen.asks_to_leave else close_button(),
        ],
        above,
        _view_leaving(question, _why(screen)) if screen.asks_to_leave else None,
        h.div(".vh-panel__body", hidden=screen.asks_to_leave)[body],
    ]


def _must_be_held(screen: Wizard | Manage) -> bool:
    """Tell whether someone who left the page now would lose answers, or be wrong about a thing."""
    if isinstance(screen, Wizard):
        return screen.is_busy or has_unsent_answers(screen)
    # Nothing is sent yet: whoever left the page would stay connected, and not know it.
    return isinstance(screen.stage, Undoing) or manage.has_unsent_answers(screen)


def _why(screen: Wizard | Manage) -> str:
    """Say what is lost by leaving, and what is not taken back by it."""
    if isinstance(screen, Wizard) and screen.is_unsure:
        return _(
            "What you typed here will be lost. What was sent may still come through; the list"
            " will show it."
        )
    if isinstance(screen, Wizard) and screen.has_made_account:
        return _("What you typed here will be lost. Your account is created, and stays.")
    return _("What you typed here will be lost. Nothing was sent.")


def _view_leaving(question: str, why: str) -> h.Element:
    return h.div(
        ".vh-confirm", role="alertdialog", aria_labelledby=LEAVE_TITLE, aria_describedby="vh-why"
    )[
        h.h3(".vh-heading", id=LEAVE_TITLE, tabindex="-1")[question],
        h.p(id="vh-why")[why],
        h.div(".vh-actions")[
            button(_("Leave"), "leave", danger=True),
            button(_("Stay"), "stay"),
        ],
    ]
