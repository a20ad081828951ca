"""Filling in what is asked for, from nothing but right answers and the words on the page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from hub.variables.leaves import labelled
from tests.full_stack.meaning import Meaning, meaning
from tests.full_stack.slots import Container, Slot
from tests.full_stack.tab import Tab

Json = Any
TYPES = {
    "string": "Text",
    "integer": "Whole number",
    "number": "Number",
    "boolean": "Yes or no",
    "array": "List",
    "object": "Group of settings",
}


@dataclass(frozen=True)
class Answering:
    """Someone who knows the right answers to a schema and sees only the page."""

    tab: Tab
    schema: Json

    def fill(self, answers: Mapping[str, Json]) -> None:
        """Fill in the whole form of variables."""
        of = meaning(self.schema, answers)
        form = next(e for e in self.tab.page if "vh-variables" in e.classes)
        if any("vh-variables__root" in e.classes for e in form):
            self._fill_members(Container(self.tab, "vh-variables__root"), of)
        else:
            self._fill_place(Container(self.tab, "vh-variables"), of, of.labels("Settings"))

    def _fill_members(self, place: Container, of: Meaning) -> None:
        """Answer what is there, then what came for it, then what has to be added by name."""
        members = of.members()
        left = [name for name in members if not self._fill_member(place, name, members[name])]
        left = [name for name in left if not self._fill_member(place, name, members[name])]
        missing = [name for name in left if members[name].answer is not None]
        unasked = [name for name in missing if members[name].is_open]
        assert not unasked, f"{unasked} not asked for; there is: {place}"
        for name in [name for name in of.answer if name not in members]:
            self._add_row(place, name, of.other(name))

    def _fill_member(self, place: Container, name: str, of: Meaning) -> bool:
        return of.is_asked and self._fill_place(
            place, of, of.labels(" ".join(labelled(name).split()))
        )

    def _fill_place(self, place: Container, of: Meaning, labels: list[str]) -> bool:
        """Answer one place of the form; tell whether it is there."""
        slot = place.take(*labels)
        for choice in [*of.choices, None]:
            if slot is None or of.answer is None or not slot.options or of.said(slot.options):
                break
            chosen = slot.options[choice.chosen] if choice else TYPES[of.type]
            self.tab.answers(slot.control, chosen)
            slot = place.take(*labels)
        if slot is not None:
            self._fill(slot, of)
        return slot is not None

    def _fill(self, slot: Slot, of: Meaning) -> None:
        if slot.has("vh-group", "vh-list"):
            self._open(slot, of)
        elif slot.has("vh-field--json"):
            self.tab.answers(slot.control, json.dumps(of.answer))
        elif of.answer is not None or (of.is_given and of.said(slot.options)):
            self.tab.answers(slot.control, _words(slot, of))
        elif slot.has("vh-field--text", "vh-field--long", "vh-field--number"):
            self.tab.answers(slot.control, "")

    def _open(self, slot: Slot, of: Meaning) -> None:
        if of.answer is None:
            return
        if slot.has("vh-group--absent"):
            self.tab.presses(f"Add {slot.label}", slot.element)
        if slot.has("vh-list"):
            self._fill_list(slot, of)
        else:
            self._fill_members(Container(self.tab, slot.id), of)

    def _fill_list(self, slot: Slot, of: Meaning) -> None:
        items = of.items()
        while len(self._items(slot)) < len(items):
            self.tab.presses(f"Add {slot.label}", self.tab.by_id(f"{slot.id}-add"))
        for id_ in reversed(self._items(slot)[len(items) :]):
            for button in self.tab.by_id(id_).all("button"):
                if button.words().startswith("Remove Item"):
                    self.tab.presses(button.words(), self.tab.by_id(id_))
        for id_, item in zip(self._items(slot), items, strict=False):
            self._fill_place(Container(self.tab, id_), item, [])

    def _items(self, slot: Slot) -> list[str]:
        ol = next(e for e in self.tab.by_id(slot.id) if e.tag == "ol")
        return [e.id for e in ol.elements]

    def _add_row(self, place: Container, name: str, of: Meaning) -> None:
        """Add a name that the schema does not know, and its value."""
        self.tab.presses(place.adding, place.element)
        row = Container(self.tab, place.rows[-1])
        named = row.take("Name")
        assert named is not None
        self.tab.answers(named.control, name)
        self._fill_place(row, of, [])


def _words(slot: Slot, of: Meaning) -> Json:
    """Say an answer as the page takes it."""
    kind = slot.control.attributes.get("type")
    if slot.options:
        return of.said(slot.options)
    if kind == "datetime-local":
        return _at(datetime.fromisoformat(of.answer).astimezone(UTC)).replace("+00:00", "")
    if kind == "time":
        return _at(time.fromisoformat(of.answer).replace(tzinfo=None))
    if isinstance(of.answer, bool):
        return of.answer
    return of.answer if isinstance(of.answer, str) else json.dumps(of.answer)


def _at(moment: datetime | time) -> str:
    return moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds")
