"""What the hub can ask of the page that shows it: the glass decides nothing, it only does these."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Focus:
    """Move the focus to an element, by its id."""

    id: str


@dataclass(frozen=True)
class Fill:
    """Put text into an input as a property, so that it never becomes part of the HTML."""

    name: str
    value: str = field(default="", repr=False)


def fill_new(before: Iterable[Fill], after: Iterable[Fill]) -> Iterator[Fill]:
    """Fill only inputs that were not there before; in the others somebody may be typing."""
    known = {fill.name for fill in before}
    return (fill for fill in after if fill.name not in known and fill.value)


@dataclass(frozen=True)
class Announce:
    """Say something to people who listen to the page."""

    text: str


@dataclass(frozen=True)
class Tell:
    """Send an event to the host's page. The payload never holds a token or a credential."""

    type: str
    payload: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class CloseWindow:
    """Close the provider's window, and stop listening to it."""


@dataclass(frozen=True)
class Navigate:
    """Make the host's address lead to what is shown; an empty fragment is the list."""

    fragment: str


@dataclass(frozen=True)
class Remember:
    """Keep text for the session, so that a reload finds it; empty text forgets."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class TellTabs:
    """Tell the person's other tabs that something has changed, and not what."""


GlassEffect = Navigate | Remember | Focus | Fill | Announce | Tell | TellTabs | CloseWindow
