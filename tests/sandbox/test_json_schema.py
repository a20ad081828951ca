"""What the schema check finds, where, and how it stays out of trouble."""

from typing import Any

import pytest

from sandbox.json_schema import faults

RULES = {
    "$defs": {"rule": {"properties": {"all": {"items": {"$ref": "#/$defs/rule"}, "minItems": 1}}}}
}


def paths(schema: object, value: object) -> list[str]:
    return [fault.field for fault in faults(schema, value, "v")]


CASES: list[tuple[dict[str, Any], Any, Any]] = [
    ({"type": "string"}, "x", 1),
    ({"type": ["string", "null"]}, None, 1),
    ({"type": "integer"}, 1.0, True),
    ({"type": "boolean"}, False, 0),
    ({"enum": [1, "a"]}, "a", True),
    ({"const": {"a": [1]}}, {"a": [1.0]}, {"a": [True]}),
    ({"minimum": 3}, 3, 2),
    ({"exclusiveMaximum": 3}, 2.9, 3),
    ({"multipleOf": 0.01}, 0.07, 0.075),
    ({"minLength": 2}, "ab", "a"),
    ({"pattern": "^[A-Z]+$"}, "AB", "Ab"),
    ({"format": "email"}, "a@b.example", "a@b"),
    ({"format": "date"}, "2024-02-29", "2023-02-29"),
    ({"format": "date-time"}, "2024-01-01T00:00:00Z", "2024-01-01"),
    ({"format": "uri"}, "https://a.example/x", "a b"),
    ({"uniqueItems": True}, [1, True], [1, 1.0]),
    ({"maxItems": 1}, [1], [1, 2]),
    ({"minProperties": 1}, {"a": 1}, {}),
    ({"not": {"type": "string"}}, 1, "x"),
    ({"contains": {"const": 1}}, [2, 1], [2]),
    ({"contains": {"const": 1}, "minContains": 2}, [1, 1], [1]),
    ({"contains": {"const": 1}, "minContains": 0, "maxContains": 1}, [2], [1, 1]),
    ({"anyOf": [{"type": "string"}, {"minimum": 3}]}, 3, 2),
    ({"oneOf": [{"type": "string"}, {"type": "number"}]}, 1, None),
    ({"oneOf": [{"minimum": 1}, {"minimum": 2}]}, 1, 2),
]


@pytest.mark.parametrize(("schema", "right", "wrong"), CASES)
def test_a_keyword_tells_right_from_wrong(schema: dict[str, Any], right: Any, wrong: Any) -> None:
    assert paths(schema, right) == []
    assert paths(schema, wrong) == ["v"]


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"required": ["a", "b"]}, {"a": 1}, ["v.b"]),
        ({"properties": {"a": {"items": {"type": "string"}}}}, {"a": ["x", 1]}, ["v.a[1]"]),
        ({"additionalProperties": False, "properties": {"a": {}}}, {"a": 1, "b": 2}, ["v.b"]),
        ({"additionalProperties": {"type": "string"}}, {"a": 1}, ["v.a"]),
        ({"patternProperties": {"^x-": {"type": "string"}}}, {"x-a": 1, "b": 1}, ["v.x-a"]),
        ({"propertyNames": {"maxLength": 1}}, {"ab": 1}, ["v.ab"]),
        ({"dependentRequired": {"a": ["b"]}}, {"a": 1}, ["v.b"]),
        ({"dependencies": {"a": {"required": ["c"]}}}, {"a": 1}, ["v.c"]),
        ({"prefixItems": [{"type": "string"}], "items": False}, ["x", 1], ["v[1]"]),
        ({"items": [{"type": "string"}], "additionalItems": False}, ["x", 1], ["v[1]"]),
        ({"if": {"required": ["a"]}, "then": {"required": ["b"]}}, {"a": 1}, ["v.b"]),
        ({"if": {"required": ["a"]}, "else": {"required": ["b"]}}, {}, ["v.b"]),
        ({"allOf": [{"required": ["a"]}, {"required": ["b"]}]}, {}, ["v.a", "v.b"]),
        (RULES | {"$ref": "#/$defs/rule"}, {"all": [{"all": []}]}, ["v.all[0].all"]),
    ],
)
def test_a_fault_names_its_path(schema: Any, value: Any, expected: list[str]) -> None:
    assert paths(schema, value) == expected


def test_of_alternatives_the_one_that_was_meant_is_told() -> None:
    card = {"properties": {"by": {"const": "card"}, "number": {"minLength": 4}}}
    cash = {"properties": {"by": {"const": "cash"}}}
    assert paths({"oneOf": [card, cash]}, {"by": "card", "number": "1"}) == ["v.number"]


TWICE = {"oneOf": [{"$ref": "#"}, {"$ref": "#"}]}
LAUGHS = {
    "$defs": {
        str(level): {"allOf": [{"$ref": f"#/$defs/{level + 1}"}] * 10} for level in range(40)
    },
    "$ref": "#/$defs/0",
}


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"$ref": "https://evil.example/schema.json"},
        {"$ref": 7},
        TWICE,
        {"properties": {"a": TWICE}},
        LAUGHS,
        {"pattern": "^(a+)+$"},
        {"pattern": "("},
        {"type": "unheard of"},
        {"type": 7, "minimum": "x", "required": 3, "properties": [], "enum": 1, "items": 5},
        [],
        None,
        "x",
    ],
)
@pytest.mark.parametrize("value", [{"a": {"a": {"a": {}}}}, "a" * 60 + "!", 1e308, [[[]]]])
def test_a_schema_of_the_worst_kind_is_lived_with(schema: object, value: object) -> None:
    faults(schema, value)


@pytest.mark.parametrize(
    "reference",
    [
        "#/$defs/a~1b",
        "#/%24defs/a~1b",
        "#named",
        "#old",
        "other.json",
        "https://e.example/other.json",
    ],
)
def test_a_reference_leads_to_a_place_a_name_or_an_id(reference: str) -> None:
    schema = {
        "$id": "https://e.example/root.json",
        "$ref": reference,
        "$defs": {
            "a/b": {"type": "string"},
            "named": {"$anchor": "named", "type": "string"},
            "old": {"$id": "#old", "type": "string"},
            "other": {"$id": "other.json", "type": "string"},
        },
    }
    assert paths(schema, 1) == ["v"]
    assert paths(schema, "x") == []


def test_a_reference_inside_a_schema_with_an_id_starts_there() -> None:
    inner = {"$id": "inner.json", "$ref": "#/$defs/text", "$defs": {"text": {"type": "string"}}}
    schema = {"properties": {"a": inner}, "$defs": {"text": {"type": "null"}}}
    assert paths(schema, {"a": 1}) == ["v.a"]
    assert paths(schema, {"a": "x"}) == []


def test_a_reference_that_leads_out_of_the_document_allows_everything() -> None:
    assert paths({"$ref": "https://elsewhere.example/schema.json"}, 1) == []


def test_up_to_draft_7_a_reference_silences_what_stands_beside_it() -> None:
    schema = {"$defs": {"any": {}}, "$ref": "#/$defs/any", "type": "string"}
    assert paths(schema, 1) == ["v"]
    assert paths({"$schema": "http://json-schema.org/draft-07/schema#", **schema}, 1) == []
