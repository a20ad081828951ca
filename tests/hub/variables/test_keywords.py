"""What each keyword of JSON Schema makes of an answer: a value in the body, or words."""

import pytest

from hub.fields import Value
from hub.variables import JSON, answer, is_empty, start
from tests.hub.variables.filling import asked, body, filled, titles, wrong

ONE_VALUE: list[tuple[JSON, Value, JSON]] = [
    ({"type": "string"}, "Ada", "Ada"),
    ({"type": "string"}, " spaced ", " spaced "),
    ({"type": "integer"}, "42", 42),
    ({"type": "integer"}, "1.0", 1),
    ({"type": "number"}, "0.1", 0.1),
    ({"type": "boolean"}, True, True),
    ({"type": "boolean", "default": False}, False, False),
    ({"enum": ["daily", 7, None]}, "1", 7),
    ({"enum": [{"a": 1}, [2]]}, "0", {"a": 1}),
    ({"oneOf": [{"const": 1, "title": "One"}, {"const": 2, "title": "Two"}]}, "1", 2),
    ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, "3", 3),
    ({"type": ["string", "null"]}, "x", "x"),
    ({"allOf": [{"type": "string"}, {"minLength": 1}]}, "x", "x"),
    ({"type": "string", "format": "date"}, "2026-02-28", "2026-02-28"),
    ({"type": "string", "format": "time"}, "08:30", "08:30:00Z"),
    ({"type": "string", "format": "date-time"}, "2026-02-28T08:30", "2026-02-28T08:30:00Z"),
    ({"type": "string", "format": "email"}, "a@b.example", "a@b.example"),
    ({"type": "string", "format": "no-such-format"}, "x", "x"),
    ({"type": "no-such-type"}, '{"a": [1]}', {"a": [1]}),
    ({}, "[1, null]", [1, None]),
    (True, '"x"', "x"),
    ({"$ref": "https://example.com/elsewhere.json"}, "1", 1),
    ({"$ref": "#/$defs/name"}, "Ada", "Ada"),
    ({"type": "object"}, '{"a": 1}', {"a": 1}),
    ({"type": "array", "uniqueItems": True, "items": {"enum": ["a", "b"]}}, ("1",), ["b"]),
]


@pytest.mark.parametrize(("schema", "entered", "sent"), ONE_VALUE)
def test_what_is_entered_is_sent_as_the_schema_wants_it(
    schema: JSON, entered: Value, sent: JSON
) -> None:
    """HUB-36."""
    whole = asked({"value": schema}, **{"$defs": {"name": {"type": "string"}}})
    assert body(whole, {"Value": entered}) == {"value": sent}


WRONG_VALUE: list[tuple[JSON, Value, str]] = [
    ({"type": "integer"}, "1.5", "Enter a whole number."),
    ({"type": "number"}, "many", "Enter a number."),
    ({"type": "number", "minimum": 3}, "2", "Enter a number of at least 3."),
    ({"type": "number", "maximum": 3}, "4", "Enter a number of at most 3."),
    ({"type": "number", "exclusiveMinimum": 3}, "3", "Enter a number greater than 3."),
    ({"type": "number", "exclusiveMaximum": 3}, "3", "Enter a number less than 3."),
    ({"type": "number", "multipleOf": 0.01}, "0.015", "Enter a multiple of 0.01."),
    ({"type": "string", "minLength": 2}, "a", "Enter at least 2 characters."),
    ({"type": "string", "maxLength": 1}, "ab", "Enter at most one character."),
    ({"type": "string", "format": "email"}, "ada", "Enter an e-mail address"),
    ({"type": "string", "format": "uri"}, "example", "Enter a full address"),
    ({"type": "string", "format": "date"}, "2026-02-30", "Enter a date."),
    ({"type": "string", "not": {"const": "a"}}, "a", "This value is not possible here."),
    ({"type": "number", "maximum": 5.0}, "6", "Enter a number of at most 5."),
    ({"type": "number", "maximum": 1e15}, "1e16", "Enter a number of at most 1000000000000000."),
    ({"enum": ["a"]}, "9", "Choose one of the values offered."),
    ({"enum": ["a"]}, "²", "Choose one of the values offered."),
    ({"type": "object"}, "[1]", "Enter a value of the kind that is asked for."),
    ({}, "{", "Enter valid JSON."),
    ({}, '{"a": 1, "a": 2}', "Enter every name only once."),
    ({}, "[" * 70 + "]" * 70, "fewer levels"),
    (
        {"type": "array", "uniqueItems": True, "minItems": 2, "items": {"enum": ["a", "b"]}},
        ("0",),
        "Give at least 2.",
    ),
]


