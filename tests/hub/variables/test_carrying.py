"""What was entered over the defaults, carried over to what is in force: all of it, or nothing."""

from typing import Any

from hub.variables import Form, act, answer, carry, start
from tests.hub.variables.filling import Schema, asked, filled, name_of

TEXT: Schema = {"type": "string"}
LIST: Schema = {"type": "array", "items": TEXT}
SECRET: Schema = {"type": "string", "writeOnly": True}
MANY: Schema = {"type": "object", "additionalProperties": TEXT}
PAIR = asked({"a": {**TEXT, "default": "x"}, "b": {**TEXT, "default": "y"}})
WAYS: Schema = {
    "oneOf": [
        {**asked({"kind": {"const": kind}, "of": TEXT}, "kind", "of"), "title": kind}
        for kind in ("name", "id")
    ]
}


def carried(schema: Schema, entered: Form, in_force: Any) -> Any:
    form = carry(entered, start(schema, in_force, "vh-w"))
    return None if form is None else answer(form)


def test_what_nobody_touched_is_as_it_is_in_force() -> None:
    entered = filled(start(PAIR), {"A": "typed"})
    assert carried(PAIR, entered, {"a": "1", "b": "2", "c": 3}) == {"a": "typed", "b": "2", "c": 3}


def test_what_was_emptied_is_emptied() -> None:
    assert carried(PAIR, filled(start(PAIR), {"A": ""}), {"a": "1", "b": "2"}) == {"b": "2"}


def test_an_item_of_a_list_is_not_taken_for_another() -> None:
    schema = asked({"a": LIST})
    entered = start(schema)
    assert carried(schema, act(entered, "add", name_of(entered, "A")), {"a": ["1"]}) is None
    with_default = asked({"a": {**LIST, "default": ["x"]}})
    typed = filled(start(with_default), {"A / Item 1": "typed"})
    assert carried(with_default, typed, {"a": ["1"]}) is None


def test_a_secret_goes_by_the_same_rules() -> None:
    schema = asked({"a": SECRET, "b": TEXT})
    entered = filled(start(schema), {"A": "typed"})
    assert carried(schema, entered, {"a": "1", "b": "2"}) == {"a": "typed", "b": "2"}
    with_default = asked({"a": {"type": "array", "items": SECRET, "default": ["x"]}})
    typed = filled(start(with_default), {"A / Item 1": "typed"})
    assert carried(with_default, typed, {"a": ["1"]}) is None


def test_a_list_that_nobody_touched_holds_nothing_up() -> None:
    schema = asked({"a": LIST, "b": TEXT})
    entered = filled(start(schema), {"B": "typed"})
    assert carried(schema, entered, {"a": ["1", "2"]}) == {"a": ["1", "2"], "b": "typed"}


def test_an_entry_is_not_taken_for_another() -> None:
    schema = asked({"a": MANY}, "a")
    entered = start(schema)
    assert carried(schema, act(entered, "add", name_of(entered, "A")), {"a": {"k": "1"}}) is None


def test_what_was_typed_for_one_branch_is_not_taken_for_another() -> None:
    schema = asked({"a": WAYS}, "a")
    entered = filled(start(schema), {"name / Of": "typed"})
    assert carried(schema, entered, {"a": {"kind": "id", "of": "1"}}) is None
    same = carried(schema, entered, {"a": {"kind": "name", "of": "1"}})
    assert same == {"a": {"kind": "name", "of": "typed"}}


def test_a_group_that_was_added_is_the_one_in_force() -> None:
    schema = asked({"a": {**asked({"b": TEXT, "c": TEXT}, "b"), "title": "A"}})
    entered = start(schema)
    added = act(entered, "add", name_of(entered, "A"))
    typed = filled(added, {"A / B": "typed"})
    after = carried(schema, typed, {"a": {"b": "1", "c": "2"}})
    assert after == {"a": {"b": "typed", "c": "2"}}
