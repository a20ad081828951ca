"""Which expressions the page matches texts with, and what comes of what it sees."""

from typing import Any

import pytest

from hub.fields import Matching
from hub.patterns import LONGEST_MATCHED, MOST_STEPS_OF_ALL, most_steps
from hub.variables import JSON, Form, answer, start, take
from tests.hub.variables.filling import Schema, asked, done, filled, name_of, wrong_now

TEXT: Schema = {"type": "string"}
WEB: Schema = {"type": "string", "pattern": "^http"}
FTP: Schema = {"type": "string", "pattern": "^ftp"}
CLOSED: Schema = {
    "type": "object",
    "patternProperties": {"^x-": {}, "^y-": {}},
    "additionalProperties": False,
}
WRONG_FORM = "This does not have the expected form."
WRONG_NAME = "This name is not possible here."


def matched(form: Form) -> dict[str, list[str]]:
    """Give what the page is asked to match, by title."""
    inputs = [(stop.title, stop.field) for stop in form.stops() if stop.field]
    return {title: [each.pattern for each in item.patterns] for title, item in inputs}


def seen(form: Form, title: str, text: str, *failed: str) -> Form:
    """Type a text, and have the page say which of the expressions fail on it."""
    name = name_of(form, title)
    (item,) = [stop.field for stop in form.stops() if stop.field and stop.name == name]
    keys = [key for key, each in item.keyed_patterns.items() if each.pattern in failed]
    return take(form, {name: text}, keys)


def test_every_expression_of_a_text_is_matched() -> None:
    both = {**TEXT, "pattern": "a", "allOf": [{"pattern": "[A-Z]"}, {"pattern": "[0-9]"}]}
    form = start(asked({"a": both}))
    assert matched(form) == {"A": ["a", "[A-Z]", "[0-9]"]}
    assert wrong_now(seen(form, "A", "Xa", "[0-9]")) == {"A": WRONG_FORM}


def test_an_expression_that_is_said_twice_is_matched_once() -> None:
    assert matched(start(asked({"a": {**WEB, "allOf": [WEB]}}))) == {"A": ["^http"]}


@pytest.mark.parametrize(
    "schema",
    [
        {**TEXT, "not": WEB},
        {**TEXT, "if": WEB, "then": {"minLength": 9}},
        {"type": "integer", "pattern": "a"},
        {"enum": ["a", "b"], "pattern": "a"},
    ],
)
def test_what_need_not_match_is_not_matched(schema: Schema) -> None:
    assert matched(start(asked({"a": schema}, "a"))) == {"A": []}


def test_only_the_chosen_branch_is_matched() -> None:
    ways = [asked({"url": way}, title=name) for name, way in (("web", WEB), ("ftp", FTP))]
    form = filled(start(asked({"a": {"oneOf": ways}}, "a")), {"A": "1"})
    assert matched(form) == {"A": [], "ftp / Url": ["^ftp"]}


def test_a_mismatch_is_no_error_where_another_branch_may_accept_the_text() -> None:
    ways = [asked({"url": way}, "url") for way in (WEB, FTP)]
    form = seen(start(asked({"a": {"oneOf": ways}}, "a")), "A / Url", "ftp://x", "^http")
    assert answer(form) == {"a": {"url": "ftp://x"}}


def test_a_mismatch_is_an_error_where_no_other_branch_can_accept() -> None:
    ways = [asked({"by": {"const": by}, "url": way}, "by") for by, way in (("w", WEB), ("f", FTP))]
    form = seen(start(asked({"a": {"oneOf": ways}}, "a")), "A / Url", "ftp://x", "^http")
    assert wrong_now(form) == {"A / Url": WRONG_FORM}


