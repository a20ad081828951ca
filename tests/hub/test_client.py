"""Talking to the API: what is tried again and what is sent once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import api
from hub.client import (
    LONGEST_PAUSE,
    MOST_PAGES,
    RETRIES,
    TOTAL_SECONDS,
    is_not_found,
)
from hub.errors import ApiError, Problem, TokenError
from hub.models import Page
from hub.wire import Call, Request, Response
from tests.hub.calls import DELETE, MADE, MAKE, OK, READ, REPLACE, failing, lost, run
from tests.hub.worlds import Answer, FakeWorld, in_turn


def test_a_request_carries_the_token() -> None:
    world = FakeWorld(in_turn(OK))
    assert run(world.client().call(READ)).name == "Main"
    assert world.sent == [(READ.request, "token-1")]


PASSING: list[Answer] = [
    lost("network"),
    lost("timeout"),
    *(Response(status) for status in (408, 425, 429, 500, 502, 503, 504)),
]
LASTING = [400, 403, 404, 405, 409, 410, 413, 415, 422]


@pytest.mark.parametrize("failure", PASSING, ids=str)
@pytest.mark.parametrize("call", [READ, REPLACE], ids=["read", "replace"])
def test_what_may_pass_is_tried_again(call: Call[Any], failure: Answer) -> None:
    """REL-04, REL-09"""
    world = FakeWorld(in_turn(failure, failure, failure, OK))
    run(world.client().call(call))
    assert len(world.sent) == 1 + RETRIES


@pytest.mark.parametrize("failure", PASSING, ids=str)
def test_what_does_not_pass_is_given_up(failure: Answer) -> None:
    """REL-04"""
    world = FakeWorld(in_turn(failure))
    failing(world)
    assert len(world.sent) == 1 + RETRIES


@pytest.mark.parametrize("status", LASTING)
@pytest.mark.parametrize("call", [READ, REPLACE, MAKE, DELETE])
def test_what_lasts_is_not_tried_again(call: Call[Any], status: int) -> None:
    """REL-05"""
    world = FakeWorld(in_turn(Response(status)))
    assert failing(world, call).problem.status == status
    assert (len(world.sent), world.slept) == (1, [])


@pytest.mark.parametrize("failure", [*PASSING, Response(200, "<html>")], ids=str)
@pytest.mark.parametrize("call", [MAKE, DELETE], ids=["make", "delete"])
def test_an_order_is_sent_once(call: Call[Any], failure: Answer) -> None:
    """REL-06, REL-08"""
    world = FakeWorld(in_turn(failure, failure, MADE))
    failing(world, call)
    assert len(world.sent) == 1


def test_an_offline_browser_is_told_at_once() -> None:
    """REL-15"""
    world = FakeWorld(in_turn(lost("offline"), OK))
    assert failing(world).problem.type == "offline"


@given(st.floats(0, 1))
def test_pauses_are_random_up_to_a_limit_that_doubles(luck: float) -> None:
    """REL-04"""
    world = FakeWorld(in_turn(Response(503)), luck=luck)
    failing(world)
    assert world.slept == [luck * min(LONGEST_PAUSE, limit) for limit in (0.5, 1, 2)]


@pytest.mark.parametrize("seconds", [0, 7, 15])
def test_the_api_may_say_when_to_come_back(seconds: int) -> None:
    """REL-04"""
    world = FakeWorld(in_turn(Response(429, headers={"retry-after": str(seconds)}), OK))
    run(world.client().call(READ))
    assert world.slept == [seconds]


@pytest.mark.parametrize("seconds", ["31", "3600", "9" * 400])
def test_nobody_waits_longer_than_half_a_minute(seconds: str) -> None:
    """REL-04"""
    world = FakeWorld(in_turn(Response(503, headers={"retry-after": seconds}), OK))
    assert failing(world).problem.status == 503
    assert world.slept == []


@given(
    st.lists(st.sampled_from(["", "0", "3", "15", "29"]), min_size=4, max_size=4),
    st.sampled_from([0.1, 5.0, 15.0]),
)
def test_all_tries_together_take_no_longer_than_the_limit(
    pauses: list[str], latency: float
) -> None:
    """REL-04"""
    answers = [Response(503, headers={"retry-after": text} if text else {}) for text in pauses]
    world = FakeWorld(in_turn(*answers), latency=latency)
    started = world.time
    failing(world)
    assert world.time - started <= TOTAL_SECONDS


def pages(**following: str) -> FakeWorld:
    """Make an API whose pages hold their own cursor and go on as told."""

    def answer(request: Request, token: str) -> Response:
        cursor = dict(request.query).get("after", "start")
        row = f'{{"id":"{cursor}","integration":{{"id":"I"}}}}'
        return Response(200, f'{{"activations":[{row}],"next":"{following.get(cursor, "")}"}}')

    return FakeWorld(answer)


def all_ids(world: FakeWorld) -> list[str]:
    call = world.client().all_pages(lambda after: api.list_activations("H", "U", "I", after))
    return [row.id for row in run(call)]


def test_every_page_is_read() -> None:
    assert all_ids(pages(start="c1", c1="c2")) == ["start", "c1", "c2"]


@pytest.mark.parametrize("back", ["c1", "c2"])
def test_a_cursor_that_comes_back_ends_the_reading(back: str) -> None:
    """REL-18"""
    assert all_ids(pages(start="c1", c1="c2", c2=back)) == ["start", "c1", "c2"]


def test_pages_without_end_are_not_followed_for_ever() -> None:
    """REL-18"""
    numbers = iter(range(10_000))
    world = FakeWorld(in_turn(OK))

    async def read_all() -> tuple[int, ...]:
        return await world.client().all_pages(
            lambda after: Call(READ.request, lambda data: Page((1,), str(next(numbers))))
        )

    assert len(run(read_all())) == MOST_PAGES


def test_only_the_api_can_say_that_there_is_no_such_thing() -> None:
    assert is_not_found(ApiError(Problem("not_found", status=404)))
    assert not is_not_found(TokenError(Problem("token", status=404)))
