"""Where a server's message lands: at the input of the path, or as near as there is something."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.variables import Form, errors, point, start
from hub.variables.cases import DataPath
from hub.variables.gather import gather
from tests.hub.variables.filling import Schema, asked
from tests.hub.variables.schemas import WHOLES
from tests.hub.variables.test_properties import played

TEXT = {"type": "string"}
ROWS = {"type": "array", "items": asked({"zip": TEXT})}
SCHEMA = asked(
    {
        "channels": {"type": "array", "uniqueItems": True, "items": {"enum": ["a", "b"]}},
        "meta": {"title": "Meta"},
        "opt": asked({"mail": TEXT}, "mail"),
        "rows": ROWS,
        "ch": {"oneOf": [asked({"kind": {"const": "x"}, "n": TEXT}, "kind"), asked({"m": TEXT})]},
        "a.b": {**TEXT, "title": "Joined"},
        "a": asked({"b": {**TEXT, "title": "Nested"}}),
        "c.d": {**TEXT, "title": "Only joined"},
    }
)
NEAREST = [
    (".channels[1]", "Channels"),
    (".meta.k", "Meta"),
    (".opt.mail", "Opt"),
    (".rows[1].zip", "Rows"),
    (".rows[0].zip", "Rows / Item 1 / Zip"),
    (".ch.kind", "Ch"),
    ('["a.b"]', "Joined"),
    (".a.c", "A"),
    (".c.d", "Only joined"),
    (".c.d.e", "Only joined"),
    ("", ""),
]


def told(schema: Schema, path: str) -> list[str]:
    """List what a message about a path lands on, by title."""
    form = start(schema, {"rows": [{"zip": "1"}]})
    return [title for _name, title, _text in errors(point(form, path, "No."))]


@pytest.mark.parametrize("before", ["", "$", "dynamicVariables", "body.dynamicVariables"])
@pytest.mark.parametrize(("path", "title"), NEAREST)
def test_a_message_lands_as_near_as_there_is_something(path: str, title: str, before: str) -> None:
    """HUB-39"""
    assert told(SCHEMA, before + path) == [title]


@pytest.mark.parametrize(
    ("path", "title"), [("/a/b", "A / Nested"), ("/a.b", "Joined"), ("/c/d", "")]
)
def test_the_names_of_a_pointer_are_exact(path: str, title: str) -> None:
    """HUB-39"""
    assert told(SCHEMA, path) == told(SCHEMA, f"/dynamicVariables{path}") == [title]


def test_a_path_that_means_two_places_marks_both() -> None:
    """HUB-39"""
    assert told(SCHEMA, ".a.b") == told(SCHEMA, "dynamicVariables.a.b") == ["Joined", "A / Nested"]
    assert told(SCHEMA, ".a.b.c") == ["Joined", "A / Nested"]


def test_a_constant_that_was_chosen_leads_to_the_choice() -> None:
    """HUB-39"""
    either = {"oneOf": [{"const": {"a": 1}, "title": "One"}, asked({"b": TEXT}, title="Two")]}
    form = start(asked({"way": either}, "way"), {"way": {"a": 1}})
    [(_name, title, _text)] = errors(point(form, "way.a", "No."))
    assert title == "Way"


def test_a_setting_that_has_the_apis_own_name_for_settings_is_found() -> None:
    schema = asked({"variables": asked({"x": {**TEXT, "title": "X"}}), "y": TEXT})
    assert told(schema, "variables.x") == told(schema, "dynamicVariables.variables.x")
    assert told(schema, "variables.y") == ["Y"]


def notations(at: DataPath) -> Iterator[str]:
    """Write a place in every way that leaves no doubt about it."""
    names = [json.dumps(step, ensure_ascii=False) for step in at]
    yield "".join(f"[{name}]" for name in names)
    yield "".join(f"[{_single(step)}]" for step in at)
    yield "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in at)
    if all(isinstance(step, int) or (step.isidentifier()) for step in at):
        yield "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in at)
        yield "".join(f".{step}" for step in at)


def _single(step: str | int) -> str:
    return str(step) if isinstance(step, int) else "'" + step.replace("'", "\\'") + "'"


def landed(form: Form, path: str) -> set[str]:
    return {name for name, text in point(form, path, "No.").errors.items() if text == "No."}


@given(WHOLES, st.data())
def test_the_path_of_any_place_in_any_notation_finds_it(
    schema: Schema, data: st.DataObject
) -> None:
    """HUB-39"""
    form = played(data, start(schema))
    for at, spot in [item for item in gather(form.root).spots.items() if item[0]][:6]:
        for path in notations(at):
            before = "/dynamicVariables" if path.startswith("/") else "dynamicVariables"
            assert landed(form, before + path) == {spot.name}
