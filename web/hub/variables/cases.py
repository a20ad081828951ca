"""The words in which judgement is spoken: a case, what is found, the verdict, and who judges."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final, Protocol, TypeAlias

from hub.variables.document import JSON, Document, Located

DataPath = tuple[str | int, ...]

Mismatches = frozenset[tuple[str, str]]
"""Expressions, each with a text that the page saw it fail on."""


@dataclass(frozen=True)
class Problem:
    """A place in the data that breaks a keyword, and what the keyword expected there."""

    path: DataPath
    keyword: str
    expected: JSON = field(default=None, repr=False, compare=False)


class Doubt:
    """Stand for something in the data of which the hub cannot tell whether it is right."""

    def __repr__(self) -> str:
        return "DOUBT"


DOUBT: Final = Doubt()
Finding: TypeAlias = Problem | Doubt
Findings = Iterable[Finding]


class Verdict(Enum):
    """What the findings come to: one certain problem outweighs any doubt."""

    HOLDS = auto()
    BROKEN = auto()
    UNKNOWN = auto()


def verdict(findings: Findings) -> Verdict:
    """Sum up what was found."""
    found = tuple(findings)
    if any(isinstance(finding, Problem) for finding in found):
        return Verdict.BROKEN
    return Verdict.UNKNOWN if found else Verdict.HOLDS


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


class Judging(Protocol):
    """What a keyword needs from the judge.

    With `formats` a text that lacks its format is a problem, and else a doubt; `mismatched` is
    what the page has seen of expressions.
    """

    document: Document
    formats: bool
    mismatched: Mismatches

    def findings(self, at: Located, data: JSON, path: DataPath = ()) -> tuple[Finding, ...]:
        """Find what is wrong or doubtful about the data at a path by one schema."""

    def here(self, case: Case, schema: JSON) -> tuple[Finding, ...]:
        """Judge the same data by a schema inside the current one."""

    def tried(self, case: Case, schema: JSON) -> Verdict:
        """Judge the same data by a schema that it need not keep to."""

    def inside(self, case: Case, schema: JSON, step: str | int, part: JSON) -> tuple[Finding, ...]:
        """Judge a part of the data by a schema inside the current one."""

    def apart(self, case: Case, schema: JSON, value: JSON) -> Verdict:
        """Judge a value that has no place in the data."""


Applicator = Callable[[Judging, Case], Findings]
