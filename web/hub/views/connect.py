"""One connection: an existing one to reuse, or the questions for a new one."""

import htpy as h

from hub.steps import Step
from hub.texts import _
from hub.views.fields import view_field
from hub.views.parts import plain


def view_connect(step: Step) -> h.Node:
    """Show the questions of one connection."""
    name = plain(step.template.name)
    choice = step.choice_field
    return [
        h.h3(".vh-subheading", dir="auto")[_("Connect to {name}", name=name)],
        step.is_account and h.p[_("This is your account in this application itself.")],
        view_field(choice) if choice else None,
        _view_questions(step) if step.is_new else None,
    ]


def _view_questions(step: Step) -> h.Node:
    if not step.fields:
        return h.p[_("{name} asks for nothing.", name=plain(step.template.name))]
    return [
        [view_field(item) for item in step.secrets],
        h.h4(".vh-subheading")[_("Settings of this connection")] if step.variables else None,
        [view_field(item) for item in step.variables],
    ]
