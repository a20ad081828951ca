"""The connections of an integration on the Manage screen, and what is known of their use."""

from collections.abc import Mapping, Sequence

import htpy as h

from hub.bindings import Bound
from hub.dates import since
from hub.manage.connections import Group, group
from hub.manage.states import Details
from hub.models import Connection, Integration
from hub.texts import _
from hub.views.parts import numbered, plain


def view_connections(details: Details, bindings: Mapping[str, Bound]) -> h.Node:
    """List each connection once, by the places that it may fill."""
    groups = group(details, bindings)
    if not groups:
        return None
    titles = _titles(details.integration)
    return h.section(".vh-review")[
        h.h3(".vh-subheading")[_("Your connections")],
        h.dl(".vh-answers")[(_view_group(each, titles) for each in groups)],
        (said := _in_use(groups)) and h.p(".vh-answers__note")[said],
    ]


def _titles(integration: Integration) -> Mapping[str, str]:
    """Name the places by their ids; several of one name have the numbers of the wizard."""
    asked = integration.asked_templates
    names = [plain(template.name) for template in asked]
    own = {each.id: plain(each.name) for each in integration.used_templates}
    return own | {each.id: numbered(names, index) for index, each in enumerate(asked)}


def _view_group(group: Group, titles: Mapping[str, str]) -> h.Element:
    named = dict.fromkeys(titles[each.id] or _("Connection") for each in group.templates)
    return h.div(".vh-answers__row")[
        h.dt(dir="auto")[", ".join(named)],
        h.dd(dir="auto")[_view_one(group.connections[0])]
        if len(group.connections) == 1
        else h.dd[_view_several(group.connections)],
    ]


def _view_several(connections: Sequence[Connection]) -> h.Element:
    return h.ul(".vh-answers__list")[(h.li(dir="auto")[_view_one(each)] for each in connections)]


def _in_use(groups: Sequence[Group]) -> str:
    """Say once for all of them what is known where several are listed."""
    known = {each.in_use for each in groups}
    if "unknown" in known:
        return _("Where several are listed, it is not known here which of them are in use.")
    return _("Where several are listed, one of them is in use.") if "one" in known else ""


def _view_one(connection: Connection) -> h.Node:
    return [connection.name, " ", _since(connection.created_at)]


def _since(created_at: str) -> h.Node:
    return (text := since(created_at)) and h.span(".vh-answers__since")[text]
