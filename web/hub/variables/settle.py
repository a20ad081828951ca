"""Which schemas hold at a place once its choices are made and its conditions tried."""

from dataclasses import dataclass, replace

from hub.fields import Field
from hub.variables.assertions import ASSERTIONS
from hub.variables.conditions import MOST_ROUNDS, tried
from hub.variables.document import JSON, Document, Located
from hub.variables.entries import Entries
from hub.variables.flat import Flat, Parts, flatten
from hub.variables.judge import Judge
from hub.variables.leaves import Offer, options
from hub.variables.nodes import ABSENT, Absent, Maybe, Path, Selector
from hub.variables.offers import (
    branch_labels,
    constants,
    enumerated,
    fitting,
    is_null,
    type_label,
)
from hub.variables.places import Making, Place, entry_path


@dataclass
class Settled:
    """A place without open questions; it is `left_out` as long as nothing is `picked`.

    It is `turned` if what was picked is not what its answer or default goes by.
    """

    flat: Flat
    picked: Parts = ()
    selectors: tuple[Selector, ...] = ()
    offers: tuple[Offer, ...] = ()
    is_nullable: bool = False
    has_word_for_null: bool = False
    is_left_out: bool = False
    is_turned: bool = False


@dataclass(frozen=True)
class Way:
    """One of several schemas to follow, and the words for it."""

    label: str
    branch: Located


def settle(making: Making, place: Place) -> Settled:
    """Make every choice of a place as the entries and the seed have it."""
    settled = Settled(tried(making, place, place.parts))
    chosen = place.parts
    for number in range(MOST_ROUNDS):
        if number >= len(settled.flat.choices):
            break
        branches = _without_null(making, settled, settled.flat.choices[number])
        settled.offers = settled.offers or _constants(making, settled.flat, branches)
        if not settled.offers and branches:
            chosen += _chosen(making, place, settled, branches, number)
            settled.flat = tried(making, place, chosen)
    return _with_one_type(making, place, settled, chosen)


def seed_of(place: Place, flat: Flat) -> Maybe:
    """Give what stands at a place before anything is entered: the answer, or a first default."""
    if place.seed is None and allows(flat.document, place, None):
        return ABSENT
    if not isinstance(place.seed, Absent) and place.seed is not None:
        return place.seed
    default = _default(flat) if place.is_new else None
    return ABSENT if default is None else default


def turned(place: Place, settled: Settled) -> Place:
    """Forget an answer of a type that is not possible the way that was chosen instead of its own.

    Otherwise it would stand there as JSON, since it must not be lost where nobody turned from it.
    """
    if not settled.is_turned or _is_possible(settled.flat, place.seed):
        return place
    return place.forgotten()


def _default(flat: Flat) -> JSON:
    """Give the first default of a type that is possible here."""
    given = (said["default"] for said in flat.said if "default" in said)
    return next((default for default in given if _is_possible(flat, default)), None)


def _is_possible(flat: Flat, value: Maybe) -> bool:
    if isinstance(value, Absent):
        return True
    return all(ASSERTIONS["type"](said.get("type"), value) for said in flat.said)


def kept(document: Document, place: Place, emptied: Maybe = ABSENT) -> Maybe:
    """Give what an empty place sends: an answer that was empty before, or what emptied one."""
    was_empty = place.seed is None or place.seed in ("", [], {})
    left = place.seed if was_empty else emptied
    return left if not isinstance(left, Absent) and allows(document, place, left) else ABSENT


def offered_before(making: Making, place: Place) -> dict[str, Parts] | None:
    """Give the members that an object had when it was answered; None if it is new."""
    if place.is_new:
        return None
    given = place.seed if isinstance(place.seed, dict) else {}
    then = replace(making, entries=Entries(), known={place.path: given})
    return settle(then, place).flat.properties


def allows(document: Document, place: Place, value: JSON) -> bool:
    """Tell whether a value may stand at a place as a whole."""
    judge = Judge(document)
    return all(judge.accepts(part, value) for part in place.parts)


