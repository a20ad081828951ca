"""Filling in what is asked for, from nothing but right answers and the words on the page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hub.variables.leaves import labelled
from sandbox.json_schema import faults
from tests.full_stack.page import Element
from tests.full_stack.tab import Tab

Json = Any


@dataclass(frozen=True)
class Answering:
    """Someone who knows the right answers to a schema and sees only the page."""

    tab: Tab
    schema: Json

    def fill(self, answers: Mapping[str, Json]) -> None:
        """Fill in the whole form of variables."""
        root = next(e for e in self.tab.page if "vh-variables__root" in e.classes)
        self._fill_members(root.id, self.schema, answers)

    def _fill_members(self, place: str, schema: Json, answers: Mapping[str, Json]) -> None:
        known = schema.get("properties", {})
        for name, answer in answers.items():
            if name not in known:
                self._add_row(place, name, answer)
            elif "const" not in known[name]:
                member = self._resolved(known[name])
                self._fill(place, member, answer, member.get("title") or labelled(name))

    def _fill(self, place: str, schema: Json, answer: Json, label: str) -> None:
        if answer is None:
            return  # what is left blank
        if self._asks_for_json(place, label):
            self.tab.enters(label, json.dumps(answer), self._at(place))
        elif isinstance(answer, dict):
            self._fill_group(place, schema, answer, label)
        elif isinstance(answer, list) and not self.tab.controls(label, self._at(place)):
            self._fill_list(place, schema, answer, label)
        else:
            self.tab.enters(label, self._words(schema, answer), self._at(place))

    def _fill_group(self, place: str, schema: Json, answers: Json, label: str) -> None:
        if branches := schema.get("oneOf") or schema.get("anyOf"):
            schema = self._choose(place, branches, answers, label)
        group = self.tab.group(label, self._at(place))
        if "vh-group--absent" in group.classes:
            self.tab.presses(f"Add {label}", group)
        self._fill_members(group.id, schema, answers)

    def _choose(self, place: str, branches: list[Json], answers: Json, label: str) -> Json:
        """Choose the branch that the answers keep to."""
        resolved = [self._resolved(branch) for branch in branches]
        fitting = [b for b in resolved if not faults(self._whole(b), answers, "")]
        self.tab.enters(label, fitting[0]["title"], self._at(place))
        return fitting[0]

    def _fill_list(self, place: str, schema: Json, answers: list[Json], label: str) -> None:
        listing = self.tab.group(label, self._at(place)).id
        while len(self._items(listing)) < len(answers):
            self.tab.presses(f"Add {label}", self._at(listing))
        for number, answer in enumerate(answers):
            tuple_ = schema.get("prefixItems", [])
            of = tuple_[number] if number < len(tuple_) else schema.get("items", {})
            item = self._resolved(of)
            title = item.get("title") or f"Item {number + 1}"
            self._fill(self._items(listing)[number], item, answer, title)

    def _items(self, listing: str) -> list[str]:
        ol = next(child for child in self._at(listing) if child.tag == "ol")
        return [e.id for e in ol.children if isinstance(e, Element)]

    def _add_row(self, place: str, name: str, answer: Json) -> None:
        """Add a name that the schema does not know, and its value."""
        group = self._at(place)
        legend = next(e.words() for e in group if e.tag == "legend")
        self.tab.presses(f"Add {legend}", group)
        row = [e.id for e in self._at(place) if "vh-row" in e.classes][-1]
        self.tab.enters("Name", name, self._at(row))
        self.tab.enters("Value", self._words({}, answer), self._at(row))

    def _words(self, schema: Json, answer: Json) -> Json:
        """Say an answer as the page offers it."""
        if isinstance(answer, bool) and "enum" not in schema:
            return answer
        if isinstance(answer, list):
            return [self._words(schema["items"], item) for item in answer]
        for branch in schema.get("oneOf") or schema.get("anyOf") or []:
            if branch.get("const") == answer:
                return branch.get("title", str(answer))
        return str(answer)

    def _asks_for_json(self, place: str, label: str) -> bool:
        found = self.tab.controls(label, self._at(place))
        return any("vh-input--json" in control.classes for control in found)

    def _at(self, place: str) -> Element:
        return self.tab.by_id(place)

    def _resolved(self, schema: Json) -> Json:
        """Follow a reference into the schema's own definitions."""
        if "$ref" not in schema:
            return schema
        target = self.schema
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        return self._resolved({**target, **{k: v for k, v in schema.items() if k != "$ref"}})

    def _whole(self, schema: Json) -> Json:
        return {**schema, "$defs": self.schema.get("$defs", {})}
