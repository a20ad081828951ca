"""What activating looks like: the orders under way, and what came of them."""

from collections.abc import Callable

import htpy as h

from hub.activation import Wizard
from hub.activation.states import (
    Activating,
    Done,
    Failed,
    Guess,
)
from hub.errors import Problem
from hub.texts import _
from hub.views.parts import button, icon, plain, slow, waiting
from hub.views.problems import try_again, view_problem

_DETOUR = ("prepare", "free", "activate-again", "restore")


def view_tasks(wizard: Wizard, stage: Activating) -> h.Element:
    """Show the orders under way, each ticked when it is done."""
    if stage.task == "look":
        return _view_look()
    tasks = _tasks(wizard)
    names = [name for name, _label in tasks]
    current = names.index(stage.task)
    return h.div[
        h.ol(".vh-tasks")[
            (
                _view_task(label, _state(wizard, name, index - current))
                for index, (name, label) in enumerate(tasks)
            )
        ],
        _is_detour(wizard) and h.p(".vh-note")[
            _("Only one activation is allowed here, so the old one stops just before the new one"
              " takes its place. If the new one is refused, the old one is put back if that can be"
              " done.")
        ],
        stage.slow and h.p(".vh-waiting__slow")[
            _("This is taking longer than usual. Please leave this page open.")
        ],
    ]  # fmt: skip


def _view_look() -> h.Element:
    """Say that it was sent, and that nobody has to do anything yet."""
    return waiting(
        _("The activation was sent before this page was loaded anew. It is looked for now…"), slow()
    )


def _tasks(wizard: Wizard) -> list[tuple[str, str]]:
    systems = ", ".join(plain(s.template.name) for s in wizard.steps if not s.is_account)
    name = plain(wizard.summary.name)
    is_new = wizard.plan is not None and wizard.plan.end_user is None
    account = [("account", _("Creating your account"))] if is_new else []
    restores = _task(wizard) == "restore"
    return [
        *account,
        ("activate", _("Connecting {name}", name=systems or name)),
        *_detour(wizard, name),
        *([] if restores else [("confirm", _("Activating {name}", name=name))]),
        *([("replace", _("Removing the old activation"))] if _replaces(wizard) else []),
    ]


def _detour(wizard: Wizard, name: str) -> list[tuple[str, str]]:
    """List the tasks where only one activation is allowed, once that has turned out."""
    if not _is_detour(wizard):
        return []
    detour = [
        ("free", _("Removing the old activation, since only one is allowed")),
        ("activate-again", _("Connecting {name} once more", name=name)),
    ]
    if _task(wizard) == "prepare" or (wizard.reconnect and wizard.reconnect.is_prepared):
        detour.insert(0, ("prepare", _("Making the new connection before anything is removed")))
    restore = ("restore", _("Restoring what was there before"))
    return [*detour, restore] if _task(wizard) == "restore" else detour


def _is_detour(wizard: Wizard) -> bool:
    """Tell whether only one is allowed; who tries again after a loss has nothing to remove."""
    reconnect = wizard.reconnect
    has_gone = reconnect is not None and reconnect.is_lost and reconnect.refusal is None
    return _task(wizard) in _DETOUR or (has_gone and _task(wizard) == "confirm")


def _task(wizard: Wizard) -> str:
    return wizard.stage.task if isinstance(wizard.stage, Activating) else ""


def _replaces(wizard: Wizard) -> bool:
    is_there = wizard.reconnect is not None and not wizard.reconnect.is_lost
    return is_there and not _is_detour(wizard)


def _state(wizard: Wizard, name: str, distance: int) -> str:
    """Tell how far a task has come; what was followed by a detour was refused."""
    if distance >= 0:
        return "ahead" if distance else "current"
    is_refused = name == "activate" and _is_detour(wizard)
    is_given_up = name == "activate-again" and _task(wizard) == "restore"
    return "refused" if is_refused or is_given_up else "done"