@pytest.mark.parametrize(
    ("format", "text", "sent"),
    [
        ("date", "2026-02-28", "2026-02-28"),
        ("time", "08:30", "08:30:00Z"),
        ("date-time", "2026-02-28T08:30:15", "2026-02-28T08:30:15Z"),
    ],
)
def test_a_date_or_a_time_is_matched_as_it_is_sent(format: str, text: str, sent: str) -> None:
    form = start(asked({"a": {**TEXT, "format": format, "pattern": "^1"}}))
    (item,) = [stop.field for stop in form.stops() if stop.field]
    keys = {f"{text}{each.ending}": key for key, each in item.keyed_patterns.items()}
    assert wrong_now(take(form, {item.name: text}, [keys.pop(sent)])) == {"A": WRONG_FORM}
    assert answer(take(form, {item.name: text}, keys.values())) == {"a": sent}


def test_a_time_that_was_stored_otherwise_is_not_refused_for_how_it_is_shown() -> None:
    given: JSON = {"a": "2026-01-01T08:00:00+00:00"}
    form = start(asked({"a": {**TEXT, "format": "date-time", "pattern": "00:00$"}}), given)
    (item,) = [stop.field for stop in form.stops() if stop.field]
    unchanged = {item.name: str(item.value)}
    assert answer(take(form, unchanged, list(item.keyed_patterns))) == given


def test_a_text_in_json_is_matched_as_what_it_means() -> None:
    form = start(asked({"a": {"pattern": "^a", "properties": {}}}))
    (item,) = [stop.field for stop in form.stops() if stop.field]
    assert item.patterns == (Matching("^a", LONGEST_MATCHED, None),)
    assert wrong_now(seen(form, "A", '"b"', "^a")) == {"A": WRONG_FORM}
    assert answer(seen(form, "A", "5", "^a")) == {"a": 5}


def named(schema: Schema, name: str, *failed: str) -> Form:
    """Add a row, and have the page say which of the expressions fail on its name."""
    form = done(start(asked({"h": schema})), "add", "H")
    form = filled(form, {"H / Entry 1 / Value": '"v"' if CLOSED is schema else "v"})
    return seen(form, "H / Entry 1 / Name", name, *failed)


def test_a_name_that_matches_none_of_the_expressions_is_refused() -> None:
    form = named(CLOSED, "bad", "^x-", "^y-")
    assert matched(form)["H / Entry 1 / Name"] == ["^x-", "^y-"]
    assert wrong_now(form) == {"H / Entry 1 / Name": WRONG_NAME}


def test_a_name_that_may_match_one_of_the_expressions_is_sent() -> None:
    assert answer(named(CLOSED, "y-a", "^x-")) == {"h": {"y-a": "v"}}


def test_a_name_has_to_match_what_is_said_of_all_names() -> None:
    schema = {
        "additionalProperties": TEXT,
        "propertyNames": {"pattern": "^[a-z]+$", "maxLength": 3},
    }
    assert matched(named(schema, "a"))["H / Entry 1 / Name"] == ["^[a-z]+$"]
    for form in (named(schema, "A", "^[a-z]+$"), named(schema, "long")):
        assert wrong_now(form) == {"H / Entry 1 / Name": WRONG_NAME}
    assert answer(named(schema, "a")) == {"h": {"a": "v"}}


def test_names_beside_the_expressions_are_free_where_the_schema_leaves_them_so() -> None:
    schema: Any = {"patternProperties": {"^x-": TEXT}}
    assert matched(named(schema, "a"))["H / Entry 1 / Name"] == []


def test_the_expressions_of_names_count_like_any_others() -> None:
    slow = "[a-z]+-[a-z]+"
    several = {f"{slow}{number}": TEXT for number in range(60)}
    closed = {**CLOSED, "patternProperties": several}
    form = start(asked({"h": closed}), {"h": {f"n{number}": "v" for number in range(20)}})
    fields = [stop.field for stop in form.stops() if stop.field]
    granted = [each for item in fields for each in item.patterns]
    taken = sum(most_steps(each.pattern, each.longest) for each in granted)
    assert granted and taken <= MOST_STEPS_OF_ALL
