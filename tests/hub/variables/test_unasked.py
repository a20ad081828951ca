"""What is sent though nobody was asked, and what is not: switches, constants, defaults."""

from typing import Any

import pytest

from hub.variables import answer, is_empty, start, summary
from tests.hub.variables.filling import Schema, asked, body, done, filled, titles, wrong_now

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
SWITCH: Schema = {"type": "boolean"}
LIMIT: Schema = {"type": "integer", "default": 10}
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


def test_a_secret_constant_is_dots_in_the_review() -> None:
    """HUB-21"""
    schema = asked({"pin": {"const": "7777", "writeOnly": True}}, "pin")
    assert summary(start(schema)) == (("Pin", "••••••••"),)
    assert summary(start(asked({"g": schema}, "g"))) == (("G", "••••••••"),)


def test_a_constant_that_tells_a_branch_is_said_by_the_choice() -> None:
    ways = [asked({"by": {"const": way}}, "by", title=way) for way in ("key", "user")]
    assert summary(start(asked({"auth": {"oneOf": ways}}, "auth"))) == (("Auth", "key"),)


def test_a_default_stands_in_a_form_that_is_new_and_in_no_other() -> None:
    schema = asked({"limit": LIMIT, "a": TEXT})
    assert body(schema, {"A": "x"}) == {"limit": 10, "a": "x"}
    assert answer(start(schema, {"a": "x"})) == {"a": "x"}
    assert answer(start(schema, {})) == {}


def test_a_demanded_setting_that_was_not_stored_begins_with_its_default() -> None:
    assert answer(start(asked({"limit": LIMIT}, "limit"), {})) == {"limit": 10}


def test_an_added_group_item_or_entry_begins_with_its_defaults() -> None:
    group = asked({"limit": LIMIT, "a": {**TEXT, "default": "x"}}, "a")
    assert answer(done(start(asked({"g": group}), {}), "add", "G")) == {
        "g": {"limit": 10, "a": "x"}
    }
    rows = asked({"l": {"type": "array", "items": LIMIT}})
    assert answer(done(start(rows, {"l": [1]}), "add", "L")) == {"l": [1, 10]}
    names = asked({"n": {"type": "object", "additionalProperties": LIMIT}})
    form = done(start(names, {"n": {"a": 1}}), "add", "N")
    assert answer(filled(form, {"N / Entry 2 / Name": "b"})) == {"n": {"a": 1, "b": 10}}


def test_a_branch_that_is_chosen_begins_with_its_defaults() -> None:
    ways = [asked({way: TEXT, f"{way}_limit": LIMIT}, way, title=way) for way in ("key", "user")]
    form = start(asked({"auth": {"oneOf": ways}}), {"auth": {"key": "x"}})
    assert answer(form) == {"auth": {"key": "x"}}
    chosen = filled(form, {"Auth": "1", "user / User": "ada"})
    assert answer(chosen) == {"auth": {"user": "ada", "user_limit": 10}}


def test_a_choice_that_was_left_out_begins_with_its_defaults_once_it_is_made() -> None:
    ways = [{"type": "integer", "default": 5}, {"type": "string", "default": "x"}]
    form = start(asked({"a": {"oneOf": ways}}), {})
    assert answer(form) == {} and answer(filled(form, {"A": "1"})) == {"a": "x"}


def test_what_a_condition_brings_begins_with_its_default_and_leaves_the_rest_alone() -> None:
    then = {"properties": {"more": LIMIT, "limit": {"maximum": 20}}}
    test = {"properties": {"a": {"const": "x"}}, "required": ["a"]}
    schema = asked({"a": TEXT, "limit": LIMIT}, **{"if": test, "then": then})
    form = start(schema, {"a": "y"})
    assert answer(form) == {"a": "y"}
    assert answer(filled(form, {"A": "x"})) == {"a": "x", "more": 10}
    assert answer(start(schema, {"a": "x"})) == {"a": "x"}


def test_an_optional_group_begins_with_its_default() -> None:
    group = asked({"city": TEXT}, "city", default={"city": "Oslo"})
    form = start(asked({"g": group}))
    assert answer(form) == {"g": {"city": "Oslo"}}
    assert answer(done(form, "remove", "G")) == {}
    assert answer(start(asked({"g": group}), {})) == {}


def test_a_default_inside_itself_is_not_opened_for_ever() -> None:
    schema: Schema = {**asked({"a": TEXT, "next": {"$ref": "#"}}), "default": {"a": "x"}}
    assert answer(start(schema)) == {"a": "x"}


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


SILENT: list[Any] = [True, {}, {"type": "object"}, {"type": "object", "additionalProperties": True}]


@pytest.mark.parametrize("schema", SILENT, ids=str)
def test_a_schema_that_says_nothing_asks_nothing(schema: Any) -> None:
    assert is_empty(start(schema)) and answer(start(schema)) == {}


ABOUT_NAMES: list[Schema] = [
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
