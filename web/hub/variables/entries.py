"""What a person did to a form, by path: typed, chose, added, removed, moved."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hub.fields import Value
from hub.variables.nodes import Path

FIRST_ADDED = 1000
"""Items that were there from the start have lower numbers."""


@dataclass(frozen=True)
class Entries:
    """Everything entered so far; what is not in here is as the schema or the answers have it.

    A place may be secret in one branch and open in another. What was typed there as a secret is
    kept apart from what was typed in the open, so that it stands in no open input.
    """

    values: Mapping[Path, Value] = field(default_factory=dict, repr=False)
    items: Mapping[Path, tuple[int, ...]] = field(default_factory=dict)
    present: Mapping[Path, bool] = field(default_factory=dict)
    next_item: int = FIRST_ADDED
    secrets: Mapping[Path, Value] = field(default_factory=dict, repr=False)

    def held(self, path: Path, is_secret: bool, first: Value) -> Value:
        """Give what stands in an input; a secret one may go on with what was typed in the open."""
        typed = self.values.get(path, first)
        return self.secrets.get(path, typed) if is_secret else typed

    def has(self, path: Path, is_secret: bool) -> bool:
        """Tell whether anything was entered that stands in an input."""
        return path in self.values or (is_secret and path in self.secrets)

    def with_values(self, values: Mapping[Path, Value]) -> "Entries":
        """Note what stands in open inputs."""
        return replace(self, values={**self.values, **values})

    def with_secrets(self, secrets: Mapping[Path, Value]) -> "Entries":
        """Note what stands in secret inputs."""
        return replace(self, secrets={**self.secrets, **secrets})

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
