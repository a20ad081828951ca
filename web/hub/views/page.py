"""The hub's HTML: a function of its state alone."""

import htpy as h

from hub.activation import Wizard
from hub.app import App
from hub.manage import Manage
from hub.texts import _
from hub.views.catalogue import state_name, view_catalogue
from hub.views.manage import view_manage
from hub.views.parts import button
from hub.views.problems import view_problem
from hub.views.wizard import view_wizard

ROOT = "vh-root"


def view(app: App) -> h.Element:
    """Show the hub as it stands."""
    state = "error" if app.crashed else state_name(app.catalogue)
    # These two words are the language's own tag, and which way it is read.
    spoken = {"lang": _("en"), "dir": _("ltr")}
    name = _("Integrations")
    return h.main(".vh-hub", spoken, id=ROOT, aria_label=name, data_state=state)[_view_screen(app)]


def _view_screen(app: App) -> h.Node:
    if app.crashed:
        return view_problem(
            app.crashed,
            "",
            button(_("Back to the list"), "recover", primary=True),
            heading=_("This did not work"),
            id_="vh-title",
        )
    match app.screen:
        case Wizard():
            return view_wizard(app, app.screen)
        case Manage():
            return view_manage(app, app.screen)
        case None:
            return view_catalogue(app)
