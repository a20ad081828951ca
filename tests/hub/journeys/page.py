"""What may happen to the page around the hub: it is loaded anew, or its host changes an option."""

import asyncio
from dataclasses import replace
from typing import Any, Literal, get_args

from hypothesis import strategies as st
from hypothesis.stateful import rule

from hub import app as hub_app
from hub.activation.effects import Activate, Release
from hub.activation.looking import Look
from hub.app import Effect, OptionsChanged, Started
from hub.categories import Category
from tests.hub.fake_api import INTEGRATIONS
from tests.hub.journeys.tab import Order
from tests.hub.journeys.window import Window
from tests.hub.worlds import OPTIONS, FakeWorld

Fate = Literal["lost", "arrived", "late"]
"""What becomes of an order that a reload has cut off; a late one arrives while it is looked for."""

FATES: st.SearchStrategy[Fate] = st.sampled_from(get_args(Fate))
CATEGORIES = (Category("Some", frozenset({INTEGRATIONS[0]["id"]})),)
LOOKS = st.fixed_dictionaries(
    {
        "locale": st.sampled_from(["en", "de"]),
        "categories": st.sampled_from([(), CATEGORIES]),
        "deployed_only": st.booleans(),
    }
)


class Page(Window):
    """A tab whose page may be loaded anew, and whose host may change its mind."""

    @rule(fate=FATES)
    def the_page_is_loaded_anew(self, fate: Fate) -> None:
        """Keep what the page keeps; no answer to what was under way comes back."""
        under_way = [*self.pending]
        self.pending, self.clocks, self.window = [], [], ""
        for effect in under_way:
            self.cut_off(effect, fate)
        self.world = FakeWorld(self.api)
        self.performer = self.world.performer(new_id=self.new_id)
        options = replace(self.app.options, draft=self.remembered, route=self.address)
        self.app = hub_app.start(options)
        self.take(Started())

    @rule(looks=LOOKS)
    def the_host_changes_the_looks(self, looks: dict[str, Any]) -> None:
        """Go on as if nothing had happened."""
        options, screen = replace(OPTIONS, **looks), self.app.screen
        self.performer.adopt(options)
        self.take(OptionsChanged(options))
        assert self.app.screen == screen

    def cut_off(self, effect: Effect, fate: Fate) -> None:
        """Let an order that is under way be lost, arrive at once, or later."""
        if fate == "late" and isinstance(effect, Activate):
            self.on_their_way.append(effect)
        elif fate != "lost":
            self.arrive(effect)
        elif isinstance(effect, Release):
            self.orders.remove(self.order_of(effect))

    def order_of(self, effect: Release) -> Order:
        """Find the order of a deletion that was never sent, and may be given again."""
        given = [item for item in self.orders if item.attempt == effect.attempt]
        return next(item for item in reversed(given) if item.task in ("free", "replace"))

    def arrive(self, effect: Effect) -> None:
        """Have the server carry an order out whose answer nobody hears."""
        begun, at = set(self.api.provider.codes), self.time_of_day
        self.world.time = at
        asyncio.run(self.performer.perform(effect))
        self.began |= {state: at for state in self.api.provider.codes.keys() - begun}

    def carry_out(self, effect: Effect) -> None:
        """Let what is late arrive while somebody looks for it."""
        if isinstance(effect, Look):
            self.arrive_late()
        super().carry_out(effect)

    def arrive_late(self) -> None:
        """Let everything arrive that is late."""
        late, self.on_their_way = self.on_their_way, []
        for effect in late:
            self.arrive(effect)
