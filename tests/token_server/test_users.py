"""Which ids of a host's users can stand in a token."""

from enum import Enum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.local import LocalProxy

from token_server import User
from token_server.errors import UnusableUserId
from token_server.users import LONGEST_ID, as_user, external_id

UNUSABLE = [
    None,
    "",
    "  ",
    "x" * 256,
    "a\nb",
    "a\x00b",
    "\x7f",
    "\ud800",
    ".",
    "..",
    "x/../user-ben",
    "user-ada/..",
    "./user-ben",
    "x\\..\\user-ben",
    True,
    1.5,
    b"a",
]


@pytest.mark.parametrize(
    ("given_id", "text"),
    [
        ("user-ada", "user-ada"),
        (42, "42"),
        (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        ("Zoë/1 %", "Zoë/1 %"),
        ("a..b/.c", "a..b/.c"),
        ("x" * 255, "x" * 255),
    ],
)
def test_text_numbers_and_uuids_become_text(given_id: str | int | UUID, text: str) -> None:
    """TOK-04"""
    assert external_id(as_user(given_id)) == text


@pytest.mark.parametrize("value", ["user-ada", 42], ids=str)
def test_a_member_of_an_enum_is_its_value(value: str | int) -> None:
    """TOK-04: `str` would give the member's name."""
    make: Any = Enum
    member = make("Ids", {"ADA": value}, type=type(value))["ADA"]
    text = str(value)
    assert external_id(as_user(member)) == text
    assert type(external_id(as_user(member))) is str


def test_an_id_behind_a_proxy_of_werkzeugs_is_the_id() -> None:
    """TOK-04"""
    proxy: Any = LocalProxy(lambda: "user-ada")
    assert external_id(User(proxy)) == "user-ada"


@pytest.mark.parametrize("unusable", UNUSABLE, ids=repr)
def test_an_id_that_names_nobody_is_refused(unusable: Any) -> None:
    """TOK-04"""
    with pytest.raises(UnusableUserId):
        external_id(User(unusable))


@given(st.text())
def test_an_id_is_taken_unchanged_or_refused(text: str) -> None:
    """TOK-04"""
    try:
        taken = external_id(User(text))
    except UnusableUserId:
        return
    assert taken == text
    assert taken.strip()
    assert len(taken) <= LONGEST_ID
    taken.encode()


def test_a_user_may_come_with_a_name() -> None:
    user = User("user-ada", display_name="Ada")
    assert as_user(user) is user