def _view_task(label: str, state: str) -> h.Element:
    words = {"done": _("done"), "current": _("in progress"), "ahead": _("waiting")}
    said = words.get(state) or _("not accepted")
    mark = {"done": "check", "refused": "close"}.get(state)
    return h.li(class_=f"vh-task vh-task--{state}")[
        icon(mark) if mark else h.span(".vh-task__mark", aria_hidden="true"),
        h.span(dir="auto")[label],
        h.span(".vh-visually-hidden")[f", {said}"],
    ]


def view_failed(wizard: Wizard, problem: Problem) -> h.Element:
    """Show what was refused, what is kept, and how things stand."""
    standing = wizard.stage.standing if isinstance(wizard.stage, Failed) else ""
    kept = " ".join([*_standing(wizard), _kept(wizard, standing)])
    is_unseen = standing == "unseen"
    return view_problem(
        problem,
        kept,
        button(_("Look again"), "try-again", primary=True) if is_unseen else try_again("try-again"),
        button(_("Back"), "back"),
        heading=_failure(wizard, problem),
        messages=wizard.refused,
    )


def _kept(wizard: Wizard, standing: str) -> str:
    """Say what need not be entered again."""
    if standing == "unseen":
        return _("Your answers are kept, but for what is secret.")
    if wizard.has_made_account:
        return _("Your account was created, and your answers are kept.")
    return _("Your answers are kept.")


def _failure(wizard: Wizard, problem: Problem) -> str:
    name = plain(wizard.summary.name)
    standing = wizard.stage.standing if isinstance(wizard.stage, Failed) else ""
    is_unknown = standing in ("unknown", "unseen") or (not standing and problem.is_fate_unknown)
    if wizard.reconnect and is_unknown:
        return _("It is not known whether {name} was reconnected", name=name)
    if wizard.reconnect and standing != "lost":
        return _("{name} was not reconnected", name=name)
    if is_unknown and wizard.end_user is not None:
        return _("It is not known whether {name} was connected", name=name)
    return _("{name} is not connected", name=name)


def _standing(wizard: Wizard) -> list[str]:
    """Say what became of what was to be replaced."""
    standing = wizard.stage.standing if isinstance(wizard.stage, Failed) else ""
    guesses = wizard.reconnect.guesses if wizard.reconnect else ()
    if standing == "restored" and guesses:
        return [_("It is activated again."), *(_GUESSES[guess]() for guess in guesses)]
    return [_STANDING[standing]()] if standing in _STANDING else []


_GUESSES: dict[Guess, Callable[[], str]] = {
    "connection": lambda: _(
        "Which connection it used before is not known: now it uses the newest one that fits."
    ),
    "settings": lambda: _(
        "Its settings from before are not known: now it has those that you entered here."
    ),
}

_STANDING: dict[str, Callable[[], str]] = {
    "kept": lambda: _("The old activation is still in place and goes on working."),
    "restored": lambda: _("What was there before is restored and goes on working."),
    "unknown": lambda: _(
        "What is in place now, the old activation, the new one or none, is not"
        " known. Trying again looks first."
    ),
    "lost": lambda: _("The old activation had to be removed first and could not be restored."),
}


def view_done(wizard: Wizard) -> h.Node:
    """Show that it worked, and what happens next."""
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
    match wizard.stage:
        case Done(is_old_left=True):
            said = _("The old activation could not be removed and is still there beside the new"
                     " one. Remove it with Manage.")  # fmt: skip
        case Done(is_restored=True):
            said = _("This may be the old activation, put back after the new one was refused. If it"
                     " still does not work, reconnect it with Manage.")  # fmt: skip
        case Done(is_unsure=True):
            said = _("It is not known whether the old activation was removed. Look for it with"
                     " Manage.")  # fmt: skip
        case _:
            return None
    return h.p(".vh-notice")[said]
