"""How an array is asked for: several of a few values, or a list of items to add to."""

from dataclasses import replace

from hub.texts import _
from hub.variables.document import JSON, Located
from hub.variables.flat import Flat, flatten, inherited
from hub.variables.inputs import heading, is_offered, leaf
from hub.variables.leaves import Offer
from hub.variables.nodes import ABSENT, Fixed, Item, Listing, Maybe, Node
from hub.variables.places import Making, Place
from hub.variables.settle import Settled, allows, kept, seed_of, settle

MOST_ITEMS = 200
MOST_FIRST_ITEMS = 10


def array(making: Making, place: Place, settled: Settled, seed: list[JSON]) -> Node:
    """Build the node of an array."""
    offers = _several(making, settled.flat)
    answers = tuple(offer.value for offer in offers)
    if offers and all(is_offered(answers, item) for item in seed):
        settled.offers = offers
        settled.flat.parts += inherited(flatten(making.document, settled.flat.items), ())
        several = leaf(making, place, settled, "choices")
        left = _emptied(making, place, settled)
        may_be_blank = replace(several.field, required=place.is_required and left != [])
        return replace(several, field=may_be_blank, kept=left)
    return _listing(making, place, settled, seed)


def _emptied(making: Making, place: Place, settled: Settled) -> Maybe:
    """Give what is sent for no items: a list that was there, or is demanded, is an empty one."""
    is_demanded = place.is_required and not settled.is_nullable
    was_there = isinstance(seed_of(place, settled.flat), list)
    return kept(making.document, place, [] if was_there or is_demanded else ABSENT)


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
    words = heading(making, place, flat)
    has_room, left = _has_room(flat, len(items)), _emptied(making, place, settled)
    begun = min(len(seed), len(flat.prefix))
    return Listing(place.path, words, items, has_room, settled.is_nullable, left, begun)


def _has_room(flat: Flat, size: int) -> bool:
    is_closed = any(part.schema is False for part in flat.items)
    return not is_closed and size < min(_most(flat), MOST_ITEMS)


def _most(flat: Flat) -> int:
    most = flat.count("maxItems")
    return MOST_ITEMS if most is None else most


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
    parts = inherited(flat, parts)
    given = seed[number] if number < len(seed) else ABSENT
    is_demanded = not is_fixed or number < (flat.count("minItems") or 0)
    at = place.inside((number,), number, parts, label, given)
    # What the places of a tuple left out stays out; any other item is an added one.
    is_added = number >= len(seed) and not is_fixed
    may_wait = is_fixed and (place.may_wait or not place.is_required)
    is_new = place.is_new or is_added
    at = replace(
        at, is_required=is_demanded, is_new=is_new, may_wait=may_wait, is_item=not is_fixed
    )
    path, node = (*at.path, "item"), making.part(at)
    # A tuple that ended right before a constant goes on ending there.
    follows = is_fixed and len(seed) < number < _most(flat) and _is_constant(making, at, node)
    return Item(path, making.name(path), label, node, not is_fixed, follows)


def _is_constant(making: Making, place: Place, node: Node) -> bool:
    if not isinstance(node, Fixed) or node.value in (None, {}):
        return False
    return allows(making.document, place, node.value)
