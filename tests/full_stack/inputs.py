"""What stands in the inputs of a page, and what a form sends of it: by the glass's rules."""

import json
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
    """Give the keys of what an input is matched with and breaks."""
    asked = [e for e in form if "patterns" in e.data and standing.get(e.id)]
    return [key for e in asked for key in _broken(e.data["patterns"], str(standing[e.id]))]


def _broken(patterns: str, text: str) -> list[str]:
    return [
        key
        for key, pattern, longest, ending in json.loads(patterns)
        if len(text) <= longest and not _matches(pattern, text, ending)
    ]


def _matches(pattern: str, text: str, ending: str | None) -> bool:
    """Search as a browser does; an expression that Python lacks is one that matches."""
    try:
        meant = json.loads(text) if ending is None else text + ending
        readable = pattern.replace("(?<", "(?P<").replace("(?P<=", "(?<=")
        return re.search(readable, str(meant)) is not None
    except (re.error, ValueError):
        return True
