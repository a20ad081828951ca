"""One tab: the hub in it, the API behind it, the provider's window beside it, and a clock.

What the page offers is all that can be clicked on. Every effect is looked at on its way: none but
an order itself, and the filling of a masked input, may hold a secret.
"""

import asyncio
import base64
from collections import Counter
from dataclasses import asdict, dataclass, is_dataclass
from itertools import count
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine

from hub import app as hub_app
from hub.activation import Wizard
from hub.activation.effects import (
    Activate,
    AwaitConsent,
    EnsureEndUser,
    MakeConnection,
    Release,
    Wait,
)
from hub.activation.states import Activating
from hub.app import Effect, Event
from hub.glass import CloseWindow, Fill, GlassEffect, Navigate, Remember
from hub.manage.events import Disconnect, SaveSettings, WaitToUndo
from hub.messages import parse_message, read_event
from hub.views.page import view
from tests.hub.fake_api import INTEGRATIONS, SIGNED_IN, WITH_FILES, WITH_SECRETS, FakeApi
from tests.hub.fake_provider import STATE
from tests.hub.html import Element, Html
from tests.hub.worlds import OPTIONS, FakeWorld

SECRET, SECRET_NUMBER = "canary", "8675309"
SECRET_BYTES = f"\0{SECRET}".encode()
SECRET_FILE = base64.b64encode(SECRET_BYTES).decode()
MAY_HOLD_SECRETS = (Activate, EnsureEndUser, MakeConnection, SaveSettings, Fill)
MAY_HOLD_STATES = (Activate, EnsureEndUser, MakeConnection)
Clock = AwaitConsent | Wait | WaitToUndo
OLDEST_SIGN_IN = 300.0
TYPED: dict[str, list[Any]] = {
    "password": ["", SECRET],
    "numeric": ["", SECRET_NUMBER],
    "text": ["", "eu"],
    "checkbox": [True, False],
}


@dataclass(frozen=True)
class Order:
    """An order that was given: the task of the wizard it belongs to, and whose it is."""

    task: str
    integration: str
    attempt: str


