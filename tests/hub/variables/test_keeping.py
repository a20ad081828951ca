"""What was stored, or was there to begin with, and stands empty: kept, emptied, or left out."""

from typing import Any

import pytest

from hub.variables import act, answer, is_empty, start
from tests.hub.variables.filling import Schema, asked, body, done, filled, name_of, wrong_now

TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
LIST: Schema = {"type": "array", "items": TEXT}
SEVERAL: Schema = {"type": "array", "items": {"enum": ["a", "b"]}, "uniqueItems": True}
SWITCH: Schema = {"type": "boolean", "default": True}
EMPTY: list[tuple[Schema, Any]] = [
    (TEXT, ""),
    ({**TEXT, "default": "eu"}, ""),
    ({**TEXT, "format": "uri"}, ""),
    (MAYBE, None),
    ({**MAYBE, "default": "eu"}, None),
    ({**MAYBE, "readOnly": True}, None),
    ({"enum": ["a", None], "default": "a"}, None),
    ({"type": ["boolean", "null"], "default": True}, None),
    ({"type": ["string", "integer", "null"]}, None),
    ({"oneOf": [asked({"a": TEXT}, "a"), {"type": "null"}]}, None),
    ({"oneOf": [LIST, asked({"a": TEXT}, "a"), {"type": "null"}]}, None),
    ({"oneOf": [{"type": "boolean"}, MAYBE]}, None),
    ({"anyOf": [{"const": "auto"}, MAYBE]}, None),
    ({"anyOf": [{"const": "auto"}, {"enum": [1, None]}]}, None),
    ({"anyOf": [{"const": "auto"}, TEXT, {"type": "null"}]}, None),
    ({"anyOf": [{"const": "auto"}, {**LIST, "type": ["array", "null"]}]}, None),
    ({"type": "object", "additionalProperties": {"oneOf": [SWITCH, MAYBE]}}, {"k": None}),
    ({"type": "array", "items": {"anyOf": [{"const": "auto"}, MAYBE]}}, [None]),
    ({"oneOf": [asked({"by": {"const": "hub"}, "a": TEXT}), TEXT]}, {}),
    ({"oneOf": [asked({"by": {"const": "hub"}, "a": TEXT}), TEXT]}, {"a": ""}),
    ({"oneOf": [asked({"by": {"type": "null"}}), TEXT]}, {}),
    ({"properties": {"a": TEXT}}, None),
    ({}, None),
    (LIST, []),
    ({**LIST, "default": ["a"]}, []),
    ({**LIST, "type": ["array", "null"]}, None),
    ({**LIST, "type": ["array", "null"]}, []),
    ({"type": "array", "prefixItems": [TEXT, TEXT]}, []),
    (SEVERAL, []),
    ({"type": "object", "additionalProperties": TEXT}, {}),
    (asked({"a": MAYBE}), {"a": None}),
    (asked({"a": SWITCH}), {"a": False}),
    ({**asked({"a": TEXT}, "a"), "type": ["object", "null"]}, None),
]


@pytest.mark.parametrize("needed", [(), ("a",)], ids=["optional", "demanded"])
@pytest.mark.parametrize(("schema", "stored"), EMPTY, ids=str)
def test_what_was_stored_empty_is_sent_back_by_one_who_touches_nothing(
    schema: Schema, stored: Any, needed: tuple[str, ...]
) -> None:
    form = start(asked({"a": schema}, *needed), {"a": stored})
    assert answer(form) == {"a": stored}


@pytest.mark.parametrize(
    "schema", [schema for schema, _stored in EMPTY if "default" not in str(schema)]
)
def test_what_was_never_there_is_left_out_by_one_who_touches_nothing(schema: Schema) -> None:
    assert answer(start(asked({"a": schema}), {})) == {}


def test_a_text_that_is_taken_out_is_left_out() -> None:
    form = start(asked({"a": TEXT}), {"a": "x"})
    assert answer(filled(form, {"A": ""})) == {}


def test_a_demanded_text_that_is_taken_out_is_asked_for() -> None:
    form = start(asked({"a": TEXT}, "a"), {"a": "x"})
    assert wrong_now(filled(form, {"A": ""})) == {"A": "This is needed."}


def test_a_null_that_the_schema_no_longer_allows_is_asked_for() -> None:
    assert wrong_now(start(asked({"a": TEXT}, "a"), {"a": None})) == {"A": "This is needed."}


