"""How long a text may be that the page matches against a stranger's pattern."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.patterns import (
    LONGEST_MATCHED,
    LONGEST_PATTERN,
    MOST_STEPS,
    MOST_STEPS_OF_ALL,
    Allowance,
    longest_match,
    most_steps,
)

ENDLESS = [
    "(a+)+$",
    "^(a+)+$",
    "(a|a)*",
    "^(a|aa)+$",
    "(.*)*x",
    "(x+x+)+y",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}[a-z]{2,3}$",
    "(?=(a*)*b)a",
    "((a{1,2}){1,2})*b",
    "(?:a?){25}a",
    "(?:(?:a|b){9}){9}",
    "(?<name>a*)*\\k<name>",
    "(a+)+?b",
]


@pytest.mark.parametrize("pattern", ENDLESS)
def test_what_takes_exponentially_long_is_never_tried(pattern: str) -> None:
    """HUB-38"""
    assert longest_match(pattern) == 0


EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
SLOW = [
    "(.*?,){11}P",
    "^(a{1,9}){1,9}b$",
    "(a{0,2}){0,30}b",
    "a*a*a*a*a*b",
    "((\\b){1000}){1000}b",
    "((a{99}){99}){99}b",
    "(?=a*b)(?=a*c)a*d",
    "(a*)\\1\\1b",
    "[a-z]+-[a-z]+",
    r"\s+$",
]


@pytest.mark.parametrize("pattern", SLOW)
def test_what_takes_long_is_tried_on_short_texts_only(pattern: str) -> None:
    """HUB-38: on longer ones the search below would take minutes, or for ever."""
    longest = longest_match(pattern)
    assert longest < LONGEST_MATCHED
    assert not re.search(pattern, "a" * longest)


QUICK = [
    "^[a-z]+$",
    "^[A-Z]{2,4}$",
    r"^(\d{3}-){2}\d{4}$",
    r"^(?:\+|00)\d+$",
    r"^(?:\d{1,3}\.){3}\d{1,3}$",
    "^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$",
    r"^\p{Lu}\p{Ll}*$",
    "^(?=.*[0-9]).{8,}$",
    "^a|b$",
    "[(*+]",
    r"\(\*\+",
]


@pytest.mark.parametrize("pattern", QUICK)
def test_what_never_takes_long_is_tried_on_every_text_that_is_typed(pattern: str) -> None:
    """HUB-38"""
    assert longest_match(pattern) >= 3_000


def test_an_address_of_usual_length_is_matched() -> None:
    assert longest_match(EMAIL) >= 200


@pytest.mark.parametrize(
    "pattern", ["", "a" * (LONGEST_PATTERN + 1), "(" * 300 + "a*" + ")*" * 100]
)
def test_no_pattern_and_one_without_end_are_not_tried(pattern: str) -> None:
    """HUB-38"""
    assert longest_match(pattern) == 0


PARTS = ["a", "[a-z]", ".", "^", "$", "\\b", "(a|b)", "(?:ab)", "a?", "b*", "c+", "{2,9}", "|", "("]


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join), st.integers(0, 4_000))
def test_a_longer_text_never_takes_less(pattern: str, length: int) -> None:
    """HUB-38"""
    assert most_steps(pattern, length) <= most_steps(pattern, length + 1)
    assert (length <= longest_match(pattern)) == (most_steps(pattern, length) <= MOST_STEPS) or (
        not pattern or length > LONGEST_MATCHED
    )


@given(st.text(alphabet="ab()[]{}*+?|\\^$.,019<>:=!pk", max_size=60))
def test_any_text_may_stand_where_a_pattern_should(pattern: str) -> None:
    """HUB-38: whether it is one, the browser says."""
    assert 0 <= longest_match(pattern) <= LONGEST_MATCHED


@pytest.mark.parametrize("pattern", SLOW + QUICK)
def test_all_patterns_of_a_form_together_take_no_longer_than_a_few(pattern: str) -> None:
    """HUB-38"""
    for expected in (1, 20, 200):
        allowance = Allowance(expected)
        granted = [allowance.grant(pattern) for _field in range(200)]
        taken = [most_steps(pattern, longest) for longest in granted if longest]
        assert sum(taken) <= MOST_STEPS_OF_ALL and (taken or expected > 1)
        assert granted == sorted(granted, reverse=True)


def test_one_pattern_may_take_all_that_a_pattern_may() -> None:
    assert Allowance().grant(EMAIL) == longest_match(EMAIL)


def test_every_one_of_a_hundred_addresses_of_usual_length_is_matched() -> None:
    """HUB-38"""
    allowance = Allowance(100)
    assert min(allowance.grant(EMAIL) for _field in range(100)) >= 75


def test_two_hundred_usual_patterns_are_all_matched() -> None:
    allowance = Allowance(200)
    granted = [allowance.grant(r"^(?:\d{1,3}\.){3}\d{1,3}$") for _field in range(200)]
    assert min(granted) == LONGEST_MATCHED
