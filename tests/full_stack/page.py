"""The page as a person finds it: a small document made of a frame's HTML."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"input", "img", "br", "hr", "meta", "link"})
REQUIRED_MARK = "vh-field__required"


@dataclass(eq=False)
class Element:
    """One element and what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: "Element | None" = None
    children: list["Element | str"] = field(default_factory=list)

    def __iter__(self) -> Iterator["Element"]:
        """Walk this element and all below it, in order."""
        yield self
        for child in self.elements:
            yield from child

    @property
    def elements(self) -> list["Element"]:
        """List the elements directly in it."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def id(self) -> str:
        """Give its id, which is empty if it has none."""
        return self.attributes.get("id", "")

    @property
    def classes(self) -> list[str]:
        """List its classes."""
        return self.attributes.get("class", "").split()

    @property
    def data(self) -> dict[str, str]:
        """Give its data attributes as a script sees them."""
        given = self.attributes.items()
        return {_camel(name[5:]): value for name, value in given if name.startswith("data-")}

    @property
    def text(self) -> str:
        """Give the text in it, with single spaces."""
        return " ".join(self.raw_text.split())

    @property
    def raw_text(self) -> str:
        """Give the text in it as it stands."""
        return "".join(c if isinstance(c, str) else c.raw_text for c in self.children)

    @property
    def is_hidden(self) -> bool:
        """Tell whether it, or something around it, is hidden."""
        return any("hidden" in around.attributes for around in self.around)

    @property
    def around(self) -> Iterator["Element"]:
        """Walk from this element to the root."""
        at: Element | None = self
        while at is not None:
            yield at
            at = at.parent

    def form(self) -> "Element | None":
        """Give the form that it belongs to."""
        return next((around for around in self.around if around.tag == "form"), None)

    def all(self, *tags: str) -> list["Element"]:
        """List what is of these tags and can be seen."""
        return [item for item in self if item.tag in tags and not item.is_hidden]

    def words(self) -> str:
        """Give the name that a label or a button says, without the mark of what is required."""
        told = [_words(child) for child in self.children]
        return self.attributes.get("aria-label") or " ".join("".join(told).split())


def read_page(html: str) -> Element:
    """Parse a frame."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self._at = Element("document")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, self._at)
        self._at.children.append(element)
        if tag not in VOID:
            self._at = element

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._at.parent is not None:
            assert self._at.tag == tag, f"</{tag}> inside <{self._at.tag}>"
            self._at = self._at.parent

    def handle_data(self, data: str) -> None:
        self._at.children.append(data)


def _words(child: Element | str) -> str:
    if isinstance(child, str):
        return child
    return "" if REQUIRED_MARK in child.classes else child.words()


def _camel(name: str) -> str:
    first, *rest = name.split("-")
    return first + "".join(part.capitalize() for part in rest)
