"""What was entered so far, fit to be kept in the open: no secret, and no check.

Kept is what the person did, not what it comes to: what was emptied stays empty, what was half
typed stays half typed, and every choice stays made. It is of use only with the same schema, since
a value that was chosen is kept as its number, and on top of the same settings in force: over other
ones an item or a branch would be taken for another. What was entered over the defaults is carried
over to settings that are known by now (`hub.variables.carrying`).
"""

import json
import zlib
from collections.abc import Collection, Iterator
from dataclasses import replace

from hub.fields import Value
from hub.texts import _
from hub.variables.carrying import carry
from hub.variables.document import JSON, Document
from hub.variables.earlier import Earlier
from hub.variables.entries import FIRST_ADDED, Entries
from hub.variables.form import Form, rebuilt, start
from hub.variables.nodes import Absent, Fixed, Path
from hub.variables.walk import Stop


def draft(form: Form) -> JSON:
    """Give what was entered in the inputs that are there, without secrets."""
    entries = form.entries
    open_paths = {stop.path for stop in form.stops() if _is_open(stop)}
    return {
        "schema": _mark(form.document),
        "over": _mark_of_seed(form),
        "values": [
            [list(path), list(value) if isinstance(value, tuple) else value]
            for path, value in entries.values.items()
            if path in open_paths
        ],
        "items": [[list(path), list(numbers)] for path, numbers in entries.items.items()],
        "present": [[list(path), is_there] for path, is_there in entries.present.items()],
        "next": entries.next_item,
        "secrets": [[list(path), True] for path in _secrets_entered(form)],
    }


def restore(form: Form, kept: JSON) -> Form | None:
    """Put what a draft kept on top of a new form; None if it would not say the same there."""
    if not isinstance(kept, dict) or kept.get("schema") != _mark(form.document):
        return None
    restored = _entered_again(form, kept)
    lost = [path for path, _said in _pairs(kept, "secrets")]
    return _asking_again(restored, lost) if restored else None


def _is_open(stop: Stop) -> bool:
    """Tell whether what was entered may be kept; a condition can have settled what it says."""
    if isinstance(stop.node, Fixed):
        return not stop.node.is_secret
    return stop.field is not None and not stop.field.is_secret


def _entered_again(form: Form, kept: dict[str, JSON]) -> Form | None:
    over, entries = kept.get("over"), _entries(kept)
    if over == _mark_of_seed(form):
        return rebuilt(replace(form, entries=entries))
    if over is not None:
        return None
    return carry(rebuilt(replace(start(form.document.root), entries=entries)), form)


def _secrets_entered(form: Form) -> Iterator[Path]:
    for stop in form.stops():
        if stop.field and stop.field.is_secret and form.entries.has(stop.path, True):
            yield stop.path


def _asking_again(form: Form, lost: Collection[Path]) -> Form:
    """Say at every secret that was entered, and not kept, that it has to be entered again.

    Where another one is in force that one stands there, and dots do not tell them apart.
    """
    said = _("Secrets are not kept when the page is loaded again. Enter it once more.")
    errors = {stop.name: said for stop in form.stops() if stop.path in lost}
    return rebuilt(replace(form, errors=errors)) if errors else form


def _mark_of_seed(form: Form) -> int | None:
    """Tell settings in force from others, without a word of what is secret in them."""
    if isinstance(form.seed, Absent):
        return None
    untouched = rebuilt(replace(form, entries=Entries(), earlier=Earlier(), errors={}))
    shown = [
        [list(stop.path), stop.field.value if stop.field and _is_open(stop) else None]
        for stop in untouched.stops()
    ]
    return zlib.crc32(json.dumps(shown).encode())


def _entries(kept: dict[str, JSON]) -> Entries:
    following = kept.get("next")
    return Entries(
        {path: value for path, said in _pairs(kept, "values") for value in _values(said)},
        {path: _numbers(said) for path, said in _pairs(kept, "items")},
        {path: said is True for path, said in _pairs(kept, "present")},
        following if isinstance(following, int) else FIRST_ADDED,
    )


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
