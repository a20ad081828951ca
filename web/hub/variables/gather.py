"""The body that a tree of inputs stands for, and what is wrong with it as it stands.

What is optional and blank is left out, and so is a switch that is off, and a constant, unless it is
demanded or was there before. Even then they are weak: they go along with an object, but are no
reason to send one.
"""

from dataclasses import dataclass, field, replace
from itertools import takewhile

from hub.fields import Field, demand
from hub.texts import _
from hub.variables.cases import DataPath
from hub.variables.document import JSON
from hub.variables.exact import Unreadable
from hub.variables.leaves import read
from hub.variables.nodes import (
    ABSENT,
    Absent,
    Choice,
    Fixed,
    Group,
    Leaf,
    Listing,
    Maybe,
    Node,
    Path,
)


@dataclass(frozen=True)
class Spot:
    """An input or a group that a place in the body belongs to."""

    name: str
    label: str


@dataclass
class Gathered:
    """The body, who stands for each place in it, and what is wrong by name.

    `known` is the data by the form's own paths, for conditions to be tried on; `judged` are the
    inputs whose values are part of the body, `constants` what was not asked for and is.
    """

    body: Maybe = ABSENT
    spots: dict[DataPath, Spot] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    known: dict[Path, JSON] = field(default_factory=dict, repr=False)
    judged: list[tuple[Leaf, JSON]] = field(default_factory=list, repr=False)
    constants: list[Fixed] = field(default_factory=list, repr=False)

    def inner(self) -> "Gathered":
        """Begin a part whose errors may not count."""
        return Gathered(spots=self.spots, known=self.known)

    def join(self, inner: "Gathered") -> None:
        """Let a part count after all."""
        self.errors |= inner.errors
        self.judged += inner.judged
        self.constants += inner.constants

    def spot(self, path: DataPath) -> Spot | None:
        """Find who stands for a place in the body, or for the nearest one around it."""
        nearest = next((path[:n] for n in range(len(path), -1, -1) if path[:n] in self.spots), None)
        return None if nearest is None else self.spots[nearest]


@dataclass(frozen=True)
class Part:
    """What one node gives to the body; a weak value is no reason for an object."""

    value: Maybe = field(default=ABSENT, repr=False)
    is_weak: bool = False


NOTHING = Part(is_weak=True)
UNREADABLE = Part()


def gather(root: Node) -> Gathered:
    """Read the whole tree."""
    gathered = Gathered()
    gathered.body = _gather(gathered, root, (), True).value
    return gathered


def _gather(into: Gathered, node: Node, at: DataPath, is_required: bool) -> Part:
    match node:
        case Leaf():
            part = _leaf(into, node, at, is_required)
        case Fixed():
            part = _fixed(into, node, is_required)
        case Group():
            part = _group(into, node, at, is_required)
        case Listing():
            part = _listing(into, node, at, is_required)
        case Choice():
            part = _choice(into, node, at, is_required)
    if not isinstance(part.value, Absent):
        into.known.setdefault(node.path, part.value)
    return part


def _fixed(into: Gathered, node: Fixed, is_required: bool) -> Part:
    if not (node.is_sent or is_required):
        return NOTHING
    into.constants.append(node)
    return Part(node.value, is_weak=True)


def _leaf(into: Gathered, leaf: Leaf, at: DataPath, is_required: bool) -> Part:
    item = leaf.field
    into.spots[at] = Spot(item.name, item.label)
    try:
        value = read(leaf)
    except Unreadable as reason:
        into.errors[item.name] = str(reason)
        return UNREADABLE
    if isinstance(value, Absent):
        return _blank(into, item, leaf, is_required)
    is_off = item.kind == "switch" and not value
    if is_off and not (is_required or leaf.says_no):
        return NOTHING
    into.judged.append((leaf, value))
    return Part(value, is_weak=is_off and leaf.seed is not True)


def _blank(into: Gathered, item: Field, node: Leaf | Choice, is_required: bool) -> Part:
    if not isinstance(node.kept, Absent):
        return Part(node.kept)
    if is_required and node.is_nullable:
        return Part(None, is_weak=True)
    if is_required:
        into.errors[item.name] = demand(item)
    return NOTHING


