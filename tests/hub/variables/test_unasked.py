"""What is sent though nobody was asked, and what is not: switches, constants, defaults."""

from typing import Any

import pytest

from hub.variables import answer, draft, is_empty, restore, start, summary
from tests.hub.variables.filling import Schema, asked, body, filled, titles, wrong_now

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
SWITCH: Schema = {"type": "boolean"}
YES: Schema = {"const": True, "title": "I accept the terms"}


def test_a_switch_that_is_off_is_left_out_unless_it_is_demanded() -> None:
    assert body(asked({"a": SWITCH})) == {}
    assert body(asked({"a": SWITCH}, "a")) == {"a": False}
    assert answer(filled(start(asked({"a": SWITCH})), {"A": True})) == {"a": True}


@pytest.mark.parametrize("stored", [True, False])
def test_a_switch_that_was_stored_says_no_when_it_is_off(stored: bool) -> None:
    form = start(asked({"a": SWITCH}), {"a": stored})
    assert answer(filled(form, {"A": False})) == {"a": False}


def test_a_switch_that_is_on_by_default_can_be_turned_off() -> None:
    form = start(asked({"a": {**SWITCH, "default": True}}))
    assert answer(filled(form, {"A": False})) == {"a": False}


def test_a_switch_that_would_be_on_by_default_can_be_turned_off_where_it_was_left_out() -> None:
    form = start(asked({"a": {**SWITCH, "default": True}}), {})
    assert answer(form) == {}
    assert answer(filled(form, {"A": True})) == {"a": True}
    assert answer(filled(filled(form, {"A": True}), {"A": False})) == {"a": False}


def test_what_depends_on_a_switch_is_not_demanded_while_it_is_off() -> None:
    schema = asked({"a": SWITCH, "interval": NUMBER}, dependentRequired={"a": ["interval"]})
    form = start(schema)
    assert answer(form) == {}
    on = filled(form, {"A": True})
    assert wrong_now(on) == {"Interval": "This is needed."}
    assert answer(filled(on, {"A": False})) == {}


def test_a_condition_that_counts_on_a_switch_hears_that_it_is_off() -> None:
    test = {"properties": {"a": {"const": True}}}
    schema = asked({"a": SWITCH, "b": TEXT}, **{"if": test, "then": {"required": ["b"]}})
    assert body(schema) == {"a": False}
    assert answer(start(schema, {"b": "x"})) == {"b": "x"}
    assert wrong_now(filled(start(schema), {"A": True})) == {"B": "This is needed."}


def test_a_condition_further_out_hears_that_a_switch_is_off() -> None:
    test = {"properties": {"g": {"properties": {"a": {"const": True}}}}}
    schema = asked(
        {"g": asked({"a": SWITCH}), "b": TEXT},
        "g",
        **{"if": test, "then": {"required": ["b"]}},
    )
    assert body(schema) == {"g": {"a": False}}


@pytest.mark.parametrize("limit", [{"not": {"required": ["a", "b"]}}, {"maxProperties": 1}])
def test_one_of_two_switches_that_exclude_each_other_can_be_sent(limit: Schema) -> None:
    schema = asked({"a": SWITCH, "b": SWITCH}, **limit)
    assert body(schema) == {}
    assert body(schema, {"B": True}) == {"b": True}


def test_a_switch_before_an_answer_in_a_tuple_is_sent() -> None:
    pair = {"type": "array", "prefixItems": [SWITCH, TEXT]}
    assert body(asked({"t": pair})) == {}
    assert body(asked({"t": pair}), {"T / Item 2": "x"}) == {"t": [False, "x"]}


def test_an_optional_constant_is_left_out() -> None:
    schema = asked({"kind": {"const": "x"}, "none": {"type": "null"}, "a": TEXT})
    assert body(schema, {"A": "x"}) == {"a": "x"}
    assert answer(start(schema, {"a": "x"})) == {"a": "x"}


def test_an_optional_group_of_optional_constants_is_neither_sent_nor_shown() -> None:
    form = start(asked({"meta": asked({"kind": {"const": "x"}})}))
    assert is_empty(form) and answer(form) == {}