@pytest.mark.parametrize(("schema", "entered", "message"), WRONG_VALUE)
def test_what_is_wrong_is_said_in_words_beside_the_input(
    schema: JSON, entered: Value, message: str
) -> None:
    said = wrong(asked({"value": schema}), {"Value": entered})
    assert said.keys() == {"Value"} and message in said["Value"]


def test_a_blank_optional_value_is_left_out() -> None:
    assert body(asked({"a": {"type": "string"}, "b": {"type": "integer"}})) == {}


def test_a_blank_required_value_is_asked_for_by_its_title() -> None:
    schema = asked({"a": {"type": "string", "title": "Shop"}, "b": {"enum": [1]}}, "a", "b")
    assert wrong(schema) == {"Shop": "This is needed.", "B": "Choose one."}


def test_a_blank_required_value_that_may_be_null_is_null() -> None:
    assert body(asked({"a": {"type": ["string", "null"]}}, "a")) == {"a": None}


def test_a_required_name_that_the_schema_does_not_describe_is_asked_for() -> None:
    assert body(asked({}, "extra"), {"Extra": "1"}) == {"extra": 1}


def test_defaults_are_filled_in() -> None:
    schema = asked({"a": {"default": "x", "type": "string"}, "b": {"default": [1], "items": {}}})
    assert body(schema) == {"a": "x", "b": [1]}


def test_a_cleared_default_is_not_sent() -> None:
    assert body(asked({"a": {"type": "string", "default": "x"}}), {"A": ""}) == {}


def test_a_constant_is_sent_without_being_asked_for() -> None:
    schema = asked({"kind": {"const": "shop"}, "name": {"type": "string"}}, "kind")
    assert titles(start(schema)) == ["Name"]
    assert body(schema) == {"kind": "shop"}


def test_inputs_stand_in_the_order_of_the_schema() -> None:
    assert titles(start(asked({"z": {}, "a": {}, "m": {}}))) == ["Z", "A", "M"]


def test_the_words_beside_a_reference_win() -> None:
    schema = asked(
        {"a": {"$ref": "#/$defs/name", "title": "Here"}},
        **{"$defs": {"name": {"type": "string", "title": "There"}}},
    )
    assert titles(start(schema)) == ["Here"]


def test_a_value_that_does_not_fit_its_schema_is_kept_as_json() -> None:
    form = start(asked({"a": {"type": "integer"}}), {"a": {"old": True}})
    assert [stop.field.kind for stop in form.stops() if stop.field] == ["json"]


def test_answers_of_before_come_back_as_they_were() -> None:
    given: JSON = {"at": "2026-01-01T08:00:00+00:00", "n": 1.0, "more": {"x": 1}, "text": "a\r\nb"}
    text: JSON = {"type": "string"}
    at: JSON = {"type": "string", "format": "date-time"}
    form = start(asked({"at": at, "n": {"type": "number"}, "text": text}), given)
    assert answer(filled(form, {"Text": "a\nb"})) == given


def test_a_read_only_value_is_shown_but_cannot_be_changed() -> None:
    form = start(asked({"id": {"type": "string", "readOnly": True}}), {"id": "7"})
    assert answer(filled(form, {"Id": "8"})) == {"id": "7"}


def test_a_read_only_value_that_is_not_there_is_not_asked_for() -> None:
    assert is_empty(start(asked({"id": {"type": "string", "readOnly": True}})))


@pytest.mark.parametrize(
    "schema", [None, True, {}, [], "text", 7, {"type": "object"}, {"properties": []}]
)
def test_a_schema_that_asks_nothing_makes_an_empty_form(schema: JSON) -> None:
    assert is_empty(start(schema))
    assert answer(start(schema)) == {}
