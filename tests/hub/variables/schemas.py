"""Any schema at all, and any JSON, made up by hypothesis."""

from hypothesis import strategies as st

from tests.hub.variables.filling import Schema

DRAFT = "http://json-schema.org/draft-07/schema#"
MARK = "<b>&\"'outside"
NAMES = st.sampled_from(["a", "b", "kind", MARK, "x.y", ""])
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.sampled_from([0.1, 2.5, MARK, "x", "", "a\nb"])
)
JSONS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
SIZES = st.integers(0, 3)

Schemas = st.SearchStrategy[Schema]


def described(schemas: Schemas) -> Schemas:
    """Add words, which must reach the page escaped."""
    words = st.fixed_dictionaries(
        {}, optional={"title": st.just(MARK), "description": st.just(MARK), "default": JSONS}
    )
    return st.builds(lambda schema, said: {**said, **schema}, schemas, words)


def plain() -> Schemas:
    return st.one_of(
        st.fixed_dictionaries(
            {"type": st.just("string")},
            optional={
                "minLength": SIZES,
                "maxLength": SIZES,
                "writeOnly": st.booleans(),
                "format": st.sampled_from(["date", "date-time", "email", "uri", "odd"]),
            },
        ),
        st.fixed_dictionaries(
            {"type": st.sampled_from(["number", "integer", ["integer", "null"]])},
            optional={"minimum": SIZES, "exclusiveMaximum": SIZES, "multipleOf": st.just(2)},
        ),
        st.builds(lambda kind: {"type": kind}, st.sampled_from(["boolean", "null"])),
        st.builds(lambda values: {"enum": values}, st.lists(SCALARS, min_size=1, max_size=7)),
        st.builds(lambda value: {"const": value}, SCALARS),
        st.just({"type": ["string", "integer", "boolean"]}),
        st.just({"$ref": "#"}),
        st.just({}),
    )


def holding(inner: Schemas) -> Schemas:
    several = st.lists(inner, min_size=1, max_size=3)
    objects = st.fixed_dictionaries(
        {"type": st.just("object"), "properties": st.dictionaries(NAMES, inner, max_size=3)},
        optional={
            "required": st.lists(NAMES, unique=True, max_size=2),
            "additionalProperties": st.one_of(st.booleans(), inner),
            "minProperties": SIZES,
            "if": inner,
            "then": inner,
            "else": inner,
            "dependencies": st.dictionaries(NAMES, st.lists(NAMES, unique=True), max_size=1),
        },
    )
    arrays = st.fixed_dictionaries(
        {"type": st.just("array"), "items": inner | several},
        optional={
            "minItems": SIZES,
            "maxItems": SIZES,
            "uniqueItems": st.booleans(),
            "additionalItems": st.booleans(),
        },
    )
    return described(
        st.one_of(
            objects,
            arrays,
            st.builds(
                lambda key, of: {key: of}, st.sampled_from(["oneOf", "anyOf", "allOf"]), several
            ),
        )
    )


SCHEMAS = st.recursive(described(plain()), holding, max_leaves=8)
WHOLES = st.builds(
    lambda properties, names, more: {
        **more,
        "type": "object",
        "properties": properties,
        "required": names,
    },
    st.dictionaries(NAMES, SCHEMAS, min_size=1, max_size=4),
    st.lists(NAMES, unique=True, max_size=3),
    SCHEMAS | st.just({}),
)
