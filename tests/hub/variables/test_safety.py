"""Schemas that mean harm: what they may not run, fetch, reveal or bring down."""

import re
import socket
import time
from typing import NoReturn

import pytest

from hub.patterns import MOST_STEPS_OF_ALL, longest_match, most_steps
from hub.variables import (
    JSON,
    answer,
    check,
    draft,
    errors,
    secrets,
    start,
    summary,
    take,
    validate,
)
from hub.views.variables import view_variables
from tests.hub.variables.filling import Schema, asked, body, filled, name_of, titles, wrong

SECRET: JSON = {"type": "string", "writeOnly": True, "title": "API key"}
BAD = "\"><img src=x onerror=alert(1)>'"


def fields_of(schema: JSON) -> list[str]:
    form = start(schema)
    return [stop.field.kind for stop in form.stops() if stop.field]


def nested(levels: int) -> JSON:
    schema: JSON = {"type": "string"}
    for _level in range(levels):
        schema = asked({"in": schema}, "in")
    return schema


def test_a_remote_reference_is_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """HUB-36."""

    def refuse(*_arguments: object) -> NoReturn:
        raise AssertionError("fetched")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    schema = asked({"a": {"$ref": "http://169.254.169.254/latest"}})
    assert body(schema, {"A": "1"}) == {"a": 1}


@pytest.mark.parametrize("keyword", ["pattern", "format"])
def test_an_expression_of_the_schema_is_never_run_here(keyword: str) -> None:
    """HUB-38."""
    schema = asked({"a": {"type": "string", keyword: "^(a+)+$"}}, patternProperties={"(a+)+$": {}})
    began = time.monotonic()
    assert body(schema, {"A": "a" * 5000 + "!"}) == {"a": "a" * 5000 + "!"}
    assert time.monotonic() - began < 1


def test_an_expression_goes_to_the_page_unless_it_may_hang_it() -> None:
    """HUB-38."""
    shown = str(view_variables(start(asked({"a": {"type": "string", "pattern": "^[a-z]+$"}}))))
    hard = str(view_variables(start(asked({"a": {"type": "string", "pattern": "^(a+)+$"}}))))
    assert "^[a-z]+$" in shown and "data-patterns" not in hard


@pytest.mark.parametrize(
    "pattern",
    ["^(a|a)*$", "^(a|aa)+$", "^([a-z]|[a-z0-9])*$", "^(a+b?)*$", "^((a|a))*$", "^(a?){25}a$"],
)
def test_an_expression_that_repeats_a_choice_stays_here(pattern: str) -> None:
    """HUB-38: 29 characters would hold the page for half a minute."""
    form = start(asked({"a": {"type": "string", "pattern": pattern}}))
    assert "data-patterns" not in str(view_variables(form))


@pytest.mark.parametrize(
    "pattern",
    [
        "^[A-Z]{2,4}$",
        r"^(\d{3}-){2}\d{4}$",
        r"^(?:\+|00)\d+$",
        r"^[(+]+[|)*]+$",
        r"^\(a+\)+$",
        "(a",
    ],
)
def test_an_expression_that_repeats_no_choice_goes_to_the_page(pattern: str) -> None:
    """HUB-38."""
    form = start(asked({"a": {"type": "string", "pattern": pattern}}))
    assert "data-patterns" in str(view_variables(form))


@pytest.mark.parametrize(
    "secret",
    [
        {"type": "string", "writeOnly": True},
        {"type": "integer", "writeOnly": True},
        {"type": "number", "format": "password"},
        {"type": "string", "format": "password", "default": 5},
        {"writeOnly": True},
    ],
)
def test_a_secret_of_any_type_is_neither_kept_nor_shown_again(secret: Schema) -> None:
    """HUB-21."""
    form = filled(start(asked({"pin": secret, "open": {"type": "string"}})), {"Pin": "7777"})
    assert "7777" not in repr(draft(form)) and "7777" not in repr(summary(form))
    assert dict(summary(form))["Pin"]


@pytest.mark.parametrize(
    "whole",
    [
        {"type": "object", "properties": {"pin": {"type": "string"}}},
        {"$ref": "#/$defs/whole"},
        {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 1},
    ],
)
def test_what_is_secret_as_a_whole_is_secret_in_its_parts(whole: Schema) -> None:
    """HUB-21."""
    schema = asked({"vault": {**whole, "writeOnly": True}})
    schema["$defs"] = {"whole": {"type": "object", "properties": {"pin": {"type": "string"}}}}
    form = start(schema, {"vault": {"pin": "7777"} if "array" not in str(whole) else ["7777"]})
    assert "7777" not in repr(draft(form)) and "7777" not in repr(summary(form))
    assert "7777" not in str(view_variables(form))


