"""Groups, lists, choices and conditions: what appears, what moves, what is sent."""

import pytest

from hub.variables import UnknownAction, act, answer, check, errors, is_empty, point, start, take
from tests.hub.variables.filling import (
    Schema,
    asked,
    body,
    done,
    filled,
    name_of,
    titles,
    wrong,
    wrong_now,
)

TEXT = {"type": "string"}
ADDRESS = asked({"city": TEXT, "zip": TEXT}, "city")
LIST = asked({"lines": {"type": "array", "items": TEXT}})
TREE = asked(
    {"name": TEXT, "kids": {"type": "array", "items": {"$ref": "#"}}, "next": {"$ref": "#"}}
)
METHODS = {
    "oneOf": [
        asked({"by": {"const": "key"}, "key": TEXT}, "by", "key", title="Key"),
        asked({"by": {"const": "user"}, "user": TEXT}, "by", "user", title="User"),
    ]
}


def test_an_optional_group_without_demands_is_left_out_while_blank() -> None:
    schema = asked({"more": asked({"a": TEXT, "on": {"type": "boolean"}})})
    assert body(schema) == {}
    assert body(schema, {"More / A": "x"}) == {"more": {"a": "x"}}


def test_an_optional_group_with_demands_is_asked_for_only_once_added() -> None:
    form = start(asked({"address": ADDRESS}))
    assert titles(form) == [] and answer(form) == {}
    added = done(form, "add", "Address")
    assert answer(added) is None
    assert answer(filled(added, {"Address / City": "Oslo"})) == {"address": {"city": "Oslo"}}


def test_an_added_group_can_be_removed_and_keeps_what_was_typed() -> None:
    added = done(start(asked({"address": ADDRESS})), "add", "Address")
    removed = done(filled(added, {"Address / City": "Oslo"}), "remove", "Address")
    assert answer(removed) == {}
    assert answer(done(removed, "add", "Address")) == {"address": {"city": "Oslo"}}


def test_list_items_are_added_moved_and_removed() -> None:
    form = start(LIST)
    for number, line in enumerate("abc", 1):
        form = filled(done(form, "add", "Lines"), {f"Lines / Item {number}": line})
    form = done(form, "up", "Lines / Item 3")
    assert answer(form) == {"lines": ["a", "c", "b"]}
    form = done(form, "remove", "Lines / Item 1")
    assert answer(form) == {"lines": ["c", "b"]}


def test_an_item_keeps_its_name_when_it_moves() -> None:
    form = start(LIST, {"lines": ["a", "b"]})
    first = name_of(form, "Lines / Item 1")
    moved = act(form, "down", first)
    assert name_of(moved, "Lines / Item 2") == first


def test_a_new_item_never_shows_what_a_removed_one_held() -> None:
    form = start(LIST, {"lines": ["a"]})
    emptied = act(form, "remove", name_of(form, "Lines / Item 1"))
    assert answer(emptied) == {"lines": []}
    assert wrong_now(done(emptied, "add", "Lines")) == {"Lines / Item 1": "This is needed."}


def test_adding_leads_to_the_new_input_and_removing_to_the_button() -> None:
    added = done(start(LIST), "add", "Lines")
    assert added.focus == next(stop.name for stop in added.stops() if stop.field)
    removed = done(added, "remove", "Lines / Item 1")
    assert removed.focus == name_of(added, "Lines") + "-add"


def test_a_tuple_asks_for_each_place_by_its_title() -> None:
    pair: Schema = {"prefixItems": [{**TEXT, "title": "Host"}, {"type": "integer"}], "items": False}
    values = {"Pair / Host": "h", "Pair / Item 2": "80"}
    assert body(asked({"pair": {"type": "array", **pair}}), values) == {"pair": ["h", 80]}


def test_free_names_are_rows_of_name_and_value() -> None:
    schema = asked({"headers": {"type": "object", "additionalProperties": TEXT}})
    form = done(start(schema), "add", "Headers")
    form = filled(form, {"Headers / Entry 1 / Name": "X-A", "Headers / Entry 1 / Value": "1"})
    assert answer(form) == {"headers": {"X-A": "1"}}


def test_a_name_that_is_given_twice_is_an_error() -> None:
    schema = asked({"headers": {"type": "object", "additionalProperties": TEXT}})
    form = start(schema, {"headers": {"a": "1", "b": "2"}})
    form = filled(form, {"Headers / Entry 2 / Name": "a"})
    assert list(wrong_now(form).values()) == ["Enter every name only once."]


def test_choosing_a_branch_shows_its_inputs_and_sends_its_constants() -> None:
    schema = asked({"auth": METHODS}, "auth")
    assert titles(start(schema)) == ["Auth", "Key / Key"]
    values = {"Auth": "1", "User / User": "ada"}
    assert body(schema, values) == {"auth": {"by": "user", "user": "ada"}}


def test_an_optional_choice_starts_without_one() -> None:
    schema = asked({"auth": METHODS})
    assert titles(start(schema)) == ["Auth"]
    assert body(schema) == {}


def test_the_branch_of_earlier_answers_is_chosen() -> None:
    given: Schema = {"auth": {"by": "user", "user": "ada"}}
    assert answer(start(asked({"auth": METHODS}), given)) == given


def test_several_types_are_a_choice_between_them() -> None:
    schema = asked({"a": {"type": ["string", "integer"]}}, "a")
    form = filled(start(schema), {"A": "1"})
    typed = next(stop.name for stop in form.stops() if stop.field and stop.field.kind == "integer")
    assert answer(take(form, {typed: "5"})) == {"a": 5}


