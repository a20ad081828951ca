"""For any schema and any body that is valid by it: who touches nothing sends it back as it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from hub.variables import answer, start, validate
from hub.variables.assertions import identity
from tests.hub.variables.filling import Schema, asked, filled

Values = st.SearchStrategy[Any]


@dataclass(frozen=True)
class Told:
    """A schema, and values that are valid by it."""

    schema: Schema
    values: Values


Tolds = st.SearchStrategy[Told]

TEXTS = st.sampled_from(["", "x", "p", "auto", "1", " a\nb "])
NUMBERS = st.integers(-2, 2)
BARE = st.none() | st.booleans() | NUMBERS | TEXTS
ANY = st.recursive(
    BARE,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)
NAMES = st.sampled_from(["", "a", "b", "x-a", "name"])


def plain() -> Tolds:
    return st.one_of(
        st.just(Told({"type": "string"}, TEXTS)),
        st.just(Told({"type": "integer"}, NUMBERS)),
        st.just(Told({"type": "boolean"}, st.booleans())),
        st.just(Told({"type": "null"}, st.none())),
        st.just(Told({"type": ["string", "null"]}, st.none() | TEXTS)),
        st.just(Told({"type": ["boolean", "null"]}, st.none() | st.booleans())),
        st.just(Told({"type": ["string", "integer", "null"]}, st.none() | TEXTS | NUMBERS)),
        st.builds(lambda value: Told({"const": value}, st.just(value)), BARE),
        st.builds(
            lambda values: Told({"enum": values}, st.sampled_from(values)),
            st.lists(BARE, min_size=1, max_size=3),
        ),
        st.just(Told({}, ANY)),
    )


@st.composite
def tuples(draw: st.DrawFn, inner: Tolds) -> Told:
    """Describe places; what is stored may end early, where that is allowed."""
    places = draw(st.lists(inner, min_size=1, max_size=3))
    least = draw(st.integers(0, len(places)))
    size = draw(st.integers(least, len(places)))
    schema: Schema = {"type": "array", "prefixItems": [place.schema for place in places]}
    more = draw(st.fixed_dictionaries({}, optional={"items": st.just(False)}))
    demands = {"minItems": least} if least else {}
    values = st.tuples(*(place.values for place in places[:size])).map(list)
    return Told({**schema, **more, **demands}, values)


@st.composite
def groups(draw: st.DrawFn, inner: Tolds) -> Told:
    members = draw(st.dictionaries(NAMES, inner, min_size=1, max_size=3))
    needed = draw(st.lists(st.sampled_from([*members]), unique=True))
    least = draw(st.integers(0, 1))
    values = st.fixed_dictionaries(
        {name: members[name].values for name in needed},
        optional={name: told.values for name, told in members.items() if name not in needed},
    )
    schema = asked({name: told.schema for name, told in members.items()}, *needed)
    return Told({**schema, "minProperties": least}, values)


def maps(told: Told) -> Tolds:
    described = {"type": "object", "additionalProperties": told.schema}
    matching = {"type": "object", "patternProperties": {"^x-": told.schema}}
    beside = st.sampled_from(["", "a", "name"])
    mixed = st.builds(
        lambda met, free: {**met, **free},
        st.dictionaries(st.just("x-a"), told.values),
        st.dictionaries(beside, ANY, max_size=2),
    )
    return st.sampled_from(
        [Told(described, st.dictionaries(NAMES, told.values, max_size=2)), Told(matching, mixed)]
    )


def listed(told: Told) -> Told:
    return Told({"type": "array", "items": told.schema}, st.lists(told.values, max_size=2))


def either(keyword: str, ways: Sequence[Told]) -> Told:
    schemas = [way.schema for way in ways]
    return Told({keyword: schemas}, st.one_of([way.values for way in ways]))


def holding(inner: Tolds) -> Tolds:
    return st.one_of(
        tuples(inner),
        groups(inner),
        inner.flatmap(maps),
        st.builds(listed, inner),
        st.builds(
            either, st.sampled_from(["oneOf", "anyOf"]), st.lists(inner, min_size=2, max_size=3)
        ),
    )


TOLDS = st.recursive(plain(), holding, max_leaves=12)


@given(TOLDS, st.booleans(), st.data())
def test_a_valid_body_comes_back_from_one_who_changes_something_else(
    told: Told, is_needed: bool, data: st.DataObject
) -> None:
    needed = ("a",) if is_needed else ()
    schema = asked({"a": told.schema, "z": {"type": "string", "title": "Beside"}}, *needed)
    stored: Any = {"a": data.draw(told.values), "z": "1"}
    assume(not validate(schema, stored))
    form = start(schema, stored)
    assert identity(answer(form)) == identity(stored)
    assert identity(answer(filled(form, {"Beside": "2"}))) == identity({**stored, "z": "2"})
