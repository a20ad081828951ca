"""What managing a connected integration looks like in each of its stages."""

import htpy as h

from hub.app import App
from hub.errors import Problem
from hub.manage import Manage
from hub.manage.settings import NOTICE
from hub.manage.states import (
    Confirming,
    Deleting,
    Gone,
    Loading,
    Reading,
    Saving,
    Shown,
    Undoing,
    Unloaded,
)
from hub.manage.update import CONFIRM_TITLE
from hub.models import Activation
from hub.texts import _
from hub.views.connections import view_connections
from hub.views.panel import view_panel
from hub.views.parts import badge, button, icon, plain, slow, waiting
from hub.views.problems import try_again, view_problem
from hub.views.summary import form_errors, view_settings, view_summary


def view_manage(app: App, screen: Manage) -> h.Element:
    """Show what is connected."""
    data = {
        "data-escape": _escape(screen),
        "data-manage": type(screen.stage).__name__.lower(),
    }
    title, body = _("Manage {name}", name=plain(screen.summary.name)), _view_stage(app, screen)
    return view_panel(app, screen, title, _("Leave without saving?"), data, body)


def _escape(screen: Manage) -> str:
    if screen.asks_to_leave:
        return "stay"
    match screen.stage:
        case Confirming():
            return "keep"
        case Undoing():
            return "undo"
        case _:
            return "close"


def _view_stage(app: App, screen: Manage) -> h.Node:
    name = plain(screen.summary.name)
    match screen.stage:
        case Loading():
            return waiting(_("Loading what is connected…"), slow())
        case Unloaded(problem):
            title = _("{name} could not be opened", name=name)
            again = try_again("reload-manage")
            return view_problem(problem, _("Nothing was changed."), again, heading=title)
        case Shown():
            return _view_shown(app, screen, screen.stage)
        case Saving():
            return _view_shown(app, screen, Shown())
        case Reading():
            return _view_reading(app, screen)
        case Confirming(activation):
            return _view_confirmation(screen, activation)
        case Undoing(activation):
            return _view_undoing(_name(screen, activation))
        case Deleting(activation):
            return waiting(_("Disconnecting {name}…", name=_name(screen, activation)), slow())
        case Gone(is_found):
            return [
                h.p[
                    _("{name} is not connected.", name=name)
                    if is_found
                    else _("{name} is disconnected.", name=name)
                ],
                h.div(".vh-actions")[button(_("Back to the list"), "close", primary=True)],
            ]


def _view_shown(app: App, screen: Manage, stage: Shown) -> h.Node:
    text = screen.summary.description
    return [
        text and h.p(".vh-lead.vh-lead--soft", dir="auto")[text],
        _view_notice(stage.problem, stage) if stage.problem else None,
        _view_saved() if stage.saved else None,
        _view_changed() if stage.is_changed else None,
        _view_activations(screen),
        view_connections(screen.details, app.bindings) if screen.details else None,
        _view_settings(screen),
        waiting(_("Saving your settings…"), slow()) if _is_saving(screen) else None,
    ]


def _view_reading(app: App, screen: Manage) -> h.Node:
    return [
        _view_activations(screen),
        view_connections(screen.details, app.bindings) if screen.details else None,
        waiting(_("Loading the settings…"), slow()),
    ]


def _view_notice(problem: Problem, stage: Shown) -> h.Element:
    if stage.is_unread:
        kept, again = _("What is shown here stays connected."), try_again("reload-manage")
        title = _("The settings could not be loaded")
        return view_problem(problem, kept, again, heading=title, id_=NOTICE)
    return view_problem(problem, _standing(problem, stage), id_=NOTICE)


def _standing(problem: Problem, stage: Shown) -> str:
    if stage.is_unsaved and problem.is_fate_unknown:
        return _("It is not known whether your settings were saved. What you typed is kept.")
    if stage.is_unsaved:
        return _("Your settings were not saved. What you typed is kept.")
    if stage.is_unsure:
        return _("It is not known whether it is still connected.")
    return _("It is still connected.")


