"""What a form made from JSON Schema looks like: groups in fieldsets, lists with buttons.

Every id is a name that the hub made, or one with a suffix; it stays with its place, so that a
patch of the page keeps focus and typing.
"""

import htpy as h

from hub.texts import _
from hub.variables import Form
from hub.variables.checks import WHOLE
from hub.variables.nodes import Choice, Group, Heading, Item, Leaf, Listing, Node, Row
from hub.views.fields import view_field


def view_variables(form: Form) -> h.Node:
    """Show a whole form; the caller puts it into a form element with autocomplete off."""
    whole = form.errors.get(WHOLE)
    return h.div(".vh-variables")[
        whole and h.p(".vh-field__error", role="alert", dir="auto")[whole],
        _view_root(form.root),
    ]


def _view_root(root: Node) -> h.Node:
    if not isinstance(root, Group):
        return _view(root)
    heading = root.heading
    return h.div(".vh-variables__root", id=heading.name, tabindex="-1")[
        _hint(heading),
        _error(heading),
        _view_members(root),
    ]


def _view(node: Node | None) -> h.Node:
    match node:
        case Leaf():
            return view_field(node.field)
        case Group():
            return _view_group(node)
        case Listing():
            return _view_listing(node)
        case Choice():
            return [
                *(view_field(selector.field) for selector in node.selectors),
                _view(node.node),
            ]
        case _:
            return None


def _view_group(group: Group) -> h.Node:
    heading = group.heading
    if not group.is_present:
        return _framed(heading, ".vh-group.vh-group--absent", _add(heading))
    drop = group.is_optional and _remove(heading.name, heading.label)
    return _framed(heading, ".vh-group", [_view_members(group), drop])


def _view_members(group: Group) -> h.Node:
    return [
        *(_view(node) for _key, node in group.members),
        *(_view_row(row) for row in group.rows),
        group.takes_rows and _add(group.heading),
    ]


def _view_row(row: Row) -> h.Element:
    return h.div(".vh-row", id=row.name, role="group", aria_label=row.label, tabindex="-1")[
        view_field(row.key.field),
        _view(row.node),
        _remove(row.name, _row_label(row)),
    ]


def _row_label(row: Row) -> str:
    key = row.key.field
    return row.label if key.is_secret else str(key.value) or row.label


def _view_listing(listing: Listing) -> h.Element:
    free = [item for item in listing.items if item.is_free]
    items = (_view_item(item, item in free[1:], item in free[:-1]) for item in listing.items)
    inner = [h.ol(".vh-list__items")[items], listing.takes_items and _add(listing.heading)]
    return _framed(listing.heading, ".vh-list", inner)


def _view_item(item: Item, can_rise: bool, can_sink: bool) -> h.Element:
    return h.li(".vh-list__item", id=item.name, tabindex="-1")[
        _view(item.node),
        item.is_free
        and h.div(".vh-list__buttons")[
            can_rise and _button("up", item.name, _("Move up"), item.label),
            can_sink and _button("down", item.name, _("Move down"), item.label),
            _remove(item.name, item.label),
        ],
    ]


def _framed(heading: Heading, classes: str, inner: h.Node) -> h.Element:
    described = [f"{heading.name}-error"] if heading.error else []
    described += [f"{heading.name}-hint"] if heading.hint else []
    return h.fieldset(
        classes,
        id=heading.name,
        tabindex="-1",
        aria_describedby=" ".join(described) or None,
    )[
        h.legend(".vh-group__legend", dir="auto")[heading.label],
        _hint(heading),
        _error(heading),
        inner,
    ]


def _add(heading: Heading) -> h.Element:
    return _button("add", heading.name, _("Add"), heading.label)


def _remove(name: str, label: str) -> h.Element:
    return _button("remove", name, _("Remove"), label)


def _button(action: str, name: str, word: str, label: str) -> h.Element:
    return h.button(
        ".vh-button.vh-button--quiet",
        {"data-event": "variables", "data-action": action, "data-name": name},
        id=f"{name}-{action}",
        type="button",
    )[word, " ", h.span(".vh-button__object", dir="auto")[label]]


def _hint(heading: Heading) -> h.Node:
    name = f"{heading.name}-hint"
    return heading.hint and h.p(".vh-field__hint", id=name, dir="auto")[heading.hint]


def _error(heading: Heading) -> h.Node:
    name = f"{heading.name}-error"
    return heading.error and h.p(".vh-field__error", id=name, dir="auto")[heading.error]
