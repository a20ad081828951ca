"""What a container of the form holds itself: fields, groups, lists and rows, in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.full_stack.page import Element
from tests.full_stack.tab import Tab

KINDS = frozenset({"vh-field", "vh-group", "vh-list", "vh-row"})
CONTROLS = ("input", "textarea", "select")


@dataclass(frozen=True)
class Slot:
    """One thing to fill in; its id stays when the page changes."""

    element: Element

    @property
    def control(self) -> Element:
        """Give what is typed into, chosen from or added to."""
        if self.element.tag == "fieldset":
            return self.element
        return next(e for e in self.element if e.tag in CONTROLS)

    @property
    def id(self) -> str:
        """Name it."""
        return self.element.id or self.control.id

    @property
    def label(self) -> str:
        """Read what it is called."""
        return next(e.words() for e in self.element if e.tag in ("label", "legend"))

    @property
    def options(self) -> list[str]:
        """List what there is to choose, without the way to choose nothing."""
        if "vh-choice" in self.element.classes:
            of = [e.attributes["for"] for e in self.element.all("label")]
            values = {e.id: e.attributes["value"] for e in self.element if e.tag == "input"}
            words = [e.words() for e in self.element.all("label")]
            return [word for id_, word in zip(of, words, strict=True) if values[id_]]
        return [e.words() for e in self.element.all("option") if e.attributes["value"]]

    def has(self, *classes: str) -> bool:
        """Tell whether it is one of these kinds."""
        return any(name in self.element.classes for name in classes)


@dataclass
class Container:
    """A group, a list's item or a row, and which of its slots have their answer already.

    It is named by its id; what is around the whole form, by its class.
    """

    tab: Tab
    name: str
    taken: set[str] = field(default_factory=set)

    @property
    def element(self) -> Element:
        """Give it as it is now."""
        return next(e for e in self.tab.page if self.name in (e.id, *e.classes))

    @property
    def rows(self) -> list[str]:
        """List the rows in it by id."""
        return [e.id for e in _outermost(self.element) if "vh-row" in e.classes]

    @property
    def adding(self) -> str:
        """Name the button that adds a row."""
        buttons = [e for e in _around(self.element) if e.tag == "button"]
        return next(e.words() for e in buttons if e.data.get("action") == "add")

    def take(self, *labels: str) -> Slot | None:
        """Take the first free slot with one of these labels; without labels, the first one."""
        free = [slot for slot in self.slots() if slot.id not in self.taken]
        wanted = [s for label in labels for s in free if s.label == label] if labels else free
        for slot in wanted[:1]:
            self.taken.add(slot.id)
            return slot
        return None

    def slots(self) -> Iterator[Slot]:
        """List what is in it now."""
        return (Slot(element) for element in _outermost(self.element))

    def __str__(self) -> str:
        """Tell what is in it, for whoever misses something."""
        return ", ".join(slot.label for slot in self.slots())


def _outermost(element: Element) -> Iterator[Element]:
    return (e for e in _around(element) if KINDS & set(e.classes))


def _around(element: Element) -> Iterator[Element]:
    """Walk what is in an element, but not into what is a thing to fill in of its own."""
    for child in element.elements:
        if not child.is_hidden:
            yield child
            if not KINDS & set(child.classes):
                yield from _around(child)
