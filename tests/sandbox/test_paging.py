"""Pages: forwards, backwards, and cursors that are not what they should be."""

from typing import Any

import pytest

from sandbox.paging import cursor
from tests.sandbox.client import ADA, Api, fields


def integrations(api: Api, **query: str) -> Any:
    return api.get(f"/embed/{api.hub_id}/users/{ADA}/integrations", **query)


def test_following_next_shows_everything_once(ada: Api) -> None:
    seen: list[str] = []
    after: dict[str, str] = {}
    while True:
        page = integrations(ada, first="7", **after).json
        seen += [row["id"] for row in page["integrations"]]
        if "next" not in page:
            break
        after = {"after": page["next"]}
    assert len(seen) == len(set(seen)) == page["totalCount"] == 40


def test_prev_leads_back(ada: Api) -> None:
    first = integrations(ada, first="5").json
    second = integrations(ada, first="5", after=first["next"]).json
    assert integrations(ada, first="5", before=second["prev"]).json == first
    assert "prev" not in first


def test_a_page_has_twenty_rows_and_at_most_a_hundred(ada: Api) -> None:
    assert len(integrations(ada).json["integrations"]) == 20
    assert len(integrations(ada, first="9999").json["integrations"]) == 40


@pytest.mark.parametrize("first", ["0", "-1", "1.5", "x", "", " 1", "٣", "1e3", "9" * 30])
def test_a_size_that_is_no_count_is_refused(ada: Api, first: str) -> None:
    assert fields(integrations(ada, first=first)) == ["first"]


@pytest.mark.parametrize(
    "after", ["", "x", "%%%", "é", cursor("users", 1), cursor("integrations", -1), "aW50ZWdy"]
)
def test_a_bogus_cursor_is_refused(ada: Api, after: str) -> None:
    assert fields(integrations(ada, after=after)) == ["after"]


def test_both_directions_at_once_are_refused(ada: Api) -> None:
    here = cursor("integrations", 1)
    assert fields(integrations(ada, after=here, before=here)) == ["before"]


@pytest.mark.parametrize(("deployed", "count"), [("true", 36), ("false", 4)])
def test_deployed_filters(ada: Api, deployed: str, count: int) -> None:
    assert integrations(ada, deployed=deployed).json["totalCount"] == count


def test_deployed_is_true_or_false(ada: Api) -> None:
    assert fields(integrations(ada, deployed="yes")) == ["deployed"]
