"""What was entered on top of settings in force, put on top of them again after a reload."""

import json
from typing import Any

import pytest

from hub.json_text import read_json
from hub.variables import Form, act, answer, draft, errors, restore, secrets, start
from tests.hub.variables.filling import Schema, asked, done, filled, name_of

TEXT: Schema = {"type": "string"}
SECRET: Schema = {"type": "string", "writeOnly": True}
LIST: Schema = {"type": "array", "items": TEXT}
PAIR = asked({"a": {**TEXT, "default": "x"}, "b": {**TEXT, "default": "y"}})
LOCKED = asked({"a": TEXT, "pin": SECRET})
WAYS: Schema = {
    "oneOf": [
        {**asked({"kind": {"const": kind}, "of": TEXT}, "kind", "of"), "title": kind}
        for kind in ("name", "id")
    ]
}
IN_FORCE: Any = {"a": "1", "b": "2"}


def kept(form: Form) -> Any:
    """Keep a draft as the page does."""
    return json.loads(json.dumps(draft(form)))


def restored(schema: Schema, entered: Form, in_force: Any) -> Any:
    form = restore(start(schema, in_force), kept(entered))
    return None if form is None else answer(form)


def test_what_nobody_touched_stays_as_it_is_in_force() -> None:
    """REL-14"""
    entered = filled(start(PAIR, IN_FORCE), {"A": "typed"})
    assert restored(PAIR, entered, IN_FORCE) == {"a": "typed", "b": "2"}
    assert restored(PAIR, start(PAIR, IN_FORCE), IN_FORCE) == IN_FORCE


def test_items_and_branches_in_force_are_found_again() -> None:
    schema, in_force = asked({"a": LIST}), read_json('{"a": ["1", "2", "3"]}')
    entered = done(filled(start(schema, in_force), {"A / Item 3": "typed"}), "remove", "A / Item 1")
    assert restored(schema, entered, in_force) == {"a": ["2", "typed"]}
    schema, chosen = asked({"a": WAYS}, "a"), read_json('{"a": {"kind": "id", "of": "1"}}')
    typed = filled(start(schema, chosen), {"id / Of": "typed"})
    assert restored(schema, typed, chosen) == {"a": {"kind": "id", "of": "typed"}}


@pytest.mark.parametrize("by_now", [{"a": "1", "b": "3"}, {}, None], ids=str)
def test_nothing_is_put_on_top_of_settings_that_are_others_by_now(by_now: Any) -> None:
    entered = filled(start(PAIR, IN_FORCE), {"A": "typed"})
    assert restored(PAIR, entered, by_now) is None


def test_what_was_entered_while_none_were_known_is_carried_over() -> None:
    entered = filled(start(PAIR), {"A": "typed"})
    assert restored(PAIR, entered, IN_FORCE) == {"a": "typed", "b": "2"}
    schema = asked({"a": LIST})
    new = start(schema)
    assert restored(schema, act(new, "add", name_of(new, "A")), {"a": ["1"]}) is None


def test_a_secret_in_force_is_there_again_and_was_never_kept() -> None:
    """HUB-21"""
    in_force: Any = {"a": "1", "pin": "canary"}
    entered = filled(start(LOCKED, in_force), {"A": "typed"})
    assert "canary" not in json.dumps(draft(entered))
    form = restore(start(LOCKED, in_force), kept(entered))
    assert form and not errors(form)
    assert answer(form) == {"a": "typed", "pin": "canary"} and [*secrets(form).values()] == [
        "canary"
    ]


def test_a_draft_tells_two_secrets_in_force_by_nothing() -> None:
    """HUB-21"""
    one, other = (start(LOCKED, {"a": "1", "pin": pin}) for pin in ("canary", "another canary"))
    assert draft(one) == draft(other)


@pytest.mark.parametrize("in_force", [None, {"a": "1", "pin": "canary"}], ids=["new", "in force"])
def test_a_secret_that_was_entered_and_not_kept_is_asked_for_again(in_force: Any) -> None:
    """HUB-21: dots do not tell the one that was entered from the one that is in force."""
    entered = filled(start(LOCKED, in_force), {"A": "typed", "Pin": "another canary"})
    assert "canary" not in json.dumps(draft(entered))
    form = restore(start(LOCKED, in_force), kept(entered))
    assert form is not None
    said = "Secrets are not kept when the page is loaded again. Enter it once more."
    assert [(title, message) for _name, title, message in errors(form)] == [("Pin", said)]
    assert errors(filled(form, {"Pin": "another canary"})) == ()
