"""How an object is asked for: its members, and rows where its names are free.

An optional object that demands something, and one that stands inside itself, is asked for only
after it was added; any other is simply there, and left out of the body while it is blank.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from hub.fields import Field
from hub.texts import _
from hub.variables.beside import described_beside
from hub.variables.document import JSON, Located
from hub.variables.expressions import of_name
from hub.variables.flat import Flat, Parts, flatten, inherited
from hub.variables.inputs import fixed, heading
from hub.variables.leaves import labelled
from hub.variables.nodes import ABSENT, Absent, Fixed, Group, Leaf, Maybe, Node, Row
from hub.variables.places import Making, Place, entry_path
from hub.variables.settle import Settled, allows, kept, offered_before, seed_of


@dataclass(frozen=True)
class _Stored:
    """An entry that was there from the start; its name may be empty, as that of no new one."""

    name: str
    value: JSON = field(repr=False)
    parts: Parts = field(repr=False)


def group(making: Making, place: Place, settled: Settled, seed: dict[str, JSON]) -> Group | Fixed:
    """Build a group, with its members if it is there; one of constants only is a constant."""
    empty = _empty_group(making, place, settled)
    if not empty.is_present:
        return empty
    flat, is_added = settled.flat, empty.is_optional and not isinstance(place.seed, dict)
    inner = replace(
        place,
        above=place.above | flat.ids,
        is_new=place.is_new or is_added,
        may_wait=place.may_wait and not empty.is_optional,
    )
    before = offered_before(making, inner)
    members = tuple(_members(making, inner, settled, seed, before))
    rows = _rows(making, inner, flat, seed, before or {})
    full = replace(empty, members=members, rows=rows)
    return _only_constants(making, place, flat, full) or full


def is_describable(flat: Flat) -> bool:
    """Tell whether anything is known about the object's names; if not, it is free JSON."""
    return bool(flat.properties or flat.required) or _takes_rows(flat) or _is_closed(flat)


def _empty_group(making: Making, place: Place, settled: Settled) -> Group:
    flat = settled.flat
    is_recursive = bool(flat.ids & place.above) and not place.is_item
    is_demanding = settled.is_nullable or (bool(flat.required) and not place.is_required)
    is_optional = bool(place.path) and (is_recursive or is_demanding)
    first = seed_of(place, flat)
    begun = frozenset(first) if isinstance(first, dict) else None
    was_there = isinstance(place.seed, dict) or (not is_recursive and begun is not None)
    emptied: Maybe = ABSENT if begun is None else {}
    return Group(
        place.path,
        heading(making, place, flat),
        takes_rows=_takes_rows(flat),
        is_optional=is_optional,
        is_present=not is_optional or making.entries.present.get(place.path, was_there),
        is_nullable=settled.is_nullable,
        kept=kept(making.document, place, emptied),
        begun=begun or frozenset(),
    )


def _only_constants(making: Making, place: Place, flat: Flat, group: Group) -> Fixed | None:
    """Give a group that asks nothing as the constant that it is, unless it is the whole form."""
    constants = [(name, node) for name, node in group.members if isinstance(node, Fixed)]
    is_asked = group.is_optional or group.takes_rows or group.rows
    if is_asked or not constants or len(constants) < len(group.members) or not place.path:
        return None
    said = {name: node.value for name, node in constants if node.is_sent}
    made = fixed(making, place, flat, said)
    return replace(
        made,
        is_sent=made.is_sent or bool(said),
        is_told=any(node.is_told for _name, node in constants),
        is_secret=any(node.is_secret for _name, node in constants),
    )


def _members(
    making: Making,
    place: Place,
    settled: Settled,
    seed: dict[str, JSON],
    before: Mapping[str, Parts] | None,
) -> Iterator[tuple[str, Node]]:
    flat = settled.flat
    tags = flatten(making.document, settled.picked).properties
    # A stored object that is right without its branch's constants goes on without them.
    is_right = bool(tags) and before is not None and allows(making.document, place, seed)
    tests = _tests(place, flat)
    described = dict.fromkeys(flat.required, _row_parts(flat)) | flat.properties
    for name in (*flat.properties, *flat.required):
        parts = described.pop(name, None)
        if parts is None:
            continue
        member = place.inside(
            (f".{name}",),
            name,
            inherited(flat, parts),
            labelled(name),
            seed.get(name, ABSENT),
        )
        member = replace(member, is_required=name in flat.required)
        is_new = before is None or _is_new(member, parts, before.get(name, ()))
        member = replace(
            member,
            is_new=is_new,
            is_tag=name in tags and (is_new or name in seed or not is_right),
            tests=tuple(part for test in tests for part in test.properties.get(name, ())),
            is_awaited=any(name in t.properties and name not in t.required for t in tests),
        )
        node = making.part(member) if _is_asked(making, member) else None
        if node and not _is_refused(making, member, node):
            yield name, node


def _is_new(member: Place, parts: Parts, before: Parts) -> bool:
    """Tell whether a member is only asked for now; what is demanded is proposed all the same."""
    is_added = not any(part in before for part in parts)
    return isinstance(member.seed, Absent) and (member.is_required or is_added)


def _tests(place: Place, flat: Flat) -> list[Flat]:
    """Lay flat what conditions ask of an object's members."""
    tests = (*place.tests, *(condition.test for condition in flat.conditions))
    return [flatten(flat.document, (test,)) for test in tests]


def _is_asked(making: Making, place: Place) -> bool:
    flat = flatten(making.document, place.parts)
    is_new = place.seed is not None and isinstance(seed_of(place, flat), Absent)
    is_idle = flat.words.get("readOnly") is True and is_new
    return place.is_required or not (flat.is_impossible or is_idle)


def _is_refused(making: Making, place: Place, node: Node) -> bool:
    """Tell whether what would be sent without a question is refused, and need not be sent."""
    if not isinstance(node, Fixed) or place.is_required:
        return False
    return not allows(making.document, place, node.value)


def _rows(
    making: Making, place: Place, flat: Flat, seed: dict[str, JSON], before: Mapping[str, Parts]
) -> tuple[Row, ...]:
    # What was a member of another branch is none of the free names of this one.
    known = _known(flat) | before.keys()
    extra = [] if _is_closed(flat) else [key for key in seed if key not in known]
    usual, given = _row_parts(flat), {key: seed[key] for key in extra}
    described = described_beside(making.document, flat, usual, given)
    stored = [_Stored(key, value, described.get(key, usual)) for key, value in given.items()]
    numbers = making.entries.items.get(place.path, range(len(stored)))
    return tuple(
        _row(making, place, flat, number, stored[number] if number < len(stored) else None)
        for number in numbers
    )


def _row(making: Making, place: Place, flat: Flat, number: int, stored: _Stored | None) -> Row:
    label = _("Entry {number}", number=1 + _order(making, place, number))
    path, key = (*place.path, number), stored.name if stored else ""
    key_path = (*path, "key")
    input_path = entry_path(key_path, flat.is_secret)
    named = Field(
        making.name(input_path),
        _("Name"),
        required=stored is None or stored.name != "",
        error=making.error(input_path),
        patterns=of_name(making, flat),
        secret=flat.is_secret,
    )
    held = named.holding(making.entries.held(key_path, flat.is_secret, key))
    parts = inherited(flat, stored.parts if stored else _row_parts(flat))
    seed = stored.value if stored else ABSENT
    value = place.inside((number, "value"), key, parts, _("Value"), seed)
    value = replace(value if stored else value.forgotten(), may_wait=False, is_item=True)
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