class Tab(RuleBasedStateMachine):
    """What one person sees, and what is under way."""

    def __init__(self) -> None:
        super().__init__()
        self.api = FakeApi([*INTEGRATIONS, SIGNED_IN, WITH_SECRETS, WITH_FILES])
        self.world = FakeWorld(self.api)
        self.ids = count(1)
        self.performer = self.world.performer(new_id=self.new_id)
        self.app = hub_app.start(OPTIONS)
        self.remembered, self.address = "", ""
        self.page = Html("")
        self.now = 0.0
        self.slept = 0.0
        """How long the machine has slept, in which no clock ran but that of the day."""
        self.pending: list[Effect] = []
        self.clocks: list[tuple[float, Clock]] = []
        self.clicks: Counter[str] = Counter()
        self.orders: list[Order] = []
        self.window = ""
        """The state of the sign-in whose window is open."""
        self.began: dict[str, float] = {}
        """When each sign-in was begun, by its state."""
        self.intents: Counter[str] = Counter()
        """How often somebody has chosen to connect or reconnect something, by integration."""
        self.on_their_way: list[Activate] = []
        """What was sent before a reload, and has not arrived yet."""

    def new_id(self) -> str:
        """Make the id of an attempt."""
        return f"ATTEMPT-{next(self.ids):06}"

    @property
    def wizard(self) -> Wizard | None:
        """Give the wizard, if it is open."""
        return self.app.screen if isinstance(self.app.screen, Wizard) else None

    @property
    def time_of_day(self) -> float:
        """Tell the time, which goes on while the machine sleeps."""
        return self.now + self.slept

    @property
    def offered(self) -> list[Element]:
        """List what can be clicked on."""
        return [item for item in self.page.elements if can_be_clicked(item)]

    def click_on(self, element: Element, values: dict[str, Any]) -> None:
        """Do what the glass does on a click."""
        if "data-popup" in element.attributes:
            self.open_window(element.attributes["data-state"], values)
        else:
            self.send(element.attributes["data-event"], data_of(element), values)

    def open_window(self, state: str, values: dict[str, Any]) -> None:
        """Open the provider's window, never for long with an old sign-in.

        A second click is about the same one.
        """
        if self.window != state:
            self.window = state
            self.send("window-opened", {"state": state}, values)
            is_old = self.time_of_day - self.began[state] >= OLDEST_SIGN_IN
            assert self.window == ("" if is_old else state)

    def send(self, name: str, data: dict[str, str], values: dict[str, Any] | None = None) -> None:
        """Send what the glass would send."""
        at = int(self.time_of_day * 1000)
        message = parse_message({"name": name, "at": at, "data": data, "values": values or {}})
        self.clicks[name] += 1
        before = self.wizard
        self.take(read_event(message, self.new_id))
        if self.wizard and not before:
            self.intents[self.wizard.summary.id] += 1

    def take(self, event: Event) -> None:
        """Let an event happen, and look at every effect."""
        assert not holds_secret(repr(event)) and STATE not in repr(event)
        self.app, effects = hub_app.update(self.app, event)
        self.clocks = [item for item in self.clocks if not hub_app.is_over(self.app, item[1])]
        self.page = Html(str(view(self.app)))
        for effect in effects:
            self.look_at(effect)
            self.note(effect)

    def look_at(self, effect: Effect) -> None:
        """Find no secret where none may be."""
        assert not holds_secret(repr(effect)) and STATE not in repr(effect)
        assert isinstance(effect, MAY_HOLD_SECRETS) or not holds_secret(everything_in(effect))
        assert isinstance(effect, MAY_HOLD_STATES) or STATE not in everything_in(effect)
        if isinstance(effect, Fill) and holds_secret(effect.value):
            assert is_masked(self.page, effect.name)

    def note(self, effect: Effect) -> None:
        """Begin what an effect orders."""
        match effect:
            case CloseWindow():
                self.window = ""
            case Remember(text):
                self.remembered = text
            case Navigate(fragment):
                self.address = fragment
            case Wait() | AwaitConsent() | WaitToUndo():
                self.clocks.append((self.now + effect.seconds, effect))
            case _ if not isinstance(effect, GlassEffect):
                self.orders += self.orders_in(effect)
                self.pending.append(effect)

    def orders_in(self, effect: Effect) -> list[Order]:
        """Name what an effect changes, if anything."""
        match effect:
            case Activate() | Release():
                assert self.wizard is not None and isinstance(self.wizard.stage, Activating)
                task, integration = self.wizard.stage.task, self.wizard.summary.id
                return [Order(task, integration, effect.attempt)]
            case Disconnect(integration_id=integration):
                return [Order("disconnect", integration, "")]
            case _:
                return []

    def carry_out(self, effect: Effect) -> None:
        """Carry out an order, and let its answer happen."""
        self.pending.remove(effect)
        begun, at = set(self.api.provider.codes), self.time_of_day
        self.world.time = at
        event = asyncio.run(self.performer.perform(effect))
        self.began |= {state: at for state in self.api.provider.codes.keys() - begun}
        if event is not None:
            self.take(event)

    def carry_out_all(self) -> None:
        """Carry out the orders that are under way now, in turn."""
        for effect in self.pending[:]:
            self.carry_out(effect)

    def pass_time(self, seconds: float) -> None:
        """Let time pass, and every clock run out that was set for it."""
        end = self.now + seconds
        while due := sorted((c for c in self.clocks if c[0] <= end), key=lambda c: c[0]):
            self.clocks.remove(due[0])
            self.now, clock = due[0]
            event = asyncio.run(self.performer.perform(clock))
            assert event is not None
            self.take(event)
        self.now = end


def can_be_clicked(element: Element) -> bool:
    """Tell whether a click on an element does something."""
    found = element.attributes
    return ("data-event" in found or "data-popup" in found) and "disabled" not in found


def data_of(element: Element) -> dict[str, str]:
    """Give an element's data attributes."""
    found = element.attributes.items()
    return {name.removeprefix("data-"): text for name, text in found if name.startswith("data-")}


def inputs(page: Html) -> dict[str, list[Any]]:
    """List what may be entered into each input, by name."""
    found: dict[str, list[Any]] = {}
    for item in page.find("input"):
        name, kind = item.attributes.get("name", ""), item.attributes.get("type", "text")
        kind = item.attributes.get("inputmode", kind)
        if kind == "radio":
            found.setdefault(name, []).append(item.attributes.get("value", ""))
        elif kind in TYPED:
            found[name] = TYPED[kind]
    return found


def holds_secret(text: str) -> bool:
    """Find anything that was typed as a secret, or chosen as a file."""
    return any(secret in text for secret in (SECRET, SECRET_NUMBER, SECRET_FILE))


def is_masked(page: Html, name: str) -> bool:
    """Tell whether an input shows dots only."""
    return bool(page.find("input", id=name, type="password"))


def everything_in(effect: Effect) -> str:
    """Write out an effect with all that its repr leaves out."""
    return str(asdict(effect)) if is_dataclass(effect) else str(effect)
