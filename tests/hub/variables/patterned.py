"""Schemas in which expressions, formats and conditions decide, and bodies for them."""

from hypothesis import strategies as st

from tests.hub.variables.schemas import Schemas

NAMES = st.sampled_from(["a", "b", "x-c"])
TEXTS = st.sampled_from(
    ["x", "ab1", "A", "a@b.example", "10.0.0.1", "https://x.example/", "2026-01-01", "::1"]
)
VALUES = st.recursive(
    TEXTS | st.integers(-3, 3) | st.booleans(),
    lambda inner: st.dictionaries(NAMES, inner, max_size=3) | st.lists(inner, max_size=2),
    max_leaves=5,
)
BODIES = st.dictionaries(NAMES, VALUES, min_size=1, max_size=3)
PATTERNS = st.sampled_from(["^a", "[0-9]", "^[a-z]+$", "^x-", "^http", "."])
FORMATS = st.sampled_from(["ipv4", "ipv6", "email", "uri", "date", "hostname", "odd"])


def plain() -> Schemas:
    return st.one_of(
        st.builds(lambda pattern: {"pattern": pattern}, PATTERNS),
        st.builds(lambda pattern: {"type": "string", "pattern": pattern}, PATTERNS),
        st.builds(lambda name: {"type": "string", "format": name}, FORMATS),
        st.builds(lambda name: {"format": name}, FORMATS),
        st.builds(lambda kind: {"type": kind}, st.sampled_from(["string", "integer", "boolean"])),
        st.builds(lambda value: {"const": value}, VALUES),
        st.builds(lambda names: {"required": names}, st.lists(NAMES, unique=True, max_size=2)),
        st.builds(lambda name: {"propertyNames": {"pattern": name}}, PATTERNS),
        st.builds(lambda size: {"maxLength": size, "minimum": size}, st.integers(0, 9)),
        st.just({}),
    )


def holding(inner: Schemas) -> Schemas:
    several = st.lists(inner, min_size=1, max_size=3)
    members = st.dictionaries(NAMES, inner, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda schema: {"not": schema}, inner),
        st.builds(
            lambda key, row: {key: row}, st.sampled_from(["oneOf", "anyOf", "allOf"]), several
        ),
        st.fixed_dictionaries({"if": inner}, optional={"then": inner, "else": inner}),
        st.fixed_dictionaries(
            {"type": st.just("object"), "properties": members},
            optional={"additionalProperties": st.booleans() | inner},
        ),
        st.fixed_dictionaries(
            {"patternProperties": st.dictionaries(PATTERNS, inner, min_size=1, max_size=2)},
            optional={"additionalProperties": st.booleans(), "type": st.just("object")},
        ),
        st.fixed_dictionaries({"items": inner}, optional={"contains": inner}),
        st.builds(lambda row: {"dependencies": row}, members),
    )


SCHEMAS = st.recursive(plain(), holding, max_leaves=6)