def _view_saved() -> h.Element:
    return h.p(".vh-saved", id=NOTICE, tabindex="-1", role="status")[
        icon("check"), _("Your settings are saved.")
    ]


def _view_changed() -> h.Element:
    return h.p(".vh-notice", id=NOTICE, tabindex="-1", role="status")[
        _("This was changed meanwhile, in another tab or somewhere else. Here is how it stands"
          " now.")
    ]  # fmt: skip


def _name(screen: Manage, activation: Activation) -> str:
    """Name an activation; where there are several, say which one it is."""
    name = plain(screen.summary.name)
    ids = [item.id for item in screen.activations]
    return f"{name} {ids.index(activation.id) + 1}" if len(ids) > 1 else name


def _view_activations(screen: Manage) -> h.Element:
    return h.ul(".vh-activations", inert=_stands_still(screen))[
        (_view_activation(screen, each) for each in screen.activations)
    ]


def _is_saving(screen: Manage) -> bool:
    """Tell whether what is shown is on its way, and stands still until it is known to be there."""
    return isinstance(screen.stage, Saving)


def _stands_still(screen: Manage) -> bool:
    return _is_saving(screen) or isinstance(screen.stage, Reading)


def _view_activation(screen: Manage, activation: Activation) -> h.Element:
    several = len(screen.activations) > 1
    other = several and screen.has_settings and activation.id != screen.selected
    return h.li(".vh-activation")[
        h.div(".vh-activation__name")[
            h.strong(dir="auto")[_name(screen, activation)] if several else None,
            badge(_("Connected"), "connected"),
        ],
        h.div(".vh-activation__buttons")[
            button(_("Settings"), "settings", id=activation.id) if other else None,
            button(_("Reconnect"), "reconnect", id=activation.id),
            button(_("Disconnect"), "disconnect", danger=True, id=activation.id),
        ],
    ]


def _view_settings(screen: Manage) -> h.Node:
    if screen.form is None or not screen.has_settings:
        return None
    return h.form(
        ".vh-form",
        id="vh-settings",
        data_event="save",
        novalidate=True,
        autocomplete="off",
        inert=_is_saving(screen),
    )[
        h.h3(".vh-subheading", dir="auto")[_settings_title(screen)],
        None
        if screen.selected in screen.known
        else h.p(".vh-note")[
            _("The settings in force cannot be shown here. What you save replaces all of them.")
        ],
        view_summary(form_errors(screen.form), screen.refused),
        view_settings(screen.form),
        h.div(".vh-actions.vh-actions--ends")[button(_("Save"), primary=True)],
    ]


def _settings_title(screen: Manage) -> str:
    chosen = screen.find(screen.selected)
    if chosen is None or len(screen.activations) == 1:
        return _("Settings")
    return _("Settings of {name}", name=_name(screen, chosen))


def _view_confirmation(screen: Manage, activation: Activation) -> h.Element:
    name = _name(screen, activation)
    return h.div(
        ".vh-confirm", role="alertdialog", aria_labelledby=CONFIRM_TITLE, aria_describedby="vh-why"
    )[
        h.h3(".vh-heading", id=CONFIRM_TITLE, tabindex="-1")[_("Disconnect {name}?", name=name)],
        h.p(id="vh-why")[
            _("Data will stop moving between this application and {name}, and its settings will be"
              " forgotten. You can connect it again at any time.", name=name),
            [" ", _("The others stay connected.")] if len(screen.activations) > 1 else None,
        ],
        h.div(".vh-actions")[
            button(_("Disconnect"), "confirm-disconnect", danger=True),
            button(_("Keep it connected"), "keep"),
        ],
    ]  # fmt: skip


def _view_undoing(name: str) -> h.Node:
    return [
        waiting(_("{name} will be disconnected in a moment.", name=name)),
        h.div(".vh-actions")[
            button(_("Undo"), "undo", primary=True),
            button(_("Disconnect now"), "hurry"),
        ],
    ]
