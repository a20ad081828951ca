"""The paths by which servers say what they refuse, whichever way they write them.

    dynamicVariables.lines[0].city      dots, and brackets around the number of an item
    $.dynamicVariables["a.b"]['city']   quotes around a name, and a sign for the whole before it
    /dynamicVariables/lines/0/a~1b      a JSON Pointer (RFC 6901), also with a # before it

No text is too odd to be read. A name in quotes, and one in a pointer, is exact; between dots stands
what may be a part of a name that has dots itself.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

KeyPath = tuple[str | int, ...]
"""Where something is: names of members and numbers of items."""

VARIABLES = ("dynamicVariables", "variables")
"""What the API calls the settings of an integration."""

_STEP = re.compile(
    r"""
    \.?\[ \s* (?: "(?P<double>(?:[^"\\]|\\.)*)" | '(?P<single>(?:[^'\\]|\\.)*)' ) \s* \]
    | \.?\[ (?P<bare>[^\[\]"']*) \]
    | \.? (?P<name>[^.\[]+)
    | \.
    | (?P<odd>.+)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Step:
    """One step of a path: a member's name, or an item's number."""

    text: str
    is_exact: bool = False
    """Whether its ends are known for certain."""


Steps = tuple[Step, ...]


def parse_path(text: str) -> Steps:
    """Read a path; the sign for the whole at its beginning is no step."""
    text = text.strip()
    if text.startswith("#/"):
        return _pointer(unquote(text[1:]))
    if text.startswith("/"):
        return _pointer(text)
    return inside(_dotted(text), "$")


def inside(steps: Steps, *names: str) -> Steps:
    """Leave out the first step if it is one of these names."""
    return steps[1:] if steps and steps[0].text in names else steps


def texts(steps: Steps) -> tuple[str, ...]:
    """Give the names and numbers alone."""
    return tuple(step.text for step in steps)


def in_body(text: str) -> Steps:
    """Read a path from the body of the request on; some servers name the body itself."""
    return inside(parse_path(text), "body")


def number(text: str) -> int | None:
    """Read the number of an item."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= 4
    return int(text) if is_number else None


def furthest(known: Iterable[KeyPath], steps: Steps) -> tuple[tuple[KeyPath, ...], bool]:
    """Find the known paths that lead furthest along the steps, and tell whether they end with them.

    There are several where a name with a dot and two nested names read the same.
    """
    reached = [(_reach(path, steps), path) for path in known]
    far = max((taken for taken, _path in reached), default=-1)
    if far < 0:
        return ((),), not steps
    return tuple(path for taken, path in reached if taken == far), far == len(steps)


def _reach(path: KeyPath, steps: Steps) -> int:
    """Count the steps that a path stands for; -1 if it leads elsewhere."""
    at = 0
    for key in map(str, path):
        taken = _taken(key, steps[at:])
        if not taken:
            return -1
        at += taken
    return at


def _taken(key: str, steps: Steps) -> int:
    """Count the steps that one name stands for, or none: between dots it may be several."""
    if not steps or steps[0].text == key:
        return 1 if steps else 0
    several = steps[: key.count(".") + 1]
    is_open = len(several) > 1 and not any(step.is_exact for step in several)
    return len(several) if is_open and ".".join(texts(several)) == key else 0


def _pointer(text: str) -> Steps:
    parts = text.split("/")[1:]
    return tuple(Step(part.replace("~1", "/").replace("~0", "~"), True) for part in parts)


def _dotted(text: str) -> Steps:
    found = _STEP.finditer(text)
    return tuple(step for match in found if (step := _step(match)) is not None)


def _step(match: re.Match[str]) -> Step | None:
    for quote in ("double", "single"):
        if match[quote] is not None:
            return Step(re.sub(r"\\(.)", r"\1", match[quote], flags=re.DOTALL), True)
    if match["bare"] is not None:
        return Step(match["bare"].strip(), True)
    if (name := match["name"] or match["odd"]) is not None:
        return Step(name)
    # A dot alone stands before the first name, or for a name that is empty.
    return Step("") if match.start() else None
