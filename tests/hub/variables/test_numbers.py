"""Numbers arrive digit for digit, or are refused in words; HUB-40."""

import json

import pytest

from hub.variables import JSON, answer, start
from tests.hub.variables.filling import asked, body, filled, wrong

NUMBER = asked({"n": {"type": "number"}})
INTEGER = asked({"n": {"type": "integer"}})


def sent(schema: JSON, text: str) -> str:
    return json.dumps(body(schema, {"N": text}), allow_nan=False)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("9007199254740993", "9007199254740993"),
        ("-9007199254740993.0", "-9007199254740993"),
        ("0.1", "0.1"),
        ("1.10", "1.1"),
        ("-0", "-0.0"),
        ("+7", "7"),
        (" 7 ", "7"),
        ("1e400", "1" + "0" * 400),
        ("5e-324", "5e-324"),
        ("1e22", "1" + "0" * 22),
    ],
)
def test_a_number_is_sent_as_the_same_number(text: str, digits: str) -> None:
    """HUB-40."""
    assert sent(NUMBER, text) == f'{{"n": {digits}}}'


@pytest.mark.parametrize(
    "text",
    [
        "1,5",
        "1.000,00",
        "1 000",
        "NaN",
        "Infinity",
        "-inf",
        "0x10",
        "1_000",
        "٣",
        "1e999999999",
        "1e-400",
        "0.12345678901234567890123",
        "9" * 5000,
        "-",
        "e5",
    ],
)
def test_a_number_that_would_change_is_refused(text: str) -> None:
    """HUB-40."""
    assert wrong(NUMBER, {"N": text}).keys() == {"N"}


def test_a_decimal_comma_gets_its_own_words() -> None:
    assert "a point for decimals" in wrong(NUMBER, {"N": "1,5"})["N"]


def test_numbers_inside_json_are_kept_to_the_digit_too() -> None:
    """HUB-40."""
    assert sent(asked({"n": {}}), "[9007199254740993, -0]") == '{"n": [9007199254740993, -0.0]}'


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "[0.12345678901234567890123]", "[1e9999]"])
def test_numbers_inside_json_that_would_change_are_refused(text: str) -> None:
    """HUB-40."""
    assert wrong(asked({"n": {}}), {"N": text}).keys() == {"N"}


def test_an_earlier_answer_that_is_no_json_number_is_refused_not_sent() -> None:
    """HUB-40."""
    form = start(NUMBER, {"n": float("inf")})
    assert answer(form) is None
    assert answer(filled(form, {"N": "5"})) == {"n": 5}


@pytest.mark.parametrize("limit", [9007199254740993, 0.1])
def test_limits_are_compared_exactly(limit: float) -> None:
    above = asked({"n": {"type": "number", "exclusiveMinimum": limit}})
    assert body(above, {"N": repr(limit)}) is None


def test_a_tenth_is_a_multiple_of_a_hundredth() -> None:
    assert body(asked({"n": {"multipleOf": 0.01}}), {"N": "0.1"}) == {"n": 0.1}


def test_a_whole_number_may_be_written_with_an_exponent() -> None:
    assert body(INTEGER, {"N": "1e3"}) == {"n": 1000}
