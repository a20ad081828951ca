"""Numbers as the API writes them: read, compared and written again without losing a digit."""

import json
from copy import deepcopy
from fractions import Fraction
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import ProtocolError
from hub.json_text import lay_out_json, read_json, write_json
from hub.numbers import LONGEST_NUMBER, WrittenNumber, denoted, exact

LITERALS = st.from_regex(
    r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?", fullmatch=True
)
HUGE = st.from_regex(r"-?[1-9][0-9]{0,9}(\.[0-9]{1,9})?[eE][+-]?[0-9]{4,30}", fullmatch=True)


@given(LITERALS | HUGE)
def test_a_number_that_is_read_and_written_again_is_the_same(literal: str) -> None:
    """HUB-40"""
    assert denoted(write_json(read_json(literal))) == denoted(literal)


@given(LITERALS | HUGE)
def test_a_number_is_shown_as_the_same(literal: str) -> None:
    """HUB-40"""
    assert denoted(lay_out_json(read_json(literal))) == denoted(literal)


@pytest.mark.parametrize(
    "literal", ["0.12345678901234567890", "1e400", "-1E-400", "1.0e+999999999"]
)
def test_what_neither_an_int_nor_a_float_is_stays_as_it_was_written(literal: str) -> None:
    """HUB-40"""
    assert write_json({"a": [read_json(literal)]}) == f'{{"a":[{literal}]}}'


@pytest.mark.parametrize("literal", ["0.1", "1.10", "1e22", "-0", "-0.0", "5e-324", "7", "1e2"])
def test_any_other_number_is_one_of_python(literal: str) -> None:
    assert not isinstance(read_json(literal), WrittenNumber)


def test_minus_zero_keeps_its_sign() -> None:
    """HUB-40"""
    assert write_json(read_json("-0")) == "-0.0"


@given(LITERALS, LITERALS)
def test_numbers_compare_as_fractions_do(one: str, other: str) -> None:
    """HUB-40"""
    left, right = denoted(one), denoted(other)
    assert (left < right) == (Fraction(one) < Fraction(other))
    assert (left == right) == (Fraction(one) == Fraction(other))


@given(LITERALS)
def test_a_number_is_whole_if_its_fraction_is(literal: str) -> None:
    assert denoted(literal).is_whole == (Fraction(literal).denominator == 1)


@given(LITERALS, st.integers(-9, 9), LITERALS)
def test_multiples_are_those_of_fractions(step: str, times: int, other: str) -> None:
    """HUB-40"""
    size = Fraction(step)
    for number in (size * times, Fraction(other)) if size else ():
        text = _in_digits(number)
        is_multiple = (number / size).denominator == 1
        assert denoted(text).is_multiple_of(denoted(step)) == is_multiple


def _in_digits(number: Fraction) -> str:
    """Write a fraction of a power of ten."""
    places = 0
    while number.denominator != 1:
        number, places = number * 10, places + 1
    return f"{number.numerator}e-{places}"


@pytest.mark.parametrize("text", ["", ".", "-", "e5", "inf", "nan", "0x10", "1_000"])
def test_what_is_no_number_denotes_none(text: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        denoted(text)


def test_an_exponent_of_any_size_takes_no_time() -> None:
    """HUB-47"""
    begun = process_time()
    huge, other = read_json(f"1e{'9' * 4_000}"), read_json(f"{'7' * 250}e{'8' * 4_000}")
    assert exact(huge) > exact(other) > exact(10**400)
    assert exact(huge).is_multiple_of(exact(2**1_000)) and not exact(huge).is_multiple_of(exact(3))
    assert exact(huge).is_whole and huge != other
    assert process_time() - begun < 0.5


def test_a_fraction_of_five_thousand_digits_breaks_the_contract() -> None:
    """HUB-40"""
    with pytest.raises(ProtocolError):
        read_json("0." + "1" * LONGEST_NUMBER)


def test_numbers_are_equal_that_are_written_differently() -> None:
    one, same, other = WrittenNumber("1e400"), WrittenNumber("10E399"), WrittenNumber("1e401")
    assert one == same and hash(one) == hash(same)
    assert one != other and one != float("inf")


def test_a_copy_is_written_like_the_original() -> None:
    (copied,) = deepcopy([WrittenNumber("1e400")])
    assert repr(copied) == str(copied) == "1e400"


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))  # fmt: skip
def test_json_is_laid_out_as_python_does(value: object) -> None:
    assert lay_out_json(value) == json.dumps(value, indent=2, ensure_ascii=False)
    assert write_json(value) == json.dumps(value, separators=(",", ":"))
