"""Entries whose names are free: what was stored under any name stays as it was."""

from typing import Any

import pytest

from hub.variables import answer, draft, start, summary
from hub.views.variables import view_variables
from tests.hub.variables.filling import Schema, asked, done, filled, titles, wrong_now

TEXT: Schema = {"type": "string"}
CANARY = "canary-314159"


def matching(schema: Schema | bool, **more: Any) -> Schema:
    """Describe the values of the names that match an expression."""
    return {"type": "object", "patternProperties": {"^x-": schema}, **more}


P_OR_Q = matching({"enum": ["p", "q"]})
BESIDE: list[tuple[Schema, Any]] = [
    (P_OR_Q, {"name": "Hello"}),
    (
        P_OR_Q,
        {"x-a": "p", "name": "Hello", "n": 5, "on": True, "no": None, "l": [1], "o": {"a": 1}},
    ),
    (matching({"const": "p"}), {"name": "Hello", "x-a": "p"}),
    (matching({"const": "p"}), {"name": ""}),
    (matching({"const": "p"}), {"name": None}),
    (matching(asked({"a": {"type": "integer"}}, "a")), {"name": {"a": "x"}, "x-a": {"a": 1}}),
    (matching({"type": "array", "items": TEXT}), {"name": "Hello", "other": [1]}),
    ({"allOf": [P_OR_Q, {"additionalProperties": {"type": ["string", "null"]}}]}, {"x-a": "p"}),
    ({**matching(False), "properties": {"a": TEXT}}, {"a": "x", "name": "Hello"}),
    ({**P_OR_Q, "properties": {"a": TEXT}}, {"a": "x", "name": "Hello"}),
]


@pytest.mark.parametrize(("schema", "stored"), BESIDE, ids=str)
def test_a_stored_entry_that_no_expression_can_mean_stays_as_it_was(
    schema: Schema, stored: Any
) -> None:
    """HUB-38"""
    form = start(asked({"h": schema, "z": TEXT}), {"h": stored, "z": "1"})
    assert answer(filled(form, {"Z": "2"})) == {"h": stored, "z": "2"}


def test_such_a_text_is_text_and_can_be_changed() -> None:
    form = start(asked({"h": P_OR_Q}), {"h": {"name": "Hello"}})
    assert answer(filled(form, {"H / Entry 1 / Value": "Bye"})) == {"h": {"name": "Bye"}}


def test_an_entry_that_an_expression_may_mean_is_asked_for_as_it_says() -> None:
    form = start(asked({"h": P_OR_Q}), {"h": {"x-a": "p"}})
    assert answer(filled(form, {"H / Entry 1 / Value": "1"})) == {"h": {"x-a": "q"}}


def test_where_every_name_has_to_match_a_value_that_cannot_is_still_wrong() -> None:
    closed = {**P_OR_Q, "additionalProperties": False}
    form = start(asked({"h": closed}), {"h": {"name": "Hello"}})
    assert wrong_now(form) == {"H / Entry 1 / Value": "Choose one."}


SECRET: Schema = {**TEXT, "writeOnly": True, "maxLength": 3}
HIDDEN: list[tuple[Schema, Any]] = [
    (SECRET, CANARY),
    ({"type": "integer", "format": "password"}, CANARY),
    (asked({"pin": SECRET}), {"pin": CANARY}),
    ({"oneOf": [asked({"pin": SECRET}), {"type": "integer"}]}, {"pin": CANARY}),
    ({"$ref": "#/$defs/deep"}, {"pin": CANARY}),
]


@pytest.mark.parametrize(("schema", "value"), HIDDEN, ids=str)
def test_what_the_expression_would_have_kept_secret_is_not_shown(
    schema: Schema, value: Any
) -> None:
    """HUB-21"""
    deep: Schema = {"$defs": {"deep": asked({"pin": SECRET, "deep": {"$ref": "#/$defs/deep"}})}}
    form = start({**asked({"h": matching(schema)}), **deep}, {"h": {"name": value}})
    assert answer(form) == {"h": {"name": value}}
    assert CANARY not in f"{view_variables(form)}{summary(form)}{draft(form)}{form!r}"


MAP: Schema = {"type": "object", "additionalProperties": TEXT}
UNNAMED: Any = {"h": {"": "x", "a": "y"}}


def test_a_stored_entry_without_a_name_stays() -> None:
    form = start(asked({"h": MAP, "z": TEXT}), UNNAMED)
    assert answer(filled(form, {"Z": "2"})) == {**UNNAMED, "z": "2"}


def test_a_stored_entry_without_a_name_can_be_named_changed_and_removed() -> None:
    form = start(asked({"h": MAP}), UNNAMED)
    assert answer(filled(form, {"H / Entry 1 / Name": "b"})) == {"h": {"b": "x", "a": "y"}}
    assert answer(filled(form, {"H / Entry 1 / Value": "v"})) == {"h": {"": "v", "a": "y"}}
    assert answer(done(form, "remove", "H / Entry 1")) == {"h": {"a": "y"}}


def test_a_new_entry_needs_a_name_and_has_nothing_of_the_one_without() -> None:
    form = done(start(asked({"h": MAP}), {"h": {"": "x"}}), "add", "H")
    assert titles(form)[2:] == ["H / Entry 2 / Name", "H / Entry 2 / Value"]
    needed = "This is needed."
    assert wrong_now(form) == {"H / Entry 2 / Name": needed, "H / Entry 2 / Value": needed}


def test_a_name_that_was_taken_out_is_asked_for() -> None:
    form = filled(start(asked({"h": MAP}), {"h": {"a": "x"}}), {"H / Entry 1 / Name": ""})
    assert wrong_now(form) == {"H / Entry 1 / Name": "This is needed."}
