"""The loop: frames drawn when asked for, failures shown as a card without a secret."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from hub.activation.states import Connect
from hub.app import App, start
from hub.catalogue import Searched
from hub.json_text import JSON
from hub.runtime import Runtime
from hub.wire import Request, Response
from tests.hub import wizards
from tests.hub.fake_api import FakeApi
from tests.hub.worlds import OPTIONS, FakeWorld


class Hub:
    """A hub at work: its runtime, its API, and what it reported."""

    def __init__(self, app: App | None = None, answer: Any = None) -> None:
        self.api = FakeApi().with_user()
        self.reported: list[str] = []
        world = FakeWorld(answer or self.api)
        self.runtime = Runtime(
            app or start(OPTIONS), world.performer(), lambda: "ATTEMPT", self.reported.append, {}
        )

    async def settled(self) -> Any:
        """Let everything under way end, and give the last frame."""
        for _turn in range(200):
            await asyncio.sleep(0)
        return await self.runtime.frame()


def play(
    scene: Callable[[Hub], Awaitable[None]], app: App | None = None, answer: Any = None
) -> Hub:
    async def played() -> Hub:
        hub = Hub(app, answer)
        await scene(hub)
        hub.runtime.close()
        return hub

    return asyncio.run(played())


def test_the_first_frame_is_the_list() -> None:
    async def scene(hub: Hub) -> None:
        hub.runtime.start()
        frame = await hub.settled()
        assert 'data-integration-id="cask"' in frame["html"]
        assert {"tell": {"type": "ready", "payload": {}}} in frame["commands"]

    play(scene)


def test_any_number_of_events_cost_one_frame() -> None:
    async def scene(hub: Hub) -> None:
        hub.runtime.start()
        await hub.settled()
        for number in range(1, 51):
            hub.runtime.receive(number, {"name": "search", "values": {"vh-search": "c"}})
        frame: Any = await hub.runtime.frame()
        assert frame["seen"] == 50 and len(frame["commands"]) == 50
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(hub.runtime.frame(), 0.01)

    play(scene)


def test_commands_are_given_to_the_page_once() -> None:
    async def scene(hub: Hub) -> None:
        hub.runtime.command("ask", 1)
        first: Any = await hub.runtime.frame()
        hub.runtime.command("ask", 2)
        second: Any = await hub.runtime.frame()
        assert (first["commands"], second["commands"]) == ([{"ask": 1}], [{"ask": 2}])

    play(scene)


def test_a_frame_waits_until_something_changed() -> None:
    async def scene(hub: Hub) -> None:
        frame = asyncio.ensure_future(hub.runtime.frame())
        await asyncio.sleep(0)
        assert not frame.done()
        hub.runtime.take(Searched("c"))
        await frame

    play(scene)


def test_a_journey_ends_with_one_activation() -> None:
    async def scene(hub: Hub) -> None:
        hub.runtime.start()
        await hub.settled()
        for number, message in enumerate(journey(), start=1):
            hub.runtime.receive(number, message)
            frame = await hub.settled()
        assert 'data-stage="done"' in frame["html"] and "canary" not in str(frame)

    assert len(play(scene).api.activations) == 1


def journey() -> list[JSON]:
    typed = {"vh-c0-value": "canary"}
    return [
        {"name": "connect", "data": {"id": "cask"}},
        {"name": "next"},
        {"name": "next", "values": typed},
        {"name": "activate"},
    ]


BROKEN = [{"name": "no-such-event"}, {}, None, {"name": "next", "values": {"vh-a": 1}}]


@pytest.mark.parametrize("message", BROKEN)
def test_a_message_that_means_nothing_becomes_a_card(message: JSON) -> None:
    """HUB-46"""

    async def scene(hub: Hub) -> None:
        hub.runtime.receive(7, message)
        frame: Any = await hub.runtime.frame()
        assert frame["seen"] == 7 and 'data-event="recover"' in frame["html"]

    play(scene)


def a_wizard_that_cannot_be_drawn() -> App:
    return App(OPTIONS, screen=replace(wizards.connect(), stage=Connect(99)))


def test_a_state_that_cannot_be_drawn_becomes_a_card() -> None:
    """HUB-46"""

    async def scene(hub: Hub) -> None:
        hub.runtime.command("ask", 1)
        frame: Any = await hub.runtime.frame()
        assert 'data-event="recover"' in frame["html"]
        assert [*frame["commands"][-1]] == ["tell"]

    play(scene, a_wizard_that_cannot_be_drawn())


def test_a_failure_of_the_hub_names_its_kind_and_no_secret() -> None:
    """HUB-09, HUB-27, HUB-46"""

    def broken(request: Request, token: str) -> Response:
        raise KeyError("canary")

    async def scene(hub: Hub) -> None:
        hub.runtime.start()
        frame = await hub.settled()
        assert "KeyError" in str(frame["commands"]) and "canary" not in str(frame)

    (line,) = play(scene, answer=broken).reported
    assert "KeyError" in line and "canary" not in line


def test_the_hub_goes_on_after_a_failure() -> None:
    """HUB-46"""

    async def scene(hub: Hub) -> None:
        hub.runtime.receive(1, {"name": "no-such-event"})
        hub.runtime.receive(2, {"name": "recover"})
        frame = await hub.settled()
        assert 'data-integration-id="cask"' in frame["html"]

    play(scene)


def test_closing_gives_up_what_is_under_way() -> None:
    """HUB-45"""

    async def scene(hub: Hub) -> None:
        hub.runtime.start()
        hub.runtime.close()
        await asyncio.sleep(0)

    assert play(scene).api.log == []


def test_every_report_says_where_it_happened() -> None:
    async def scene(hub: Hub) -> None:
        hub.runtime.receive(1, {"name": "no-such-event"})

    (line,) = play(scene).reported
    assert line.startswith("ProtocolError at runtime.py:") and "messages.py:" in line
