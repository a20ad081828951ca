"""A form's answers in words, for the person to look over before they are sent."""

from collections.abc import Iterator

from hub.fields import Field
from hub.texts import _
from hub.variables.document import JSON
from hub.variables.form import Form
from hub.variables.gather import gather
from hub.variables.leaves import labelled, named
from hub.variables.nodes import Fixed, Leaf

DOTS = "••••••••"


def summary(form: Form) -> tuple[tuple[str, str], ...]:
    """List label and text of everything that is sent, constants too; a secret is shown as dots."""
    return tuple(_lines(form))


def _lines(form: Form) -> Iterator[tuple[str, str]]:
    gathered = gather(form.root)
    sent = {leaf.field.name for leaf, _value in gathered.judged}
    constants = {constant.path for constant in gathered.constants if constant.is_told}
    for stop in form.stops():
        if isinstance(stop.node, Fixed) and stop.path in constants:
            yield from _constant(stop.title, stop.node.value, stop.node.is_secret)
        is_left_out = isinstance(stop.node, Leaf) and stop.node.parts and stop.name not in sent
        if stop.field and not is_left_out and (text := _text(stop.field)):
            yield stop.title, DOTS if stop.field.is_secret else text


def _constant(title: str, value: JSON, is_secret: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value and not is_secret:
        for name, inner in value.items():
            yield from _constant(f"{title} / {labelled(name)}", inner, is_secret)
    else:
        yield title, DOTS if is_secret else named(value)


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
