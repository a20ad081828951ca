"""Which connection an activation has in each place: what is known of it, and what is likely.

The API does not tell. Known is what this visit has sent, and that the only connection that fits is
the one. Beyond that the names that the hub gave say for which place of an integration a connection
was made (`hub.naming`), and a later connection is likelier to be in use than an earlier one.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from hub.json_text import JSON
from hub.models import Connection, ConnectionTemplate
from hub.naming import made_by

Bound = Mapping[str, str]
"""By the id of a template: the id of a connection, or the name of one that was made with it."""

Fitting = Mapping[str, Sequence[Connection]]
"""By the id of a template: the connections that fit it."""


def bound_by(body: JSON) -> Bound:
    """Tell what an order to activate binds."""
    return {
        entry["templateId"]: entry.get("connectionId") or entry["name"]
        for entry in body["connections"]
    }


def known(template: ConnectionTemplate, fitting: Fitting, bound: Bound) -> Connection | None:
    """Find the connection that is certain to be in a template's place."""
    found = fitting.get(template.id, ())
    if template.id in bound:
        wanted = bound[template.id]
        return next((item for item in found if wanted in (item.id, item.name)), None)
    return found[0] if len(found) == 1 else None


def likeliest(
    template: ConnectionTemplate, templates: Sequence[ConnectionTemplate], fitting: Fitting
) -> Connection | None:
    """Give the newest connection that was made for a template's place, or else that fits."""
    found = fitting.get(template.id, ())
    mine = made_for(templates, fitting)
    ours = [item for item in found if mine.get(item.id) == template.id]
    return max(ours or found, key=_age, default=None)


def made_for(templates: Sequence[ConnectionTemplate], fitting: Fitting) -> Mapping[str, str]:
    """Tell by their names for which template the hub made connections, by the connections' ids.

    `templates` are those that are asked for, in their order.
    """
    fits = {(item.id, each.id) for each in templates for item in fitting.get(each.id, ())}
    every = {item.id: item for each in templates for item in fitting.get(each.id, ())}
    found = {}
    for id_, place in _places(every.values(), len(templates)).items():
        template = templates[place].id if place < len(templates) else ""
        if (id_, template) in fits:
            found[id_] = template
    return found


def _places(connections: Iterable[Connection], count: int) -> Mapping[str, int]:
    made = [(*told, item.id) for item in connections if (told := made_by(item.name))]
    found: dict[str, int] = {}
    for _attempt, group in groupby(sorted(made), key=lambda each: each[0]):
        rows = [(place, id_) for _, place, id_ in group]
        # For somebody new the account came first, and everything else was new as well.
        shift = 1 if {place for place, _ in rows} == set(range(1, count + 1)) else 0
        found |= {id_: place - shift for place, id_ in rows}
    return found


def _age(connection: Connection) -> tuple[str, str]:
    """Order by age to the second; ids are ULIDs, and go on from there."""
    return connection.created_at[: len("2026-01-01T00:00:00")], connection.id
