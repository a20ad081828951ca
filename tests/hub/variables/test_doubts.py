"""What the hub cannot judge is left to the server: it demands nothing, and refuses nothing."""

from typing import Any

import pytest

from hub.variables import JSON, answer, start, take, validate
from tests.hub.variables.filling import Schema, asked, body, filled, titles, wrong, wrong_now

TEXT: Schema = {"type": "string"}
WEB: Schema = {"pattern": "^http"}
FTP: Schema = {"pattern": "^ftp"}
IPV4: Schema = {"format": "ipv4"}
EITHER = ["oneOf", "anyOf"]


def typed(schema: Schema, text: str) -> tuple[JSON, list[str]]:
    """Type a text into the last input; give the value that is sent, and what is wrong."""
    form = start(asked({"a": {**TEXT, **schema}}, "a"))
    last = [stop.name for stop in form.stops() if stop.field][-1]
    form = take(form, {last: text})
    sent = answer(form)
    return sent and sent["a"], list(wrong_now(form).values())


@pytest.mark.parametrize(
    "schema",
    [
        {"not": WEB},
        {"not": {"not": WEB}},
        {"not": {"allOf": [TEXT, WEB]}},
        {"not": {"anyOf": [WEB, {"format": "email"}]}},
        {"not": {"format": "no-such-format"}},
        {"not": {"format": "email"}},
        {"not": {"$ref": "https://example.com/elsewhere.json"}},
        {"not": {"$dynamicRef": "#a"}},
        {"not": {"contentEncoding": "base64"}},
        {"not": {"not": {"$ref": "#/properties/a"}}},
        {"not": 5},
        {"oneOf": [WEB, FTP]},
        {"oneOf": [WEB, {"minLength": 1}]},
        {"anyOf": [WEB, FTP]},
    ],
)
def test_a_text_that_may_be_right_can_be_sent(schema: Schema) -> None:
    assert typed(schema, "abc") == ("abc", [])


@pytest.mark.parametrize("keyword", EITHER)
@pytest.mark.parametrize(
    ("formats", "text"),
    [
        (["ipv4", "ipv6"], "10.0.0.1"),
        (["ipv4", "ipv6"], "::1"),
        (["email", "uri"], "a@b.example"),
        (["email", "uri"], "https://example.com/"),
        (["email", "uri"], "mailto:a@b.example"),
        (["ipv4", "hostname"], "foo"),
    ],
)
def test_a_text_may_have_the_format_of_any_branch(
    keyword: str, formats: list[str], text: str
) -> None:
    assert typed({keyword: [{"format": name} for name in formats]}, text) == (text, [])


@pytest.mark.parametrize("keyword", EITHER)
def test_a_text_that_no_branch_accepts_is_told_in_the_words_of_the_chosen_one(keyword: str) -> None:
    said = ["Enter an IP address, such as 192.0.2.1."]
    assert typed({keyword: [IPV4, {"format": "uuid"}]}, "foo") == (None, said)
    assert typed({keyword: [{"minLength": 9}, IPV4]}, "foo")[1] == ["Enter at least 9 characters."]


@pytest.mark.parametrize("keyword", EITHER)
@pytest.mark.parametrize("url", ["http://x", "ftp://x"])
def test_groups_that_differ_by_an_expression_only_can_be_sent(keyword: str, url: str) -> None:
    whole = {keyword: [asked({"url": {**TEXT, **one}}, "url") for one in (WEB, FTP)]}
    assert body(asked({"a": whole}, "a"), {"A / Url": url}) == {"a": {"url": url}}


@pytest.mark.parametrize("keyword", EITHER)
def test_the_format_of_a_chosen_group_is_not_forced_if_another_group_would_accept(
    keyword: str,
) -> None:
    ways = [asked({"at": {**TEXT, "format": name}}, "at") for name in ("ipv4", "hostname")]
    assert body(asked({"a": {keyword: ways}}, "a"), {"A / At": "foo"}) == {"a": {"at": "foo"}}


def test_a_group_that_no_other_could_be_is_judged_by_its_own_words() -> None:
    ways = [
        asked({"by": {"const": "address"}, "at": {**TEXT, **IPV4}}, "by", "at"),
        asked({"by": {"const": "name"}, "at": TEXT}, "by", "at"),
    ]
    schema = asked({"a": {"oneOf": ways}}, "a")
    assert "IP address" in wrong(schema, {"A / At": "foo"})["A / At"]


@pytest.mark.parametrize(
    "schema",
    [
        {"not": {"patternProperties": {"^a": {"type": "integer"}}}},
        {"not": {"patternProperties": {"^a": False}}},
        {"not": {"patternProperties": {"^b": {}}, "additionalProperties": False}},
        {"not": {"unevaluatedProperties": False}},
        {"not": {"propertyNames": {"pattern": "^b"}}},
        {"not": {"dependentSchemas": {"a": {"properties": {"a": WEB}}}}},
        {"oneOf": [{"properties": {"a": WEB}}, {"minProperties": 1}]},
    ],
)
def test_a_body_that_may_be_right_can_be_sent(schema: Schema) -> None:
    assert body(asked({"a": TEXT}, **schema), {"A": "x"}) == {"a": "x"}