def _without_null(
    making: Making, settled: Settled, branches: tuple[Located, ...]
) -> tuple[Located, ...]:
    """Take null for a blank, unless it has a title of its own among several."""
    nulls = [branch for branch in branches if is_null(making.document, branch)]
    titled = [each for each in nulls if flatten(making.document, (each,)).text("title")]
    settled.has_word_for_null = settled.has_word_for_null or bool(titled)
    settled.is_nullable = settled.is_nullable or len(titled) < len(nulls)
    return tuple(branch for branch in branches if branch not in nulls or branch in titled)


def _constants(making: Making, flat: Flat, branches: tuple[Located, ...]) -> tuple[Offer, ...]:
    return () if flat.properties else constants(making.document, branches)


def _chosen(
    making: Making, place: Place, settled: Settled, branches: tuple[Located, ...], number: int
) -> Parts:
    if len(branches) == 1:
        return branches
    labels = branch_labels(settled.flat, branches)
    ways = [Way(label, branch) for label, branch in zip(labels, branches, strict=True)]
    return _selected(making, place, settled, f"?{number}", ways)


def _with_one_type(making: Making, place: Place, settled: Settled, chosen: Parts) -> Settled:
    flat = settled.flat
    types = tuple(name for name in flat.types or () if name != "null")
    has_null = "null" in (flat.types or ()) or None in (flat.row("enum") or [])
    settled.is_nullable = (settled.is_nullable or has_null) and not settled.has_word_for_null
    settled.offers = settled.offers or enumerated(flat)
    if len(types) > 1 and not settled.offers and "const" not in flat.words:
        ways = [Way(type_label(name), Located({"type": name})) for name in types]
        chosen += _selected(making, place, settled, "?type", ways)
        settled.flat = tried(making, place, chosen)
    return settled


def _selected(making: Making, place: Place, settled: Settled, mark: str, ways: list[Way]) -> Parts:
    path = (*place.path, mark)
    selector = _selector(making, place, settled, path, ways)
    likely = _likely(making, place, settled, ways)
    value = making.entries.held(path, selector.is_secret, likely)
    index = next((i for i, offer in enumerate(selector.options) if offer.value == value), None)
    held = selector.holding("" if index is None else str(index))
    settled.selectors += (Selector(path, held),)
    settled.is_left_out = settled.is_left_out or index is None
    settled.is_turned = settled.is_turned or held.value != likely
    picked = () if index is None else (ways[index].branch,)
    settled.picked += picked
    return picked


def _selector(making: Making, place: Place, settled: Settled, path: Path, ways: list[Way]) -> Field:
    is_secret = settled.flat.is_secret
    input_path = entry_path(path, is_secret)
    return Field(
        making.name(input_path),
        settled.flat.text("title") or place.label,
        "choice",
        hint=settled.flat.text("description"),
        required=_must_choose(place, settled) and not _may_be_null(settled),
        options=options(tuple(Offer(None, way.label) for way in ways)),
        error=making.error(input_path),
        live=True,
        secret=is_secret,
    )


def _likely(making: Making, place: Place, settled: Settled, ways: list[Way]) -> str:
    seed, branches = seed_of(place, settled.flat), tuple(way.branch for way in ways)
    was_null = place.seed is None and isinstance(seed, Absent)
    is_told = _must_choose(place, settled) or (was_null and settled.has_word_for_null)
    if isinstance(seed, Absent) and not is_told:
        return ""
    if was_null:
        return _of_null(making.document, branches)
    return str(fitting(making.document, branches, seed))


def _of_null(document: Document, branches: tuple[Located, ...]) -> str:
    """Choose for a null that was stored: what allows it, or else what may stand empty."""
    best = fitting(document, branches, None)
    if Judge(document).accepts(branches[best], None):
        return str(best)
    flats = [flatten(document, (branch,)) for branch in branches]
    return next((str(at) for at, flat in enumerate(flats) if "const" not in flat.words), "")


def _may_be_null(settled: Settled) -> bool:
    return settled.is_nullable and not settled.selectors


def _must_choose(place: Place, settled: Settled) -> bool:
    return (place.is_required and not place.may_wait) or bool(settled.selectors)
