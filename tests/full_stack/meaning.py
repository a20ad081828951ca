"""What a schema says about one answer, by nothing but the schema and the sandbox's check.

The answer is known from the start, so every choice is made and every condition decided: what is
left is a plain list of schemas, in the order in which a form meets them.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sandbox.json_schema import Check
from sandbox.json_values import as_list, as_map, is_type, same

Json = Any
Row = tuple[Json, ...]


@dataclass(frozen=True)
class Choice:
    """Alternatives at one place, null aside, and which of them the answer keeps to."""

    branches: Row
    chosen: int


@dataclass(frozen=True)
class Meaning:
    """The schemas that speak about an answer, and all that follows from them."""

    check: Check = field(repr=False)
    given: Row = field(repr=False)
    answer: Json = field(repr=False)
    is_given: bool = True
    """Whether there is an answer, if only a null."""

    @cached_property
    def certain(self) -> Row:
        """List what holds for every answer: the schemas, what they refer to, their `allOf`."""
        return tuple(self._implied(self.given, []))

    @cached_property
    def schemas(self) -> Row:
        """List what holds for this answer, the chosen alternatives last."""
        found = list(self.certain)
        pending = list(found)
        while pending:
            following = list(self._implied(self._following(pending.pop(0)), found))
            found += following
            pending += following
        return tuple(found)

    @property
    def choices(self) -> list[Choice]:
        """List what has to be chosen before there is anything to fill in."""
        found = [self._choice(s[k]) for s in self.schemas for k in ("oneOf", "anyOf") if k in s]
        return [choice for choice in found if len(choice.branches) > 1]

    @property
    def type(self) -> str:
        """Name the type of the answer, as the schemas name it."""
        named = [name for schema in self.schemas for name in _names(schema.get("type"))]
        return next((name for name in named if is_type(self.answer, name)), "")

    @property
    def is_asked(self) -> bool:
        """Tell whether the schemas leave a choice at all."""
        return not any("const" in schema for schema in self.certain)

    @property
    def is_open(self) -> bool:
        """Tell whether there is anything to fill in once all is chosen."""
        return not any("const" in schema for schema in self.schemas)

    def said(self, options: list[str]) -> Json:
        """Say the answer in the words of what is offered; nothing if it is not offered."""
        if isinstance(self.answer, list) and "items" in self.all_keywords:
            found = [item.said(options) for item in self.items()]
            return found if None not in found else None
        if self.answer is None:
            return next((words for words in self._of_null() if words in options), None)
        titles = [s["title"] for s in self.schemas if "const" in s and "title" in s]
        tried = (*titles, *_in_words(self.answer))
        return next((words for words in tried if words in options), None)

    @property
    def all_keywords(self) -> set[str]:
        """List every keyword that is used."""
        return {keyword for schema in self.schemas for keyword in schema}

    def labels(self, otherwise: str) -> list[str]:
        """List the titles that the form may use for this place, the likeliest first."""
        certain = _titles(self.certain)
        return certain[:1] or [otherwise, *_titles(self.schemas)]

    def members(self) -> dict[str, "Meaning"]:
        """Give every member that the schemas know, in their order; what is not answered is None."""
        rows: dict[str, Row] = {}
        for schema in self.schemas:
            for name, member in as_map(schema.get("properties")).items():
                rows[name] = (*rows.get(name, ()), member)
        for schema in self.schemas:
            for name in as_list(schema.get("required")):
                rows.setdefault(name, tuple(self._others()))
        answers = as_map(self.answer)
        return {
            name: replace(self._of(row, answers.get(name)), is_given=name in answers)
            for name, row in rows.items()
        }

    def other(self, name: str) -> "Meaning":
        """Give a member that the schemas do not know by name."""
        return self._of(tuple(self._others()), self.answer[name])

    def items(self) -> list["Meaning"]:
        """Give every item."""
        return [self._of(tuple(self._item(at)), item) for at, item in enumerate(self.answer)]

    @property
    def sent(self) -> Json:
        """Give the answer as it is sent: what is ticked comes in the order of what is offered."""
        match self.answer:
            case dict():
                known = self.members()
                return {n: known[n].sent if n in known else v for n, v in self.answer.items()}
            case list():
                row, offered = [item.sent for item in self.items()], self._ticked()
                return sorted(row, key=offered.index) if offered else row
            case _:
                return self.answer

    def _ticked(self) -> list[Json]:
        """List what there is to tick, if the answer is a list that is asked for so."""
        if not any(schema.get("uniqueItems") is True for schema in self.schemas):
            return []
        every = [schema for item in self.items()[:1] for schema in item.certain]
        branches = _branches(every)
        values = [value for schema in every for value in as_list(schema.get("enum"))]
        return values or [branch["const"] for branch in branches if "const" in as_map(branch)]

    def _of_null(self) -> list[str]:
        """List what a null may be called."""
        return _titles(tuple(filter(self._is_null, _branches(self.certain))))

    def _of(self, schemas: Row, answer: Json) -> "Meaning":
        return Meaning(self.check, schemas, answer)

    def _implied(self, schemas: Row, known: list[Json]) -> Iterator[Json]:
        seen = [id(schema) for schema in known]
        pending = list(schemas)
        while pending:
            schema = pending.pop(0)
            if isinstance(schema, dict) and id(schema) not in seen:
                seen.append(id(schema))
                yield schema
                target = self.check.resolve(schema, schema.get("$ref"))
                pending[:0] = [target, *as_list(schema.get("allOf"))]

    def _following(self, schema: Json) -> Row:
        chosen = [self._choice(schema[k]) for k in ("oneOf", "anyOf") if k in schema]
        found = [choice.branches[choice.chosen] for choice in chosen if choice.branches]
        if "if" in schema:
            found.append(schema.get("then" if self._holds(schema["if"]) else "else"))
        for keyword in ("dependentRequired", "dependentSchemas", "dependencies"):
            for name, needed in as_map(schema.get(keyword)).items():
                if name in as_map(self.answer):
                    found.append({"required": needed} if isinstance(needed, list) else needed)
        return tuple(found)

    def _choice(self, branches: Json) -> Choice:
        some = [branch for branch in as_list(branches) if not self._is_null(branch)]
        fitting = [at for at, branch in enumerate(some) if self._holds(branch)]
        return Choice(tuple(some), next(iter(fitting), 0))

    def _is_null(self, branch: Json) -> bool:
        kinds = [
            schema.get("type", schema.get("const", 0)) for schema in self._implied((branch,), [])
        ]
        return any(same(kind, "null") or kind is None for kind in kinds)

    def _holds(self, schema: Json) -> bool:
        return self.check.holds(schema, self.answer)

    def _others(self) -> Iterator[Json]:
        for schema in self.schemas:
            yield schema.get("additionalProperties")
            yield from as_map(schema.get("patternProperties")).values()

    def _item(self, at: int) -> Iterator[Json]:
        for schema in self.schemas:
            items = schema.get("items")
            row = items if isinstance(items, list) else as_list(schema.get("prefixItems"))
            rest = schema.get("additionalItems") if isinstance(items, list) else items
            yield row[at] if at < len(row) else rest


def meaning(schema: Json, answer: Json) -> Meaning:
    """Read a whole schema for one answer."""
    return Meaning(Check(schema), (schema,), answer)


def _titles(schemas: Row) -> list[str]:
    titles = (schema.get("title") for schema in schemas)
    return [" ".join(title.split()) for title in titles if isinstance(title, str) and title]


def _branches(schemas: Iterable[Json]) -> list[Json]:
    return [b for s in schemas for key in ("oneOf", "anyOf") for b in as_list(s.get(key))]


def _names(said: Json) -> list[str]:
    return said if isinstance(said, list) else [said]


def _in_words(value: Json) -> tuple[str, ...]:
    """Say a value as it is offered; as JSON if other words are the same."""
    as_json = " ".join(json.dumps(value, ensure_ascii=False, indent=2).split())
    if isinstance(value, str):
        return (as_json, " ".join(value.split()))
    if isinstance(value, bool):
        return ("Yes" if value else "No", as_json)
    return (as_json,)
