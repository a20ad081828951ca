"""The one place that talks to the API: tokens, retries, and what to believe when nothing answers.

What is repeatable (GET, PUT) is tried again after failures that may pass, with full jitter. POST
and DELETE are sent once. A 401 renews the token once, since it means that nothing was done.
The world is handed in as functions, so the same client runs in a browser worker, on a server and
under test.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from hub.errors import ApiError, HubError, Problem, ProblemType, TokenError
from hub.models import Page
from hub.wire import Call, Request, Response, read_answer

T = TypeVar("T")

RETRIES = 3
TOKEN_TRIES = 3
LONGEST_PAUSE = 8.0
LONGEST_RETRY_AFTER = 30.0
TOTAL_SECONDS = 45.0
REFRESH_BEFORE = 60.0
"""Seconds before its end at which a token is renewed."""

PASSING: frozenset[ProblemType] = frozenset({"network", "timeout", "rate_limit"})
PASSING_STATUSES = frozenset({425, 500, 502, 503, 504})
MOST_PAGES = 1_000


@dataclass(frozen=True)
class Token:
    """A short-lived token of one user. `expires_in` is in seconds from when it was received."""

    value: str = field(repr=False)
    user_id: str
    expires_in: float = 300.0


Send = Callable[[Request, str], Awaitable[Response]]
"""Send a request with a token; raise TransportError if no answer came."""


@dataclass(frozen=True)
class World:
    """What the client needs of the world around it. Times are in seconds, `now` is monotonic."""

    send: Send
    fetch_token: Callable[[], Awaitable[Token]]
    sleep: Callable[[float], Awaitable[None]]
    now: Callable[[], float]
    chance: Callable[[], float]
    """A number from 0 to 1, for jitter."""
    refreshed: Callable[[], None] = lambda: None
    """Is told whenever a token was renewed."""


class Client:
    """Call the API as the user whose token the host gives."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._token: Token | None = None
        self._ends = 0.0
        self._fetching: asyncio.Task[Token] | None = None

    async def token(self) -> Token:
        """Give a token with life left in it; any number of askers cause one request."""
        if self._token and self._world.now() < self._ends - self._margin(self._token):
            return self._token
        return await self._renew()

    async def call(self, call: Call[T]) -> T:
        """Send a request and read the answer; raise HubError."""
        started, tries = self._world.now(), 0
        while True:
            try:
                return await self._call_once(call)
            except TokenError:
                raise  # the token was asked for with patience already
            except HubError as error:
                pause = self._pause(error.problem, tries)
                spent = self._world.now() - started
                if not call.request.is_repeatable or pause is None or tries == RETRIES:
                    raise
                if spent + pause + call.request.seconds > TOTAL_SECONDS:
                    raise
            tries += 1
            await self._world.sleep(pause)

    async def all_pages(self, ask: Callable[[str], Call[Page[T]]]) -> tuple[T, ...]:
        """Read every page of a list; a cursor that comes back ends it."""
        rows: list[T] = []
        seen: set[str] = set()
        cursor = ""
        while len(seen) < MOST_PAGES:
            page = await self.call(ask(cursor))
            rows += page.rows
            cursor = page.next
            if not cursor or cursor in seen:
                break
            seen.add(cursor)
        return tuple(rows)

    async def _call_once(self, call: Call[T]) -> T:
        token = await self.token()
        response = await self._world.send(call.request, token.value)
        if response.status == 401:
            response = await self._world.send(call.request, (await self._after(token)).value)
        return read_answer(call, response)

    async def _after(self, refused: Token) -> Token:
        """Give another token than the refused one."""
        if self._token is not None and self._token is not refused:
            return self._token
        return await self._renew()

    async def _renew(self) -> Token:
        if self._fetching is None:
            self._fetching = asyncio.ensure_future(self._fetch())
        try:
            return await asyncio.shield(self._fetching)
        finally:
            if self._fetching is not None and self._fetching.done():
                self._fetching = None

    async def _fetch(self) -> Token:
        had_one = self._token
        token = await self._fetch_with_patience()
        if had_one and had_one.user_id != token.user_id:
            raise TokenError(Problem("token", code="other_user"))
        self._token, self._ends = token, self._world.now() + token.expires_in
        if had_one:
            self._world.refreshed()
        return token

    async def _fetch_with_patience(self) -> Token:
        for tries in range(TOKEN_TRIES):
            try:
                return await self._world.fetch_token()
            except HubError as error:
                problem = error.problem
            pause = self._pause(problem, tries)
            if pause is None or tries == TOKEN_TRIES - 1:
                break
            await self._world.sleep(pause)
        raise TokenError(problem)

    def _pause(self, problem: Problem, tries: int) -> float | None:
        """Tell how long to wait before the next try; None if there is no use in one."""
        if problem.type not in PASSING and problem.status not in PASSING_STATUSES:
            return None
        if problem.retry_after is not None:
            return problem.retry_after if problem.retry_after <= LONGEST_RETRY_AFTER else None
        return self._world.chance() * min(LONGEST_PAUSE, 0.5 * 2.0**tries)

    @staticmethod
    def _margin(token: Token) -> float:
        """A token that lives two minutes or less is renewed at half its life."""
        return min(REFRESH_BEFORE, token.expires_in / 2)


def is_not_found(error: HubError) -> bool:
    """Tell whether the API said that there is no such thing."""
    return isinstance(error, ApiError) and error.problem.type == "not_found"
