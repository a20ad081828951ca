"""What there is to choose can be told apart, whatever the schema calls it."""

import pytest

from hub.variables import JSON, start
from tests.hub.variables.filling import asked, body

TEXT = {"type": "string"}
SWITCH = {"type": "boolean"}


def offered(schema: JSON) -> list[str]:
    form = start(asked({"a": schema}, "a"))
    choice = next(stop.field for stop in form.stops() if stop.field)
    return [option.label for option in choice.options]


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([1, "1", 2], ["1", '"1"', "2"]),
        ([True, "Yes", "no"], ["true", '"Yes"', "no"]),
        (["", " ", "a"], ['""', '" "', "a"]),
        ([True, "true"], ["Yes", "true"]),
    ],
)
def test_values_that_are_the_same_in_words_are_offered_as_json(
    values: list[JSON], labels: list[str]
) -> None:
    assert offered({"enum": values}) == labels


def test_a_value_is_sent_as_what_it_is() -> None:
    schema = asked({"a": {"enum": [1, "1"]}}, "a")
    assert [body(schema, {"A": "0"}), body(schema, {"A": "1"})] == [{"a": 1}, {"a": "1"}]


@pytest.mark.parametrize(
    ("branches", "labels"),
    [
        ([asked({"host": TEXT}), asked({"bucket": TEXT})], ["Host", "Bucket"]),
        (
            [asked({"by": {"enum": ["key"]}}, "by"), asked({"by": {"const": "user"}}, "by")],
            ["key", "user"],
        ),
        ([{"enum": ["s", "m"]}, {"type": "string", "pattern": "^x"}], ["s, m", "Text"]),
        ([{"enum": [1, 2, 3, 4, 5]}, {"type": "integer"}], ["1, 2, 3, 4…", "Whole number"]),
        ([TEXT, {"type": "string", "format": "email"}], ["Text (1)", "Text (2)"]),
        ([{"const": "auto"}, {"type": "integer"}], ["auto", "Whole number"]),
        ([{"enum": ["auto"]}, {"type": "integer"}], ["auto", "Whole number"]),
        ([{"const": True}, {"type": "integer"}], ["Yes", "Whole number"]),
        ([{"const": {"a": 1}}, {"type": "integer"}], ['{\n  "a": 1\n}', "Whole number"]),
        ([{"const": 1}, {"const": "1"}, {"type": "boolean"}], ["1", '"1"', "Yes or no"]),
        ([{"const": 1, "title": "One"}, TEXT], ["One", "Text"]),
        ([{"type": ["string", "null"]}, {"type": "boolean"}], ["Text", "Yes or no"]),
        ([{"type": ["string", "null"]}, TEXT], ["Text (1)", "Text (2)"]),
        ([{"type": ["string", "integer"]}, SWITCH], ["Text, Whole number", "Yes or no"]),
    ],
)
def test_branches_without_titles_are_called_by_what_is_in_them(
    branches: list[JSON], labels: list[str]
) -> None:
    assert offered({"anyOf": branches}) == labels


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
@pytest.mark.parametrize(
    ("branches", "labels"),
    [
        ([{"const": 1}, {"const": "1"}, {"const": 2}], ["1", '"1"', "2"]),
        (
            [{"const": 1, "title": "Same"}, {"const": 2, "title": "Same"}],
            ["Same (1)", "Same (2)"],
        ),
        ([{"const": "a", "title": "1"}, {"const": 1}], ["1 (1)", "1 (2)"]),
        ([{"const": 1}, {"const": "1"}, {"const": '"1"'}], ["1", '"1" (1)', '"1" (2)']),
    ],
)
def test_constants_that_read_the_same_are_told_apart(
    branches: list[JSON], labels: list[str], keyword: str
) -> None:
    assert offered({keyword: branches}) == labels


def test_only_values_that_every_enumeration_has_are_offered() -> None:
    schema: JSON = {"allOf": [{"enum": ["x", "y", "z"]}, {"enum": ["z", "y"]}]}
    assert offered(schema) == ["y", "z"]
