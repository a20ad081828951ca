"""Everything on a form that has a name, in the order in which a person meets it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hub.fields import Field
from hub.variables.nodes import Choice, Fixed, Group, Heading, Leaf, Listing, Node, Path


@dataclass(frozen=True)
class Stop:
    """A named thing on the way: an input, a constant, or the heading of several inputs.

    `above` are the labels of what it stands in.
    """

    path: Path
    name: str
    label: str
    above: tuple[str, ...]
    field: Field | None = None
    node: Node | None = None

    @property
    def title(self) -> str:
        """Give the label after the labels of what it stands in."""
        return " / ".join((*self.above, self.label))

    @property
    def is_question(self) -> bool:
        """Tell whether there is anything to type, choose or add."""
        match self.node:
            case Group():
                return self.node.takes_rows or self.node.is_optional
            case Listing():
                return self.node.takes_items
            case _:
                return self.field is not None


def stops(node: Node | None, above: tuple[str, ...] = ()) -> Iterator[Stop]:
    """Walk a tree."""
    match node:
        case Leaf():
            yield _input(node.path, node.field, above, node)
        case Group():
            yield from _group(node, above)
        case Listing():
            yield from _listing(node, above)
        case Choice():
            for selector in node.selectors:
                yield _input(selector.path, selector.field, above, None)
            yield from stops(node.node, above)
        case Fixed():
            yield Stop(node.path, node.heading.name, node.heading.label, above, node=node)
        case None:
            return


def _input(path: Path, item: Field, above: tuple[str, ...], leaf: Leaf | None) -> Stop:
    return Stop(path, item.name, item.label, above, item, leaf)


def _group(group: Group, above: tuple[str, ...]) -> Iterator[Stop]:
    yield Stop(group.path, group.heading.name, group.heading.label, above, node=group)
    inner = _under(above, group.heading) if group.path else above
    for _key, member in group.members:
        yield from stops(member, inner)
    for row in group.rows:
        yield Stop(row.path, row.name, row.label, inner, node=group)
        yield from stops(row.key, (*inner, row.label))
        yield from stops(row.node, (*inner, row.label))


def _listing(listing: Listing, above: tuple[str, ...]) -> Iterator[Stop]:
    yield Stop(listing.path, listing.heading.name, listing.heading.label, above, node=listing)
    inner = _under(above, listing.heading)
    for item in listing.items:
        yield Stop(item.path, item.name, item.label, inner, node=listing)
        is_named = isinstance(item.node, Leaf) and not item.is_free
        at = inner if is_named else (*inner, item.label)
        yield from (_said_once(stop, len(inner)) for stop in stops(item.node, at))


def _said_once(stop: Stop, at: int) -> Stop:
    """Leave out an item's label where what it holds has no other: both are called Item 1."""
    labels = (*stop.above, stop.label)
    if labels[at : at + 1] != labels[at + 1 : at + 2]:
        return stop
    return replace(stop, above=(*stop.above[:at], *stop.above[at + 1 :]))


def _under(above: tuple[str, ...], heading: Heading) -> tuple[str, ...]:
    return (*above, heading.label) if heading.label else above
