"""Where data does not keep to a JSON Schema, and why.

Whether a body keeps to its schema is fastjsonschema's to tell (`validation.py`). The judge takes
over where a form needs more than yes or no: every fault with its place, the branch that an answer
fits, what cannot be known here, numbers to the last digit, and draft 2020-12 whole. It reads any
schema as data, and no `pattern` of a stranger meets Python's `re`, which backtracks without an end.

A verdict is one of three: it holds, it is broken, or nobody here can tell. What cannot be told is
an expression, a format without an exact rule, a reference that leads out, and what follows from
these by Kleene's logic: `not` of a doubt is a doubt, one certain problem breaks `allOf`, one branch
that certainly holds makes `anyOf` hold, `oneOf` is broken when two certainly hold or all are
broken, and an `if` in doubt demands only what both of its branches do. Only what is certainly
broken is told to a person; the rest is left to the server.

Each pair of schema and place is judged once, so references that multiply cost nothing; a pair that
is met again while it is being judged is a loop, and a doubt.
"""

from collections.abc import Iterator

from hub.variables.applicators import APPLICATORS
from hub.variables.assertions import ASSERTIONS
from hub.variables.cases import (
    DOUBT,
    Case,
    DataPath,
    Finding,
    Mismatches,
    Problem,
    Verdict,
    verdict,
)
from hub.variables.document import JSON, Document, Located
from hub.variables.doubts import DOUBTS
from hub.variables.names import NAMES

DEEPEST_JUDGEMENT = 96
"""Schemas inside schemas; what lies deeper is left to the server."""

_HOLDERS = APPLICATORS | NAMES | DOUBTS


class Judge:
    """Judge one value by the schemas of one document; `formats` makes formats count.

    They never count where a schema is only tried: by draft 2020-12 a server may overlook them.
    """

    def __init__(
        self,
        document: Document,
        formats: bool = False,
        mismatched: Mismatches = frozenset(),
    ) -> None:
        self.document = document
        self.formats = formats
        self.mismatched = mismatched
        self._trial = Judge(document, mismatched=mismatched) if formats else self
        self._judged: dict[tuple[int, str, DataPath], tuple[Finding, ...]] = {}
        self._depth = 0

    def problems(self, at: Located, data: JSON, path: DataPath = ()) -> tuple[Problem, ...]:
        """Find what is certainly wrong with the data at a path by one schema."""
        found = self.findings(at, data, path)
        return tuple(finding for finding in found if isinstance(finding, Problem))

    def verdict(self, at: Located, data: JSON) -> Verdict:
        """Tell whether the data keeps to one schema."""
        return verdict(self.findings(at, data))

    def accepts(self, at: Located, data: JSON) -> bool:
        """Tell whether the data may keep to one schema."""
        return self.verdict(at, data) is not Verdict.BROKEN

    def findings(self, at: Located, data: JSON, path: DataPath = ()) -> tuple[Finding, ...]:
        """Find what is wrong or doubtful about the data at a path by one schema."""
        if isinstance(at.schema, bool):
            return () if at.schema else (Problem(path, "false"),)
        key = (id(at.schema), at.base, path)
        if key not in self._judged and self._depth < DEEPEST_JUDGEMENT:
            self._judged[key] = (DOUBT,)
            self._judged[key] = self._judge(Case(at, data, path))
        return self._judged.get(key, (DOUBT,))

    def here(self, case: Case, schema: JSON) -> tuple[Finding, ...]:
        """Judge the same data by a schema inside the current one."""
        return self.findings(self.document.enter(schema, case.at.base), case.data, case.path)

    def tried(self, case: Case, schema: JSON) -> Verdict:
        """Judge the same data by a schema that it need not keep to."""
        self._trial._depth = self._depth
        return verdict(self._trial.here(case, schema))

    def inside(self, case: Case, schema: JSON, step: str | int, part: JSON) -> tuple[Finding, ...]:
        """Judge a part of the data by a schema inside the current one."""
        return self.findings(self.document.enter(schema, case.at.base), part, (*case.path, step))

    def apart(self, case: Case, schema: JSON, value: JSON) -> Verdict:
        """Judge a value that has no place in the data."""
        judge = Judge(self.document, self.formats, self.mismatched)
        judge._depth = self._depth
        return judge.verdict(self.document.enter(schema, case.at.base), value)

    def _judge(self, case: Case) -> tuple[Finding, ...]:
        if not isinstance(case.at.schema, dict):
            return (DOUBT,)
        self._depth += 1
        try:
            return tuple(dict.fromkeys(self._found(case)))
        finally:
            self._depth -= 1

    def _found(self, case: Case) -> Iterator[Finding]:
        for keyword, expected in self.document.heeded(case.at).items():
            if keyword in ASSERTIONS and not ASSERTIONS[keyword](expected, case.data):
                yield Problem(case.path, keyword, expected)
            if keyword in _HOLDERS:
                yield from _HOLDERS[keyword](self, case)


def validate(schema: JSON, data: JSON) -> tuple[tuple[DataPath, str], ...]:
    """Name every place of the data that certainly breaks the schema, and the keyword."""
    document = Document(schema)
    problems = Judge(document).problems(document.top, data)
    return tuple((problem.path, problem.keyword) for problem in problems)
