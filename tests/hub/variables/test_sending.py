"""For any schema: who is given a valid body and touches nothing can send it."""

import json
import re
from typing import Any

import fastjsonschema
from hypothesis import assume, given
from hypothesis import strategies as st

from hub.variables import Form, answer, check, errors, start, take, validate
from tests.hub.variables.filling import Schema
from tests.hub.variables.patterned import BODIES, NAMES, SCHEMAS


def is_valid(schema: Schema, body: Any) -> bool:
    """Ask an independent validator, for which expressions and formats count."""
    try:
        fastjsonschema.compile(schema, use_default=False)(body)
    except fastjsonschema.JsonSchemaException:
        return False
    return True


@given(SCHEMAS, BODIES)
def test_a_valid_body_is_never_called_broken(schema: Schema, body: Any) -> None:
    """HUB-37."""
    assert not (validate(schema, body) and is_valid(schema, body))


def seen(form: Form) -> list[str]:
    """Match as the page does, and give the keys of what fails."""
    return [
        key
        for stop in form.stops()
        if stop.field
        for key, each in stop.field.keyed_patterns.items()
        if not re.search(each.pattern, meant(str(stop.field.value), each.ending))
    ]


def meant(text: str, ending: str | None) -> str:
    return text + ending if ending is not None else str(json.loads(text or '""'))


@given(SCHEMAS, st.dictionaries(NAMES, SCHEMAS, min_size=1, max_size=3), BODIES)
def test_a_valid_body_can_be_sent_by_one_who_touches_nothing(
    schema: Schema, properties: dict[str, Schema], body: Any
) -> None:
    """HUB-36, HUB-38: whatever the page sees of expressions."""
    whole: Any = {"type": "object", "properties": properties, "allOf": [schema]}
    assume(is_valid(whole, body))
    form = take(start(whole, body), {}, seen(start(whole, body)))
    assert errors(check(form)) == ()
    assert answer(form) is not None
