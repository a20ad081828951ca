"""Days in words: what the API says, as people say it."""

import pytest

from hub.dates import since
from hub.texts import speaking


def test_a_timestamp_is_said_as_a_day() -> None:
    assert since("2026-11-23T22:37:25.123Z") == "since 23 November 2026"


@pytest.mark.parametrize(
    "odd", ["", "yesterday", "2026-11-23", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z"]
)
def test_what_is_no_timestamp_is_not_said(odd: str) -> None:
    assert since(odd) == ""


def test_another_language_says_days_its_own_way() -> None:
    german = {"since {date}": "seit {date}", "{day} March {year}": "{day}. März {year}"}
    with speaking(german):
        assert since("2026-03-01T00:00:00Z") == "seit 1. März 2026"
