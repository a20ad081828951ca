"""Clocks that were set: they end with what they were set for."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from hub.app import start
from hub.json_text import JSON
from hub.manage.update import UNDO_SECONDS
from hub.oauth import ATTEMPT_SECONDS, CLOSED_SECONDS, FRESH_SECONDS
from hub.runtime import Runtime
from tests.hub.fake_api import INTEGRATIONS, SIGNED_IN, FakeApi
from tests.hub.fake_provider import STATE
from tests.hub.html import Html
from tests.hub.worlds import OPTIONS, FakeWorld

ATTEMPTS = 20
TO_THE_CONSENT: tuple[JSON, ...] = (
    {"name": "connect", "data": {"id": "edge"}},
    {"name": "next"},
)


@dataclass
class StandingStill(FakeWorld):
    """A world in which no time passes; `running` are the seconds of every clock that runs."""

    running: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        """Wait for what never comes."""
        self.running.append(seconds)
        try:
            await asyncio.Event().wait()
        finally:
            self.running.remove(seconds)


class Hub:
    """A hub in a world that stands still."""

    def __init__(self) -> None:
        api = FakeApi([*INTEGRATIONS, SIGNED_IN]).with_user().with_activation("bolt")
        self.world = StandingStill(api)
        self.reported: list[str] = []
        self._runtime = Runtime(
            start(OPTIONS), self.world.performer(), lambda: "ATTEMPT", self.reported.append, {}
        )
        self._runtime.start()

    async def sees(self, *messages: JSON) -> Html:
        """Send messages, let all that they lead to happen, and give what is shown then."""
        await _settle()
        for message in messages:
            self._runtime.receive(0, message)
            await _settle()
        frame: Any = await self._runtime.frame()
        return Html(frame["html"])


async def _settle() -> None:
    for _turn in range(200):
        await asyncio.sleep(0)


def opened(attempt: int = 1) -> JSON:
    """Open the window of an attempt."""
    return {"name": "window-opened", "data": {"state": f"{STATE}-{attempt}"}}


CLOSED: JSON = {"name": "window-closed"}
CANCELLED: JSON = {"name": "cancel-consent"}


def play(scene: Callable[[Hub], Awaitable[None]]) -> None:
    async def played() -> None:
        hub = Hub()
        await scene(hub)
        assert hub.reported == []

    asyncio.run(played())


def test_after_twenty_attempts_one_clock_runs_and_none_once_the_wizard_is_left() -> None:
    """OAU-13"""

    async def scene(hub: Hub) -> None:
        await hub.sees(*TO_THE_CONSENT)
        for attempt in range(1, ATTEMPTS + 1):
            page = await hub.sees(opened(attempt), CLOSED, CANCELLED)
        assert "Sign in to edge" in page.said and hub.world.running == [FRESH_SECONDS]
        await hub.sees({"name": "close"})
        assert hub.world.running == []

    play(scene)


def test_no_clock_runs_for_a_step_that_is_not_shown() -> None:
    """OAU-13"""

    async def scene(hub: Hub) -> None:
        await hub.sees(*TO_THE_CONSENT, opened(), {"name": "back"})
        assert hub.world.running == []

    play(scene)


def test_the_clocks_of_an_open_window_run_until_it_answers() -> None:
    """OAU-12"""

    async def scene(hub: Hub) -> None:
        await hub.sees(*TO_THE_CONSENT, opened(), CLOSED)
        assert hub.world.running == [ATTEMPT_SECONDS, CLOSED_SECONDS]
        await hub.sees({"name": "consent-answered", "data": {"search": "?code=canary"}})
        assert hub.world.running == [FRESH_SECONDS]

    play(scene)


def test_a_second_thought_has_all_its_time_after_a_first_one() -> None:
    async def scene(hub: Hub) -> None:
        asked: tuple[JSON, ...] = (
            {"name": "disconnect", "data": {"id": "A1"}},
            {"name": "confirm-disconnect"},
        )
        await hub.sees({"name": "manage", "data": {"id": "bolt"}}, *asked, {"name": "undo"})
        assert hub.world.running == []
        await hub.sees(*asked)
        assert hub.world.running == [UNDO_SECONDS]

    play(scene)
