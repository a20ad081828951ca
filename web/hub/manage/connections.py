"""The connections on the Manage screen: which are listed together, and what is known of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from hub.bindings import Bound, known, made_for
from hub.manage.states import Details
from hub.models import Connection, ConnectionTemplate

InUse = Literal["all", "one", "unknown"]


@dataclass(frozen=True)
class Group:
    """Connections that are listed once, for the places that they may fill."""

    templates: tuple[ConnectionTemplate, ...]
    connections: tuple[Connection, ...]
    in_use: InUse = "all"
    """Whether that is all of them, exactly one, or not known."""


def group(details: Details, bindings: Mapping[str, Bound]) -> tuple[Group, ...]:
    """List what is connected; `bindings` are those of activations that this visit has made."""
    used = details.integration.used_templates
    connectors = dict.fromkeys(template.connector_id for template in used)
    groups = [
        each
        for connector in connectors
        for each in _of_system(details, [t for t in used if t.connector_id == connector], bindings)
    ]
    return tuple(each for each in groups if each.connections)


def _of_system(
    details: Details, templates: Sequence[ConnectionTemplate], bindings: Mapping[str, Bound]
) -> list[Group]:
    """Group what fits the places of one system: all of it fits each of them."""
    bounds = [bindings.get(item.id, {}) for item in details.activations]
    certain = [(item, _certain(details, item, bounds)) for item in templates]
    if all(found for _template, found in certain):
        return _merged(certain)
    every = {item.id: item for each in templates for item in details.connections.get(each.id, ())}
    if len(templates) == 1:
        is_one = len(bounds) == 1
        return [Group((*templates,), (*every.values(),), "one" if is_one else "unknown")]
    mine = made_for(details.integration.asked_templates, details.connections)
    if every.keys() == mine.keys() & every.keys() and {*mine.values()} >= {t.id for t in templates}:
        return [_made_for(item, mine, every) for item in templates]
    return [Group((*templates,), (*every.values(),), "unknown")]


def _certain(
    details: Details, template: ConnectionTemplate, bounds: Sequence[Bound]
) -> tuple[Connection, ...]:
    """List what is in a template's place; nothing if that is not known of every activation."""
    found = [known(template, details.connections, bound) for bound in bounds]
    sure = {item.id: item for item in found if item is not None}
    return () if None in found else tuple(sure.values())


def _merged(
    certain: Sequence[tuple[ConnectionTemplate, tuple[Connection, ...]]],
) -> list[Group]:
    """List what fills several places once."""
    listed = dict.fromkeys(found for _template, found in certain)
    return [Group(tuple(t for t, has in certain if has == found), found) for found in listed]


def _made_for(
    template: ConnectionTemplate, mine: Mapping[str, str], every: Mapping[str, Connection]
) -> Group:
    found = tuple(item for id_, item in every.items() if mine[id_] == template.id)
    return Group((template,), found, "all" if len(found) == 1 else "unknown")