def test_a_list_that_begins_with_something_can_be_emptied() -> None:
    form = start(asked({"a": {**LIST, "default": ["a"]}}))
    assert answer(form) == {"a": ["a"]}
    assert answer(done(form, "remove", "A / Item 1")) == {"a": []}


def test_choices_that_begin_with_something_can_all_be_taken_back() -> None:
    form = start(asked({"a": {**SEVERAL, "default": ["a"]}}))
    assert answer(form) == {"a": ["a"]}
    assert answer(filled(form, {"A": ()})) == {"a": []}


def test_a_list_that_may_not_be_empty_is_left_out_once_it_is_emptied() -> None:
    form = start(asked({"a": {**LIST, "minItems": 1}}), {"a": ["x"]})
    assert answer(act(form, "remove", name_of(form, "A / Item 1"))) == {}


def test_demanded_choices_may_all_be_left_unless_the_schema_says_otherwise() -> None:
    assert body(asked({"a": SEVERAL}, "a")) == {"a": []}
    assert wrong_now(start(asked({"a": {**SEVERAL, "minItems": 1}}, "a"))) == {"A": "Choose one."}


def test_a_switch_that_is_turned_off_is_a_reason_to_send_its_group() -> None:
    schema = asked({"g": asked({"on": SWITCH})})
    assert body(schema, {"G / On": False}) == {"g": {"on": False}}


def test_a_choice_that_was_made_is_a_reason_to_send_its_group() -> None:
    ways = [asked({"by": {"const": way}}, title=way) for way in ("key", "user")]
    schema = asked({"g": asked({"auth": {"oneOf": ways}})})
    assert body(schema, {"G / Auth": "1"}) == {"g": {"auth": {"by": "user"}}}
    assert body(schema) == {}


def test_a_demanded_group_of_constants_is_sent_like_a_constant_and_asks_nothing() -> None:
    constants = asked(
        {"by": {"const": "hub"}, "more": asked({"version": {"const": 2}}, "version")}, "by", "more"
    )
    form = start(asked({"meta": constants}, "meta"))
    assert is_empty(form)
    assert answer(form) == {"meta": {"by": "hub", "more": {"version": 2}}}


def test_constants_beside_a_question_wait_for_its_answer() -> None:
    ways = [asked({"by": {"const": way}, "note": TEXT}, title=way) for way in ("key", "user")]
    schema = asked({"meta": {"oneOf": ways}})
    assert body(schema) == {}
    assert body(schema, {"Meta": "1", "user / Note": "x"}) == {"meta": {"by": "user", "note": "x"}}


def test_an_optional_group_that_demands_a_constant_is_sent_once_it_is_added() -> None:
    form = start(asked({"meta": asked({"by": {"const": "hub"}}, "by")}))
    assert answer(form) == {}
    assert answer(done(form, "add", "Meta")) == {"meta": {"by": "hub"}}


def test_a_constant_that_its_own_schema_refuses_is_not_sent_unless_it_is_demanded() -> None:
    schema = asked({"a": {"type": "string", "const": 5}, "b": TEXT})
    assert answer(start(schema, {"b": "x"})) == {"b": "x"}


def test_a_null_that_one_of_several_ways_allows_is_chosen_by_that_way() -> None:
    way = {"anyOf": [{"const": "auto"}, {**MAYBE, "title": "A text"}]}
    form = start(asked({"a": way}, "a"), {"a": None})
    chosen = next(stop.field for stop in form.stops() if stop.field)
    assert chosen.options[int(str(chosen.value))].label == "A text"


WAYS = [asked({"by": {"const": way}, way: TEXT}, title=way) for way in ("key", "user")]


def test_the_constants_of_another_way_are_sent_once_it_is_chosen() -> None:
    form = start(asked({"auth": {"anyOf": WAYS}}), {"auth": {"key": "x"}})
    assert answer(form) == {"auth": {"key": "x"}}
    chosen = filled(form, {"Auth": "1"})
    assert answer(filled(chosen, {"user / User": "ada"})) == {"auth": {"by": "user", "user": "ada"}}


def test_a_constant_that_was_not_stored_is_sent_where_nothing_else_tells_the_way() -> None:
    form = start(asked({"auth": {"oneOf": WAYS}}), {"auth": {"key": "x"}})
    assert answer(form) == {"auth": {"by": "key", "key": "x"}}
