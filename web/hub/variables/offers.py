"""What there is to choose at a place: values of an enumeration, or schemas to follow."""

from collections import Counter
from collections.abc import Sequence
from itertools import count

from hub.texts import _
from hub.variables.assertions import identity
from hub.variables.cases import Verdict
from hub.variables.document import JSON, Document, Located
from hub.variables.exact import show_json
from hub.variables.flat import Flat, flatten
from hub.variables.judge import Judge
from hub.variables.leaves import Offer, labelled, named
from hub.variables.masking import masks
from hub.variables.nodes import ABSENT, Absent, Maybe

MOST_WORDS = 4
"""How many of its names or values a branch without a title is called by."""


_FITTING = (
    (False, Verdict.HOLDS),
    (True, Verdict.UNKNOWN),
    (False, Verdict.UNKNOWN),
)
"""Whether formats count, and the verdict: what is likely, from the best on."""


def enumerated(flat: Flat) -> tuple[Offer, ...]:
    """Give the values that all enumerations share; null is not one of them but a blank."""
    rows = [said.get("enum") for said in flat.said]
    keys = [{identity(value) for value in row} for row in rows if isinstance(row, list)]
    values = [value for value in flat.row("enum") or [] if value is not None]
    shared = [value for value in values if all(identity(value) in some for some in keys)]
    labels = _told_apart([named(value) for value in shared], shared)
    return tuple(Offer(value, label) for value, label in zip(shared, labels, strict=True))


def _told_apart(labels: list[str], values: Sequence[Maybe]) -> list[str]:
    """Write values that are the same in words, such as 1 and "1", as JSON; number the rest."""
    counted = Counter(labels)
    written = [
        label if counted[label] == 1 or isinstance(value, Absent) else show_json(value)
        for label, value in zip(labels, values, strict=True)
    ]
    return _numbered(written)


def constants(document: Document, branches: tuple[Located, ...]) -> tuple[Offer, ...]:
    """Give the values of branches that are a constant each; nothing if one of them is not."""
    flats = [flatten(document, (branch,)) for branch in branches]
    if not all("const" in flat.words for flat in flats):
        return ()
    labels = [flat.text("title") or named(flat.words["const"]) for flat in flats]
    return tuple(
        Offer(flat.words["const"], label, flat.text("description"))
        for flat, label in zip(flats, _told_apart(labels, [*map(_said, flats)]), strict=True)
    )


def _said(flat: Flat) -> Maybe:
    """Give the constant that an open schema without a title is called by."""
    is_silent = flat.text("title") or flat.is_secret
    return ABSENT if is_silent else flat.words.get("const", ABSENT)


def is_null(document: Document, branch: Located) -> bool:
    """Tell whether a branch leaves nothing but null."""
    flat = flatten(document, (branch,))
    return flat.types == ("null",) or ("const" in flat.words and flat.words["const"] is None)


def branch_labels(around: Flat, branches: tuple[Located, ...]) -> list[str]:
    """Say in words what each branch is for, by the best that its schema or one around it offers."""
    flats = [flatten(around.document, (branch,)) for branch in branches]
    labels = [_branch_label(around, flat, at) for at, flat in enumerate(flats, 1)]
    return _told_apart(labels, [*map(_said, flats)])


def _branch_label(around: Flat, flat: Flat, number: int) -> str:
    value = _said(flat)
    if flat.text("title"):
        return flat.text("title")
    if not isinstance(value, Absent):
        return named(value)
    only = (_only(flatten(flat.document, parts)) for parts in flat.properties.values())
    told = [value for value in only if isinstance(value, str)]
    names = flat.required or tuple(flat.properties)
    labels = [_member_label(around, flat, name) for name in names]
    said = told or [*labels, *(offer.label for offer in enumerated(flat))]
    if said:
        return _some(said)
    types = [type_label(name) for name in flat.types or () if name != "null"]
    return _some(types) if types else _("Option {number}", number=number)


def _member_label(around: Flat, flat: Flat, name: str) -> str:
    parts = (*flat.properties.get(name, ()), *around.properties.get(name, ()))
    return flatten(flat.document, parts).text("title") or labelled(name)


def _only(flat: Flat) -> JSON:
    """Give the only value that is possible, if it is a constant or the one of an enumeration."""
    values = flat.row("enum") or []
    return flat.words.get("const", values[0] if len(values) == 1 else None)


def _some(words: list[str]) -> str:
    more = "…" if len(words) > MOST_WORDS else ""
    return ", ".join(words[:MOST_WORDS]) + more


def _numbered(said: list[str]) -> list[str]:
    """Number the labels that would be the same."""
    numbers = {label: count(1) for label, times in Counter(said).items() if times > 1}
    return [
        _("{label} ({number})", label=label, number=next(numbers[label]))
        if label in numbers
        else label
        for label in said
    ]


def type_label(name: str) -> str:
    """Say a type's name in words."""
    match name:
        case "string":
            return _("Text")
        case "integer":
            return _("Whole number")
        case "number":
            return _("Number")
        case "boolean":
            return _("Yes or no")
        case "array":
            return _("List")
        case "object":
            return _("Group of settings")
        case _:
            return name


def fitting(document: Document, branches: tuple[Located, ...], seed: Maybe) -> int:
    """Find the first branch that a value keeps to, or else may keep to; the first if none.

    Of several that are as likely, one comes first for which the value holds a secret.
    """
    if isinstance(seed, Absent):
        return 0
    for formats, wanted in _FITTING:
        judge = Judge(document, formats)
        fits = [at for at, each in enumerate(branches) if judge.verdict(each, seed) is wanted]
        masking = (at for at in fits if len(fits) > 1 and masks(document, (branches[at],), seed))
        if fits:
            return next(masking, fits[0])
    return 0
