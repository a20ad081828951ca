"""Schemas that describe no names: nothing to ask, entries, or JSON; never an empty body unasked."""

from typing import Any

import pytest

from hub.variables import answer, is_empty, start
from tests.hub.variables.filling import Schema, asked, body, done, filled, titles

TEXT: Schema = {"type": "string"}
SILENT: list[Any] = [True, {}, {"type": "object"}]


@pytest.mark.parametrize("schema", SILENT, ids=str)
def test_a_schema_that_says_nothing_asks_nothing(schema: Any) -> None:
    assert is_empty(start(schema)) and answer(start(schema)) == {}


ABOUT_NAMES: list[Schema] = [
    {"additionalProperties": True},
    {"propertyNames": {"maxLength": 3}},
    {"maxProperties": 1},
    {"patternProperties": {"^x-": True}},
    {"default": {"a": 1}},
]


@pytest.mark.parametrize("said", ABOUT_NAMES, ids=str)
def test_an_object_whose_names_are_not_described_is_asked_for_as_json(said: Schema) -> None:
    form = start({"type": "object", **said})
    assert titles(form) == ["Settings"] and not is_empty(form)
    assert answer(form) == said.get("default", {})
    assert answer(filled(form, {"Settings": '{"b": 2}'})) == {"b": 2}
    assert answer(filled(form, {"Settings": "2"})) is None


@pytest.mark.parametrize("kind", ["additionalProperties", "patternProperties"])
def test_an_object_whose_values_are_described_has_entries(kind: str) -> None:
    form = start({"type": "object", kind: TEXT if kind[0] == "a" else {"^x": TEXT}})
    assert not is_empty(form)
    entry = {"Settings / Entry 1 / Name": "x", "Settings / Entry 1 / Value": "y"}
    added = done(form, "add", "Settings")
    values = {title.removeprefix("Settings / "): value for title, value in entry.items()}
    assert answer(filled(added, values)) == {"x": "y"}


NEVER_EMPTY: list[Schema] = [
    {"type": "object", "minProperties": 1},
    asked({"a": {"const": "x"}}, minProperties=1),
    asked({"a": {**TEXT, "readOnly": True}}, minProperties=1),
]


@pytest.mark.parametrize("schema", NEVER_EMPTY, ids=str)
def test_what_a_form_cannot_say_but_the_schema_demands_is_asked_for_as_json(schema: Schema) -> None:
    form = start(schema)
    assert titles(form) == ["Settings"] and answer(form) is None and not is_empty(form)
    assert answer(filled(form, {"Settings": '{"a": "x"}'})) == {"a": "x"}


def test_a_demanded_group_that_cannot_be_said_is_asked_for_as_json() -> None:
    schema = asked({"g": asked({"a": {"const": "x"}}, minProperties=1)}, "g")
    assert body(schema, {"G": '{"a": "x"}'}) == {"g": {"a": "x"}}


def test_a_form_without_a_question_is_not_skipped_unless_it_is_right() -> None:
    form = start({"const": "x"})
    assert answer(form) is None and not is_empty(form)
