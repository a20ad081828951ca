"""What a form is made of: a tree of inputs, groups, lists and choices.

A path names a place of the form for good: it holds property names, the numbers under which list
items were added, and marks for the form's own inputs. The name that the page sees is made by the
hub and stays with the path.

`kept` is what goes into the body for a node that stands empty: what was there before, if the schema
allows it. Nothing is left out, or made up, only because an input cannot show the difference.
"""

import dataclasses
from dataclasses import dataclass
from typing import Final, TypeAlias

from hub.fields import Field
from hub.variables.document import JSON
from hub.variables.flat import Parts

Path = tuple[str | int, ...]


class Absent:
    """Stand for no value at all, which is not null."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()
Maybe: TypeAlias = "JSON | Absent"


@dataclass(frozen=True)
class Leaf:
    """One input; `answers` are the values that its options stand for.

    `parts` are all its schemas, and `own` those that hold whatever was chosen.
    One that `is_demanded` may still be blank if it may be null. A switch `says_no` if it is sent
    when it is off; otherwise off means that nothing was said.
    """

    path: Path
    field: Field
    parts: Parts = dataclasses.field(repr=False)
    own: Parts = dataclasses.field(default=(), repr=False)
    is_nullable: bool = False
    answers: tuple[JSON, ...] = dataclasses.field(default=(), repr=False)
    seed: Maybe = dataclasses.field(default=ABSENT, repr=False)
    kept: Maybe = dataclasses.field(default=ABSENT, repr=False)
    is_demanded: bool = False
    says_no: bool = False


@dataclass(frozen=True)
class Fixed:
    """A value that the schema leaves no choice about; it is not asked for.

    It is sent where it is demanded or was there before; `is_told` if nothing else tells of it.
    """

    path: Path
    heading: "Heading"
    value: JSON = dataclasses.field(repr=False)
    is_sent: bool
    is_told: bool = True
    is_secret: bool = False


@dataclass(frozen=True)
class Heading:
    """The words over several inputs."""

    name: str
    label: str
    hint: str = ""
    error: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Row:
    """One name and value of a group whose names are free."""

    path: Path
    name: str
    label: str
    key: Leaf
    node: "Node"


@dataclass(frozen=True)
class Group:
    """An object: its members by property name, then rows whose names are free.

    An `optional` group is asked for only after it was added; `is_present` tells whether it was.
    `begun` are the names that it had to begin with: as long as all are there, it is no blank.
    """

    path: Path
    heading: Heading
    members: tuple[tuple[str, "Node"], ...] = ()
    rows: tuple[Row, ...] = ()
    takes_rows: bool = False
    is_optional: bool = False
    is_present: bool = True
    is_nullable: bool = False
    kept: Maybe = dataclasses.field(default=ABSENT, repr=False)
    begun: frozenset[str] = dataclasses.field(default=frozenset(), repr=False)


@dataclass(frozen=True)
class Item:
    """One item of a list; what a tuple demands cannot be moved or removed.

    A constant that `follows` goes along with an answer right before it.
    """

    path: Path
    name: str
    label: str
    node: "Node"
    is_free: bool = True
    follows: bool = False


@dataclass(frozen=True)
class Listing:
    """An array: its items in order; a tuple's first `begun` ones had a value to begin with."""

    path: Path
    heading: Heading
    items: tuple[Item, ...] = ()
    takes_items: bool = True
    is_nullable: bool = False
    kept: Maybe = dataclasses.field(default=ABSENT, repr=False)
    begun: int = 0


@dataclass(frozen=True)
class Selector:
    """An input that chooses between schemas."""

    path: Path
    field: Field


@dataclass(frozen=True)
class Choice:
    """Selectors, and the node that they lead to.

    One that `is_required` may still begin without a choice: where it may wait.
    """

    path: Path
    selectors: tuple[Selector, ...]
    node: "Node | None"
    is_nullable: bool = False
    kept: Maybe = dataclasses.field(default=ABSENT, repr=False)
    is_required: bool = True


Node: TypeAlias = Leaf | Fixed | Group | Listing | Choice