def test_another_kind_of_input_at_a_place_is_another_element() -> None:
    form = start(asked({"a": {"type": ["string", "boolean"]}}, "a"))
    text, switch = (list(filled(form, {"A": way}).stops())[-1].name for way in "01")
    assert text != switch


def test_a_recursive_schema_is_opened_one_level_at_a_time() -> None:
    form = done(start(TREE), "add", "Next")
    assert "Next / Name" in titles(form) and "Next / Next / Name" not in titles(form)
    assert answer(filled(form, {"Next / Name": "n"})) == {"next": {"name": "n"}}


def test_what_stands_inside_itself_is_there_once_an_item_or_an_entry_of_it_is_added() -> None:
    form = done(done(start(TREE), "add", "Kids"), "add", "Kids / Item 1 / Kids")
    named = filled(form, {"Kids / Item 1 / Kids / Item 1 / Name": "n"})
    assert answer(named) == {"kids": [{"kids": [{"name": "n"}]}]}
    rows = asked({"name": TEXT, "more": {"type": "object", "additionalProperties": {"$ref": "#"}}})
    form = done(start(rows), "add", "More")
    said = {"More / Entry 1 / Name": "a", "More / Entry 1 / Value / Name": "n"}
    assert answer(filled(form, said)) == {"more": {"a": {"name": "n"}}}


def test_a_required_recursion_ends_in_an_error_not_in_a_loop() -> None:
    schema = asked({"self": {"$ref": "#"}}, "self")
    assert wrong(schema) == {"Self": "Add Self."}


@pytest.mark.parametrize(
    "condition",
    [
        {
            "if": {"properties": {"a": {"const": "x"}}, "required": ["a"]},
            "then": {"required": ["b"]},
        },
        {"if": {"properties": {"a": {"enum": ["y", ""]}}}, "else": {"required": ["b"]}},
        {"dependentRequired": {"a": ["b"]}},
        {"dependencies": {"a": ["b"]}},
        {"dependentSchemas": {"a": {"required": ["b"]}}},
    ],
)
def test_a_condition_that_is_met_demands_more(condition: Schema) -> None:
    schema = asked({"a": TEXT, "b": TEXT}, **condition)
    assert wrong(schema, {"A": "x"}) == {"B": "This is needed."}
    assert body(schema, {"A": "x", "B": "b"}) == {"a": "x", "b": "b"}


def test_an_input_that_a_condition_shows_comes_and_goes_with_it() -> None:
    then = {"properties": {"b": TEXT}}
    test = {"properties": {"a": {"const": "x"}}, "required": ["a"]}
    schema = asked({"a": TEXT}, **{"if": test, "then": then})
    shown = filled(start(schema), {"A": "x"})
    assert titles(shown) == ["A", "B"]
    assert titles(filled(shown, {"A": "z"})) == ["A"]


def test_a_whole_form_is_there_even_if_the_schema_allows_null() -> None:
    assert body({"oneOf": [asked({"a": TEXT}, "a"), {"type": "null"}]}, {"A": "x"}) == {"a": "x"}


def test_an_action_that_no_button_offers_is_refused() -> None:
    form = start(LIST, {"lines": ["a"]})
    item = name_of(form, "Lines / Item 1")
    for action, name in [("add", "no"), ("fly", item), ("up", item), ("down", item), ("add", item)]:
        with pytest.raises(UnknownAction):
            act(form, action, name)


@pytest.mark.parametrize("path", ["lines[0]", "dynamicVariables.lines[0]", "/lines/0"])
def test_a_servers_message_lands_on_its_input(path: str) -> None:
    """HUB-39."""
    form = point(start(LIST, {"lines": ["a"]}), path, "No such street")
    assert [(label, text) for _name, label, text in errors(form)] == [
        ("Lines / Item 1", "No such street")
    ]


def test_what_is_wrong_with_an_input_that_is_gone_is_said_of_the_whole_form() -> None:
    named: Schema = {"writeOnly": True, "propertyNames": {"maxLength": 1}}
    form = start(asked({"x": {"dependentSchemas": {"ab": named}}}), {"x": {"ab": "s"}})
    assert answer(form) is None
    assert [said for _name, _title, said in errors(check(form))] == [
        "These answers do not go together. Change one of them."
    ]


def test_a_servers_message_about_something_unknown_is_for_the_whole_form() -> None:
    """HUB-39."""
    assert errors(point(start(LIST), "nowhere", "Refused")) == (("", "", "Refused"),)


@pytest.mark.parametrize("typed", [["a"], ["a", "b"], []])
def test_the_end_of_a_tuple_may_stay_blank_as_far_as_the_schema_lets_it(typed: list[str]) -> None:
    schema = asked({"t": {"type": "array", "prefixItems": [TEXT, TEXT]}}, "t")
    values = {f"T / Item {number}": text for number, text in enumerate(typed, 1)}
    assert body(schema, values) == {"t": typed}


def test_what_stands_before_an_answer_in_a_tuple_is_demanded() -> None:
    schema = asked({"t": {"type": "array", "prefixItems": [TEXT, TEXT], "minItems": 1}}, "t")
    assert list(wrong(schema)) == ["T / Item 1"]
    assert list(wrong(schema, {"T / Item 2": "b"})) == ["T / Item 1"]


def test_names_that_are_only_demanded_come_back_as_themselves() -> None:
    schema: Schema = {"type": "object", "required": ["ghost"]}
    assert answer(start(schema, {"ghost": "boo"})) == {"ghost": "boo"}


def test_a_schema_with_one_possible_body_asks_nothing_and_sends_it() -> None:
    form = start({"const": {"plan": "free"}})
    assert is_empty(form) and answer(form) == {"plan": "free"}
