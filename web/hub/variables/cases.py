"""The words in which judgement is spoken: a case, a problem, and who judges."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from hub.variables.document import JSON, Document, Located

DataPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """A place in the data that breaks a keyword, and what the keyword expected there."""

    path: DataPath
    keyword: str
    expected: JSON = field(default=None, repr=False)


@dataclass(frozen=True)
class Case:
    """One schema object that meets one value."""

    at: Located
    data: JSON = field(repr=False)
    path: DataPath

    @property
    def schema(self) -> dict[str, JSON]:
        """Give the keywords of the schema."""
        return self.at.keywords

    def schemas(self, keyword: str) -> dict[str, JSON]:
        """Give the schemas by name that a keyword holds; none if it is malformed."""
        value = self.schema.get(keyword)
        return value if isinstance(value, dict) else {}

    def row(self, keyword: str) -> list[JSON]:
        """Give the list that a keyword holds; an empty one if it is malformed."""
        value = self.schema.get(keyword)
        return value if isinstance(value, list) else []


Problems = Iterable[Problem]


class Judging(Protocol):
    """What an applicator needs from the judge."""

    document: Document

    def problems(self, at: Located, data: JSON, path: DataPath = ()) -> tuple[Problem, ...]:
        """Find what is wrong with the data at a path by one schema."""

    def here(self, case: Case, schema: JSON) -> tuple[Problem, ...]:
        """Judge the same data by a schema inside the current one."""

    def inside(self, case: Case, schema: JSON, step: str | int, part: JSON) -> Problems:
        """Judge a part of the data by a schema inside the current one."""

    def apart(self, case: Case, schema: JSON, value: JSON) -> bool:
        """Tell whether a value that has no place in the data keeps to a schema."""
