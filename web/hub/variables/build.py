"""The tree of inputs that a schema asks for, given what was entered so far.

The tree is built anew from schema and entries whenever one of them changes; nothing is patched.
Whatever cannot be asked for in inputs is asked for as JSON.
"""

from dataclasses import replace

from hub.texts import _
from hub.variables.flat import Flat, flatten
from hub.variables.gather import gather
from hub.variables.groups import group, is_describable
from hub.variables.inputs import fixed, leaf
from hub.variables.leaves import Offer, leaf_kind
from hub.variables.listings import MOST_ITEMS, array
from hub.variables.nodes import ABSENT, Absent, Choice, Fixed, Group, Leaf, Maybe, Node
from hub.variables.places import Making, Place
from hub.variables.settle import Settled, allows, kept, seed_of, settle, turned
from hub.variables.walk import stops

DEEPEST_NODE = 24
MOST_NODES = 2000

_ABOUT_NAMES = frozenset(
    {
        "additionalProperties",
        "default",
        "dependencies",
        "dependentRequired",
        "dependentSchemas",
        "if",
        "maxProperties",
        "minProperties",
        "not",
        "patternProperties",
        "propertyNames",
        "unevaluatedProperties",
    }
)
"""What says something of an object without describing its names."""


def build(making: Making, place: Place) -> Node:
    """Build the node of a place and everything inside it."""
    making.nodes += 1
    if place.depth > DEEPEST_NODE or making.nodes > MOST_NODES:
        return leaf(making, place, Settled(flatten(making.document, place.parts)), "json")
    settled = settle(making, place)
    place = _known(making, place, settled.flat)
    if not settled.selectors:
        return _settled(making, place, settled)
    place = turned(place, settled)
    is_added = isinstance(place.seed, Absent)
    is_new = place.is_new or is_added
    chosen = replace(place, is_required=True, is_new=is_new, may_wait=False)
    node = None if settled.is_left_out else _settled(making, chosen, settled)
    left = kept(making.document, place) if place.seed is None else ABSENT
    nullable, needed = settled.is_nullable, place.is_required
    return Choice(place.path, settled.selectors, node, nullable, left, needed)


def _known(making: Making, place: Place, flat: Flat) -> Place:
    """Forget at an open place what was a secret when it was answered."""
    if not flat.is_secret and making.earlier.is_secret(place.origin):
        return place.forgotten()
    if flat.is_secret or "const" in flat.words:
        making.meet(place, flat.is_secret)
    return place


def _settled(making: Making, place: Place, settled: Settled) -> Node:
    flat = settled.flat
    if "const" in flat.words and not _is_offered(place, flat):
        return fixed(making, place, flat, flat.words["const"])
    if _is_null(flat):
        return fixed(making, place, flat, None)
    if "const" in flat.words:
        return leaf(making, place, settled, "switch")
    if settled.offers:
        return leaf(making, place, settled, "choice")
    types = [name for name in flat.types or () if name != "null"]
    return _typed(making, place, settled, types[0] if len(types) == 1 else "")


def _typed(making: Making, place: Place, settled: Settled, name: str) -> Node:
    seed = seed_of(place, settled.flat)
    match name:
        case "object" if isinstance(seed, dict | Absent) and _is_group(place, settled.flat):
            node = group(making, place, settled, seed if isinstance(seed, dict) else {})
            return _as_json(making, place, settled, node) or node
        case "array" if _is_list(seed):
            return array(making, place, settled, seed if isinstance(seed, list) else [])
        case "boolean" if settled.is_nullable:
            settled.offers = (Offer(True, _("Yes")), Offer(False, _("No")))
            return leaf(making, place, settled, "choice")
        case "object" if not place.path and isinstance(seed, Absent):
            return leaf(making, _with_nothing(making, place), settled, "json")
        case _:
            return leaf(making, place, settled, leaf_kind(settled.flat, name, seed))


def _is_group(place: Place, flat: Flat) -> bool:
    """Tell whether there are names to ask for; a whole form that says nothing asks nothing."""
    is_silent = not place.path and flat.words.keys().isdisjoint(_ABOUT_NAMES)
    return is_silent or is_describable(flat)


def _as_json(making: Making, place: Place, settled: Settled, node: Group | Fixed) -> Leaf | None:
    """Ask as JSON for what a group that asks nothing cannot say, if it is demanded."""
    if not place.is_required or any(stop.is_question for stop in stops(node)):
        return None
    said = gather(node).body
    if isinstance(said, Absent) or allows(making.document, place, said):
        return None
    # What may wait begins blank: it must be no reason to send what it stands in.
    given = place.seed if place.may_wait or isinstance(place.seed, dict) else said
    return leaf(making, replace(place, seed=given), settled, "json")


def _with_nothing(making: Making, place: Place) -> Place:
    """Begin with an object that is empty, where that is an answer."""
    return replace(place, seed={}) if allows(making.document, place, {}) else place


def _is_offered(place: Place, flat: Flat) -> bool:
    """Tell whether a constant is one to agree to: a yes that nothing demands."""
    is_yes = flat.words["const"] is True
    return is_yes and not (place.is_required or place.is_tag)


def _is_null(flat: Flat) -> bool:
    return flat.types == ("null",) or flat.row("enum") == [None]


def _is_list(seed: Maybe) -> bool:
    return isinstance(seed, Absent) or (isinstance(seed, list) and len(seed) <= MOST_ITEMS)
