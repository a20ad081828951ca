"""The question that stands before typed answers are lost."""

import htpy as h

from hub.app import LEAVE_TITLE
from hub.texts import _
from hub.views.parts import button


def view_leaving(question: str) -> h.Element:
    """Ask whether the screen is to be left."""
    return h.div(
        ".vh-confirm", role="alertdialog", aria_labelledby=LEAVE_TITLE, aria_describedby="vh-why"
    )[
        h.h3(".vh-heading", id=LEAVE_TITLE, tabindex="-1")[question],
        h.p(id="vh-why")[_("What you typed here will be lost. Nothing was sent.")],
        h.div(".vh-actions")[
            button(_("Leave"), "leave", danger=True),
            button(_("Stay"), "stay"),
        ],
    ]
