"""What is known while the tree of a form is being built."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hub.patterns import Allowance
from hub.variables.document import JSON, Document
from hub.variables.entries import Entries
from hub.variables.flat import Parts
from hub.variables.nodes import ABSENT, Maybe, Node, Path


@dataclass(frozen=True)
class Place:
    """Where in the form a node goes, and what is known about it from above."""

    path: Path
    parts: Parts = field(repr=False)
    label: str
    seed: Maybe = field(default=ABSENT, repr=False)
    is_required: bool = True
    depth: int = 0
    above: frozenset[int] = frozenset()

    def inside(
        self, steps: Path, parts: Parts, label: str, seed: Maybe, is_required: bool = True
    ) -> "Place":
        """Give the place of a part."""
        path = (*self.path, *steps)
        return Place(path, parts, label, seed, is_required, self.depth + 1, self.above)


@dataclass
class Making:
    """A tree in the making.

    `names` grows by the names of new paths; `known` is the data of the build before this one;
    the `allowance` is what patterns may cost the page.
    """

    document: Document
    entries: Entries
    build: Callable[["Making", Place], Node] = field(repr=False)
    names: dict[Path, str]
    errors: Mapping[str, str]
    known: Mapping[Path, JSON] = field(default_factory=dict, repr=False)
    prefix: str = "vh-v"
    nodes: int = 0
    allowance: Allowance = field(default_factory=Allowance)

    def name(self, path: Path) -> str:
        """Give a path its name, made of a prefix and a counter only."""
        return self.names.setdefault(path, f"{self.prefix}{len(self.names)}")

    def part(self, place: Place) -> Node:
        """Build the node of a place inside."""
        return self.build(self, place)

    def error(self, path: Path) -> str:
        """Give what is wrong at a path."""
        return self.errors.get(self.name(path), "")
