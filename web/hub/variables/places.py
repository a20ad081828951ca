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
    """Where in the form a node goes, and what is known about it from above.

    A place that is `new` had no chance to be answered yet, so it begins with its default; what
    was answered before stays as it was, and what was left out then stays out.
    """

    path: Path
    parts: Parts = field(repr=False)
    label: str
    seed: Maybe = field(default=ABSENT, repr=False)
    is_required: bool = True
    depth: int = 0
    above: frozenset[int] = frozenset()
    is_new: bool = True
    is_tag: bool = False
    """Whether a branch that was chosen says what stands here."""
    tests: Parts = field(default=(), repr=False)
    """What conditions further out ask of this place."""
    is_awaited: bool = False
    """Whether a condition takes for granted that something stands here."""

    def inside(
        self, steps: Path, parts: Parts, label: str, seed: Maybe, is_required: bool = True
    ) -> "Place":
        """Give the place of a part, as new as this one."""
        path, depth = (*self.path, *steps), self.depth + 1
        return Place(path, parts, label, seed, is_required, depth, self.above, self.is_new)


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
