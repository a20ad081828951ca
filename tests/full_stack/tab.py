"""One browser tab with the hub in it, and the person in front of it.

What the glass does is done here by the same rules: what stands in an input belongs to the person,
a form is sent as the values of its inputs, commands are obeyed once. Nothing knows the hub's
state: fields are found by their labels, buttons by their words.
"""

import asyncio
import base64
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from hub.runtime import Runtime
from tests.full_stack.inputs import INPUTS, Standing, initial, mismatched, values_of
from tests.full_stack.page import Element, read_page

Json = Any
PATIENCE = 10.0
"""Seconds until something that was expected counts as missing."""


class Tab:
    """Show one hub and use it. Everything that waits runs the tab's loop until it has happened."""

    def __init__(
        self, runtime: Runtime, runner: asyncio.Runner, time_of_day: Callable[[], float]
    ) -> None:
        self.page = Element("document")
        self.told: list[tuple[str, Mapping[str, Json]]] = []
        self.remembered = ""
        self.address = ""
        self.focus = ""
        self.said: list[str] = []
        self.closed_windows = 0
        self._runtime = runtime
        self._runner = runner
        self._time_of_day = time_of_day
        self._standing: dict[str, Standing] = {}
        self._sent = 0

    def opens(self) -> None:
        """Show the hub, and wait for the list."""
        self._run(self._begin())
        self.waits_for(lambda: self.state == "ready", "the list")
        # A hub begins by closing what another one may have left open.
        self.closed_windows = 0

    @property
    def state(self) -> str:
        """Give the state that the hub's root tells."""
        return next((e.data["state"] for e in self.page if e.id == "vh-root"), "")

    @property
    def stage(self) -> str:
        """Give the stage that the wizard or the Manage screen tells."""
        stages = [e.data.get("stage") or e.data.get("manage") for e in self.page]
        return next((stage for stage in stages if stage), "")

    @property
    def text(self) -> str:
        """Give everything that can be read."""
        return self.page.text

    def sees(self, text: str) -> None:
        """Wait for a text."""
        self.waits_for(lambda: text in self.text, repr(text))

    def reaches(self, *stages: str) -> None:
        """Wait for one of these stages."""
        self.waits_for(lambda: self.stage in stages, " or ".join(stages))

    def waits_for(self, happened: Callable[[], bool], what: str) -> None:
        """Wait until something has happened; fail with what is on the page if it does not."""
        try:
            self._run(self._until(happened))
        except TimeoutError:
            raise AssertionError(f"no {what}; there is: {self.text[:1500]}") from None

    def card(self, integration_id: str) -> Element:
        """Find an integration's card."""
        return next(e for e in self.page if e.data.get("integrationId") == integration_id)

    def presses(self, name: str, within: Element | None = None) -> None:
        """Press a button by its words."""
        button = self.button(name, within)
        form = button.form() or self._current_form()
        if "event" in button.data:
            self.sends(button.data["event"], button.data, form)
        else:
            assert form is not None, f"{name} does nothing"
            self.sends(form.data["event"], form.data, form)

    def button(self, name: str, within: Element | None = None) -> Element:
        """Find the only button of that name."""
        found = [e for e in (within or self.page).all("button") if e.words() == name]
        assert len(found) == 1, f"{len(found)} buttons {name}; there are: {self.buttons}"
        return found[0]

    @property
    def buttons(self) -> list[str]:
        """List the buttons by name."""
        return [e.words() for e in self.page.all("button")]

    def enters(self, label: str, value: Json, within: Element | None = None) -> None:
        """Type, choose or tick in the only field of that label."""
        self.answers(self.control(label, within), value)

    def answers(self, control: Element, value: Json) -> None:
        """Type, choose or tick; the hub hears of it as the glass tells it."""
        match control.tag, value:
            case "fieldset", _:
                self._ticks(control, value if isinstance(value, list) else [value])
            case "select", _:
                option = next(e for e in control.all("option") if e.words() == value)
                self._standing[control.id] = option.attributes["value"]
            case _:
                self._standing[control.id] = value
        self.sends("answered", control.data, control.form())

    def control(self, label: str, within: Element | None = None) -> Element:
        """Find the only field of that label."""
        found = self.controls(label, within)
        assert len(found) == 1, f"{len(found)} fields {label}; there is: {self.text}"
        return found[0]

    def controls(self, label: str, within: Element | None = None) -> list[Element]:
        """List the fields of that label."""
        place = within or self.page
        labels = [e for e in place.all("label", "legend") if e.words() == label]
        return [e for e in map(self._labelled, labels) if e is not None]

    def group(self, legend: str, within: Element) -> Element:
        """Find a group of fields, or a list, by its legend."""
        found = [e for e in within.all("legend") if e.words() == legend and e.parent]
        groups = [e.parent for e in found if e.parent and "vh-choice" not in e.parent.classes]
        assert groups, f"no group {legend}; there is: {within.text}"
        return groups[0]

    def by_id(self, id_: str) -> Element:
        """Find an element again after the page has changed."""
        return next(e for e in self.page if e.id == id_)

    def value(self, label: str) -> Standing:
        """Tell what stands in a field."""
        return self._standing[self.control(label).id]

    def standing(self) -> Mapping[str, Standing]:
        """Tell what stands in all inputs, by id."""
        return dict(self._standing)

    def error(self, label: str) -> str:
        """Read what is said to be wrong with a field."""
        id_ = f"{self.control(label).id}-error"
        return next((e.text for e in self.page if e.id == id_), "")

    def uploads(self, label: str, content: bytes, size: int | None = None) -> None:
        """Choose a file; one that is larger than the field allows is not even read."""
        control = self.control(label)
        size = len(content) if size is None else size
        data = {"name": control.attributes["name"], "size": str(size)}
        if size <= int(control.data["max"]):
            data["content"] = base64.b64encode(content).decode()
        self.sends("file-chosen", data, control.form())

    def sends(self, name: str, data: Mapping[str, str], form: Element | None = None) -> None:
        """Send an event as the glass does."""
        self._sent += 1
        message = {
            "kind": "event",
            "number": self._sent,
            "at": int(self._time_of_day() * 1000),
            "name": name,
            "data": dict(data),
            "values": values_of(form, self._standing) if form else {},
            "mismatched": mismatched(form, self._standing) if form else [],
        }
        self._run(self._send(message))

    def looks(self, seconds: float) -> None:
        """Show what comes next, if anything comes in this time."""
        with suppress(TimeoutError):
            self._run(self._next(seconds))

    def closes(self) -> None:
        """Leave; what is under way is given up."""
        self._runtime.close()

    def _run(self, work: Any) -> None:
        self._runner.run(work)

    async def _begin(self) -> None:
        self._runtime.start()
        self._show(await self._runtime.frame())

    async def _send(self, message: Json) -> None:
        self._runtime.receive(self._sent, message)
        self._show(await self._runtime.frame())

    async def _until(self, happened: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not happened():
                self._show(await self._runtime.frame())

    async def _next(self, seconds: float) -> None:
        async with asyncio.timeout(seconds):
            self._show(await self._runtime.frame())

    def _show(self, frame: Json) -> None:
        self.page = read_page(frame["html"])
        inputs = [e for e in self.page if e.tag in INPUTS]
        before = self._standing
        self._standing = {e.id: before.get(e.id, initial(e)) for e in inputs}
        for command in frame["commands"]:
            self._obey(command)

    def _obey(self, command: Json) -> None:
        match command:
            case {"fill": [name, value]} if name in self._standing:
                self._standing[name] = value
            case {"tell": {"type": type_, "payload": payload}}:
                self.told.append((type_, payload))
            case {"remember": text}:
                self.remembered = text
            case {"navigate": fragment}:
                self.address = fragment
            case {"focus": id_}:
                self.focus = id_
            case {"announce": text}:
                self.said.append(text)
            case {"closeWindow": True}:
                self.closed_windows += 1

    def _labelled(self, label: Element) -> Element | None:
        if label.tag == "legend":
            group = label.parent
            return group if group and "vh-choice" in group.classes else None
        return next((e for e in self.page if e.id == label.attributes["for"]), None)

    def _ticks(self, group: Element, names: list[str]) -> None:
        for label in group.all("label"):
            self._standing[label.attributes["for"]] = label.words() in names
        offered = [label.words() for label in group.all("label")]
        assert set(names) <= set(offered), f"{names} of {offered}"

    def _current_form(self) -> Element | None:
        return next((e for e in self.page if e.tag == "form" and "event" in e.data), None)
