"""Options that a host changes in the middle: the same hub goes on, another one begins anew."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from hub.app import App, OptionsChanged, start
from hub.catalogue import Categorised, Filtered, LoadPage, PageArrived, Searched, shown
from hub.glass import Fill, Tell
from hub.languages import words_for
from hub.manage.events import TimeToUndoPassed
from hub.manage.states import Deleting
from hub.options import Options, is_same_hub, parse_options
from hub.runtime import Runtime
from tests.hub import manages, wizards
from tests.hub.builders import a_page
from tests.hub.fake_api import FakeApi
from tests.hub.hubs import OPTIONS, SCREENS, a_hub, outcome, run
from tests.hub.test_runtime import journey
from tests.hub.worlds import FakeWorld

GIVEN: dict[str, Any] = {"hubId": "01J0HUB", "tokenUrl": "https://app.example/versori/token"}
CATEGORIES = '{"Shipping": ["I-Acme"]}'

LOOKS = [
    {"theme": "dark"},
    {"appearance": {"variables": {"--vh-color-primary": "red"}}},
    {"locale": "de"},
    {"categories": CATEGORIES},
    {"integrationId": "I-Acme"},
    {"allowedIntegrations": "I-Acme I-Bolt"},
    {"deployed": "true"},
    {"preload": "visible"},
    {"firstViewUrl": "https://app.example/first-view"},
    {"route": "#/integrations/I-Acme", "draft": "{}"},
]
HUBS = [
    {"hubId": "01J0OTHER"},
    {"apiUrl": "https://api.example/v1"},
    {"tokenUrl": "https://app.example/other"},
    {"givesToken": True},
    {"functions": 1},
    {"primaryConnectionUrl": "https://app.example/primary"},
    {"givesPrimaryConnection": True},
    {"endUserUrl": "https://app.example/end-user"},
    {"oauth2CallbackOrigin": "https://idp.example"},
    {"passwordGrant": "off"},
]


def given(**changes: Any) -> Options:
    return parse_options(GIVEN | changes)


@pytest.mark.parametrize("changes", LOOKS, ids=lambda changes: next(iter(changes)))
def test_what_is_shown_and_how_is_a_matter_of_the_same_hub(changes: Any) -> None:
    """HUB-45"""
    assert is_same_hub(given(), given(**changes)) and is_same_hub(given(**changes), given())


@pytest.mark.parametrize("changes", HUBS, ids=lambda changes: next(iter(changes)))
def test_whose_hub_it_is_and_what_it_may_do_makes_another_one(changes: Any) -> None:
    assert not is_same_hub(given(), given(**changes))
    assert not is_same_hub(given(**changes), given())


def other(**changes: Any) -> OptionsChanged:
    return OptionsChanged(replace(OPTIONS, **changes))


ANYTHING = other(locale="de", allowed=("I-Bolt",), deployed_only=True)


@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_is_disturbed_by_other_options(screen: str) -> None:
    """REL-14"""
    before = SCREENS[screen]()
    app, effects = outcome(a_hub(before), ANYTHING)
    assert app.screen == before and app.is_stale
    assert [effect for effect in effects if not isinstance(effect, Fill)] == []


def test_a_deletion_that_can_still_be_undone_goes_on() -> None:
    app = run(a_hub(manages.undoing()), ANYTHING, TimeToUndoPassed(1, "A-1"))
    assert isinstance(getattr(app.screen, "stage", None), Deleting)


def test_other_integrations_are_shown_at_once_and_loaded_anew() -> None:
    app = run(a_hub(), Searched("acme"), Filtered("not_connected"))
    app, effects = outcome(app, other(allowed=("I-Bolt",)))
    assert [row.name for row in shown(app.catalogue)] == ["Bolt"]
    assert Fill("vh-search") in effects and LoadPage(1) in effects
    _app, effects = outcome(app, PageArrived(1, a_page("Acme", "Bolt")))
    assert Tell("counts", {"total": 1, "connected": 0}) in effects


def test_a_search_stays_where_the_same_integrations_are_offered() -> None:
    categories = given(categories=CATEGORIES).categories
    app = run(a_hub(), other(categories=categories), Searched("a"), Categorised(0))
    changed, effects = outcome(app, other(categories=categories, locale="de"))
    assert effects == [] and changed.catalogue == app.catalogue
    assert run(changed, other()).catalogue.category is None


class Hub:
    """A hub whose host changes its mind."""

    def __init__(self, app: App | None = None) -> None:
        self.api = FakeApi().with_user()
        self.reported: list[str] = []
        performer = FakeWorld(self.api).performer()
        self.runtime = Runtime(
            app or start(OPTIONS), performer, lambda: "01J", self.reported.append, {}
        )

    async def settled(self) -> Any:
        """Let everything under way end, and give the last frame."""
        for _turn in range(200):
            await asyncio.sleep(0)
        return await self.runtime.frame()

    def adopt(self, **changes: Any) -> bool:
        options = replace(OPTIONS, **changes)
        return self.runtime.adopt(options, words_for(options.locale))


def test_an_activation_under_way_ends_as_ever_in_the_new_language() -> None:
    """REL-14"""

    async def scene() -> tuple[Hub, Any]:
        hub = Hub()
        hub.runtime.start()
        for number, message in enumerate(journey(), start=1):
            await hub.settled()
            hub.runtime.receive(number, message)
        assert hub.adopt(locale="de")
        return hub, await hub.settled()

    hub, frame = asyncio.run(scene())
    assert "Cask ist verbunden" in frame["html"] and len(hub.api.posts("activations")) == 1
    assert "connect" in [each.get("tell", {}).get("type") for each in frame["commands"]]


def test_what_was_typed_stays_in_the_new_language() -> None:
    """REL-14"""

    async def scene() -> Any:
        hub = Hub(a_hub(wizards.connect()))
        assert hub.adopt(locale="de")
        return await hub.runtime.frame()

    frame = asyncio.run(scene())
    assert "Acme verbinden" in frame["html"]
    assert not [each for each in frame["commands"] if "fill" in each]


def test_only_deployed_integrations_are_asked_for_from_then_on() -> None:
    async def scene() -> Hub:
        hub = Hub(a_hub())
        assert hub.adopt(deployed_only=True)
        await hub.settled()
        return hub

    (request,) = asyncio.run(scene()).api.log
    assert ("deployed", "true") in request.query


def test_another_hub_is_not_taken_over() -> None:
    async def scene() -> None:
        hub = Hub(a_hub(wizards.connect()))
        assert not hub.adopt(hub_id="OTHER")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(hub.runtime.frame(), 0.01)

    asyncio.run(scene())
