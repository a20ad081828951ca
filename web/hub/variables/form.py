"""A form for a JSON Schema: start it, take what was entered, check it, get the body.

    start --take, act--> Form --check--> Form --answer--> the body, or nothing if errors are left

Every function gives a new form. A form never refuses a schema: what it cannot ask for in inputs
it asks for as JSON, and what it cannot judge it leaves to the server.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from hub.fields import Values, is_same
from hub.patterns import Allowance
from hub.texts import _
from hub.variables.build import DEEPEST_NODE, build
from hub.variables.checks import WHOLE, found
from hub.variables.document import JSON, Document, Located, depth
from hub.variables.earlier import Earlier
from hub.variables.entries import Entries
from hub.variables.exact import DEEPEST_VALUE
from hub.variables.gather import gather
from hub.variables.nodes import ABSENT, Absent, Choice, Maybe, Node, Path
from hub.variables.places import Making, Place
from hub.variables.spotting import spotted
from hub.variables.walk import Stop, stops
from hub.variables.words import NOT_TOGETHER

MOST_BUILDS = 6
"""Rounds in which conditions may follow from one another."""

_OBJECT = Located({"type": "object"})


@dataclass(frozen=True)
class Form:
    """A form as it stands; `focus` is the id of the element that the last action leads to."""

    document: Document = field(repr=False)
    root: Node = field(repr=False)
    seed: Maybe = field(default=ABSENT, repr=False)
    entries: Entries = field(default_factory=Entries, repr=False)
    earlier: Earlier = field(default_factory=Earlier, repr=False)
    names: Mapping[Path, str] = field(default_factory=dict, repr=False)
    errors: Mapping[str, str] = field(default_factory=dict)
    mismatched: frozenset[str] = frozenset()
    prefix: str = "vh-v"
    focus: str = ""

    def stops(self) -> Iterator[Stop]:
        """Walk everything that has a name."""
        return stops(self.root)


def start(schema: JSON, answers: JSON = None, prefix: str = "vh-v") -> Form:
    """Start a form, filled in with earlier answers or the schema's defaults; never raises."""
    is_usable = answers is not None and depth(answers) <= DEEPEST_VALUE
    empty = Choice((), (), None)
    return rebuilt(Form(Document(schema), empty, answers if is_usable else ABSENT, prefix=prefix))


def same_answers(one: Form | None, other: Form | None) -> bool:
    """Tell whether two forms of the same schema hold the same, whatever is wrong with it."""
    return one is other or (one is not None and other is not None and one.entries == other.entries)


def take(form: Form, values: Values, mismatched: Collection[str] = ()) -> Form:
    """Take what stands in the inputs; the error of an input that changed is gone."""
    held = {stop.name: (stop.path, stop.field) for stop in form.stops() if stop.field}
    taken = {
        name: item.holding(values[name]).value
        for name, (_path, item) in held.items()
        if name in values and not item.read_only and not is_same(item.value, values[name])
    }
    entries = form.entries
    for name, value in taken.items():
        path, item = held[name]
        note = entries.with_secrets if item.is_secret else entries.with_values
        entries = note({path: value})
    errors = {name: error for name, error in form.errors.items() if name not in taken}
    return rebuilt(
        replace(form, entries=entries, errors=errors, mismatched=frozenset(mismatched), focus="")
    )


def check(form: Form) -> Form:
    """Find everything that is wrong; what is so of an input that is gone is told of the whole."""
    checked = rebuilt(replace(form, errors=found(form.document, form.root, form.mismatched)))
    is_told = bool(errors(checked)) or not checked.errors
    return checked if is_told else replace(checked, errors={WHOLE: _(NOT_TOGETHER)})


def answer(form: Form) -> dict[str, JSON] | None:
    """Give the body, or None if anything is wrong."""
    body = gather(form.root).body
    if not isinstance(body, dict) or found(form.document, form.root, form.mismatched):
        return None
    return body


def point(form: Form, path: str, message: str) -> Form:
    """Put a server's message where it belongs, or as near as there is an input or a group."""
    texts = {
        name: message if told in ("", message) else f"{told} {message}"
        for name in spotted(form.root, path)
        for told in [form.errors.get(name, "")]
    }
    return rebuilt(replace(form, errors={**form.errors, **texts}))


def errors(form: Form) -> tuple[tuple[str, str, str], ...]:
    """List name, label and message of every error, in order; that of the whole has no name."""
    whole = ((WHOLE, "", form.errors[WHOLE]),) if WHOLE in form.errors else ()
    return whole + tuple(
        (stop.name, stop.title, form.errors[stop.name])
        for stop in form.stops()
        if stop.name in form.errors
    )


def is_empty(form: Form) -> bool:
    """Tell whether there is nothing to ask, and what is sent without a question is right."""
    has_questions = any(stop.is_question for stop in form.stops())
    return not has_questions and answer(form) is not None


def secrets(form: Form) -> Mapping[str, str]:
    """Give what stands in the masked inputs, by name; it is not part of the HTML."""
    items = (stop.field for stop in form.stops())
    return {item.name: str(item.value) for item in items if item and item.is_masked}


def rebuilt(form: Form) -> Form:
    """Build the tree anew, until no condition changes it any more."""
    names, known = dict(form.names), dict[Path, JSON]()
    place = _outermost(form)
    for _round in range(MOST_BUILDS):
        making = Making(
            form.document,
            form.entries,
            build,
            names,
            form.errors,
            known,
            form.prefix,
            allowance=Allowance(form.document.patterns),
            earlier=form.earlier,
        )
        root = build(making, place)
        known, before = gather(root).known, known
        if not form.document.has_conditions or known == before:
            break
    return replace(form, root=root, names=names, earlier=form.earlier.grown(making.met))


def _outermost(form: Form) -> Place:
    deep = 0 if form.document.is_readable else DEEPEST_NODE + 1
    is_new = isinstance(form.seed, Absent)
    parts = (form.document.top, _OBJECT)
    origin = None if is_new else ()
    return Place((), parts, _("Settings"), form.seed, depth=deep, is_new=is_new, origin=origin)
