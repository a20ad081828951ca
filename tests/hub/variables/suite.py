"""The JSON-Schema-Test-Suite as cases: which files are claimed, and what each case expects.

The suite's usual layout is expected: `tests/draft7/*.json`, `tests/draft2020-12/*.json` and so on;
the folder `tests` itself will do as well.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hub.variables import JSON, validate
from hub.variables.document import Document, Located
from hub.variables.validation import is_valid

DRAFTS = {
    "draft7": "http://json-schema.org/draft-07/schema#",
    "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
}

UNSUPPORTED = {
    "dynamicRef": "dynamic references are not followed",
    "pattern": "expressions are evaluated by the browser only",
    "patternProperties": "expressions are evaluated by the browser only",
    "recursiveRef": "dynamic references are not followed",
    "refRemote": "nothing is ever fetched",
    "unevaluatedItems": "not a keyword that forms use",
    "unevaluatedProperties": "not a keyword that forms use",
    "vocabulary": "custom meta-schemas are not read",
}


@dataclass(frozen=True)
class Case:
    """One value that a schema accepts or does not."""

    name: str
    schema: JSON = field(repr=False)
    data: JSON = field(repr=False)
    valid: bool

    @property
    def verdict(self) -> bool:
        """Tell what the hub says about the value."""
        return not validate(self.schema, self.data)

    @property
    def of_the_library(self) -> bool | None:
        """Tell what fastjsonschema says; None where it is not asked."""
        return is_valid(Document(self.schema), self.data)

    @property
    def is_out_of_reach(self) -> bool:
        """Tell whether the schema leans on what the hub leaves to others."""
        document = Document(self.schema)
        return any(_leans(document, at) for at in document.schemas())


def cases(suite: Path) -> Iterator[Case]:
    """Read every case of the supported files."""
    for draft in DRAFTS:
        for path in _files(suite, draft):
            if path.stem not in UNSUPPORTED:
                yield from _cases_of(draft, path)


def every_case(suite: Path) -> Iterator[Case]:
    """Read every case, of the files that are left out too; a schema's own keywords excepted."""
    for draft in DRAFTS:
        for path in _files(suite, draft):
            if path.stem != "vocabulary":
                yield from _cases_of(draft, path)


def unsupported(suite: Path) -> list[str]:
    """Name the files that are left out, with the reason."""
    return [
        f"{draft}/{path.name}: {UNSUPPORTED[path.stem]}"
        for draft in DRAFTS
        for path in _files(suite, draft)
        if path.stem in UNSUPPORTED
    ]


def report(suite: Path) -> Iterator[str]:
    """Say how many cases agree, and name everything that was left out."""
    every = list(cases(suite))
    left_out = [case.name for case in every if case.is_out_of_reach]
    agreeing = sum(case.verdict == case.valid for case in every if not case.is_out_of_reach)
    compiled = sum(case.of_the_library is not None for case in every)
    yield (
        f"{agreeing} of {len(every)} cases agree; {len(left_out)} lean on what is left out; "
        f"{compiled} are compiled by fastjsonschema, the others judged by the hub alone"
    )
    yield from unsupported(suite)
    yield from (f"{name}: leans on what is left out" for name in left_out)


def _files(suite: Path, draft: str) -> list[Path]:
    tests = suite / "tests"
    return sorted(((tests if tests.is_dir() else suite) / draft).glob("*.json"))


def _cases_of(draft: str, path: Path) -> Iterator[Case]:
    for group in json.loads(path.read_text()):
        schema = group["schema"]
        if isinstance(schema, dict):
            schema = {"$schema": DRAFTS[draft], **schema}
        for test in group["tests"]:
            name = f"{draft}/{path.name}: {group['description']}: {test['description']}"
            yield Case(name, schema, test["data"], test["valid"])


def _leans(document: Document, at: Located) -> bool:
    reference = at.keywords.get("$ref")
    leads_out = isinstance(reference, str) and document.resolve(at, reference) is None
    return leads_out or any(word.lstrip("$") in UNSUPPORTED for word in at.keywords)
