"""HTML as tests look at it: its elements with their attributes, and its words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(frozen=True)
class Element:
    """One element; a valueless attribute holds an empty text."""

    tag: str
    attributes: dict[str, str]


@dataclass
class Html(HTMLParser):
    """A parsed piece of HTML."""

    text: str
    elements: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def said(self) -> str:
        """Give all words, with single spaces."""
        return " ".join(" ".join(self.words).split())

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """Give tags and names of attributes, which data must never change."""
        return [(item.tag, tuple(item.attributes)) for item in self.elements]

    def find(self, tag: str, **attributes: str) -> list[Element]:
        """Find elements; in names of attributes, `_` stands for `-`."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            item for item in self.elements
            if item.tag == tag and wanted.items() <= item.attributes.items()
        ]  # fmt: skip

    @property
    def events(self) -> set[str]:
        """Name the events that someone can cause."""
        named = {item.attributes.get("data-event", "") for item in self.elements}
        return named - {""}
