"""The tree of inputs that a schema asks for, given what was entered so far.

The tree is built anew from schema and entries whenever one of them changes; nothing is patched.
Whatever cannot be asked for in inputs is asked for as JSON.
"""

from dataclasses import replace

from hub.fields import Field, Kind
from hub.texts import _
from hub.variables.assertions import identity
from hub.variables.document import JSON, Located
from hub.variables.flat import Flat, Parts, flatten
from hub.variables.leaves import Offer, labelled, leaf_kind, options, safe_pattern, shown
from hub.variables.nodes import (
    ABSENT,
    Absent,
    Choice,
    Fixed,
    Group,
    Heading,
    Item,
    Leaf,
    Listing,
    Maybe,
    Node,
    Row,
)
from hub.variables.places import Making, Place
from hub.variables.settle import Settled, seed_of, settle

DEEPEST_NODE = 24
MOST_NODES = 2000
MOST_ITEMS = 200
MOST_FIRST_ITEMS = 10


def build(making: Making, place: Place) -> Node:
    """Build the node of a place and everything inside it."""
    making.nodes += 1
    if place.depth > DEEPEST_NODE or making.nodes > MOST_NODES:
        return _leaf(making, place, Settled(flatten(making.document, place.parts)), "json")
    settled = settle(making, place)
    if not settled.selectors:
        return _settled(making, place, settled)
    chosen = replace(place, is_required=True)
    node = None if settled.is_left_out else _settled(making, chosen, settled)
    return Choice(place.path, settled.selectors, node, settled.is_nullable)


def _settled(making: Making, place: Place, settled: Settled) -> Node:
    flat, seed = settled.flat, seed_of(place, settled.flat)
    types = [name for name in flat.types or () if name != "null"]
    if settled.offers and "const" not in flat.words:
        settled.is_nullable = settled.is_nullable or None in (flat.row("enum") or [])
        return _leaf(making, place, settled, "choice")
    if "const" in flat.words or flat.types == ("null",):
        value = flat.words.get("const")
        return Fixed(
            place.path, making.name(place.path), _label(place, flat), value, place.is_required
        )
    match types:
        case ["object"] if isinstance(seed, dict | Absent) and (not place.path or _is_group(flat)):
            return _group(making, place, settled, seed if isinstance(seed, dict) else {})
        case ["array"] if _is_list(seed):
            return _array(making, place, settled, seed if isinstance(seed, list) else [])
        case ["boolean"] if settled.is_nullable:
            settled.offers = (Offer(True, _("Yes")), Offer(False, _("No")))
            return _leaf(making, place, settled, "choice")
        case [name]:
            return _leaf(making, place, settled, leaf_kind(flat, name, seed))
        case _:
            return _leaf(making, place, settled, "json")


def _leaf(making: Making, place: Place, settled: Settled, kind: Kind) -> Leaf:
    flat, seed = settled.flat, seed_of(place, settled.flat)
    answers = tuple(offer.value for offer in settled.offers)
    if kind == "choice" and not isinstance(seed, Absent) and not _offered(answers, seed):
        seed = ABSENT
    value = making.entries.values.get(place.path, shown(kind, seed, answers))
    has_seed = not isinstance(seed, Absent)
    item = Field(
        making.name(place.path),
        _label(place, flat),
        kind,
        hint=_hint(flat, kind),
        required=place.is_required and kind != "switch",
        options=options(settled.offers) if kind in ("choice", "choices") else (),
        error=making.error(place.path),
        pattern=safe_pattern(flat) if kind in ("text", "long", "secret", "url", "email") else "",
        read_only=flat.words.get("readOnly") is True and has_seed,
        placeholder=_example(flat),
        live=making.document.has_conditions,
    )
    return Leaf(
        place.path,
        item.holding(value),
        tuple(flat.parts),
        settled.is_nullable,
        answers,
        seed,
    )


def _group(making: Making, place: Place, settled: Settled, seed: dict[str, JSON]) -> Group:
    flat = settled.flat
    is_recursive = bool(flat.ids & place.above)
    is_free = place.is_required and not settled.is_nullable and not is_recursive
    is_optional = not is_free and (is_recursive or bool(flat.required) or settled.is_nullable)
    is_present = making.entries.present.get(
        place.path, bool(place.seed) and place.seed is not ABSENT
    )
    group = Group(
        place.path,
        _heading(making, place, flat),
        takes_rows=_takes_rows(flat),
        is_optional=is_optional,
        is_present=is_present or not is_optional,
        is_nullable=settled.is_nullable,
    )
    if not group.is_present:
        return group
    inner = replace(place, above=place.above | flat.ids)
    return replace(
        group,
        members=_members(making, inner, flat, seed),
        rows=_rows(making, inner, flat, seed),
    )


def _members(
    making: Making, place: Place, flat: Flat, seed: dict[str, JSON]
) -> tuple[tuple[str, Node], ...]:
    named = dict(flat.properties)
    for name in flat.required:
        named.setdefault(name, _row_parts(flat))
    return tuple(
        (name, build(making, member))
        for name, parts in named.items()
        if _is_asked(
            making,
            member := place.inside(
                (f".{name}",),
                parts,
                labelled(name),
                seed.get(name, ABSENT),
                name in flat.required,
            ),
        )
    )


