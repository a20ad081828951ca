"""Any journey of any person over any network: what may never happen, and what always must.

The machine clicks only on what the page offers, lets answers arrive in any order, and has the
API fail in every way before or after it did what was asked. REL-06, REL-08, REL-10, REL-11, REL-21,
HUB-21, HUB-27, HUB-46.
"""

import asyncio
from collections import Counter
from collections.abc import Collection
from dataclasses import asdict, is_dataclass
from itertools import count
from typing import Any, get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hub import app as hub_app
from hub.activation.events import Activate, EnsureEndUser
from hub.app import Effect, Event, Started
from hub.glass import Fill, GlassEffect
from hub.messages import parse_message, read_event
from hub.views.page import view
from tests.hub.fake_api import USER, FakeApi, Fault
from tests.hub.html import Element, Html
from tests.hub.worlds import OPTIONS, FakeWorld

SECRET = "canary"
MAY_HOLD_SECRETS = (Activate, EnsureEndUser, Fill)
ORDERS_BY = ("activate", "try-again")
LEADS_ON = (
    "connect", "next", "activate", "try-again", "manage", "save", "disconnect",
    "confirm-disconnect", "hurry", "reload-manage", "recover",
)  # fmt: skip
FAULTS: tuple[Fault, ...] = get_args(Fault)
TYPED: dict[str, list[Any]] = {
    "password": ["", SECRET],
    "text": ["", "eu"],
    "checkbox": [True, False],
}


