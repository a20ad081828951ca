"""Any journey of any person over any network: what may never happen, and what always must.

The machines click only on what the page offers, let answers arrive in any order, and have the
API fail in every way before or after it did what was asked. REL-06, REL-08, REL-10, REL-11, REL-21,
OAU-05, OAU-08, OAU-13, OAU-14, OAU-16, HUB-21, HUB-27, HUB-46.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize

from hub.app import Started
from tests.hub.fake_api import Fault
from tests.hub.journeys.promises import Promises
from tests.hub.journeys.window import ANSWERS

Allowed = Literal["one", "one, tried first", "several", "two at once"]
"""Activations that may be there; of one, whether its connections can be made by themselves."""

ALLOWED: st.SearchStrategy[Allowed] = st.sampled_from(get_args(Allowed))
CONNECTED = st.sampled_from(["acme", "bolt", "cask", "edge", "fern", "gale"])


@dataclass(frozen=True)
class Trouble:
    """Orders that are refused, or a request that fails after some others, and all that follow."""

    refusals: int = 0
    fault: Fault | None = None
    requests: int = 0


CUTS: tuple[Fault, ...] = ("lost_before", "lost_after")
TROUBLES = [*[Trouble(1)] * 3, Trouble(2), *(Trouble(0, cut, n) for cut in CUTS for n in range(4))]


class Beginning(Promises):
    """Where a journey may begin."""

    def come_to_the_list(self) -> None:
        """Open the page."""
        self.take(Started())
        self.carry_out_all()

    def come_to_the_overview(self, integration: str) -> None:
        """Open the wizard."""
        self.come_to_the_list()
        self.send("connect", {"id": integration})
        self.carry_out_all()

    def come_to_reconnect(self, integration: str, allowed: Allowed) -> None:
        """Have something connected, and choose to reconnect it."""
        self.api.with_user().with_connection(integration).with_activation(integration)
        self.api.allows_one = allowed.startswith("one")
        self.api.makes_connections = allowed == "one, tried first"
        if allowed == "two at once":
            self.api.with_activation(integration)
        self.come_to_the_list()
        self.send("manage", {"id": integration})
        self.carry_out_all()
        self.send("reconnect", {"id": next(iter(self.api.activations))})
        self.carry_out_all()


class FromTheList(Beginning):
    """Begin with the list."""

    @initialize(is_known=st.booleans(), connected=st.none() | CONNECTED, one=st.booleans())
    def open_the_page(self, is_known: bool, connected: str | None, one: bool) -> None:
        """Come as someone new, or as someone who has connected something before."""
        self.api.allows_one = self.api.makes_connections = one
        if is_known:
            self.api.with_user()
        if is_known and connected:
            self.api.with_activation(connected).with_connection(connected)
        self.take(Started())


class Consenting(Beginning):
    """Begin where the provider's window can be opened."""

    @initialize(reuses=st.booleans(), answer=st.sampled_from(["", *ANSWERS]))
    def come_to_the_sign_in(self, reuses: bool, answer: str) -> None:
        """Open the window of the provider, if it has to be, and have it answer something."""
        self.api.with_user()
        if reuses:
            self.api.with_connection("edge")
        self.come_to_the_overview("edge")
        self.send("next", {})
        self.carry_out_all()
        for door in [item for item in self.offered if "data-popup" in item.attributes]:
            self.click_on(door, {})
        if self.window and answer:
            self.answer_from(self.window, answer)


class Choosing(Beginning):
    """Begin where a file can be chosen."""

    @initialize(reuses=st.booleans(), leads_on=st.booleans())
    def come_to_the_file(self, reuses: bool, leads_on: bool) -> None:
        """Choose the file, and go on to the review or not."""
        self.api.with_user()
        if reuses:
            self.api.with_connection("gale")
        self.come_to_the_overview("gale")
        self.send("next", {})
        if self.page.find("input", type="file"):
            self.choose_a_file(values=False)
        if leads_on:
            self.send("next", {})


class Reconnecting(Beginning):
    """Begin where something that is connected is to be reconnected."""

    @initialize(connected=CONNECTED, allowed=ALLOWED)
    def begin_to_reconnect(self, connected: str, allowed: Allowed) -> None:
        """Choose to reconnect."""
        self.come_to_reconnect(connected, allowed)


class Managing(Beginning):
    """Begin where one of several is to be disconnected."""

    @initialize(connected=st.sampled_from(["acme", "fern"]), tells=st.booleans())
    def begin_to_manage(self, connected: str, tells: bool) -> None:
        """Have something connected twice, each time with settings of its own."""
        self.api.with_user().with_connection(connected)
        self.api.with_activation(connected).with_activation(connected)
        self.api.tells_settings = tells
        for id_ in self.api.activations:
            self.api.variables[id_] = {"region": f"of {id_}", "list": [id_]}
        self.come_to_the_list()
        self.send("manage", {"id": connected})
        self.carry_out_all()


class Sending(Beginning):
    """Begin where all was answered and sent, and something is about to go wrong."""

    @initialize(
        integration=CONNECTED,
        allowed=st.sampled_from([None, "one", "one", *get_args(Allowed)]),
        trouble=st.sampled_from(TROUBLES),
        reuses=st.booleans(),
    )
    def send_all(
        self, integration: str, allowed: Allowed | None, trouble: Trouble, reuses: bool
    ) -> None:
        """Connect or reconnect, up to where everything is sent."""
        if allowed:
            self.come_to_reconnect(integration, allowed)
        else:
            self.api.with_user().with_connection(integration)
            self.come_to_the_overview(integration)
        self.come_to_the_review(reuses)
        self.send("activate", {})
        self.api.refusals = trouble.refusals
        if trouble.fault:
            self.break_the_network(trouble.fault, trouble.requests)


PERCENT = {
    FromTheList: 30,
    Consenting: 60,
    Choosing: 20,
    Reconnecting: 30,
    Managing: 30,
    Sending: 80,
}
"""How many of the examples that the profile asks for each machine runs."""
for machine, percent in PERCENT.items():
    examples = settings().max_examples * percent // 100
    machine.TestCase.settings = settings(max_examples=examples, print_blob=False)

TestFromTheList = FromTheList.TestCase
TestConsenting = Consenting.TestCase
TestChoosing = Choosing.TestCase
TestReconnecting = Reconnecting.TestCase
TestManaging = Managing.TestCase
TestSending = Sending.TestCase
