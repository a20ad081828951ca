"""The settings of an integration, and the summary of everything that is wrong with a form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import htpy as h

from hub import variables as configuring
from hub.activation.outcome import SUMMARY
from hub.texts import _

if TYPE_CHECKING:
    from hub.variables import Form


Error = tuple[str, str]
"""A field's name, and what is wrong with it."""


def view_summary(errors: Sequence[Error], messages: Sequence[str]) -> h.Node:
    """Show what is wrong, or nothing; `messages` belong to no field."""
    if not errors and not messages:
        return None
    return h.div(".vh-summary", id=SUMMARY, role="alert", tabindex="-1")[
        h.p(".vh-summary__title")[_("Please look at this again. What you typed is kept.")],
        h.ul[
            (
                h.li[h.button(".vh-link", type="button", data_focus=name, dir="auto")[text]]
                for name, text in errors
            ),
            (h.li(dir="auto")[message] for message in messages),
        ],
    ]


def form_errors(form: Form) -> list[Error]:
    """List what is wrong with the settings."""
    found = configuring.errors(form)
    return [(name, f"{label}: {text}" if label else text) for name, label, text in found]


def view_settings(form: Form) -> h.Node:
    """Show the form of the settings; its views are imported with the first one."""
    from hub.views.variables import view_variables

    return view_variables(form)
