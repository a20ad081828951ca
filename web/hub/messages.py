"""What the page sends, parsed at the border: the name of an event, and the values of its form."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hub.activation.events import (
    Answered,
    FileChosen,
    FileRemoved,
    FormActed,
    LeavingStopped,
    Submitted,
    TriedAgain,
    WentBack,
    WentNext,
    WentTo,
)
from hub.app import (
    Closed,
    ConnectChosen,
    Event,
    ImageFailed,
    Left,
    ManageChosen,
    Outdated,
    ReconnectChosen,
    Recovered,
    RouteChosen,
)
from hub.catalogue import Categorised, Filtered, ListRequested, SearchCleared, Searched
from hub.errors import ProtocolError
from hub.fields import Value, Values
from hub.json_text import JSON, Reader
from hub.manage.events import (
    DisconnectChosen,
    DisconnectConfirmed,
    DisconnectDropped,
    Hurried,
    Retried,
    SettingsChosen,
    SettingsSubmitted,
    Undone,
)
from hub.oauth_events import (
    ConsentCancelled,
    MessageArrived,
    WindowBlocked,
    WindowClosed,
    WindowOpened,
)
from hub.routes import Route, parse_route
from hub.uploads import Upload

LONGEST_SEARCH = 200
_NAME = re.compile(r"vh-[a-z0-9_-]{1,120}", re.IGNORECASE)


@dataclass(frozen=True)
class Message:
    """One event of the page: its name, the data of its element, the values of its form."""

    name: str
    data: Mapping[str, str] = field(default_factory=dict, repr=False)
    values: Values = field(default_factory=dict, repr=False)
    mismatched: tuple[str, ...] = ()
    at: float = 0.0
    """When it happened, in seconds of the day's clock."""


def parse_message(data: JSON) -> Message:
    """Read a message; raise ProtocolError for what the page cannot have sent."""
    read = Reader(data)
    dataset, values = read.value("data") or {}, read.value("values") or {}
    if not isinstance(dataset, dict) or not isinstance(values, dict):
        raise ProtocolError("an event's data is not an object")
    return Message(
        read.identifier("name"),
        {key: str(value) for key, value in dataset.items()},
        {name: _value(value) for name, value in values.items() if _NAME.fullmatch(name)},
        tuple(name for name in read.items("mismatched") if isinstance(name, str)),
        (read.number("at") or 0) / 1000,
    )


def read_event(message: Message, new_id: Callable[[], str]) -> Event:
    """Turn a message into the event that it means; raise ProtocolError if it means none."""
    data = message.data
    if message.name == "connect":
        return ConnectChosen(data.get("id", ""), new_id())
    if message.name == "open":
        return RouteChosen(Route(data.get("id", "")), new_id(), message.values)
    if message.name == "route":
        return RouteChosen(parse_route(data.get("fragment", "")), new_id(), message.values)
    if message.name == "reconnect":
        return ReconnectChosen(data.get("id", ""), new_id(), message.values)
    make = _EVENTS.get(message.name)
    if make is None:
        raise ProtocolError(f"no such event: {message.name[:40]}")
    return make(message)


def _value(value: JSON) -> Value:
    match value:
        case str() | bool():
            return value
        case list():
            return tuple(item for item in value if isinstance(item, str))
        case _:
            raise ProtocolError("an input's value is neither text nor a choice")


def _filter(message: Message) -> Event:
    match message.data.get("filter"):
        case "connected":
            return Filtered("connected")
        case "not_connected":
            return Filtered("not_connected")
        case _:
            return Filtered("all")


def _search(message: Message) -> Event:
    text = message.values.get("vh-search", "")
    return Searched(text[:LONGEST_SEARCH] if isinstance(text, str) else "")


def _category(message: Message) -> Event:
    text = message.values.get("vh-category", "")
    return Categorised(_count(text, digits=3, other=-1) if isinstance(text, str) else -1)


def _file(message: Message) -> Event:
    upload = Upload(
        message.data.get("name", ""),
        _number(message, "size"),
        message.data.get("content"),
    )
    return FileChosen(upload, message.values)


def _number(message: Message, name: str) -> int:
    return _count(message.data.get(name, ""), digits=9, other=0)


def _place(message: Message) -> int:
    return _count(message.data.get("place", ""), digits=3, other=-1)


def _count(text: str, digits: int, other: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else other


_EVENTS: Mapping[str, Callable[[Message], Event]] = {
    "refresh": lambda message: ListRequested(),
    "search": _search,
    "category": _category,
    "clear-search": lambda message: SearchCleared(),
    "filter": _filter,
    "manage": lambda message: ManageChosen(message.data.get("id", "")),
    "close": lambda message: Closed(message.values),
    "leave": lambda message: Left(),
    "stay": lambda message: LeavingStopped(),
    "image-failed": lambda message: ImageFailed(message.data.get("image", "")),
    "look-again": lambda message: Outdated(),
    "recover": lambda message: Recovered(),
    "answered": lambda message: Answered(message.values, message.mismatched),
    "variables": lambda message: FormActed(
        message.data.get("action", ""), message.data.get("name", ""), message.values
    ),
    "file-chosen": _file,
    "file-removed": lambda message: FileRemoved(message.data.get("name", ""), message.values),
    "window-opened": lambda message: WindowOpened(message.data.get("state", ""), message.at),
    "window-blocked": lambda message: WindowBlocked(),
    "window-closed": lambda message: WindowClosed(),
    "consent-answered": lambda message: MessageArrived(message.data.get("search", "")),
    "cancel-consent": lambda message: ConsentCancelled(),
    "next": lambda message: WentNext(message.values, message.mismatched, _place(message)),
    "back": lambda message: WentBack(message.values),
    "change": lambda message: WentTo(_number(message, "place")),
    "activate": lambda message: Submitted(),
    "try-again": lambda message: TriedAgain(),
    "reload-manage": lambda message: Retried(message.values),
    "save": lambda message: SettingsSubmitted(message.values, message.mismatched),
    "settings": lambda message: SettingsChosen(message.data.get("id", ""), message.values),
    "undo": lambda message: Undone(),
    "hurry": lambda message: Hurried(),
    "disconnect": lambda message: DisconnectChosen(message.data.get("id", ""), message.values),
    "confirm-disconnect": lambda message: DisconnectConfirmed(),
    "keep": lambda message: DisconnectDropped(),
}
