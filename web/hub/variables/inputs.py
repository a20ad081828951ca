"""How one value is built into an input, with its words and what stands in it."""

from hub.fields import Field, Kind
from hub.texts import _
from hub.variables.assertions import identity
from hub.variables.document import JSON
from hub.variables.expressions import of_value
from hub.variables.flat import Flat
from hub.variables.leaves import options, shown
from hub.variables.nodes import ABSENT, Absent, Fixed, Heading, Leaf, Maybe
from hub.variables.places import Making, Place, entry_path
from hub.variables.settle import Settled, kept, seed_of


def leaf(making: Making, place: Place, settled: Settled, kind: Kind) -> Leaf:
    """Build an input of a kind."""
    place = _met(making, place, settled.flat)
    answers = tuple(offer.value for offer in settled.offers)
    seed = _usable(_begun(place, settled.flat, answers), kind, answers)
    first = shown(kind, seed, answers)
    left = kept(making.document, place) if first in ("", ()) else ABSENT
    item = _field(making, place, settled, kind, not isinstance(seed, Absent) or left is None)
    held = item.holding(making.entries.held(place.path, item.is_secret, first))
    parts = tuple(settled.flat.parts)
    return Leaf(
        place.path,
        held,
        parts,
        place.parts,
        settled.is_nullable,
        answers,
        seed,
        left,
        is_demanded=place.is_required and kind != "switch",
        says_no=_says_no(making, place, settled.flat, seed),
    )


def fixed(making: Making, place: Place, flat: Flat, value: JSON) -> Fixed:
    """Build a constant."""
    proposed = seed_of(place, flat)
    is_proposed = not isinstance(proposed, Absent) and identity(proposed) == identity(value)
    was_there = is_proposed or not isinstance(place.seed, Absent)
    # What was an input until a condition settled it is still an answer.
    was_entered = making.entries.has(place.path, is_secret=True)
    is_sent = place.is_required or place.is_tag or was_there or was_entered
    words = heading(making, place, flat)
    return Fixed(place.path, words, value, is_sent, not place.is_tag, flat.is_secret)


def heading(making: Making, place: Place, flat: Flat) -> Heading:
    """Build the words over several inputs."""
    name, error = making.name(place.path), making.error(place.path)
    return Heading(name, _label(place, flat), flat.text("description"), error, place.is_required)


def is_offered(answers: tuple[JSON, ...], value: JSON) -> bool:
    """Tell whether a value is one of those to choose from."""
    return identity(value) in {identity(answer) for answer in answers}


def _met(making: Making, place: Place, flat: Flat) -> Place:
    """Note what an input begins with; an open one has nothing that holds a secret."""
    if not flat.is_secret and making.earlier.holds_secret(place.origin):
        return place.forgotten()
    making.meet(place, flat.is_secret)
    return place


def _field(making: Making, place: Place, settled: Settled, kind: Kind, was_there: bool) -> Field:
    flat = settled.flat
    # Another kind at the same place is another element: a patch cannot turn one into the other.
    path = entry_path((*place.path, f"={kind}"), flat.is_secret)
    return Field(
        making.name(path),
        _label(place, flat),
        kind,
        hint=_hint(flat, kind),
        required=place.is_required and kind != "switch" and not settled.is_nullable,
        options=options(settled.offers) if kind in ("choice", "choices") else (),
        error=making.error(path),
        patterns=of_value(making, flat, kind),
        read_only=flat.words.get("readOnly") is True and was_there,
        placeholder=_example(flat),
        live=making.document.has_conditions,
        secret=flat.is_secret,
    )


def _says_no(making: Making, place: Place, flat: Flat, seed: Maybe) -> bool:
    """Tell whether a switch that is off is sent: if it is demanded, or would stand for a yes."""
    if flat.words.get("const") is True:
        return False
    was_turned = making.entries.has(place.path, flat.is_secret)
    is_heard = place.is_awaited and (place.is_new or was_turned)
    is_meant = "default" in flat.words and was_turned
    return place.is_required or is_heard or is_meant or not isinstance(seed, Absent)


def _begun(place: Place, flat: Flat, answers: tuple[JSON, ...]) -> Maybe:
    """Give what an input begins with; null only where it is one of the answers."""
    seed = seed_of(place, flat)
    is_null = flat.words.get("default", ABSENT) is None if place.is_new else place.seed is None
    is_meant = isinstance(seed, Absent) and is_null and is_offered(answers, None)
    return None if is_meant else seed


def _usable(seed: Maybe, kind: Kind, answers: tuple[JSON, ...]) -> Maybe:
    is_gone = kind == "choice" and not isinstance(seed, Absent) and not is_offered(answers, seed)
    return ABSENT if is_gone else seed


def _label(place: Place, flat: Flat) -> str:
    return flat.text("title") or place.label


def _hint(flat: Flat, kind: Kind) -> str:
    told = [flat.text("description")]
    if kind in ("time", "datetime"):
        told.append(_("In UTC."))
    if kind == "json":
        told.append(_("As JSON."))
    return " ".join(filter(None, told))


def _example(flat: Flat) -> str:
    examples = flat.row("examples") or [""]
    return str(examples[0]) if isinstance(examples[0], str | int) else ""
