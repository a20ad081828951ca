"""What may happen in a tab: a person clicks, the network answers or fails, time passes."""

from collections.abc import Collection
from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.hub.fake_api import Fault
from tests.hub.html import Element, Html
from tests.hub.journeys.tab import SECRET_BYTES, SECRET_FILE, Tab, inputs

LEADS_ON = (
    "connect", "next", "activate", "try-again", "manage", "save", "disconnect",
    "confirm-disconnect", "hurry", "reload-manage", "recover", "reconnect", "cancel-consent",
)  # fmt: skip
FAULTS: tuple[Fault, ...] = get_args(Fault)
CARRIED_OUT: list[Fault] = ["ok"] * 3
OUTAGE: list[Fault] = ["lost_before"] * 40
"""Longer than any order is looked for."""

TIMES = st.sampled_from([1, 1, 2])
MOST_STAGES = 8
SOON = 6.0
"""Seconds in which what was promised to happen in a moment has happened."""


class Person(Tab):
    """One person before one tab, and a network that may fail."""

    @rule(data=st.data(), times=TIMES)
    def go_on(self, data: st.DataObject, times: int) -> None:
        """Click, once or twice, on what leads on, with every question answered."""
        self.click_one_of(data, LEADS_ON, times)

    @rule(data=st.data(), times=TIMES)
    def click(self, data: st.DataObject, times: int) -> None:
        """Click, once or twice, on anything that is offered, with a form filled in anyhow."""
        if self.offered:
            element = data.draw(st.sampled_from(self.offered))
            given = inputs(self.page).items()
            values = {name: data.draw(st.sampled_from(texts)) for name, texts in given}
            self.click_times(element, values, times)

    @precondition(lambda self: self.page.find("input", type="file"))
    @rule(values=st.booleans())
    def choose_a_file(self, values: bool) -> None:
        """Choose the file of a secret, beside what is typed or instead of it."""
        (chosen,) = self.page.find("input", type="file")
        data = {"name": chosen.attributes["name"], "size": str(len(SECRET_BYTES))}
        typed = best_answers(self.page) if values else {}
        self.send("file-chosen", data | {"content": SECRET_FILE}, typed)

    @rule(data=st.data(), steps=st.integers(1, 8))
    def press_on(self, data: st.DataObject, steps: int) -> None:
        """Go several steps further without a detour."""
        for _step in range(steps):
            self.click_one_of(data, LEADS_ON)
            self.sign_in()
            self.carry_out_all()

    @rule()
    def let_all_answers_arrive(self) -> None:
        """Carry out all orders under way."""
        self.carry_out_all()

    @precondition(lambda self: self.pending)
    @rule(data=st.data())
    def let_an_answer_arrive(self, data: st.DataObject) -> None:
        """Carry out one of the orders under way, whichever is the fastest."""
        self.carry_out(data.draw(st.sampled_from(self.pending)))

    @rule(seconds=st.sampled_from([SOON, 60.0, 200.0, 700.0]))
    def let_time_pass(self, seconds: float) -> None:
        """Let what was promised happen, a closed window be forgotten, or everything grow old."""
        self.pass_time(seconds)

    @rule(seconds=st.sampled_from([60.0, 400.0]))
    def let_the_machine_sleep(self, seconds: float) -> None:
        """Let time pass that no clock but that of the day knows of."""
        self.slept += seconds

    @rule(faults=st.lists(st.sampled_from(FAULTS), min_size=1, max_size=6))
    def let_the_network_fail(self, faults: list[Fault]) -> None:
        """Have the next requests fail, each in its own way."""
        self.api.faults = faults

    @rule(fault=st.sampled_from(FAULTS), requests=st.integers(0, len(CARRIED_OUT)))
    def let_the_network_break(self, fault: Fault, requests: int) -> None:
        """Have a request fail after some more, and nothing arrive for long after that."""
        self.break_the_network(fault, requests)

    def break_the_network(self, fault: Fault, requests: int) -> None:
        """Have some requests carried out, one fail, and the others never arrive."""
        self.api.faults = [*CARRIED_OUT[:requests], fault, *OUTAGE]

    @rule(orders=st.integers(1, 3))
    def let_the_api_refuse(self, orders: int) -> None:
        """Have the next orders refused for what they hold."""
        self.api.refusals = orders

    @rule()
    def let_the_network_recover(self) -> None:
        """Have the next requests succeed."""
        self.api.faults = []

    def come_to_the_review(self, reuses: bool) -> None:
        """Answer every question well, with what is there already or with something new."""
        for _stage in range(MOST_STAGES):
            self.carry_out_all()
            self.sign_in()
            ways = [item for item in self.offered if is_way_to_review(item)]
            for way in sorted(ways, key=lambda way: "data-popup" not in way.attributes)[:1]:
                self.click_on(way, best_answers(self.page, reuses))

    def sign_in(self) -> None:
        """Finish in the provider's window, if it is open."""
        if self.window:
            self.answer(f"?code={self.api.provider.codes[self.window]}&state={self.window}")

    def answer(self, search: str) -> None:
        """Have the callback page answer."""
        self.send("consent-answered", {"search": search})

    def click_one_of(self, data: st.DataObject, events: Collection[str], times: int = 1) -> None:
        """Click on one of those that are offered, if any is; to sign in comes first."""
        ways = [item for item in self.offered if item.attributes.get("data-event") in events]
        doors = [item for item in self.offered if "data-popup" in item.attributes]
        if doors or ways:
            self.click_times(
                data.draw(st.sampled_from(doors or ways)), best_answers(self.page), times
            )

    def click_times(self, element: Element, values: dict[str, Any], times: int) -> None:
        """Click once, or twice before the page has changed."""
        for _time in range(times):
            self.click_on(element, values)


def is_way_to_review(element: Element) -> bool:
    """Tell whether an element leads on, or opens what has to be opened first."""
    return element.attributes.get("data-event") == "next" or "data-popup" in element.attributes


def best_answers(page: Html, reuses: bool = False) -> dict[str, Any]:
    """Fill every input in; of what can be chosen, the first is there already, the last is new."""
    chosen = {item.attributes["name"] for item in page.find("input", type="radio")}
    return {
        name: given[0 if reuses and name in chosen else -1] for name, given in inputs(page).items()
    }
