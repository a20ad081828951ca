"""What there is to choose at a place: values of an enumeration, or schemas to follow."""

from hub.texts import _
from hub.variables.document import Document, Located
from hub.variables.flat import Flat, flatten
from hub.variables.judge import Judge
from hub.variables.leaves import Offer, labelled, named
from hub.variables.nodes import Absent, Maybe


def enumerated(flat: Flat) -> tuple[Offer, ...]:
    """Give the values of an enumeration; null is not one of them but a blank."""
    values = flat.row("enum") or []
    return tuple(Offer(value, named(value)) for value in values if value is not None)


def constants(document: Document, branches: tuple[Located, ...]) -> tuple[Offer, ...]:
    """Give the values of branches that are a constant each; nothing if one of them is not."""
    flats = [flatten(document, (branch,)) for branch in branches]
    if not all("const" in flat.words for flat in flats):
        return ()
    return tuple(
        Offer(
            flat.words["const"],
            flat.text("title") or named(flat.words["const"]),
            flat.text("description"),
        )
        for flat in flats
    )


def is_null(document: Document, branch: Located) -> bool:
    """Tell whether a branch leaves nothing but null."""
    flat = flatten(document, (branch,))
    return flat.types == ("null",) or ("const" in flat.words and flat.words["const"] is None)


def branch_label(document: Document, branch: Located, number: int) -> str:
    """Say in words what a branch is for, by the best that its schema offers."""
    flat = flatten(document, (branch,))
    if flat.text("title"):
        return flat.text("title")
    told = [
        named(member.words["const"])
        for parts in flat.properties.values()
        if isinstance((member := flatten(document, parts)).words.get("const"), str)
    ]
    if told or flat.required:
        return ", ".join(told or map(labelled, flat.required))
    types = flat.types or ()
    return type_label(types[0]) if len(types) == 1 else _("Option {number}", number=number)


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
    """Find the first branch that a value keeps to; the first one if there is none."""
    if isinstance(seed, Absent):
        return 0
    judge = Judge(document)
    return next((i for i, branch in enumerate(branches) if judge.accepts(branch, seed)), 0)
