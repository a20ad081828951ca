"""One field: what counts as missing or wrong, and what its HTML may and must not hold."""

import dataclasses
import json
from typing import Any

import pytest
from markupsafe import escape

from hub.fields import (
    Field,
    Matching,
    Option,
    Value,
    checked,
    mismatch,
    missing,
    with_values,
)
from hub.views.fields import view_field

ANSWERS = (Option("0", "Daily", hint="At night"), Option("1", "Weekly"))


def a_field(**changes: Any) -> Field:
    return dataclasses.replace(Field("vh-1", "API key"), **changes)


def html(**changes: Any) -> str:
    return str(view_field(a_field(**changes)))


def test_a_value_that_the_page_did_not_send_stays() -> None:
    (kept,) = with_values([a_field(value="typed")], {"vh-2": "other"})
    assert kept.value == "typed"


def test_a_read_only_field_keeps_its_value_whatever_the_page_sends() -> None:
    (kept,) = with_values([a_field(value="fixed", read_only=True)], {"vh-1": "changed"})
    assert kept.value == "fixed"


@pytest.mark.parametrize(
    ("kind", "sent", "held"),
    [
        ("text", "a", "a"),
        ("text", ("a", "b"), "a"),
        ("text", True, ""),
        ("switch", True, True),
        ("switch", "on", True),
        ("switch", "", False),
        ("choices", "a", ("a",)),
        ("choices", ("a", "b"), ("a", "b")),
        ("choices", "", ()),
    ],
)
def test_what_the_page_sends_takes_the_type_of_the_kind(
    kind: str, sent: Value, held: Value
) -> None:
    (field,) = with_values([a_field(kind=kind)], {"vh-1": sent})
    assert field.value == held


def test_only_required_blank_fields_are_missing() -> None:
    optional = a_field()
    blank = a_field(name="vh-2", required=True)
    filled = a_field(name="vh-3", required=True, value=" ")
    assert missing([optional, blank, filled]) == ("vh-2",)


def test_a_switch_that_is_off_is_an_answer() -> None:
    assert missing([a_field(kind="switch", required=True, value=False)]) == ()


def test_a_blank_required_field_is_asked_for_by_its_label() -> None:
    typed, picked = checked(
        [a_field(required=True), a_field(kind="choice", required=True, options=ANSWERS)]
    )
    assert (typed.error, picked.error) == ("This is needed.", "Choose one.")


def test_a_pattern_that_the_page_saw_fail_is_an_error() -> None:
    item = a_field(value="x", patterns=(Matching("x", 9), Matching("y", 9)))
    for mismatched, error in [({"vh-1-1"}, mismatch()), ({"vh-1-2", "vh-1"}, "")]:
        (field,) = checked([item], mismatched)
        assert field.error == error


def test_a_value_that_is_too_long_is_an_error() -> None:
    (field,) = checked([a_field(value="abcd", maximum_length=3)])
    assert field.error == "Enter at most 3 characters."


def test_a_value_never_shows_in_a_repr() -> None:
    assert "canary" not in repr(a_field(value="canary"))


@pytest.mark.parametrize("kind", ["secret", "long-secret"])
def test_a_secret_is_not_part_of_the_html(kind: str) -> None:
    """HUB-21, HUB-24."""
    shown = html(kind=kind, value="canary")
    assert "canary" not in shown and " value=" not in shown


def test_a_secret_is_kept_away_from_password_keepers() -> None:
    """HUB-24."""
    shown = html(kind="secret")
    for attribute in (
        'type="password"',
        'autocomplete="new-password"',
        'spellcheck="false"',
        'autocapitalize="off"',
        'autocorrect="off"',
        "data-1p-ignore",
        'data-lpignore="true"',
        "data-bwignore",
    ):
        assert attribute in shown


def test_a_secret_can_be_revealed_by_a_named_button() -> None:
    """HUB-24."""
    shown = html(kind="secret")
    assert 'data-reveal="vh-1" aria-pressed="false" type="button" aria-controls="vh-1"' in shown


def test_words_from_outside_are_escaped() -> None:
    """HUB-01."""
    bad = "\"><script>'"
    options = (Option("0", bad, hint=bad),)
    words = {"label": bad, "hint": bad, "error": bad, "value": bad, "placeholder": bad}
    shown = html(**words) + html(kind="choice", options=options, **words)
    assert bad not in shown and "<script" not in shown


def test_a_number_is_typed_as_text_so_that_its_digits_arrive() -> None:
    """HUB-40."""
    shown = html(kind="number", value="9007199254740993")
    assert 'inputmode="decimal"' in shown and 'type="text"' in shown


def test_hint_and_error_describe_the_input() -> None:
    shown = html(hint="Find it in Settings", error="This is needed.")
    assert 'aria-describedby="vh-1-error vh-1-hint"' in shown
    assert 'aria-invalid="true"' in shown


def test_a_few_options_are_all_shown_and_many_open_from_a_list() -> None:
    many = tuple(Option(str(number), f"Option {number}") for number in range(6))
    assert html(kind="choice", options=ANSWERS, required=True).count('type="radio"') == 2
    assert html(kind="choice", options=many).count("<option") == 7


def test_an_optional_choice_can_be_taken_back() -> None:
    assert "No choice" in html(kind="choice", options=ANSWERS)


def test_chosen_options_are_checked() -> None:
    shown = html(kind="choices", options=ANSWERS, value=("1",))
    assert shown.count(" checked") == 1 and 'value="1" checked' in shown


def test_every_pattern_is_left_to_the_page() -> None:
    """HUB-38."""
    shown = html(patterns=(Matching("^(a|b)$", 4096), Matching('"', 9, None)))
    keyed = [["vh-1-0", "^(a|b)$", 4096, ""], ["vh-1-1", '"', 9, None]]
    assert f'data-patterns="{escape(json.dumps(keyed))}"' in shown


def test_a_field_without_a_pattern_has_the_page_match_nothing() -> None:
    assert "data-patterns" not in html()


def test_the_first_newline_of_a_long_text_survives_the_parser() -> None:
    assert "\n\nsecond line" in html(kind="long", value="\nsecond line")
