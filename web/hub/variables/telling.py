"""What a message must not repeat: every secret of a form, in all its spellings."""

from collections.abc import Iterator
from decimal import Decimal

from hub.json_text import write_json
from hub.numbers import WrittenNumber
from hub.variables.document import JSON
from hub.variables.exact import Unreadable, is_number
from hub.variables.form import Form
from hub.variables.leaves import read
from hub.variables.nodes import Absent, Leaf


def secret_texts(form: Form) -> list[str]:
    """Give every secret as it was typed, and as whoever read it may write it."""
    leaves = (stop.node for stop in form.stops() if isinstance(stop.node, Leaf))
    secret = [leaf for leaf in leaves if leaf.field.is_secret]
    typed = [str(leaf.field.value) for leaf in secret if leaf.field.is_masked]
    return [*typed, *(text for leaf in secret for text in _read(leaf))]


def _read(leaf: Leaf) -> Iterator[str]:
    try:
        value = read(leaf)
    except Unreadable:
        return
    if not isinstance(value, Absent):
        yield from _spelled(value)


def _spelled(value: JSON) -> Iterator[str]:
    match value:
        case dict():
            for inner in value.values():
                yield from _spelled(inner)
        case list():
            for inner in value:
                yield from _spelled(inner)
        case str():
            yield value
        case bool() | None | WrittenNumber():
            yield write_json(value)
        case _ if is_number(value):
            yield from (write_json(value), f"{Decimal(repr(value)):f}")
