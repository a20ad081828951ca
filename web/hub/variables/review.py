"""A form's answers in words, for the person to look over before they are sent."""

from collections.abc import Iterator

from hub.fields import Field
from hub.texts import _
from hub.variables.form import Form
from hub.variables.gather import gather
from hub.variables.nodes import Leaf

DOTS = "••••••••"


def summary(form: Form) -> tuple[tuple[str, str], ...]:
    """List label and text of everything that was answered; a secret is shown as dots."""
    return tuple(_lines(form))


def _lines(form: Form) -> Iterator[tuple[str, str]]:
    sent = {leaf.field.name for leaf, _value in gather(form.root).judged}
    for stop in form.stops():
        is_left_out = isinstance(stop.node, Leaf) and stop.node.parts and stop.name not in sent
        if stop.field and not is_left_out and (text := _text(stop.field)):
            yield stop.title, DOTS if stop.field.is_secret else text


def _text(item: Field) -> str:
    if item.is_blank:
        return ""
    if isinstance(item.value, bool):
        return _("Yes") if item.value else _("No")
    if item.kind in ("choice", "choices"):
        return ", ".join(option.label for option in item.options if _is_chosen(item, option.value))
    return str(item.value)


def _is_chosen(item: Field, value: str) -> bool:
    return value in item.value if isinstance(item.value, tuple) else value == item.value
