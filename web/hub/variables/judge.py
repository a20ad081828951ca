"""Whether data keeps to a JSON Schema, and where it does not.

The schema is read as data and never turned into code, and no expression of it is run. A library
that compiles schemas (fastjsonschema) was weighed: it executes code made from outside data, runs
`pattern` with Python's `re`, stops at the first fault, and takes 90 ms to import in the worker. It
is what the tests check this against. Each pair
of schema and place is judged once, so references that multiply cost nothing; a pair that is met
again while it is being judged is a loop, and says nothing.
"""

from collections.abc import Iterator

from hub.variables.applicators import APPLICATORS
from hub.variables.assertions import ASSERTIONS
from hub.variables.cases import Case, DataPath, Problem, Problems
from hub.variables.document import JSON, Document, Located
from hub.variables.formats import has_format

DEEPEST_JUDGEMENT = 96
"""Schemas inside schemas; what lies deeper is left to the server."""


class Judge:
    """Judge one value by the schemas of one document; `formats` makes formats count."""

    def __init__(self, document: Document, formats: bool = False) -> None:
        self.document = document
        self.formats = formats
        self._judged: dict[tuple[int, str, DataPath], tuple[Problem, ...]] = {}
        self._depth = 0

    def problems(self, at: Located, data: JSON, path: DataPath = ()) -> tuple[Problem, ...]:
        """Find what is wrong with the data at a path by one schema."""
        if isinstance(at.schema, bool):
            return () if at.schema else (Problem(path, "false"),)
        key = (id(at.schema), at.base, path)
        if key not in self._judged and self._depth < DEEPEST_JUDGEMENT:
            self._judged[key] = ()
            self._judged[key] = self._judge(Case(at, data, path))
        return self._judged.get(key, ())

    def accepts(self, at: Located, data: JSON) -> bool:
        """Tell whether the data keeps to one schema."""
        return not self.problems(at, data)

    def here(self, case: Case, schema: JSON) -> tuple[Problem, ...]:
        """Judge the same data by a schema inside the current one."""
        return self.problems(self.document.enter(schema, case.at.base), case.data, case.path)

    def inside(self, case: Case, schema: JSON, step: str | int, part: JSON) -> Problems:
        """Judge a part of the data by a schema inside the current one."""
        return self.problems(self.document.enter(schema, case.at.base), part, (*case.path, step))

    def apart(self, case: Case, schema: JSON, value: JSON) -> bool:
        """Tell whether a value that has no place in the data keeps to a schema."""
        return Judge(self.document).accepts(self.document.enter(schema, case.at.base), value)

    def _judge(self, case: Case) -> tuple[Problem, ...]:
        self._depth += 1
        try:
            return tuple(self._found(case, self._heeded(case)))
        finally:
            self._depth -= 1

    def _heeded(self, case: Case) -> dict[str, JSON]:
        # Up to draft 7 a reference silences everything beside it.
        if self.document.is_legacy and "$ref" in case.schema:
            return {"$ref": case.schema["$ref"]}
        return case.schema

    def _found(self, case: Case, heeded: dict[str, JSON]) -> Iterator[Problem]:
        for keyword, expected in heeded.items():
            if keyword in ASSERTIONS and not ASSERTIONS[keyword](expected, case.data):
                yield Problem(case.path, keyword, expected)
            if keyword in APPLICATORS:
                yield from APPLICATORS[keyword](self, case)
            if keyword == "format" and self.formats and not has_format(case.data, expected):
                yield Problem(case.path, keyword, expected)


def validate(schema: JSON, data: JSON) -> tuple[tuple[DataPath, str], ...]:
    """Name every place of the data that breaks the schema, and the keyword that it breaks."""
    document = Document(schema)
    problems = Judge(document).problems(document.top, data)
    return tuple((problem.path, problem.keyword) for problem in problems)