class Journeys(RuleBasedStateMachine):
    """One person in one tab, and an API that may fail."""

    def __init__(self) -> None:
        super().__init__()
        self.api = FakeApi()
        self.app = hub_app.start(OPTIONS)
        self.pending: list[Effect] = []
        self.clicks: Counter[str] = Counter()
        self.intents: set[tuple[str, str]] = set()
        self.ids = count(1)
        self.page = Html("")
        self.performer = FakeWorld(self.api).performer()

    @initialize(is_known=st.booleans(), is_connected=st.booleans())
    def open_the_page(self, is_known: bool, is_connected: bool) -> None:
        """Come as someone new, or as someone who has connected something before."""
        if is_known:
            self.api.with_user()
        if is_known and is_connected:
            self.api.with_activation("bolt")
        self.take(Started())

    @rule(data=st.data(), times=st.sampled_from([1, 1, 2]))
    def go_on(self, data: st.DataObject, times: int) -> None:
        """Click, once or twice, on what leads on, with every question answered."""
        self.send_one_of(data, LEADS_ON, times)

    def send_one_of(self, data: st.DataObject, events: Collection[str], times: int = 1) -> None:
        """Click on one of those that are offered, if any is."""
        ways = [item for item in self.offered if item.attributes["data-event"] in events]
        if ways:
            values = {name: given[-1] for name, given in inputs(self.page).items()}
            self.send(data.draw(st.sampled_from(ways)), values, times)

    @rule(data=st.data(), times=st.sampled_from([1, 1, 2]))
    def click(self, data: st.DataObject, times: int) -> None:
        """Click, once or twice, on anything that is offered, with a form filled in anyhow."""
        if self.offered:
            element = data.draw(st.sampled_from(self.offered))
            given = inputs(self.page).items()
            values = {name: data.draw(st.sampled_from(texts)) for name, texts in given}
            self.send(element, values, times)

    @rule(data=st.data(), steps=st.integers(1, 6))
    def press_on(self, data: st.DataObject, steps: int) -> None:
        """Go several steps further without a detour."""
        for _step in range(steps):
            self.send_one_of(data, LEADS_ON)
            self.carry_out_all()

    @rule()
    def let_all_answers_arrive(self) -> None:
        """Carry out all orders under way, in turn."""
        self.carry_out_all()

    def carry_out_all(self) -> None:
        """Carry out the orders that are under way now."""
        for effect in self.pending[:]:
            self.carry_out(effect)

    @precondition(lambda self: self.pending)
    @rule(data=st.data())
    def let_an_answer_arrive(self, data: st.DataObject) -> None:
        """Carry out one of the orders under way, whichever is the fastest."""
        self.carry_out(data.draw(st.sampled_from(self.pending)))

    @rule(faults=st.lists(st.sampled_from(FAULTS), min_size=1, max_size=6))
    def let_the_network_fail(self, faults: list[Fault]) -> None:
        """Have the next requests fail, each in its own way."""
        self.api.faults = faults

    @rule()
    def let_the_network_recover(self) -> None:
        """Have the next requests succeed."""
        self.api.faults = []

    @invariant()
    def there_is_always_a_way_on(self) -> None:
        """Offer something to click, or wait for an order whose time is bounded."""
        assert self.pending or self.page.find("button")

    @invariant()
    def the_hub_never_fails(self) -> None:
        """Take every event for what it is."""
        assert self.app.crashed is None

    @invariant()
    def no_secret_is_shown(self) -> None:
        """Keep what was typed out of the HTML and of every repr."""
        assert SECRET not in self.page.text and SECRET not in repr(self.app)

    @invariant()
    def nothing_is_activated_unasked(self) -> None:
        """Send no order without a click, and make at most one activation of each intent."""
        ordered = len(self.api.posts("activations"))
        assert ordered <= sum(self.clicks[name] for name in ORDERS_BY)
        wanted = Counter(integration for integration, _attempt in self.intents)
        assert not Counter(self.api.made) - wanted

    @invariant()
    def a_user_is_created_once(self) -> None:
        """Send no second user."""
        assert set(self.api.users) <= {USER}

    @property
    def offered(self) -> list[Element]:
        """List what can be clicked on, but for reconnecting, whose activations are its own."""
        elements = [item for item in self.page.elements if item.attributes.get("data-event")]
        return [item for item in elements if item.attributes["data-event"] != "reconnect"]

    def send(self, element: Element, values: dict[str, Any], times: int) -> None:
        """Send what the glass would send."""
        name = element.attributes["data-event"]
        data = {
            key.removeprefix("data-"): value
            for key, value in element.attributes.items()
            if key.startswith("data-")
        }
        message = parse_message({"name": name, "data": data, "values": values})
        for _time in range(times):
            self.clicks[name] += 1
            self.take(read_event(message, lambda: f"ATTEMPT-{next(self.ids):06}"))

    def carry_out(self, effect: Effect) -> None:
        """Carry out an order, and let its answer happen."""
        self.pending.remove(effect)
        event = asyncio.run(self.performer.perform(effect))
        if event is not None:
            self.take(event)

    def take(self, event: Event) -> None:
        """Let an event happen, and look at every effect."""
        self.app, effects = hub_app.update(self.app, event)
        for effect in effects:
            if isinstance(effect, Activate):
                self.intents.add((effect.integration_id, effect.attempt))
            if not isinstance(effect, MAY_HOLD_SECRETS):
                assert SECRET not in everything_in(effect)
            if not isinstance(effect, GlassEffect):
                self.pending.append(effect)
        self.page = Html(str(view(self.app)))


def inputs(page: Html) -> dict[str, list[Any]]:
    """List what may be entered into each input, by name."""
    found: dict[str, list[Any]] = {}
    for item in page.find("input"):
        name, kind = item.attributes.get("name", ""), item.attributes.get("type", "text")
        if kind == "radio":
            found.setdefault(name, []).append(item.attributes.get("value", ""))
        elif kind in TYPED:
            found[name] = TYPED[kind]
    return found


def everything_in(effect: Effect) -> str:
    """Write out an effect with all that its repr leaves out."""
    return str(asdict(effect)) if is_dataclass(effect) else str(effect)


Journeys.TestCase.settings = settings(
    max_examples=60, stateful_step_count=50, deadline=None, print_blob=False
)


TestJourneys = Journeys.TestCase
