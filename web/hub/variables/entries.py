"""What a person did to a form, by path: typed, chose, added, removed, moved."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hub.fields import Value
from hub.variables.nodes import Path

FIRST_ADDED = 1000
"""Items that were there from the start have lower numbers."""


@dataclass(frozen=True)
class Entries:
    """Everything entered so far; what is not in here is as the schema or the answers have it."""

    values: Mapping[Path, Value] = field(default_factory=dict, repr=False)
    items: Mapping[Path, tuple[int, ...]] = field(default_factory=dict)
    present: Mapping[Path, bool] = field(default_factory=dict)
    next_item: int = FIRST_ADDED

    def with_values(self, values: Mapping[Path, Value]) -> "Entries":
        """Note what stands in inputs."""
        return replace(self, values={**self.values, **values})

    def with_items(self, path: Path, items: tuple[int, ...]) -> "Entries":
        """Note which items a list has, in order."""
        return replace(self, items={**self.items, path: items})

    def with_presence(self, path: Path, is_present: bool) -> "Entries":
        """Note whether an optional group was added."""
        return replace(self, present={**self.present, path: is_present})

    def with_new_item(self, path: Path, items: tuple[int, ...]) -> "Entries":
        """Note a new item at the end of a list; its number was never used before."""
        grown = self.with_items(path, (*items, self.next_item))
        return replace(grown, next_item=self.next_item + 1)
