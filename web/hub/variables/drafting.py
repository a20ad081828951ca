"""What was entered so far, fit to be kept in the open: no secret, and no check.

Kept is what the person did, not what it comes to: what was emptied stays empty, what was half
typed stays half typed, and every choice stays made. It is of use only with the same schema, since
a value that was chosen is kept as its number.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import replace

from hub.fields import Value
from hub.variables.document import JSON, Document
from hub.variables.entries import FIRST_ADDED, Entries
from hub.variables.form import Form, rebuilt, start
from hub.variables.nodes import Fixed, Path
from hub.variables.walk import Stop


def draft(form: Form) -> JSON:
    """Give what was entered in the inputs that are there, without secrets."""
    entries = form.entries
    open_paths = {stop.path for stop in form.stops() if _is_open(stop)}
    return {
        "schema": _mark(form.document),
        "values": [
            [list(path), list(value) if isinstance(value, tuple) else value]
            for path, value in entries.values.items()
            if path in open_paths
        ],
        "items": [[list(path), list(numbers)] for path, numbers in entries.items.items()],
        "present": [[list(path), is_there] for path, is_there in entries.present.items()],
        "next": entries.next_item,
    }


def restore(schema: JSON, kept: JSON) -> Form:
    """Start a form with what a draft kept; one for another schema is forgotten."""
    form = start(schema)
    if not isinstance(kept, dict) or kept.get("schema") != _mark(form.document):
        return form
    following = kept.get("next")
    entries = Entries(
        {path: value for path, said in _pairs(kept, "values") for value in _values(said)},
        {path: _numbers(said) for path, said in _pairs(kept, "items")},
        {path: said is True for path, said in _pairs(kept, "present")},
        following if isinstance(following, int) else FIRST_ADDED,
    )
    return rebuilt(replace(form, entries=entries))


def _is_open(stop: Stop) -> bool:
    """Tell whether what was entered may be kept; a condition can have settled what it says."""
    if isinstance(stop.node, Fixed):
        return not stop.node.is_secret
    return stop.field is not None and not stop.field.is_secret


def _mark(document: Document) -> int:
    return zlib.crc32(json.dumps(document.root).encode())


def _pairs(kept: dict[str, JSON], part: str) -> Iterator[tuple[Path, JSON]]:
    pairs = kept.get(part)
    for pair in pairs if isinstance(pairs, list) else []:
        match pair:
            case [list() as steps, said]:
                yield tuple(step for step in steps if isinstance(step, str | int)), said


def _values(said: JSON) -> Iterator[Value]:
    match said:
        case str() | bool():
            yield said
        case list():
            yield tuple(each for each in said if isinstance(each, str))


def _numbers(said: JSON) -> tuple[int, ...]:
    numbers = said if isinstance(said, list) else []
    return tuple(number for number in numbers if isinstance(number, int) and number >= 0)
