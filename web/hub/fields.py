"""What one input of a form is: its name, its words, what stands in it, what is wrong with it.

A field's `name` is made by the hub and serves as the input's name and id; the words come from
outside and are shown as text only. What the page sends back is `Values`: every input by name.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from hub.texts import _

Kind = Literal[
    "text",
    "long",
    "secret",
    "long-secret",
    "number",
    "integer",
    "switch",
    "choice",
    "choices",
    "date",
    "time",
    "datetime",
    "url",
    "email",
    "file",
    "json",
]
Value = str | bool | tuple[str, ...]
Values = Mapping[str, Value]

SECRET_KINDS = frozenset({"secret", "long-secret", "file"})
"""Kinds that are secret whatever the field says."""

PICKED_KINDS = frozenset({"choice", "choices", "file"})
"""Kinds that are chosen rather than typed; it decides the words of an error."""

_UNTYPED_KINDS = PICKED_KINDS | {"switch"}


@dataclass(frozen=True)
class Option:
    """One thing to choose: `value` is sent, `label` is read."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Matching:
    """An expression that the page matches an input's text with, up to a length in characters.

    `ending` is what the hub adds to the text before it is sent; None if the text is JSON.
    """

    pattern: str
    longest: int
    ending: str | None = ""


@dataclass(frozen=True)
class Field:
    """One input; `live` asks the page to report a change at once, `accept` narrows a file.

    A value of any kind may be `secret`, such as a number; a masked one is shown as dots while it
    is typed, and never becomes part of the HTML. Of a file that was chosen, only its `size` in
    bytes is ever shown.
    """

    name: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    value: Value = field(default="", repr=False)
    error: str = ""
    patterns: tuple[Matching, ...] = ()
    read_only: bool = False
    placeholder: str = ""
    maximum_length: int | None = None
    accept: str = ""
    live: bool = False
    secret: bool = False
    size: int = 0

    @property
    def is_secret(self) -> bool:
        """Tell whether the value may be shown as dots only."""
        return self.secret or self.kind in SECRET_KINDS

    @property
    def is_masked(self) -> bool:
        """Tell whether the value is typed as dots."""
        return self.is_secret and self.kind not in _UNTYPED_KINDS

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was entered; a switch always says something."""
        return self.value in ("", ())

    @property
    def keyed_patterns(self) -> Mapping[str, Matching]:
        """Give what the page matches, by the keys under which it says what fails."""
        return {f"{self.name}-{at}": matching for at, matching in enumerate(self.patterns)}

    def failed(self, mismatched: Collection[str]) -> tuple[Matching, ...]:
        """Give what the page saw fail, by what it said."""
        keyed = self.keyed_patterns.items()
        return tuple(matching for key, matching in keyed if key in mismatched)

    def holding(self, value: Value) -> "Field":
        """Give the same field with another value, in the type that its kind holds."""
        return replace(self, value=cleaned(self, value))


def with_values(fields: Iterable[Field], values: Values) -> tuple[Field, ...]:
    """Put what the page sent into the fields; what it did not send stays as it is."""
    return tuple(_with_value(item, values) for item in fields)


def is_same(held: Value, sent: Value) -> bool:
    """Tell whether the page sent what a field held, which it writes in its own way."""
    if isinstance(held, tuple) and isinstance(sent, tuple):
        return set(held) == set(sent)  # it tells what is chosen, in an order of its own
    if isinstance(held, str) and isinstance(sent, str):
        # A textarea turns every line end into one newline before the page sees it.
        return held.replace("\r\n", "\n").replace("\r", "\n") == sent
    return held == sent


def missing(fields: Iterable[Field]) -> tuple[str, ...]:
    """Name the required fields that are blank, in order."""
    return tuple(item.name for item in fields if item.required and item.is_blank)


def checked(fields: Iterable[Field], mismatched: Collection[str] = ()) -> tuple[Field, ...]:
    """Give every field its error; `mismatched` is what the page saw fail."""
    return tuple(replace(item, error=problem(item, mismatched)) for item in fields)


def problem(item: Field, mismatched: Collection[str] = ()) -> str:
    """Say in words what is wrong with a field's value, or nothing."""
    if item.is_blank:
        return demand(item) if item.required else ""
    if item.failed(mismatched):
        return mismatch()
    limit = item.maximum_length
    if limit is not None and isinstance(item.value, str) and len(item.value) > limit:
        return _("Enter at most {limit} characters.", limit=limit)
    return ""


def demand(item: Field) -> str:
    """Ask for the value of a field that was left blank."""
    return _("Choose one.") if item.kind in PICKED_KINDS else _("This is needed.")


def mismatch() -> str:
    """Say that a value does not match the expression that it should."""
    return _("This does not have the expected form.")


def cleaned(item: Field, value: Value) -> Value:
    """Bring a value into the type that the field's kind holds."""
    match item.kind, value:
        case "switch", bool():
            return value
        case "switch", _other:
            return value in ("true", "on")
        case "choices", tuple():
            return value
        case "choices", str():
            return (value,) if value else ()
        case _, str():
            return value
        case _, tuple():
            return value[0] if value else ""
        case _:
            return ""


def _with_value(item: Field, values: Values) -> Field:
    if item.read_only or item.name not in values:
        return item
    taken = item.holding(values[item.name])
    return item if is_same(item.value, taken.value) else taken
