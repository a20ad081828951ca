"""How one value is asked for: the kind of input, what stands in it, and what it means.

A value that was there before and is still shown as it was is sent as it was, whatever its
spelling. Times are asked for and sent in UTC, because an input of the browser has no offset.
"""

import re
from dataclasses import dataclass, field

from hub.fields import Field, Kind, Option, Value, cleaned
from hub.numbers import written
from hub.texts import _
from hub.variables.assertions import identity, is_type
from hub.variables.document import JSON
from hub.variables.exact import Unreadable, read_json, read_number, show_json
from hub.variables.flat import Flat
from hub.variables.formats import is_date, is_date_time, is_time
from hub.variables.nodes import ABSENT, Absent, Leaf, Maybe

LONG_TEXT = 200
"""Characters from which on a text gets more than one line."""

_FORMAT_KINDS: dict[str, Kind] = {
    "date": "date",
    "time": "time",
    "date-time": "datetime",
    "email": "email",
    "idn-email": "email",
    "uri": "url",
    "url": "url",
    "iri": "url",
    "textarea": "long",
    "multiline": "long",
}
_UTC = re.compile(r"(?:.*T)?[0-9:]{8}(?:\.[0-9]{1,3})?(?:Z|\+00:00)")
_WITHOUT_SECONDS = 5


@dataclass(frozen=True)
class Offer:
    """One value to choose, and the words for it."""

    value: JSON = field(repr=False)
    label: str
    hint: str = ""


def leaf_kind(flat: Flat, type_: str, seed: Maybe) -> Kind:
    """Choose the input for a value of a plain type."""
    if not isinstance(seed, Absent) and not is_type(seed, type_):
        return "json"
    match type_:
        case "number":
            return "number"
        case "integer":
            return "integer"
        case "boolean":
            return "switch"
        case "string":
            return _text_kind(flat, seed if isinstance(seed, str) else "")
        case _:
            return "json"


def shown(kind: Kind, seed: Maybe, answers: tuple[JSON, ...]) -> Value:
    """Write a value the way it stands in its input."""
    if isinstance(seed, Absent):
        return cleaned(Field("", "", kind), "")
    match kind:
        case "switch":
            return seed is True
        case "choice":
            return _index(seed, answers)
        case "choices":
            several = seed if isinstance(seed, list) else []
            return tuple(_index(item, answers) for item in several)
        case "json":
            return show_json(seed)
        case "time" | "datetime":
            return str(seed).removesuffix("Z").removesuffix("+00:00")
        case _:
            return str(seed)


def read(leaf: Leaf) -> Maybe:
    """Give the value that an input stands for; raises Unreadable if it stands for none."""
    item = leaf.field
    if item.kind == "switch":
        return item.value is True
    if item.is_blank:
        return ABSENT
    if isinstance(item.value, tuple):
        return [_answer(leaf, index) for index in _ordered(leaf, item.value)]
    text = str(item.value)
    if item.kind == "choice":
        return _answer(leaf, text)
    if item.kind == "json":
        return read_json(text, set(written(leaf.seed)))
    if not isinstance(leaf.seed, Absent) and shown(item.kind, leaf.seed, ()) == text:
        return leaf.seed
    return _read_typed(item.kind, text)


def options(offers: tuple[Offer, ...]) -> tuple[Option, ...]:
    """Number the values to choose, so that none of them reaches an attribute."""
    return tuple(Option(str(i), offer.label, offer.hint) for i, offer in enumerate(offers))


def named(value: JSON) -> str:
    """Say a value in words."""
    match value:
        case None:
            return _("None")
        case bool():
            return _("Yes") if value else _("No")
        case str() if value.strip():
            return value
        case _:
            return show_json(value)


def labelled(name: str) -> str:
    """Make a label of a property name: `api_keyId` is read as Api key id."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[_\-\s]+", " ", name).strip()
    words = [word if word.isupper() else word.lower() for word in spaced.split()]
    label = " ".join(words)
    return label[:1].upper() + label[1:] or _("No name")


def _text_kind(flat: Flat, seed: str) -> Kind:
    kind = _FORMAT_KINDS.get(flat.text("format"), "text")
    has_lines = "\n" in seed or "\r" in seed
    is_long = has_lines or kind == "long" or (flat.count("maxLength") or 0) > LONG_TEXT
    if flat.is_secret:
        return "long-secret" if is_long else "secret"
    if has_lines or (seed and not _is_shown_by(kind, seed)):
        kind = "text"
    return "long" if is_long and kind == "text" else kind


def _is_shown_by(kind: Kind, seed: str) -> bool:
    match kind:
        case "date":
            return is_date(seed)
        case "time":
            return is_time(seed) and _UTC.fullmatch(seed) is not None
        case "datetime":
            return is_date_time(seed) and _UTC.fullmatch(seed) is not None
        case _:
            return True


def _read_typed(kind: Kind, text: str) -> JSON:
    match kind:
        case "number" | "integer":
            number = read_number(text)
            if kind == "integer" and not is_type(number, "integer"):
                raise Unreadable(_("Enter a whole number."))
            return number
        case "time" | "datetime":
            clock = text.rpartition("T")[2]
            return text + (":00Z" if len(clock) == _WITHOUT_SECONDS else "Z")
        case _:
            return text


def _index(value: JSON, answers: tuple[JSON, ...]) -> str:
    keys = [identity(answer) for answer in answers]
    key = identity(value)
    return str(keys.index(key)) if key in keys else ""


def _ordered(leaf: Leaf, chosen: tuple[str, ...]) -> list[str]:
    """Leave what was there before in its order; what was added comes after it."""
    before = shown("choices", leaf.seed, leaf.answers)
    first = before if isinstance(before, tuple) else ()
    added = [index for index in chosen if index not in first]
    return [*(index for index in dict.fromkeys(first) if index in chosen), *added]


def _answer(leaf: Leaf, index: str) -> JSON:
    if not (index.isascii() and index.isdecimal() and int(index[:6]) < len(leaf.answers)):
        raise Unreadable(_("Choose one of the values offered."))
    return leaf.answers[int(index[:6])]
