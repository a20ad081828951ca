"""JSON text: what is refused unread, and what a Reader says about the rest."""

import math
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import ProtocolError
from hub.json_text import MAXIMUM_DEPTH, MAXIMUM_LENGTH, Reader, read_json, write_json


@pytest.mark.parametrize("text", ["", "{", "[1,]", "<html>", "undefined", '"\n"', "{'a': 1}"])
def test_what_is_not_json_breaks_the_contract(text: str) -> None:
    with pytest.raises(ProtocolError, match="protocol"):
        read_json(text)


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": -Infinity}'])
def test_numbers_that_json_lacks_are_not_read(text: str) -> None:
    """HUB-40"""
    with pytest.raises(ProtocolError):
        read_json(text)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_numbers_that_json_lacks_are_not_written(value: float) -> None:
    """HUB-40"""
    with pytest.raises(ProtocolError) as refused:
        write_json({"a": value})
    assert refused.value.problem.detail == "a value cannot be written as JSON"


def test_a_number_of_five_thousand_digits_breaks_the_contract() -> None:
    """HUB-40"""
    with pytest.raises(ProtocolError):
        read_json("9" * 5_000)


def test_the_deepest_answer_allowed_is_read() -> None:
    assert read_json("[" * MAXIMUM_DEPTH + "]" * MAXIMUM_DEPTH)


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_a_deeper_answer_is_refused_unread(opening: str) -> None:
    """HUB-47"""
    with pytest.raises(ProtocolError) as refused:
        read_json(opening * (MAXIMUM_DEPTH + 1))
    assert refused.value.problem.detail == "the answer is nested too deeply"


def test_a_longer_answer_is_refused_unread() -> None:
    """REL-18, HUB-47"""
    with pytest.raises(ProtocolError) as refused:
        read_json(" " * (MAXIMUM_LENGTH + 1))
    assert refused.value.problem.detail == "the answer is too long"


def test_brackets_in_a_string_are_not_depth() -> None:
    assert read_json('["' + "[{" * 1_000 + '\\"["]') == ["[{" * 1_000 + '"[']


@pytest.mark.parametrize("filling", ['\\"', '"\\"', "\\\\", '"', "\\"])
def test_looking_for_depth_takes_no_longer_for_a_hostile_text(filling: str) -> None:
    started = process_time()
    with pytest.raises(ProtocolError):
        read_json("{" * 150 + '"' + filling * 500_000 + "[" * 60)
    assert process_time() - started < 2


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)  # fmt: skip


@given(JSON_VALUES)
def test_what_is_written_is_read_back(value: Any) -> None:
    assert read_json(write_json(value)) == value


@pytest.mark.parametrize("data", [None, [], "text", 1, True])
def test_only_an_object_has_members(data: Any) -> None:
    with pytest.raises(ProtocolError):
        Reader(data)


@pytest.mark.parametrize("data", [{}, {"name": None}, {"name": 1}, {"name": ["a"]}])
def test_a_required_text_that_is_none_is_named(data: Any) -> None:
    with pytest.raises(ProtocolError) as broken:
        Reader(data).text("name")
    assert broken.value.problem.detail == "name is not a string"


@pytest.mark.parametrize("blank", ["", " ", "\t\n"])
def test_a_blank_id_is_none(blank: str) -> None:
    with pytest.raises(ProtocolError):
        Reader({"id": blank}).identifier()


@pytest.mark.parametrize("odd", [None, 1, [], {}, "yes"])
def test_what_is_optional_takes_its_default_for_odd_types(odd: Any) -> None:
    read = Reader({"flag": odd, "text": [odd], "number": "1"})
    assert read.flag("flag", default=True) is True
    assert (read.optional_text("text"), read.number("number")) == ("", None)


def test_a_boolean_is_no_number() -> None:
    assert Reader({"total": True}).number("total") is None


def test_a_missing_list_is_empty_and_an_odd_one_is_named() -> None:
    assert Reader({"rows": None}).items("rows") == ()
    with pytest.raises(ProtocolError):
        Reader({"rows": {}}).items("rows")


def test_an_error_inside_an_object_says_where() -> None:
    with pytest.raises(ProtocolError) as broken:
        Reader({}).child("integration")
    assert broken.value.problem.detail == "integration: an object was expected"
