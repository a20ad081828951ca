"""How an object is asked for: its members, and rows where its names are free.

An optional object that demands something, and one that stands inside itself, is asked for only
after it was added; any other is simply there, and left out of the body while it is blank.
"""

from collections.abc import Iterator
from dataclasses import replace

from hub.fields import Field
from hub.texts import _
from hub.variables.document import JSON, Located
from hub.variables.expressions import of_name
from hub.variables.flat import Flat, Parts, flatten, inherited
from hub.variables.inputs import heading
from hub.variables.judge import Judge
from hub.variables.leaves import labelled
from hub.variables.nodes import ABSENT, Absent, Fixed, Group, Leaf, Maybe, Node, Row
from hub.variables.places import Making, Place
from hub.variables.settle import Settled, kept, seed_of


def group(making: Making, place: Place, settled: Settled, seed: dict[str, JSON]) -> Group | Fixed:
    """Build a group, with its members if it is there; one of constants only is a constant."""
    empty = _empty_group(making, place, settled)
    if not empty.is_present:
        return empty
    flat, inner = settled.flat, replace(place, above=place.above | settled.flat.ids)
    members = tuple(_members(making, inner, flat, seed))
    full = replace(empty, members=members, rows=_rows(making, inner, flat, seed))
    said = _only_constants(full) if place.path else None
    return full if said is None else Fixed(place.path, said, place.is_required)


def is_describable(flat: Flat) -> bool:
    """Tell whether anything is known about the object's names; if not, it is free JSON."""
    return bool(flat.properties or flat.required) or _takes_rows(flat) or _is_closed(flat)


def _empty_group(making: Making, place: Place, settled: Settled) -> Group:
    flat = settled.flat
    is_recursive = bool(flat.ids & place.above)
    is_demanding = settled.is_nullable or (bool(flat.required) and not place.is_required)
    is_optional = bool(place.path) and (is_recursive or is_demanding)
    was_there = isinstance(place.seed, dict)
    emptied: Maybe = {} if isinstance(seed_of(place, flat), dict) else ABSENT
    return Group(
        place.path,
        heading(making, place, flat),
        takes_rows=_takes_rows(flat),
        is_optional=is_optional,
        is_present=not is_optional or making.entries.present.get(place.path, was_there),
        is_nullable=settled.is_nullable,
        kept=kept(making.document, place, emptied),
    )


def _only_constants(group: Group) -> dict[str, JSON] | None:
    """Give what a group says that asks nothing: it is no less complete than a constant."""
    said = {name: node.value for name, node in group.members if isinstance(node, Fixed)}
    is_asked = group.is_optional or group.takes_rows or len(said) < len(group.members)
    return None if is_asked else said or None


def _members(
    making: Making, place: Place, flat: Flat, seed: dict[str, JSON]
) -> Iterator[tuple[str, Node]]:
    described = dict.fromkeys(flat.required, _row_parts(flat)) | flat.properties
    for name in (*flat.properties, *flat.required):
        parts, is_required = described.pop(name, None), name in flat.required
        if parts is None:
            continue
        given = seed.get(name, ABSENT)
        member = place.inside(
            (f".{name}",), inherited(flat, parts), labelled(name), given, is_required
        )
        node = making.part(member) if _is_asked(making, member) else None
        if node and not _is_refused(making, member, node):
            yield name, node


def _is_asked(making: Making, place: Place) -> bool:
    flat = flatten(making.document, place.parts)
    is_new = place.seed is not None and isinstance(seed_of(place, flat), Absent)
    is_idle = flat.words.get("readOnly") is True and is_new
    return place.is_required or not (flat.is_impossible or is_idle)


def _is_refused(making: Making, place: Place, node: Node) -> bool:
    """Tell whether what would be sent without a question is refused, and need not be sent."""
    if not isinstance(node, Fixed) or node.is_required:
        return False
    judge = Judge(making.document)
    return not all(judge.accepts(part, node.value) for part in place.parts)


def _rows(making: Making, place: Place, flat: Flat, seed: dict[str, JSON]) -> tuple[Row, ...]:
    extra = [] if _is_closed(flat) else [key for key in seed if key not in _known(flat)]
    first = tuple(range(len(extra)))
    return tuple(
        _row(making, place, flat, number, extra[number] if number < len(extra) else "", seed)
        for number in making.entries.items.get(place.path, first)
    )


def _row(
    making: Making, place: Place, flat: Flat, number: int, key: str, seed: dict[str, JSON]
) -> Row:
    label = _("Entry {number}", number=1 + _order(making, place, number))
    path = (*place.path, number)
    key_path = (*path, "key")
    named = Field(
        making.name(key_path),
        _("Name"),
        required=True,
        error=making.error(key_path),
        patterns=of_name(making, flat),
        secret=flat.is_secret,
    )
    held = named.holding(making.entries.values.get(key_path, key))
    parts = inherited(flat, _row_parts(flat))
    value = place.inside((number, "value"), parts, _("Value"), seed.get(key, ABSENT))
    return Row(path, making.name(path), label, Leaf(key_path, held, ()), making.part(value))


def _order(making: Making, place: Place, number: int) -> int:
    numbers = making.entries.items.get(place.path, ())
    return numbers.index(number) if number in numbers else number


def _known(flat: Flat) -> frozenset[str]:
    return frozenset((*flat.properties, *flat.required))


def _is_closed(flat: Flat) -> bool:
    return any(part.schema is False for part in flat.additional)


def _takes_rows(flat: Flat) -> bool:
    return any(isinstance(part.schema, dict) for part in flat.additional) and not _is_closed(flat)


def _row_parts(flat: Flat) -> Parts:
    return tuple(part for part in flat.additional if part.schema is not False) or (Located({}),)
