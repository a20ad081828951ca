"""What is known while the tree of a form is being built."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from hub.patterns import Allowance
from hub.variables.cases import DataPath
from hub.variables.document import JSON, Document
from hub.variables.earlier import Earlier
from hub.variables.entries import Entries
from hub.variables.flat import Parts
from hub.variables.nodes import ABSENT, Absent, Maybe, Node, Path


def entry_path(path: Path, is_secret: bool) -> Path:
    """Tell a secret input from an open one at the same place.

    The page keeps what was typed in an input of the same name, so they must not share one.
    """
    return (*path, "=secret") if is_secret else path


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
    may_wait: bool = False
    """Whether what is demanded here is so only once something around it is answered."""
    is_item: bool = False
    """Whether it is an item or an entry, which is there because it was added."""
    is_awaited: bool = False
    """Whether a condition takes for granted that something stands here."""
    origin: DataPath | None = None
    """Where in the earlier answers the seed is; None if it is no part of them."""

    def inside(self, steps: Path, key: str | int, parts: Parts, label: str, seed: Maybe) -> "Place":
        """Give the place of a part, as new as this one; the `key` is that of the part's value."""
        place = Place(
            (*self.path, *steps),
            parts,
            label,
            seed,
            depth=self.depth + 1,
            above=self.above,
            is_new=self.is_new,
            may_wait=self.may_wait,
        )
        if self.origin is None or not isinstance(self.seed, dict | list):
            return place
        return replace(place, origin=(*self.origin, key))

    def forgotten(self) -> "Place":
        """Give the same place as if it was never answered."""
        return replace(self, seed=ABSENT, is_new=True, origin=None)


@dataclass
class Making:
    """A tree in the making.

    `names` grows by the names of new paths; `known` is the data of the build before this one;
    the `allowance` is what patterns may cost the page. `met` tells which of the earlier answers
    stand in a secret input, and which in an open one.
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
    earlier: Earlier = field(default_factory=Earlier)
    met: dict[DataPath, bool] = field(default_factory=dict)

    def name(self, path: Path) -> str:
        """Give a path its name, made of a prefix and a counter only."""
        return self.names.setdefault(path, f"{self.prefix}{len(self.names)}")

    def meet(self, place: Place, is_secret: bool) -> None:
        """Note what kind of input an earlier answer stands in; one that is empty tells nothing."""
        is_blank = isinstance(place.seed, Absent) or place.seed in (None, "", [], {})
        if place.origin is not None and not is_blank:
            self.met[place.origin] = is_secret

    def part(self, place: Place) -> Node:
        """Build the node of a place inside."""
        return self.build(self, place)

    def error(self, path: Path) -> str:
        """Give what is wrong at a path."""
        return self.errors.get(self.name(path), "")