def test_a_constant_that_was_stored_stays() -> None:
    stored: Any = {"kind": "x", "none": None, "meta": {"kind": "x"}}
    kind: Schema = {"const": "x"}
    schema = asked({"kind": kind, "none": {"type": "null"}, "meta": asked({"kind": kind})})
    assert answer(start(schema, stored)) == stored


def test_a_constant_that_the_schema_proposes_is_sent() -> None:
    assert body(asked({"kind": {"const": "x", "default": "x"}})) == {"kind": "x"}


def test_the_constants_of_a_chosen_branch_are_sent() -> None:
    ways = [asked({"by": {"const": way == "key"}, way: TEXT}, title=way) for way in ("key", "user")]
    schema = asked({"auth": {"oneOf": ways}}, "auth")
    assert body(schema) == {"auth": {"by": True}}
    assert body(schema, {"Auth": "1"}) == {"auth": {"by": False}}


def test_a_yes_that_nothing_demands_is_for_the_person_to_say() -> None:
    form = start(asked({"accept": YES}))
    assert titles(form) == ["I accept the terms"] and answer(form) == {}
    agreed = filled(form, {"I accept the terms": True})
    assert answer(agreed) == {"accept": True}
    assert answer(filled(agreed, {"I accept the terms": False})) == {}


def test_a_yes_that_was_stored_can_be_taken_back() -> None:
    form = start(asked({"accept": YES}), {"accept": True})
    assert answer(form) == {"accept": True}
    assert answer(filled(form, {"I accept the terms": False})) == {}


def test_constants_that_are_sent_are_in_the_review() -> None:
    meta = asked({"version": {"const": 2}}, "version", title="Format")
    schema = asked({"accept": YES, "kind": {"const": "x"}, "meta": meta}, "accept", "meta")
    assert summary(start(schema)) == (
        ("I accept the terms", "Yes"),
        ("Format / Version", "2"),
    )


def test_what_a_condition_settles_is_still_an_answer_after_a_reload() -> None:
    test = {"properties": {"a": {"const": "x"}}, "required": ["a"]}
    schema = asked({"a": TEXT}, **{"if": test, "then": {"properties": {"a": {"const": "x"}}}})
    form = filled(start(schema), {"A": "x"})
    back = restore(start(schema), draft(form))
    assert back and answer(form) == answer(back) == {"a": "x"}


def test_a_secret_constant_is_dots_in_the_review() -> None:
    """HUB-21"""
    schema = asked({"pin": {"const": "7777", "writeOnly": True}}, "pin")
    assert summary(start(schema)) == (("Pin", "••••••••"),)
    assert summary(start(asked({"g": schema}, "g"))) == (("G", "••••••••"),)


def test_a_constant_that_tells_a_branch_is_said_by_the_choice() -> None:
    ways = [asked({"by": {"const": way}}, "by", title=way) for way in ("key", "user")]
    assert summary(start(asked({"auth": {"oneOf": ways}}, "auth"))) == (("Auth", "key"),)


def test_several_choices_keep_their_order() -> None:
    several = {"type": "array", "uniqueItems": True, "items": {"enum": ["a", "b", "c", "d"]}}
    form = start(asked({"s": several}), {"s": ["c", "a"]})
    assert answer(filled(form, {"S": ("0", "2")})) == {"s": ["c", "a"]}
    assert answer(filled(form, {"S": ("0", "1", "2", "3")})) == {"s": ["c", "a", "b", "d"]}
    assert answer(filled(form, {"S": ("1", "2")})) == {"s": ["c", "b"]}


def test_null_is_a_constant_however_the_schema_says_it() -> None:
    form = start(asked({"a": {"enum": [None], "default": "x"}}, "a"))
    assert titles(form) == [] and answer(form) == {"a": None}


def test_what_stands_beside_a_reference_counts_as_much_as_for_the_judge() -> None:
    beside = {"$ref": "#/definitions/n", "type": "string", "title": "Port"}
    schema = asked({"a": beside}, definitions={"n": NUMBER})
    old = {**schema, "$schema": "http://json-schema.org/draft-07/schema#"}
    assert body(old, {"Port": "5"}) == {"a": 5}
