"""Nothing can be chosen wherever the schema allows null, and by the word that it has for it."""

import pytest

from hub.fields import Field
from hub.variables import Form, answer, start, summary
from hub.views.variables import view_variables
from tests.hub.variables.filling import Schema, asked, body, filled, wrong

TEXT = {"type": "string"}
KEY = {**asked({"key": TEXT}, "key"), "title": "By key"}
USER = {**asked({"user": TEXT}, "user"), "title": "By user"}
LATER = {"const": None, "title": "Ask me later", "description": "Nothing happens until then."}
NEVER = {"type": "null", "title": "Never"}
PLANS: Schema = {"oneOf": [{"const": "free", "title": "Free"}, {"const": "pro"}, LATER]}
WAYS: Schema = {"oneOf": [KEY, USER, NEVER]}


def choice(form: Form) -> Field:
    return next(stop.field for stop in form.stops() if stop.field)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": ["boolean", "null"], "default": True},
        {"enum": ["a", "b", None], "default": "a"},
        {"oneOf": [KEY, USER, {"type": "null"}]},
        {"oneOf": [{"const": "a"}, {"const": "b"}, {"const": None}], "default": "a"},
    ],
)
def test_what_was_chosen_can_be_taken_back_where_null_is_as_good(schema: Schema) -> None:
    form = start(asked({"a": schema}, "a"))
    assert choice(form).value == "0" and "No choice" in str(view_variables(form))
    assert answer(filled(form, {"A": ""})) == {"a": None}


@pytest.mark.parametrize("type_", ["string", "integer", "number"])
def test_what_may_stay_empty_is_not_marked_as_required(type_: str) -> None:
    form = start(asked({"a": {"type": [type_, "null"]}}, "a"))
    assert "required" not in str(view_variables(form)) and answer(form) == {"a": None}


@pytest.mark.parametrize(("schema", "label"), [(PLANS, "Ask me later"), (WAYS, "Never")])
@pytest.mark.parametrize("names", [(), ("a",)])
def test_a_null_with_a_title_is_one_of_what_there_is_to_choose(
    schema: Schema, label: str, names: tuple[str, ...]
) -> None:
    form = start(asked({"a": schema}, *names))
    assert choice(form).options[2].label == label
    chosen = filled(form, {"A": "2"})
    assert answer(chosen) == {"a": None} and ("A", label) in summary(chosen)


def test_what_a_null_means_is_told() -> None:
    form = start(asked({"a": PLANS}))
    assert choice(form).options[2].hint == "Nothing happens until then."


@pytest.mark.parametrize("schema", [PLANS, WAYS])
@pytest.mark.parametrize("names", [(), ("a",)])
def test_a_null_with_a_title_that_was_stored_is_chosen(
    schema: Schema, names: tuple[str, ...]
) -> None:
    form = start(asked({"a": schema}, *names), {"a": None})
    assert choice(form).value == "2" and answer(form) == {"a": None}


def test_a_null_with_a_title_can_be_the_default() -> None:
    assert body(asked({"a": {**PLANS, "default": None}}, "a")) == {"a": None}


def test_a_choice_that_has_a_word_for_nothing_has_to_be_made() -> None:
    nullable: Schema = {**PLANS, "type": ["string", "null"]}
    assert wrong(asked({"a": nullable}, "a")) == {"A": "Choose one."}
