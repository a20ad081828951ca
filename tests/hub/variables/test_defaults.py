"""Where a default stands, and that what was left out stays out."""

from hub.variables import answer, start
from tests.hub.variables.filling import Schema, asked, body, done, filled, wrong_now

TEXT: Schema = {"type": "string"}
LIMIT: Schema = {"type": "integer", "default": 10}


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


RETRY: Schema = {
    "title": "Retry",
    "oneOf": [
        {"type": "integer", "title": "So many times"},
        {**asked({"most": LIMIT}, "most"), "title": "In detail"},
        {"type": "array", "items": TEXT, "title": "By name"},
    ],
}


def test_what_begins_one_way_does_not_stand_in_the_inputs_of_another() -> None:
    form = start(asked({"retry": {**RETRY, "default": 3}}, "retry"))
    assert answer(form) == {"retry": 3}
    detailed = filled(form, {"Retry": "1"})
    assert [stop.field.kind for stop in detailed.stops() if stop.field] == ["choice", "integer"]
    assert answer(detailed) == {"retry": {"most": 10}}
    assert answer(filled(detailed, {"Retry": "2"})) == {"retry": []}
    assert answer(filled(detailed, {"Retry": "0"})) == {"retry": 3}


def test_what_was_stored_one_way_does_not_stand_in_the_inputs_of_another() -> None:
    form = start(asked({"retry": RETRY}), {"retry": 3})
    detailed = filled(form, {"Retry": "1"})
    assert answer(detailed) == {"retry": {"most": 10}}
    assert answer(filled(detailed, {"Retry": "0"})) == {"retry": 3}
    form = start(asked({"a": {"type": ["string", "integer"]}}), {"a": "x"})
    assert wrong_now(filled(form, {"A": "1"})) == {"A": "This is needed."}


def test_a_default_of_another_type_is_none() -> None:
    form = start(asked({"a": {"type": "integer", "default": "ten"}, "b": TEXT}))
    assert [stop.field.kind for stop in form.stops() if stop.field] == ["integer", "text"]
    assert answer(form) == {}