def _is_asked(making: Making, place: Place) -> bool:
    flat = flatten(making.document, place.parts)
    is_idle = flat.words.get("readOnly") is True and isinstance(seed_of(place, flat), Absent)
    return place.is_required or not (flat.is_impossible or is_idle)


def _rows(making: Making, place: Place, flat: Flat, seed: dict[str, JSON]) -> tuple[Row, ...]:
    extra = [] if _is_closed(flat) else [key for key in seed if key not in flat.properties]
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
        making.name(key_path), _("Name"), required=True, error=making.error(key_path)
    ).holding(making.entries.values.get(key_path, key))
    value = place.inside((number, "value"), _row_parts(flat), _("Value"), seed.get(key, ABSENT))
    return Row(path, making.name(path), label, Leaf(key_path, named, ()), build(making, value))


def _order(making: Making, place: Place, number: int) -> int:
    numbers = making.entries.items.get(place.path, ())
    return numbers.index(number) if number in numbers else number


def _array(making: Making, place: Place, settled: Settled, seed: list[JSON]) -> Node:
    offers = _several(making, settled.flat)
    answers = tuple(offer.value for offer in offers)
    if offers and all(_offered(answers, item) for item in seed):
        settled.offers = offers
        return _leaf(making, place, settled, "choices")
    return _listing(making, place, settled, seed)


def _several(making: Making, flat: Flat) -> tuple[Offer, ...]:
    if flat.words.get("uniqueItems") is not True or flat.prefix:
        return ()
    items = flatten(making.document, flat.items)
    offers = settle(making, Place(("?items",), flat.items, "")).offers if flat.items else ()
    return offers if None not in (items.row("enum") or []) else ()


def _listing(making: Making, place: Place, settled: Settled, seed: list[JSON]) -> Listing:
    flat = settled.flat
    inner = replace(place, above=place.above | flat.ids)
    fixed = tuple(range(len(flat.prefix)))
    free = making.entries.items.get(place.path, _first_items(place, flat, seed))
    items = tuple(
        _item(making, inner, flat, number, order, seed)
        for order, number in enumerate((*fixed, *free))
    )
    return Listing(
        place.path,
        _heading(making, place, flat),
        items,
        takes_items=not any(part.schema is False for part in flat.items)
        and len(items) < min(flat.count("maxItems") or MOST_ITEMS, MOST_ITEMS),
        is_nullable=settled.is_nullable,
    )


def _first_items(place: Place, flat: Flat, seed: list[JSON]) -> tuple[int, ...]:
    is_endless = bool(flat.ids & place.above) or not place.is_required
    least = 0 if is_endless else min(flat.count("minItems") or 0, MOST_FIRST_ITEMS)
    return tuple(range(len(flat.prefix), max(len(seed), least)))


def _item(
    making: Making, place: Place, flat: Flat, number: int, order: int, seed: list[JSON]
) -> Item:
    is_fixed = number < len(flat.prefix)
    parts = flat.prefix[number] if is_fixed else flat.items or (Located({}),)
    label = _("Item {number}", number=order + 1)
    at = place.inside((number,), parts, label, seed[number] if number < len(seed) else ABSENT)
    path = (*at.path, "item")
    return Item(path, making.name(path), label, build(making, at), not is_fixed)


def _heading(making: Making, place: Place, flat: Flat) -> Heading:
    name, error = making.name(place.path), making.error(place.path)
    hint = flat.text("description")
    return Heading(name, _label(place, flat), hint, error, place.is_required)


def _label(place: Place, flat: Flat) -> str:
    return flat.text("title") or place.label


def _hint(flat: Flat, kind: Kind) -> str:
    told = [flat.text("description")]
    if kind in ("time", "datetime"):
        told.append(_("In UTC."))
    if kind == "json":
        told.append(_("As JSON."))
    return " ".join(filter(None, told))


def _example(flat: Flat) -> str:
    examples = flat.row("examples") or [""]
    return str(examples[0]) if isinstance(examples[0], str | int) else ""


def _offered(answers: tuple[JSON, ...], value: JSON) -> bool:
    return identity(value) in {identity(answer) for answer in answers}


def _is_group(flat: Flat) -> bool:
    return bool(flat.properties or flat.required) or _takes_rows(flat) or _is_closed(flat)


def _is_closed(flat: Flat) -> bool:
    return any(part.schema is False for part in flat.additional)


def _takes_rows(flat: Flat) -> bool:
    return any(isinstance(part.schema, dict) for part in flat.additional) and not _is_closed(flat)


def _row_parts(flat: Flat) -> Parts:
    return tuple(part for part in flat.additional if part.schema is not False) or (Located({}),)


def _is_list(seed: Maybe) -> bool:
    return isinstance(seed, Absent) or (isinstance(seed, list) and len(seed) <= MOST_ITEMS)
