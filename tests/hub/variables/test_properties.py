"""For any schema and whatever is entered: a valid body, or errors in words; never a crash."""

import json
import re
from collections.abc import Callable
from typing import Any

import fastjsonschema
from hypothesis import given
from hypothesis import strategies as st

from hub.fields import Value
from hub.variables import (
    Form,
    UnknownAction,
    act,
    answer,
    check,
    draft,
    errors,
    restore,
    start,
    summary,
    take,
    validate,
)
from hub.variables.assertions import identity
from hub.views.variables import view_variables
from tests.hub.variables.filling import Schema
from tests.hub.variables.schemas import DRAFT, JSONS, MARK, SCALARS, WHOLES

TEXTS = st.sampled_from(
    [
        "",
        "0",
        "1",
        "7",
        "1.5",
        "1,5",
        "x",
        "ab",
        MARK,
        "2026-01-01",
        "2026-01-01T08:00",
        "{}",
        "[1]",
    ]
)
ENTERED: st.SearchStrategy[Value] = st.one_of(
    TEXTS, st.booleans(), st.lists(st.sampled_from("012"), max_size=3).map(tuple)
)
ACTIONS = st.sampled_from(["add", "add", "remove", "up", "down", "choose"])


def played(data: st.DataObject, form: Form) -> Form:
    """Enter and press at random, a few times over."""
    for _round in range(data.draw(st.integers(0, 3))):
        inputs = [stop.name for stop in form.stops() if stop.field][:12]
        form = take(form, {name: data.draw(ENTERED) for name in inputs})
        named = [stop.name for stop in form.stops()]
        try:
            form = act(form, data.draw(ACTIONS), data.draw(st.sampled_from([*named, "no"])))
        except UnknownAction:
            continue
    return form


def oracle(schema: Schema) -> Callable[[Any], Any] | None:
    """Compile the schema with an independent validator, if that can read it."""
    try:
        compiled: Callable[[Any], Any] = fastjsonschema.compile(
            json.loads(json.dumps(schema)), use_default=False, use_formats=False
        )
    except Exception:
        return None
    return compiled


def verdicts(judge: Callable[[Any], Any], body: Any) -> set[bool]:
    """Give what the validator may say; a schema that runs in a circle leaves it open."""
    try:
        judge(body)
    except fastjsonschema.JsonSchemaException:
        return {False}
    except RecursionError:
        return {True, False}
    return {True}


@given(WHOLES, st.data())
def test_the_body_is_valid_or_there_are_errors(schema: Schema, data: st.DataObject) -> None:
    """HUB-36, HUB-41."""
    answers: Any = data.draw(st.none() | JSONS)
    form = played(data, start(schema, answers))
    body, told = answer(form), errors(check(form))
    assert (body is None) == bool(told)
    judge = oracle(schema)
    if body is not None and judge:
        assert json.dumps(body, allow_nan=False) and True in verdicts(judge, body)


BARE = SCALARS | st.sampled_from([None, False, 0, "", [], {}])
STORED = st.dictionaries(
    st.sampled_from(["a", "b", "kind", "x.y"]),
    st.recursive(
        BARE, lambda inner: st.lists(inner, max_size=2) | st.fixed_dictionaries({"a": inner})
    ),
    max_size=3,
)


@given(WHOLES, st.data())
def test_a_body_is_the_same_when_it_comes_back(schema: Schema, data: st.DataObject) -> None:
    body = answer(played(data, start(schema)))
    if body is not None:
        again = answer(start(schema, json.loads(json.dumps(body))))
        assert again is None or not validate(schema, again)


@given(WHOLES, st.data())
def test_after_a_reload_everything_stands_as_it_was_entered(
    schema: Schema, data: st.DataObject
) -> None:
    """REL-14"""
    form = played(data, start(schema))
    back = restore(start(schema), json.loads(json.dumps(draft(form))))
    assert back
    if not any(stop.field and stop.field.is_secret for stop in form.stops()):
        assert answer(back) == answer(form)
        assert summary(back) == summary(form)


@given(WHOLES, STORED, st.data())
def test_after_a_reload_everything_stands_on_top_of_what_is_in_force(
    schema: Schema, stored: Any, data: st.DataObject
) -> None:
    """REL-14"""
    form = played(data, start(schema, stored))
    back = restore(start(schema, stored), json.loads(json.dumps(draft(form))))
    assert back
    if not any(stop.field and stop.field.is_secret for stop in form.stops()):
        assert answer(back) == answer(form)
        assert summary(back) == summary(form)


@given(WHOLES, JSONS, JSONS)
def test_no_draft_is_too_odd_to_be_read(schema: Schema, odd: Any, odder: Any) -> None:
    kept: Any = draft(start(schema))
    steps = odd if isinstance(odd, list) else [".a"]
    for part in ("values", "items", "present", "next", "secrets"):
        assert restore(start(schema), {**kept, part: odd})
        assert restore(start(schema), {**kept, part: [[steps, odder]]})
    assert restore(start(schema), odd) is None
    assert restore(start(schema), {**kept, "over": odd}) is None or odd is None


@given(WHOLES, STORED)
def test_what_was_stored_and_no_more_is_sent_back_by_one_who_touches_nothing(
    schema: Schema, stored: Any
) -> None:
    body = answer(start(schema, stored))
    assert body is None or validate(schema, stored) or identity(body) == identity(stored)


@given(WHOLES | JSONS, st.data())
def test_the_view_lets_nothing_from_outside_through(schema: Any, data: st.DataObject) -> None:
    """HUB-01, HUB-08."""
    shown = str(view_variables(check(played(data, start(schema)))))
    assert "<b>" not in shown
    names = re.findall(r' (?:id|name|for|data-name|data-field)="([^"]*)"', shown)
    assert all(re.fullmatch(r"vh-v[0-9]+(-[a-z0-9-]+)?", name) for name in names)
    ids = re.findall(r' id="([^"]*)"', shown)
    assert len(ids) == len(set(ids))


@given(JSONS | WHOLES, JSONS, JSONS)
def test_nothing_crashes_whatever_the_schema_is(schema: Any, answers: Any, odd: Any) -> None:
    """HUB-36."""
    keywords = ["type", "properties", "required", "enum", "oneOf", "if", "items", "$ref", "minimum"]
    for keyword in keywords:
        form = check(start({"properties": {"a": {keyword: odd}}, keyword: schema}, answers))
        assert str(view_variables(form)) and summary(form) is not None
        validate({keyword: odd}, answers)


@given(WHOLES, JSONS)
def test_the_verdict_is_that_of_an_independent_validator(schema: Schema, data: Any) -> None:
    """HUB-37."""
    judge = oracle(schema)
    if judge:
        is_valid = not validate({**schema, "$schema": DRAFT}, data)
        assert is_valid in verdicts(judge, data)
