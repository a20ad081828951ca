"""Tuples: what was stored in one stays, what belongs to one is sent, and one may be left out."""

from typing import Any

import pytest

from hub.variables import answer, start
from tests.hub.variables.filling import Schema, asked, body, filled, titles, wrong, wrong_now

TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
SWITCH: Schema = {"type": "boolean"}
KM: Schema = {"const": "km"}


def pair(*places: Schema, **more: Any) -> Schema:
    """Describe an array by its places."""
    return {"type": "array", "prefixItems": list(places), **more}


WINDOW = pair(SWITCH, SWITCH, minItems=2, items=False)
STORED: list[tuple[Schema, Any]] = [
    (WINDOW, [False, False]),
    (pair(SWITCH, SWITCH), [False, False]),
    (pair(SWITCH, SWITCH), [False]),
    (pair({"const": "v1"}, TEXT), ["v1"]),
    (pair(TEXT, KM), ["5"]),
    (pair(TEXT, KM), ["5", "km"]),
    (pair(KM, KM, minItems=1), ["km"]),
    (pair({"type": "null"}, TEXT), [None]),
    (pair(MAYBE, MAYBE, minItems=1), [None]),
    (pair(TEXT, TEXT, minItems=1), [""]),
    (pair(asked({"on": SWITCH}), minItems=1), [{"on": False}]),
    (pair(WINDOW, minItems=1), [[False, False]]),
    (pair({"const": True}, SWITCH), [True, False]),
    (pair({**SWITCH, "default": True}, minItems=1), [False]),
]


@pytest.mark.parametrize("needed", [(), ("a",)], ids=["optional", "demanded"])
@pytest.mark.parametrize(("schema", "stored"), STORED, ids=str)
def test_a_stored_tuple_is_sent_back_by_one_who_changes_something_else(
    schema: Schema, stored: Any, needed: tuple[str, ...]
) -> None:
    form = start(asked({"a": schema, "z": TEXT}, *needed), {"a": stored, "z": "1"})
    assert answer(filled(form, {"Z": "2"})) == {"a": stored, "z": "2"}


@pytest.mark.parametrize(("schema", "stored"), STORED, ids=str)
def test_a_stored_tuple_is_sent_back_from_inside_groups_and_lists(
    schema: Schema, stored: Any
) -> None:
    group, given = asked({"w": schema}), {"w": stored}
    form = start(
        asked({"g": group, "l": {"type": "array", "items": group}}), {"g": given, "l": [given]}
    )
    assert answer(form) == {"g": given, "l": [given]}


def test_the_default_of_a_tuple_is_sent_as_it_stands() -> None:
    assert body(asked({"a": {**WINDOW, "default": [False, False]}})) == {"a": [False, False]}


def test_a_stored_tuple_whose_text_is_taken_out_can_be_left_out() -> None:
    form = start(asked({"a": pair(TEXT, SWITCH, minItems=2)}), {"a": ["x", False]})
    assert answer(filled(form, {"A / Item 1": ""})) == {}


def test_a_stored_group_of_a_switch_that_is_off_stays_where_it_may_not_be_empty() -> None:
    schema = asked({"g": asked({"on": SWITCH}, minProperties=1)})
    assert answer(start(schema, {"g": {"on": False}})) == {"g": {"on": False}}
    assert body(schema) == {}


@pytest.mark.parametrize("needed", [(), ("a",)], ids=["optional", "demanded"])
def test_a_constant_right_after_an_answer_belongs_to_the_tuple(needed: tuple[str, ...]) -> None:
    schema = asked({"a": pair(TEXT, KM, {"const": "x"})}, *needed)
    assert body(schema, {"A / Item 1": "5"}) == {"a": ["5", "km", "x"]}
    assert answer(filled(start(schema, {"a": []}), {"A / Item 1": "5"})) == {"a": ["5", "km", "x"]}


@pytest.mark.parametrize(
    "places",
    [
        pair(TEXT, {"type": "null"}),
        pair(TEXT, TEXT, KM),
        pair(TEXT, KM, maxItems=1),
        pair(TEXT, {**KM, "type": "integer"}),
        pair(TEXT, asked({"by": KM})),
    ],
    ids=str,
)
def test_what_does_not_follow_from_an_answer_is_no_part_of_the_tuple(places: Schema) -> None:
    assert body(asked({"a": places}), {"A / Item 1": "5"}) == {"a": ["5"]}


def test_constants_without_an_answer_before_them_are_no_tuple() -> None:
    assert body(asked({"a": pair(KM, KM, TEXT), "b": pair(SWITCH, KM)})) == {}
    assert body(asked({"a": pair(KM, KM, minItems=1)}, "a")) == {"a": ["km"]}


def test_a_null_that_is_demanded_after_an_answer_is_sent() -> None:
    schema = asked({"a": pair(TEXT, {"type": "null"}, minItems=2)})
    assert body(schema, {"A / Item 1": "5"}) == {"a": ["5", None]}


def test_a_stored_tuple_that_ended_before_its_constant_still_does_when_it_is_changed() -> None:
    form = start(asked({"a": pair(TEXT, KM)}), {"a": ["5"]})
    assert answer(filled(form, {"A / Item 1": "6"})) == {"a": ["6"]}


BY_KEY = asked({"key": TEXT}, "key", title="Key")
BY_USER = asked({"user": TEXT}, "user", title="User")
WAYS: Schema = {"oneOf": [BY_KEY, BY_USER]}


UNSAYABLE = asked({"by": KM}, minProperties=1)


@pytest.mark.parametrize(
    "place",
    [WAYS, asked({"auth": WAYS}, "auth"), UNSAYABLE],
    ids=["a choice", "a choice inside", "what only JSON can say"],
)
def test_an_optional_list_can_be_left_out_whatever_it_demands(place: Schema) -> None:
    schema = asked({"a": pair(place, minItems=1), "z": TEXT})
    assert body(schema, {"Z": "1"}) == {"z": "1"}


def test_what_only_json_can_say_is_demanded_once_something_beside_it_is_answered() -> None:
    schema = asked({"a": pair(UNSAYABLE, TEXT, minItems=1)})
    form = filled(start(schema), {"A / Item 2": "x"})
    assert list(wrong_now(form)) == ["A / Item 1"]
    assert answer(filled(form, {"A / Item 1": '{"by": "km"}'})) == {"a": [{"by": "km"}, "x"]}


def test_a_choice_that_an_optional_list_demands_can_be_made_and_taken_back() -> None:
    schema = asked({"a": pair(WAYS, TEXT, minItems=1)})
    choice = "A / Item 1"
    made = filled(start(schema), {choice: "1"})
    assert list(wrong_now(made)) == ["A / Item 1 / User / User"]
    given = filled(made, {"A / Item 1 / User / User": "ada"})
    assert answer(given) == {"a": [{"user": "ada"}]}
    assert answer(filled(given, {choice: ""})) == {}


def test_a_choice_is_demanded_once_something_beside_it_in_the_list_is_answered() -> None:
    schema = asked({"a": pair(WAYS, asked({"auth": WAYS, "b": TEXT}, "auth"), minItems=2)})
    form = filled(start(schema), {"A / Item 2 / B": "x"})
    assert wrong_now(form) == {
        "A / Item 1": "Choose one.",
        "A / Item 2 / Auth": "Choose one.",
    }


def test_a_choice_in_a_demanded_list_begins_with_the_first_way() -> None:
    schema = asked({"a": pair(WAYS, minItems=1)}, "a")
    assert "A / Item 1 / Key / Key" in titles(start(schema))
    assert list(wrong(schema)) == ["A / Item 1 / Key / Key"]
