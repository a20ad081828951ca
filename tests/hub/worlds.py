"""A world for the client: a clock that only sleeping moves, a host that gives tokens, an API."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from hub.client import Client, Token, World
from hub.errors import HubError
from hub.json_text import JSON
from hub.options import Options
from hub.perform import AskHost, Performer
from hub.wire import Request, Response

T = TypeVar("T")

Answer = Response | HubError
Api = Callable[[Request, str], Answer]


OPTIONS = Options("H", token_url="https://app.example/token")


async def host_connection() -> JSON:
    """Give the person's connection to the host's own system."""
    return {"name": "Northwind"}


@dataclass
class FakeWorld:
    """Everything the client is handed; `answer` is the API, `tokens` what the host gives."""

    answer: Api
    tokens: list[Token | HubError] = field(default_factory=list)
    time: float = 1_000.0
    luck: float = 1.0
    latency: float = 0.0
    sent: list[tuple[Request, str]] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    asked_for_token: int = 0
    refreshed: int = 0

    def client(self) -> Client:
        return Client(
            World(
                send=self.send,
                fetch_token=self.fetch_token,
                sleep=self.sleep,
                now=lambda: self.time,
                chance=lambda: self.luck,
                refreshed=self.note_refresh,
            )
        )

    def performer(
        self,
        options: Options = OPTIONS,
        host: AskHost = host_connection,
        new_id: Callable[[], str] = lambda: "01JNEW",
    ) -> Performer:
        return Performer(options, self.client(), self.sleep, lambda: self.time, host, new_id)

    async def send(self, request: Request, token: str) -> Response:
        self.sent.append((request, token))
        self.time += self.latency
        return given(self.answer(request, token))

    async def fetch_token(self) -> Token:
        self.asked_for_token += 1
        number = self.asked_for_token
        await pause()
        return given(self.tokens.pop(0)) if self.tokens else Token(f"token-{number}", "user-ada")

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
        await pause()

    def note_refresh(self) -> None:
        self.refreshed += 1


def given(answer: T | HubError) -> T:
    """Give an answer, or raise the failure that stands in its place."""
    if isinstance(answer, HubError):
        raise answer
    return answer


def pause() -> Awaitable[None]:
    """Let the others have their turn."""
    return asyncio.sleep(0)


def in_turn(*answers: Answer) -> Api:
    """Make an API that gives these answers, the last one for ever."""
    left = list(answers)
    return lambda request, token: left.pop(0) if len(left) > 1 else left[0]
