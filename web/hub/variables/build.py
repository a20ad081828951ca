"""The tree of inputs that a schema asks for, given what was entered so far.

The tree is built anew from schema and entries whenever one of them changes; nothing is patched.
Whatever cannot be asked for in inputs is asked for as JSON.
"""

from dataclasses import replace

from hub.texts import _
from hub.variables.flat import Flat, flatten
from hub.variables.groups import group, is_describable
from hub.variables.inputs import leaf
from hub.variables.leaves import Offer, leaf_kind
from hub.variables.listings import MOST_ITEMS, array
from hub.variables.nodes import ABSENT, Absent, Choice, Fixed, Maybe, Node
from hub.variables.places import Making, Place
from hub.variables.settle import Settled, kept, seed_of, settle

DEEPEST_NODE = 24
MOST_NODES = 2000


def build(making: Making, place: Place) -> Node:
    """Build the node of a place and everything inside it."""
    making.nodes += 1
    if place.depth > DEEPEST_NODE or making.nodes > MOST_NODES:
        return leaf(making, place, Settled(flatten(making.document, place.parts)), "json")
    settled = settle(making, place)
    if not settled.selectors:
        return _settled(making, place, settled)
    chosen = replace(place, is_required=True)
    node = None if settled.is_left_out else _settled(making, chosen, settled)
    left = kept(making.document, place) if place.seed is None else ABSENT
    return Choice(place.path, settled.selectors, node, settled.is_nullable, left)


def _settled(making: Making, place: Place, settled: Settled) -> Node:
    flat = settled.flat
    if "const" in flat.words or flat.types == ("null",):
        return Fixed(place.path, flat.words.get("const"), place.is_required)
    if settled.offers:
        return leaf(making, place, settled, "choice")
    types = [name for name in flat.types or () if name != "null"]
    return _typed(making, place, settled, types[0] if len(types) == 1 else "")


def _typed(making: Making, place: Place, settled: Settled, name: str) -> Node:
    seed = seed_of(place, settled.flat)
    match name:
        case "object" if isinstance(seed, dict | Absent) and _is_group(place, settled.flat):
            return group(making, place, settled, seed if isinstance(seed, dict) else {})
        case "array" if _is_list(seed):
            return array(making, place, settled, seed if isinstance(seed, list) else [])
        case "boolean" if settled.is_nullable:
            settled.offers = (Offer(True, _("Yes")), Offer(False, _("No")))
            return leaf(making, place, settled, "choice")
        case _:
            return leaf(making, place, settled, leaf_kind(settled.flat, name, seed))


def _is_group(place: Place, flat: Flat) -> bool:
    return not place.path or is_describable(flat)


def _is_list(seed: Maybe) -> bool:
    return isinstance(seed, Absent) or (isinstance(seed, list) and len(seed) <= MOST_ITEMS)
