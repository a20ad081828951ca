"""What fastjsonschema says of a body, and what it is not asked.

The hub's own judge says the same wherever the library is asked; where it is not, the judge says it
alone.
"""

import builtins
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.numbers import WrittenNumber
from hub.variables import JSON, Document, answer, check, errors, start, validate
from hub.variables.judge import Judge
from hub.variables.validation import compiled, is_valid
from tests.hub.variables import patterned, schemas
from tests.hub.variables.filling import Schema, asked, body, filled

LEGACY = {"$schema": schemas.DRAFT}
TEXT: JSON = {"type": "string"}
PERSON: JSON = {
    "type": "object",
    "properties": {"name": TEXT, "friends": {"type": "array", "items": {"$ref": "#"}}},
    "required": ["name"],
}
SCHEMAS = schemas.SCHEMAS | patterned.SCHEMAS
DATA = schemas.JSONS | patterned.BODIES
STEPS = st.sampled_from([1, 2, 7, 0.5, 0.01, 0.05, 0.3, 2.0, 1e-6, 1e-7, 2.5, 10**14, 123.456])
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
HOSTILE = st.text(st.sampled_from("\"'\\{}[]()!:.,;#$%\n\r\t x0_é🦊\ud800"), max_size=8)


def verdict(schema: JSON, data: JSON) -> bool | None:
    return is_valid(Document(schema), data)


def nested(name: str, inside: JSON, levels: int) -> JSON:
    for _level in range(levels):
        inside = {name: inside}
    return inside


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        (asked({"a": {"type": ["integer", "null"], "minimum": 1}}), {"a": None}, {"a": 0}),
        (asked({"a": {"type": "integer", "multipleOf": 5}}), {"a": 10.0}, {"a": 2.5}),
        (asked({"a": {"multipleOf": 0.01}}), {"a": 19.99}, {"a": 19.999}),
        (asked({"a": {"const": {"$id": "http://["}}}), {"a": {"$id": "http://["}}, {"a": {}}),
        (asked({"a": {"enum": [1, True]}}), {"a": True}, {"a": "1"}),
        (asked({"a": {"oneOf": [TEXT, {"type": "number"}]}}), {"a": 1}, {"a": []}),
        (asked({"a": {"prefixItems": [TEXT], "items": False}}), {"a": ["x"]}, {"a": ["x", 1]}),
        (asked({"a": {"prefixItems": [TEXT]}}), {"a": ["x", 1]}, {"a": [1]}),
        (asked({"a": {"items": [TEXT], "additionalItems": False}}), {"a": ["x"]}, {"a": ["x", 1]}),
        (asked({"a": {"uniqueItems": True}}), {"a": [1, True]}, {"a": [1, 1.0]}),
        (asked({"a": {"contains": {"const": 1}}}), {"a": [2, 1]}, {"a": [2]}),
        (asked({"a": {}}, additionalProperties=TEXT), {"b": "x"}, {"b": 1}),
        (asked({}, dependentRequired={"a": ["b"]}), {"b": 1}, {"a": 1}),
        (asked({}, dependentSchemas={"a": {"minProperties": 2}}), {"b": 1}, {"a": 1}),
        (asked({}, propertyNames={"maxLength": 1}), {"a": 1}, {"ab": 1}),
        ({"if": {"required": ["a"]}, "then": False, "else": {}}, {"b": 1}, {"a": 1}),
        ({"not": {"required": ["a"]}}, {"b": 1}, {"a": 1}),
        (PERSON, {"name": "x", "friends": [{"name": "y"}]}, {"name": "x", "friends": [{}]}),
        (
            asked({"a": {"$ref": "#/$defs/b", "maxLength": 1}}, **{"$defs": {"b": TEXT}}),
            {},
            {"a": 1},
        ),
        (asked({"a": {"$ref": "#/x", "maxLength": 1}}, x=TEXT, **LEGACY), {"a": "yz"}, {"a": 1}),
        (asked({"a": {"format": "date"}}), {"a": "2026-02-28"}, {"a": "2026-02-30"}),
    ],
)
def test_the_library_tells_whether_a_body_keeps_to_its_schema(
    schema: Schema, good: JSON, bad: JSON
) -> None:
    """HUB-36."""
    assert verdict(schema, good) is True
    assert verdict(schema, bad) is False


