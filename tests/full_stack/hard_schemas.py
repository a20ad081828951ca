"""Schemas as other teams write them, each with answers that satisfy it."""

from typing import Any

Json = Any
DRAFT_7 = "http://json-schema.org/draft-07/schema#"
DRAFT_2020 = "https://json-schema.org/draft/2020-12/schema"
TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer"}


def group(properties: Json, *required: str, **more: Json) -> Json:
    """Describe an object."""
    return {"type": "object", "properties": properties, "required": list(required), **more}


def row(items: Json, **more: Json) -> Json:
    """Describe an array."""
    return {"type": "array", "items": items, **more}


CARD = group({"kind": {"const": "card"}, "number": TEXT}, "kind", "number")
BANK = group({"kind": {"const": "bank"}, "iban": TEXT}, "kind", "iban")
ADDRESS = group({"city": {"title": "City", "type": "string"}}, "city", title="Address")
FILTER = group({"op": {"enum": ["and", "is"]}, "parts": row({"$ref": "#/$defs/F"})}, "op")
NODE = group({"v": WHOLE, "next": {"oneOf": [{"type": "null"}, {"$ref": "#/$defs/N"}]}}, "v")
ODD = [
    "",
    "a.b",
    "a/b",
    "~",
    "__proto__",
    "constructor",
    "n" * 300,
    "Case",
    "case",
    "ünï",
    "a ",
    "a",
]
DAILY = group({"at": TEXT}, "at", title="Daily")
WEEKLY = group({"day": {"enum": ["mon", "tue"]}}, "day", title="Weekly")
HOURS = group({"h": WHOLE}, "h", title="Hours")
DAYS = group({"d": WHOLE}, "d", title="Days")
MODES = {"mode": {"enum": ["a", "b"]}}
IS_B = {"properties": {"mode": {"const": "b"}}}

