"""The token: asked for once however many need it, and renewed before or when it is refused."""

import asyncio
from typing import Any

import pytest

from hub.client import (
    TOKEN_TRIES,
    Client,
    Token,
)
from hub.errors import Problem, ProblemType, TokenError
from hub.wire import Call, Response
from tests.hub.calls import DELETE, MADE, MAKE, OK, READ, REPLACE, failing, lost, run
from tests.hub.worlds import FakeWorld, in_turn


def test_a_hundred_askers_cause_one_token_request() -> None:
    """REL-01"""
    world = FakeWorld(in_turn(OK))
    client = world.client()

    async def ask_together() -> set[Token]:
        return set(await asyncio.gather(*(client.token() for _asker in range(100))))

    assert len(run(ask_together())) == world.asked_for_token == 1


def test_a_hundred_calls_with_an_expired_token_cause_one_more() -> None:
    """REL-01"""
    world = FakeWorld(in_turn(OK))
    client = world.client()

    async def call_together() -> None:
        await client.token()
        world.time += 300
        await asyncio.gather(*(client.call(READ) for _caller in range(100)))

    run(call_together())
    assert (world.asked_for_token, world.refreshed) == (2, 1)


@pytest.mark.parametrize(
    ("lives", "passed", "requests"),
    [(300, 239, 1), (300, 241, 2), (120, 59, 1), (120, 61, 2), (60, 29, 1), (60, 31, 2)],
)
def test_a_token_is_renewed_a_minute_before_its_end_or_at_half_a_short_life(
    lives: float, passed: float, requests: int
) -> None:
    """REL-01"""
    tokens = [Token(str(number), "user-ada", lives) for number in (1, 2)]
    world = FakeWorld(in_turn(OK), [*tokens])

    async def ask_twice(client: Client) -> None:
        await client.token()
        world.time += passed
        await client.token()

    run(ask_twice(world.client()))
    assert world.asked_for_token == requests


def test_one_who_stops_waiting_for_a_token_does_not_stop_the_others() -> None:
    """REL-01"""
    world = FakeWorld(in_turn(OK))
    client = world.client()

    async def one_gives_up() -> Token:
        first, second = (asyncio.ensure_future(client.token()) for _asker in range(2))
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert run(one_gives_up()).value == "token-1"


@pytest.mark.parametrize("call", [READ, MAKE, REPLACE, DELETE])
def test_a_refused_token_is_renewed_once_and_the_request_sent_again(call: Call[Any]) -> None:
    """REL-02"""
    world = FakeWorld(in_turn(Response(401), MADE))
    run(world.client().call(call))
    assert [token for _request, token in world.sent] == ["token-1", "token-2"]


@pytest.mark.parametrize("call", [READ, MAKE, REPLACE, DELETE])
def test_a_second_refused_token_ends_it(call: Call[Any]) -> None:
    """REL-02"""
    world = FakeWorld(in_turn(Response(401)))
    assert failing(world, call).problem.type == "token"
    assert (len(world.sent), world.asked_for_token) == (2, 2)


def test_calls_whose_token_is_refused_together_renew_it_once() -> None:
    """REL-02"""
    world = FakeWorld(lambda request, token: Response(401) if token == "token-1" else OK)
    client = world.client()

    async def call_together() -> None:
        await asyncio.gather(*(client.call(READ) for _caller in range(20)))

    run(call_together())
    assert world.asked_for_token == 2


@pytest.mark.parametrize("kind", ["network", "timeout"])
@pytest.mark.parametrize("call", [READ, MAKE])
def test_a_token_is_asked_for_three_times_and_not_more(call: Call[Any], kind: ProblemType) -> None:
    """REL-03"""
    world = FakeWorld(in_turn(OK), [lost(kind)] * 20)
    error = failing(world, call)
    assert (type(error), error.problem.type) == (TokenError, kind)
    assert world.asked_for_token == TOKEN_TRIES == 3


@pytest.mark.parametrize("status", [500, 502, 503])
def test_an_endpoint_that_recovers_gives_a_token(status: int) -> None:
    """REL-03"""
    broken = TokenError(Problem("token", status=status))
    world = FakeWorld(in_turn(OK), [broken, broken])
    run(world.client().call(READ))
    assert world.asked_for_token == 3


@pytest.mark.parametrize("status", [200, 401, 403, 404])
def test_a_refusal_of_the_token_endpoint_is_final(status: int) -> None:
    """REL-03"""
    world = FakeWorld(in_turn(OK), [TokenError(Problem("token", "signed_out", status=status))])
    assert failing(world).problem.code == "signed_out"
    assert (world.asked_for_token, world.sent) == (1, [])


def test_a_limit_of_the_token_endpoint_is_honoured() -> None:
    """REL-03"""
    limited = TokenError(Problem("rate_limit", status=429, retry_after=4))
    world = FakeWorld(in_turn(OK), [limited])
    run(world.client().call(READ))
    assert world.slept == [4]


def test_a_failed_token_request_does_not_spoil_the_next() -> None:
    world = FakeWorld(in_turn(OK), [TokenError(Problem("token", status=401))])
    client = world.client()

    async def ask_twice() -> Token:
        with pytest.raises(TokenError):
            await client.token()
        return await client.token()

    assert run(ask_twice()).value == "token-2"


def test_a_token_of_someone_else_ends_the_session() -> None:
    world = FakeWorld(in_turn(Response(401)), [Token("a", "user-ada"), Token("b", "user-ben")])
    assert failing(world).problem.code == "other_user"
    assert [token for _request, token in world.sent] == ["a"]