def test_a_form_with_two_hundred_slow_patterns_has_the_page_match_shorter_texts() -> None:
    """HUB-38."""
    names = [f"f{number}" for number in range(200)]
    form = start(asked({name: {"type": "string", "pattern": "[a-z]+-[a-z]+"} for name in names}))
    inputs = (stop.field for stop in form.stops() if stop.field)
    lengths = [matching.longest for item in inputs for matching in item.patterns]
    assert sum(most_steps("[a-z]+-[a-z]+", length) for length in lengths) <= MOST_STEPS_OF_ALL
    assert len(lengths) == 200 and max(lengths) < longest_match("[a-z]+-[a-z]+")


def test_a_mismatch_that_the_page_saw_is_an_error() -> None:
    """HUB-38."""
    form = start(asked({"a": {"type": "string", "pattern": "^[a-z]+$"}}))
    form = check(take(form, {name_of(form, "A"): "1"}, mismatched=[name_of(form, "A") + "-0"]))
    assert "expected form" in errors(form)[0][2] and answer(form) is None


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"allOf": [{"$ref": "#"}, {"$ref": "#"}]},
        {"oneOf": [{"$ref": "#"}, {"$ref": "#"}]},
        {"not": {"$ref": "#"}},
        {"if": {"$ref": "#"}, "then": {"$ref": "#"}},
        {"properties": {"a": {"$ref": "#/properties/b"}, "b": {"$ref": "#/properties/a"}}},
        {"items": {"$ref": "#"}, "type": "array", "minItems": 3},
        {"$id": "http://[", "$ref": "http://["},
        {"$ref": "#/%zz/~2"},
    ],
)
def test_a_reference_that_runs_in_a_circle_comes_to_an_end(schema: JSON) -> None:
    """HUB-36."""
    form = check(start(asked({"x": schema, "y": {"$ref": "#/properties/x"}}, "x")))
    assert str(view_variables(check(start(schema)))) and str(view_variables(form))


def test_a_schema_that_doubles_at_every_level_stays_small() -> None:
    definitions: dict[str, JSON] = {"d0": {"type": "string"}}
    for level in range(1, 30):
        below: JSON = {"$ref": f"#/$defs/d{level - 1}"}
        definitions[f"d{level}"] = asked({"a": below, "b": below}, "a", "b")
    form = start({"$ref": "#/$defs/d29", "$defs": definitions})
    assert len(titles(form)) < 5000


def test_a_deep_schema_ends_in_a_json_field() -> None:
    """HUB-36."""
    assert fields_of(nested(40)) == ["json"]


def test_a_schema_that_is_too_deep_to_read_is_one_json_field() -> None:
    """HUB-36."""
    assert fields_of(nested(2000)) == ["json"]
    assert body(nested(2000), {"Settings": '{"in": {}}'}) == {"in": {}}


def test_answers_that_are_too_deep_are_left_alone() -> None:
    deep: JSON = []
    for _level in range(2000):
        deep = [deep]
    assert answer(start(asked({"a": {}}), {"a": deep})) == {}


def test_a_secret_shows_nowhere_but_in_the_body() -> None:
    """HUB-21, HUB-24."""
    form = filled(start(asked({"key": SECRET}, "key")), {"API key": "canary"})
    assert "canary" not in repr(form) + str(view_variables(form)) + repr(summary(form))
    assert list(secrets(form).values()) == ["canary"]
    assert answer(form) == {"key": "canary"}


def test_the_review_shows_what_is_sent_and_secrets_as_dots() -> None:
    schema = asked({"key": SECRET, "mode": {"enum": ["Fast", "Safe"]}, "none": {"type": "string"}})
    form = filled(start(schema), {"API key": "canary", "Mode": "1"})
    assert summary(form) == (("API key", "••••••••"), ("Mode", "Safe"))


def test_words_from_the_schema_are_escaped_and_never_name_an_element() -> None:
    """HUB-01, HUB-08."""
    texts: dict[str, JSON] = {"title": BAD, "description": BAD, "default": BAD, "examples": [BAD]}
    schema = asked({BAD: {**texts, "type": "string"}, "b": {**texts, "enum": [BAD, "x"]}}, BAD)
    shown = str(view_variables(check(start({**schema, **texts}))))
    assert "<img" not in shown
    assert all(
        re.fullmatch(r"vh-v[0-9]+(-[a-z0-9]+)?", name)
        for name in re.findall(r' (?:id|name|for)="([^"]*)"', shown)
    )


def test_the_verdict_names_place_and_keyword() -> None:
    schema = asked({"a": {"items": {"minimum": 3}}}, "b")
    assert set(validate(schema, {"a": [1]})) == {(("a", 0), "minimum"), (("b",), "required")}


def test_a_required_nothing_is_an_error_not_a_crash() -> None:
    assert wrong(asked({"a": False}, "a"))
