"""What stands in the inputs of a page, and what a form sends of it: by the glass's rules."""

import re
from collections.abc import Mapping
from typing import Any

from tests.full_stack.page import Element

Json = Any
Standing = str | bool
INPUTS = ("input", "textarea", "select")


def initial(item: Element) -> Standing:
    """Tell what stands in an input that has just appeared."""
    if item.attributes.get("type") in ("radio", "checkbox"):
        return "checked" in item.attributes
    if item.tag == "textarea":
        return item.raw_text.removeprefix("\n")
    if item.tag == "select":
        options = item.all("option")
        chosen = [e for e in options if "selected" in e.attributes] or options[:1]
        return chosen[0].attributes["value"] if chosen else ""
    return item.attributes.get("value", "")


def values_of(form: Element, standing: Mapping[str, Standing]) -> dict[str, Json]:
    """Give the values of a form's inputs, by name."""
    values: dict[str, Json] = {}
    for item in (e for e in form if e.tag in INPUTS):
        name, kind = item.attributes.get("name", ""), item.attributes.get("type", "")
        stands, value = standing[item.id], item.attributes.get("value", "")
        if item.attributes.get("role") == "switch":
            values[name] = stands
        elif kind == "checkbox":
            values[name] = [*values.get(name, []), *([value] if stands else [])]
        elif kind == "radio":
            values[name] = value if stands else values.get(name, "")
        elif kind != "file":
            values[name] = stands
    return values


def mismatched(form: Element, standing: Mapping[str, Standing]) -> list[str]:
    """Name the inputs that break the pattern they are given."""
    asked = [e for e in form if "pattern" in e.data and standing.get(e.id)]
    wrong = [e for e in asked if not _matches(e.data["pattern"], str(standing[e.id]))]
    return [e.attributes["name"] for e in wrong]


def _matches(pattern: str, text: str) -> bool:
    """Search as a browser does; an expression that Python lacks is one that matches."""
    try:
        return re.search(pattern.replace("(?<", "(?P<").replace("(?P<=", "(?<="), text) is not None
    except re.error:
        return True