@pytest.mark.parametrize(
    "schema",
    [
        {"not": {"pattern": "^a"}},
        {"not": {"contentEncoding": "base64"}},
        {"not": {"$ref": "#/$defs/a"}, "$defs": {"a": {"pattern": "^a"}}},
        {"$ref": "#/$defs/a", "not": {"$ref": "#/$defs/a"}, "$defs": {"a": {"pattern": "^a"}}},
        {"oneOf": [{"format": "date"}, {"$ref": "#/$defs/a"}], "$defs": {"a": {}}},
        {"if": {"$ref": "https://elsewhere.example/"}, "then": False},
        {"patternProperties": {"^a": False}},
        {"contains": {}, "minContains": 2},
        {"multipleOf": 1e-7},
        {"maximum": 1e30},
        {"allOf": [{"$ref": "#"}]},
        {"properties": 1, "allOf": [1]},
        {"items": [{}], "prefixItems": [{}]},
        {"properties": {str(number): {"type": "null"} for number in range(3000)}},
        {"const": WrittenNumber("0.12345678901234567890123")},
    ],
)
def test_what_the_library_does_not_judge_exactly_it_is_not_asked(schema: JSON) -> None:
    assert compiled(Document(schema)) is None


@pytest.mark.parametrize("keyword", ["items", "not", "contains", "additionalProperties", "if"])
def test_a_schema_that_is_too_deep_to_be_compiled_is_the_judges(keyword: str) -> None:
    """HUB-36."""
    schema = asked({"a": nested(keyword, TEXT, 124)})
    assert verdict(schema, {}) is None
    assert answer(start(schema)) is not None


def test_a_chain_of_references_that_is_too_long_to_be_followed_is_the_judges() -> None:
    """HUB-36."""
    links: Schema = {str(number): {"$ref": f"#/$defs/{number + 1}"} for number in range(9)}
    schema: JSON = {"$ref": "#/$defs/0", "$defs": {**links, "9": {"type": "object"}}}
    assert verdict(schema, {}) is None


def test_references_that_multiply_are_the_judges() -> None:
    """HUB-36: the library would look at each of sixty parts twice as often as at the one before."""
    again: Schema = {"properties": {"a": {"$ref": "#"}}}
    schema: JSON = {"type": "object", "allOf": [again, {**again, "minProperties": 0}]}
    assert verdict(schema, nested("a", {}, 60)) is None
    assert body(schema) == {}


def test_references_that_multiply_on_their_way_are_the_judges() -> None:
    """HUB-36."""
    twice: Schema = {
        str(number): {"items": [{"$ref": f"#/$defs/{number + 1}"}] * 2} for number in range(30)
    }
    assert verdict({"items": {"$ref": "#/$defs/0"}, "$defs": {**twice, "30": {}}}, {}) is None


def test_one_definition_may_be_referred_to_often_and_another_lead_into_itself() -> None:
    places: Schema = {f"a{number}": {"$ref": "#/$defs/place"} for number in range(200)}
    more: Schema = {**places, "next": {"$ref": "#"}}
    schema = asked(more, **{"$defs": {"place": asked({"city": TEXT}, "city")}})
    deep = nested("next", {"a0": {"city": "x"}}, 60)
    assert verdict(schema, deep) is True
    assert verdict(schema, nested("next", {"a0": {}}, 60)) is False


@pytest.mark.parametrize("number", [WrittenNumber("1e400"), 1e30, 2**53 + 1])
def test_a_number_that_python_compares_otherwise_is_the_judges(number: JSON) -> None:
    """HUB-40."""
    assert verdict({"maximum": 5}, {"a": [number]}) is None


def test_a_form_is_compiled_once_however_often_it_is_checked() -> None:
    compiled.cache_clear()
    form = check(filled(start(asked({"a": {"type": "string", "minLength": 2}})), {"A": "x"}))
    assert errors(form) and answer(filled(form, {"A": "xy"})) == {"a": "xy"}
    assert compiled.cache_info().misses == 1


