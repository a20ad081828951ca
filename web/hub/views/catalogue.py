"""What the list of integrations looks like in each of its states."""

import htpy as h

from hub.app import App, card_id
from hub.catalogue import (
    CATEGORY_INPUT,
    SEARCH_FROM,
    SEARCH_INPUT,
    Catalogue,
    Failed,
    Loading,
    count,
    shown,
)
from hub.models import IntegrationSummary
from hub.selection import Filter
from hub.texts import _, counted
from hub.views.parts import badge, button, heading, icon, logo, slow
from hub.views.problems import try_again, view_problem

SKELETON_CARDS = 6


def view_catalogue(app: App) -> h.Node:
    """Show the list."""
    state = app.catalogue
    return [
        _view_header(state),
        h.p(".vh-note.vh-notice", role="status")[app.notice] if app.notice else None,
        _view_failure(state),
        _view_body(app),
        _view_skipped(state),
    ]


def state_name(state: Catalogue) -> str:
    """Give the public name of the list's state."""
    match state.status:
        case Failed():
            return "error"
        case Loading() if not state.integrations:
            return "loading"
        case _:
            return "ready" if state.rows else "empty"


def _view_header(state: Catalogue) -> h.Element:
    connected = count(state, "connected")
    is_loading = state_name(state) == "loading" and not state.rows
    return h.header(".vh-header")[
        h.div(".vh-header__titles")[
            heading(_("Integrations"), "vh-heading"),
            _view_count(connected) if state.rows else None,
            is_loading and h.span(".vh-bone.vh-bone--badge", aria_hidden="true"),
        ],
        _view_tools(state) if state.rows else None,
        is_loading and _bones_of_tools(),
    ]


def _view_count(connected: int) -> h.Element:
    words = counted("{count} connected", "{count} connected", connected)
    return h.p(".vh-header__count")[words]


def _view_tools(state: Catalogue) -> h.Element:
    return h.div(".vh-tools")[
        len(state.rows) >= SEARCH_FROM and _view_search(state),
        _view_categories(state) if state.categories else None,
        h.div(".vh-chips", role="group", aria_label=_("Filter"))[
            _view_chip(state, "all", _("All")),
            _view_chip(state, "connected", _("Connected")),
            _view_chip(state, "not_connected", _("Not connected")),
        ],
    ]


def _view_search(state: Catalogue) -> h.Element:
    return h.div(".vh-search", role="search")[
        icon("search"),
        h.input(
            ".vh-input.vh-search__input",
            id=SEARCH_INPUT,
            name=SEARCH_INPUT,
            type="search",
            value=state.search,
            placeholder=_("Search integrations"),
            aria_label=_("Search integrations"),
            autocomplete="off",
            spellcheck="false",
            maxlength="200",
            data_input="search",
        ),
    ]


def _view_categories(state: Catalogue) -> h.Element:
    return h.select(
        ".vh-input.vh-category",
        id=CATEGORY_INPUT,
        name=CATEGORY_INPUT,
        aria_label=_("Category"),
        data_input="category",
    )[
        h.option(value="")[_("All categories")],
        (
            h.option(value=str(place), selected=each == state.category, dir="auto")[each.name]
            for place, each in enumerate(state.categories)
        ),
    ]


def _view_chip(state: Catalogue, choice: Filter, label: str) -> h.Element:
    return h.button(
        ".vh-chip",
        type="button",
        data_event="filter",
        data_filter=choice,
        aria_pressed="true" if state.filter == choice else "false",
    )[label, " ", h.span(".vh-chip__count")[str(count(state, choice))]]


def _view_failure(state: Catalogue) -> h.Node:
    if not isinstance(state.status, Failed):
        return None
    kept = _("What was loaded so far is still here.") if state.rows else ""
    return view_problem(
        state.status.problem,
        kept,
        try_again("refresh"),
        heading=_("The integrations could not be loaded"),
    )


def _view_body(app: App) -> h.Node:
    state = app.catalogue
    if not state.rows:
        return {"loading": _view_loading, "empty": _view_empty}.get(state_name(state), _nothing)()
    rows = shown(state)
    if not rows:
        return _view_no_match()
    return h.ul(".vh-grid")[(_view_card(app, row) for row in rows)]


def _view_loading() -> h.Node:
    return [view_skeleton(), slow()]


def view_skeleton() -> h.Element:
    """Show where the cards will be."""
    return h.div(".vh-grid", aria_hidden="true")[
        (h.div(".vh-card.vh-card--skeleton")[_bones()] for _number in range(SKELETON_CARDS))
    ]


def _bones_of_tools() -> h.Element:
    return h.div(".vh-tools", aria_hidden="true")[
        h.span(".vh-search.vh-bone.vh-bone--search"),
        h.div(".vh-chips")[(h.span(".vh-bone.vh-bone--chip") for _chip in range(3))],
    ]


def _bones() -> h.Node:
    return [
        h.div(".vh-card__head")[h.span(".vh-logo.vh-bone"), h.span(".vh-bone.vh-bone--title")],
        h.div(".vh-card__text")[h.span(".vh-bone"), h.span(".vh-bone.vh-bone--short")],
        h.div(".vh-card__foot")[
            h.span(".vh-bone.vh-bone--badge"), h.span(".vh-bone.vh-bone--button")
        ],
    ]


def _view_empty() -> h.Element:
    return h.div(".vh-empty")[
        h.p(".vh-empty__title")[_("There are no integrations yet")],
        h.p[_("When this application offers some, you will find them here.")],
        button(_("Look again"), "refresh"),
    ]


def _view_no_match() -> h.Element:
    return h.div(".vh-empty")[
        h.p(".vh-empty__title")[_("No integration matches")],
        h.p[_("Try fewer words, or look at all of them.")],
        button(_("Show all"), "clear-search"),
    ]


def _view_card(app: App, row: IntegrationSummary) -> h.Element:
    id_ = card_id(app, row.id)
    return h.li(
        class_=["vh-card", {"vh-card--off": not row.is_deployed}],
        id=f"{id_}-card",
        data_integration_id=row.id,
    )[
        h.div(".vh-card__head")[
            logo(row.name, row.image_url, app.options.image_origins, app.broken_images),
            h.h3(".vh-card__name", id=f"{id_}-name", dir="auto", title=row.name)[row.name],
        ],
        h.p(".vh-card__text", dir="auto", title=row.description or None)[row.description],
        h.div(".vh-card__foot")[_view_badge(row), _view_button(row, id_)],
    ]


def _view_badge(row: IntegrationSummary) -> h.Element:
    if row.is_activated:
        return badge(_("Connected"), "connected")
    if not row.is_deployed:
        return badge(_("Coming soon"), "soon")
    return badge(_("Not connected"), "none")


def _view_button(row: IntegrationSummary, id_: str) -> h.Node:
    if not row.is_activated and not row.is_deployed:
        return None
    event, label = ("manage", _("Manage")) if row.is_activated else ("connect", _("Connect"))
    return h.button(
        class_=f"vh-button vh-button--{'plain' if row.is_activated else 'primary'}",
        id=id_,
        type="button",
        data_event=event,
        data_id=row.id,
        aria_describedby=f"{id_}-name",
    )[label]


def _view_skipped(state: Catalogue) -> h.Node:
    if not state.skipped:
        return None
    text = counted(
        "{count} integration could not be read and is not shown.",
        "{count} integrations could not be read and are not shown.",
        state.skipped,
    )
    return h.p(".vh-note")[text]


def _nothing() -> h.Node:
    return None
