"""What went wrong, as it is shown: its words, what is kept, the ways on."""

from collections.abc import Sequence

import htpy as h

from hub.errors import Problem
from hub.texts import _
from hub.views.parts import button
from hub.wording import words

LONGEST_DETAIL = 300


def view_problem(
    problem: Problem,
    kept: str = "",
    *actions: h.Node,
    heading: str = "",
    id_: str | None = None,
    messages: Sequence[str] = (),
) -> h.Element:
    """Show a problem in full: its words, what is kept, the ways on, a name for support."""
    message, remedy = words(problem)
    return h.div(".vh-problem", role="alert", id=id_, tabindex="-1" if id_ else None)[
        heading and h.h3(".vh-problem__title")[heading],
        h.p(".vh-problem__message")[message],
        (detail := _detail(problem)) and h.p(".vh-problem__detail", dir="auto")[detail],
        [h.p(".vh-problem__detail", dir="auto")[message] for message in messages],
        h.p(".vh-problem__remedy")[[kept, " " if kept else None, remedy]],
        actions and h.div(".vh-actions")[actions],
        problem.correlation_id
        and h.p(".vh-problem__id")[_("Reference for support: {id}", id=problem.correlation_id)],
    ]


def try_again(event: str) -> h.Element:
    """Offer to try again."""
    return button(_("Try again"), event, primary=True)


def _detail(problem: Problem) -> str:
    """Give the API's own message where it is written for people."""
    shown = problem.type in ("validation", "conflict", "api", "oauth_denied")
    return problem.detail[:LONGEST_DETAIL] if shown else ""