def test_nothing_that_was_typed_outlives_its_check() -> None:
    document = Document(asked({"a": {"type": "string", "pattern": "^a"}}))
    assert is_valid(document, {"a": "canary"}, frozenset({("^a", "canary")})) is False
    assert "canary" not in repr(vars(compiled(document)))


def test_an_expression_is_what_the_page_saw_of_it() -> None:
    """HUB-38: Python would wait for the end of the world."""
    document = Document(asked({"a": {"type": "string", "pattern": "^(a+)+$"}}))
    text = "a" * 5000 + "!"
    assert is_valid(document, {"a": text}) is True
    assert is_valid(document, {"a": text}, frozenset({("^(a+)+$", text)})) is False
    assert is_valid(document, {"a": "b"}, frozenset({("^(a+)+$", text)})) is True


@given(SCHEMAS, DATA)
def test_the_library_and_the_judge_say_the_same(schema: Schema, data: JSON) -> None:
    """HUB-37."""
    document = Document({**LEGACY, **schema})
    problems = Judge(document, formats=True).problems(document.top, data)
    assert is_valid(document, data) in (None, not problems)


@given(STEPS, NUMBERS, st.integers(0, 10**6))
def test_the_library_and_the_judge_count_the_same_steps(
    step: float, number: float, times: int
) -> None:
    """HUB-40."""
    document = Document({"multipleOf": step, "maximum": number})
    for data in (number, times, times * step, float(Decimal(str(step)) * times)):
        assert is_valid(document, data) in (None, not validate(document.root, data))


@given(*[HOSTILE] * 4)
def test_no_name_and_no_text_is_odd_enough_to_change_what_is_asked(
    name: str, other: str, text: str, extra: str
) -> None:
    """HUB-36: the library writes code."""
    document = Document(
        {
            "properties": {
                name: {"enum": [text, {name: text}]},
                f"_{other}": {"items": {"properties": {name: {"$ref": "#"}}}},
            },
            "required": [name],
            "dependencies": {other: [text], f"_{text}": {"maxProperties": 3}},
            "additionalProperties": {"const": {extra: other}},
            "propertyNames": {"not": {"const": extra}},
        }
    )
    bodies: list[JSON] = [
        {name: text},
        {name: {name: text}, extra: 1},
        {name: text, f"_{other}": [{name: 1}]},
        {name: text, text: {extra: other}},
    ]
    for data in bodies:
        problems = Judge(document).problems(document.top, data)
        assert is_valid(document, data) is (not problems)


@pytest.mark.parametrize(
    "odd",
    [
        '"+str(setattr(__import__("builtins"),"reached",1))+"',
        "'+str(setattr(__import__('builtins'),'reached',1))+'",
        '\\"+str(setattr(__import__("builtins"),"reached",1))+\\"',
        '"] = 1; __import__("builtins").reached = 1 #',
        '"):\n    pass\n__import__("builtins").reached = 1\n#',
        "{data.__class__}",
        "{custom_formats[0]!r:>9999999}",
        "}}{{0}}{",
    ],
)
def test_nothing_in_a_schema_is_run(odd: str) -> None:
    """HUB-36."""
    schema: JSON = {
        "$schema": odd,
        "$id": odd,
        "title": odd,
        "type": ["object", odd],
        "format": odd,
        "pattern": odd,
        "minimum": odd,
        "properties": {odd: {"$ref": f"#/$defs/{odd}"}, "a": {"const": {odd: odd}}},
        "required": [odd],
        "dependencies": {odd: [odd], "a": {"enum": [odd]}},
        "additionalProperties": {"items": {"items": {"default": odd, "enum": [odd]}}},
        "$defs": {odd: {"enum": [odd]}},
    }
    assert verdict(schema, {odd: odd}) is True
    assert verdict(schema, {odd: "x", "b": [["x"]]}) is False
    assert not hasattr(builtins, "reached")