HARD: dict[str, tuple[Json, Json]] = {
    "reference by anchor": (
        group({"a": {"$ref": "#p"}}, "a", **{"$defs": {"P": {"$anchor": "p", **ADDRESS}}}),
        {"a": {"city": "Bonn"}},
    ),
    "reference by id": (
        {
            "$id": "https://schemas.example/root.json",
            **group({"a": {"$ref": "item.json"}}, "a"),
            "$defs": {"I": {"$id": "item.json", **WHOLE}},
        },
        {"a": 7},
    ),
    "reference with title": (
        group(
            {"a": {"$ref": "#/$defs/a~1b", "title": "Own"}},
            "a",
            **{"$defs": {"a/b": {"type": "string", "title": "Theirs"}}},
        ),
        {"a": "x"},
    ),
    "recursion": (
        group({"filter": {"$ref": "#/$defs/F"}}, "filter", **{"$defs": {"F": FILTER}}),
        {"filter": {"op": "and", "parts": [{"op": "is"}, {"op": "is"}]}},
    ),
    "linked list": (
        group({"head": {"$ref": "#/$defs/N"}}, **{"$defs": {"N": NODE}}),
        {"head": {"v": 1, "next": {"v": 2, "next": None}}},
    ),
    "branches without titles": (
        group({"pay": {"oneOf": [CARD, BANK]}}, "pay"),
        {"pay": {"kind": "bank", "iban": "DE00"}},
    ),
    "branches at the root": ({"type": "object", "oneOf": [DAILY, WEEKLY]}, {"day": "tue"}),
    "branches in branches": (
        group(
            {
                "s": {
                    "oneOf": [
                        {"const": "off", "title": "Off"},
                        group({"e": {"oneOf": [HOURS, DAYS]}}, "e", title="On"),
                    ]
                }
            },
            "s",
        ),
        {"s": {"e": {"d": 2}}},
    ),
    "two choices at one place": (
        group(
            {
                "x": {
                    "type": "object",
                    "allOf": [{"oneOf": [HOURS, DAYS]}, {"anyOf": [DAILY, WEEKLY]}],
                }
            },
            "x",
        ),
        {"x": {"d": 2, "day": "mon"}},
    ),
    "a reference or null": (
        group(
            {"a": {"anyOf": [{"$ref": "#/$defs/A"}, {"type": "null"}]}}, **{"$defs": {"A": ADDRESS}}
        ),
        {"a": {"city": "Bonn"}},
    ),
    "several types": (
        group(
            {"a": {"type": ["string", "integer", "boolean"]}, "b": {"anyOf": [TEXT, row(TEXT)]}},
            "a",
            "b",
        ),
        {"a": 12, "b": ["x"]},
    ),
    "nullable of every type": (
        group(
            {name: {"type": [name, "null"]} for name in ("string", "integer", "boolean", "array")}
        ),
        {"string": "x", "integer": 5, "boolean": False, "array": None},
    ),
    "values of every type": (
        group(
            {"a": {"enum": [1, "1", None, True, {"x": 1}, [1, 2]]}, "b": {"enum": ["", 0, False]}},
            "a",
            "b",
        ),
        {"a": "1", "b": ""},
    ),
    "conditions": (
        group(
            MODES,
            "mode",
            allOf=[{"if": IS_B, "then": group({"k": WHOLE}, "k"), "else": group({"n": TEXT}, "n")}],
        ),
        {"mode": "b", "k": 3},
    ),
    "dependencies": (
        {
            "$schema": DRAFT_7,
            **group({"card": TEXT}, dependencies={"card": group({"zip": TEXT}, "zip")}),
        },
        {"card": "1", "zip": "2"},
    ),
    "everything merged": (
        {
            "allOf": [
                group({"a": TEXT}, "a"),
                group({"b": WHOLE}, "b"),
                {"properties": {"a": {"title": "First"}}},
            ]
        },
        {"a": "x", "b": 2},
    ),
    "names of any kind": (
        group(dict.fromkeys(ODD, TEXT), *ODD),
        {n: f"v{i}" for i, n in enumerate(ODD)},
    ),
    "names that are only demanded": ({"type": "object", "required": ["ghost"]}, {"ghost": "boo"}),
    "the same title twice": (
        group(
            {"a": {"type": "string", "title": "Name"}, "b": {"type": "string", "title": "Name"}},
            "a",
            "b",
        ),
        {"a": "1", "b": "2"},
    ),
    "a constant with the title of another": (
        group(
            {"a": {"const": 1, "title": "Name"}, "b": {"type": "string", "title": "Name"}}, "a", "b"
        ),
        {"a": 1, "b": "2"},
    ),
    "an empty list": (group({"l": row(TEXT), "b": TEXT}), {"l": [], "b": "x"}),
    "free names": (
        group(
            {
                "m": {"type": "object", "additionalProperties": row(TEXT)},
                "h": {"type": "object", "patternProperties": {"^x-": TEXT}},
            },
            "m",
            "h",
        ),
        {"m": {"k": ["a", "b"]}, "h": {"x-a": "1"}},
    ),
    "a tuple that ends early": (
        {
            "$schema": DRAFT_2020,
            **group({"t": {"type": "array", "prefixItems": [TEXT, WHOLE, TEXT]}}, "t"),
        },
        {"t": ["a", 2]},
    ),
    "a tuple and the rest": (
        {"$schema": DRAFT_7, **group({"t": row([TEXT], additionalItems=WHOLE)}, "t")},
        {"t": ["a", 1, 2]},
    ),
    "lists of lists of groups": (
        group({"g": row(row(group({"v": WHOLE}, "v")))}, "g"),
        {"g": [[{"v": 1}, {"v": 2}], [{"v": 3}]]},
    ),
    "numbers": (
        group({n: {"type": "number"} for n in ("big", "tiny", "cent", "zero")}, "big"),
        {"big": 9007199254740993, "tiny": 1e-320, "cent": 19.99, "zero": -0.0},
    ),
    "patterns that only browsers read": (
        group(
            {
                "a": {"type": "string", "pattern": "^\\p{L}+$"},
                "b": {"type": "string", "pattern": "^(?<y>\\d{4})$"},
            },
            "a",
            "b",
        ),
        {"a": "Müller", "b": "2024"},
    ),
    "a null that has a name": (
        group(
            {
                "plan": {
                    "oneOf": [
                        {"const": "free", "title": "Free"},
                        {"const": None, "title": "Ask me later"},
                    ],
                    "default": "free",
                }
            },
            "plan",
        ),
        {"plan": None},
    ),
    "several choices, as they are offered": (
        group({"colours": row({"enum": ["red", "teal", "blue"]}, uniqueItems=True)}),
        {"colours": ["red", "blue"]},
    ),
    "an empty text": (group({"a": {"type": "string", "default": ""}, "b": TEXT}), {"b": "x"}),
    "one possible body": ({"const": {"plan": "free"}}, {"plan": "free"}),
    "a choice of bodies": ({"enum": [{"plan": "a"}, {"plan": "b"}]}, {"plan": "b"}),
}