ROWS: list[tuple[Schema, JSON, bool]] = [
    ({"contains": WEB}, ["a"], True),
    ({"contains": {**TEXT, **WEB}}, [1], False),
    ({"not": {"contains": WEB}}, ["a"], True),
    ({"not": {"contains": WEB}}, [1], False),
    ({"contains": {}, "maxContains": 1}, ["a", "b"], False),
    ({"contains": WEB, "maxContains": 1}, ["a", "b"], True),
    ({"contains": WEB, "minContains": 3}, ["a", "b"], False),
    ({"not": {"unevaluatedItems": False}}, ["a"], True),
    ({"not": {"patternProperties": {"a": TEXT}}}, {"a": "x"}, False),
    ({"not": {"propertyNames": {"maxLength": 3}}}, {"a": 1}, False),
    ({"propertyNames": {"maxLength": 3}}, {"long": 1}, False),
    ({"patternProperties": {"a": TEXT}, "additionalProperties": False}, {"b": 1}, False),
    ({"patternProperties": {"a": TEXT}, "additionalProperties": False}, {"b": "x"}, True),
    ({"patternProperties": {}, "additionalProperties": False}, {"b": "x"}, False),
    ({"oneOf": [{"type": "integer"}, {"minimum": 3}, WEB]}, 5, False),
    ({"if": WEB, "then": {"maxLength": 1}, "else": {"maxLength": 2}}, "abc", False),
    ({"if": WEB, "then": {"maxLength": 1}, "else": {"minLength": 5}}, "abc", True),
    ({"if": WEB, "then": {"maxLength": 1}}, "abc", True),
    ({"not": {"if": WEB, "then": {"maxLength": 1}}}, "a", False),
]


@pytest.mark.parametrize(("schema", "data", "may_be_sent"), ROWS, ids=str)
def test_only_what_is_certainly_broken_is_refused(
    schema: Schema, data: Any, may_be_sent: bool
) -> None:
    """HUB-37."""
    assert (validate(schema, data) == ()) == may_be_sent


SECURE: Schema = {"if": {"properties": {"url": {"pattern": "^https:"}}}}


def test_a_condition_in_doubt_demands_nothing() -> None:
    schema = asked({"url": TEXT, "ca": TEXT}, **SECURE, then={"required": ["ca"]})
    assert body(schema, {"Url": "http://x"}) == {"url": "http://x"}


def test_a_condition_in_doubt_offers_what_either_branch_asks_for() -> None:
    then = {"properties": {"ca": TEXT, "tls": {"const": True}}, "required": ["ca", "more"]}
    other = {"properties": {"why": TEXT, "plain": {"type": "boolean"}}, "required": ["why"]}
    schema = asked({"url": TEXT}, **SECURE, then=then, **{"else": other})
    form = filled(start(schema), {"Url": "http://x"})
    assert titles(form) == ["Url", "Ca", "Tls", "More", "Why", "Plain"]
    assert answer(form) == {"url": "http://x"}
    values = {"Url": "http://x", "Ca": "c", "Tls": "0", "Plain": "1"}
    sent = {"url": "http://x", "ca": "c", "tls": True, "plain": False}
    assert body(schema, values) == sent


def test_what_the_branches_of_a_condition_in_doubt_ask_differently_is_a_choice() -> None:
    then, other = ({"properties": {"port": {"type": kind}}} for kind in ("integer", "string"))
    schema = asked({"url": TEXT}, **SECURE, then=then, **{"else": other})
    for port in (80, "http"):
        given: JSON = {"url": "http://x", "port": port}
        assert answer(start(schema, given)) == given


def test_what_both_branches_of_a_condition_in_doubt_demand_is_demanded() -> None:
    both = {"required": ["ca"]}
    schema = asked({"url": TEXT, "ca": TEXT}, **SECURE, then=both, **{"else": both})
    assert wrong(schema, {"Url": "x"}) == {"Ca": "This is needed."}


def test_a_condition_on_a_format_is_in_doubt_where_the_text_lacks_it() -> None:
    test = {"properties": {"at": IPV4}, "required": ["at"]}
    needs = {"then": {"required": ["port"]}, "else": {"required": ["zone"]}}
    schema = asked({"at": TEXT, "port": TEXT, "zone": TEXT}, **{"if": test}, **needs)
    assert wrong(schema, {"At": "10.0.0.1"}) == {"Port": "This is needed."}
    assert wrong(schema, {"At": "example"}) == {}


def test_the_branch_that_earlier_answers_have_the_format_of_is_chosen() -> None:
    ways = [{**TEXT, "format": name, "title": name} for name in ("email", "uri")]
    form = start(asked({"a": {"anyOf": ways}}, "a"), {"a": "https://example.com/"})
    assert [stop.field.kind for stop in form.stops() if stop.field] == ["choice", "url"]


def test_a_chain_of_doubts_that_doubles_at_every_level_is_judged_at_once() -> None:
    chain: Schema = {"d0": {"pattern": "a", "minLength": 9}}
    for level in range(1, 40):
        chain[f"d{level}"] = {"allOf": [{"$ref": f"#/$defs/d{level - 1}"}] * 2}
    schema: Schema = {"$defs": chain, "$ref": "#/$defs/d39"}
    assert validate(schema, "b") == (((), "minLength"),)


def test_a_constant_of_the_schema_that_lacks_its_own_format_is_sent() -> None:
    assert body(asked({"a": {"const": "here", "format": "uri"}}, "a")) == {"a": "here"}