def _group(into: Gathered, group: Group, at: DataPath, is_required: bool) -> Part:
    heading = group.heading
    into.spots[at] = Spot(heading.name, heading.label)
    if not group.is_present:
        return _not_added(into, group, is_required)
    inner = into.inner()
    body: dict[str, JSON] = {}
    is_weak = True
    for key, node in group.members:
        part = _gather(inner, node, (*at, key), _is_required(node))
        is_weak = is_weak and part.is_weak
        if not isinstance(part.value, Absent):
            body[key] = part.value
    is_weak = _rows(inner, group, at, body) and is_weak
    into.known[group.path] = body
    if is_weak and not group.is_optional:
        if group.kept is None:
            return Part(None)
        is_begun = bool(group.begun) and group.begun <= body.keys()
        if not is_required and isinstance(group.kept, Absent) and not is_begun:
            return NOTHING
        is_weak = is_required
    into.join(inner)
    return Part(body, is_weak and not group.is_optional)


def _is_required(node: Node) -> bool:
    match node:
        case Leaf():
            return node.is_demanded
        case Fixed() | Group() | Listing():
            return node.heading.is_required
        case Choice():
            return node.is_required


def _not_added(into: Gathered, group: Group, is_required: bool) -> Part:
    if group.kept is None:
        return Part(None)
    if is_required and group.is_nullable:
        return Part(None, is_weak=True)
    if is_required:
        into.errors[group.heading.name] = _("Add {label}.", label=group.heading.label)
    return NOTHING


def _rows(into: Gathered, group: Group, at: DataPath, body: dict[str, JSON]) -> bool:
    for row in group.rows:
        key = str(row.key.field.value)
        is_named = key != "" or not row.key.field.required
        if not is_named:
            into.errors[row.key.field.name] = demand(row.key.field)
        elif key in body or key in dict(group.members):
            into.errors[row.key.field.name] = _("Enter every name only once.")
        part = _gather(into, row.node, (*at, key), True)
        if is_named:
            body[key] = None if isinstance(part.value, Absent) else part.value
    return not group.rows


def _listing(into: Gathered, listing: Listing, at: DataPath, is_required: bool) -> Part:
    heading = listing.heading
    into.spots[at] = Spot(heading.name, heading.label)
    inner = into.inner()
    parts = _items(inner, listing, at)
    begun = [part for part in parts[: listing.begun] if not isinstance(part.value, Absent)]
    is_blank = all(part.is_weak for part in parts) and len(begun) < (listing.begun or 1)
    if is_blank and not is_required and not any(item.is_free for item in listing.items):
        return NOTHING if isinstance(listing.kept, Absent) else Part(listing.kept)
    if not parts and not isinstance(listing.kept, Absent):
        return Part(listing.kept, is_weak=True)
    if not parts and is_required and listing.is_nullable:
        return Part(None, is_weak=True)
    into.join(inner)
    return Part(
        [None if isinstance(part.value, Absent) else part.value for part in parts], not parts
    )


def _items(into: Gathered, listing: Listing, at: DataPath) -> list[Part]:
    """Leave out the blank end of a tuple; what comes before an answer is demanded."""
    parts = [
        _gather(into, item.node, (*at, index), item.is_free or _is_required(item.node))
        for index, item in enumerate(listing.items)
    ]
    given = [not isinstance(part.value, Absent) for part in parts]
    kept = [has or item.is_free for has, item in zip(given, listing.items, strict=True)]
    while kept and not kept[-1]:
        kept.pop()
    for index in [index for index in range(len(kept)) if not given[index]]:
        parts[index] = _gather(into, listing.items[index].node, (*at, index), True)
    return parts[: len(kept)] + _following(into, listing, at, len(kept))


def _following(into: Gathered, listing: Listing, at: DataPath, size: int) -> list[Part]:
    """Give the constants right after what is given of a tuple, if any of it was asked for."""
    if all(isinstance(item.node, Fixed) for item in listing.items[:size]):
        return []
    following = takewhile(lambda each: each[1].follows, enumerate(listing.items[size:], size))
    return [_gather(into, item.node, (*at, index), True) for index, item in following]


def _choice(into: Gathered, choice: Choice, at: DataPath, is_required: bool) -> Part:
    if choice.node is not None:
        # Where the choice leads to a constant, nobody else stands for the place.
        chosen = choice.selectors[-1].field
        into.spots[at] = Spot(chosen.name, chosen.label)
        return replace(_gather(into, choice.node, at, True), is_weak=False)
    item = next(s.field for s in choice.selectors if s.field.is_blank)
    into.spots[at] = Spot(item.name, item.label)
    return _blank(into, item, choice, is_required)
