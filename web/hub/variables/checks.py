"""What is wrong with a form as it stands, by the name of who can put it right.

A body that the library accepts has no fault but what cannot be read. Otherwise: first what each
input says for itself, then what the schema says about the body as a whole. Nothing is wrong with an
answer as long as the body may be right with it: what only the chosen branch of several refuses is
not, if another one would accept it. A problem of the whole is told only where nothing else is wrong
already: it may follow from that.

A text that lacks its format is wrong only in an input. What the schema itself says, and what was
stored empty, goes to the server as it is.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from hub.texts import _
from hub.variables.cases import DataPath, Mismatches, Problem
from hub.variables.document import JSON, Document
from hub.variables.expressions import seen
from hub.variables.gather import Gathered, gather
from hub.variables.judge import Judge
from hub.variables.nodes import Absent, Group, Leaf, Node
from hub.variables.validation import is_valid
from hub.variables.walk import stops
from hub.variables.words import NOT_TOGETHER, said, said_of_one

WHOLE = ""
"""The name under which an error of the whole form stands."""

_EITHER = ("anyOf", "oneOf")
"""What is broken for reasons of its branches, which may lie anywhere inside."""

_OF_A_NAME = ("propertyNames", "false")
"""What is wrong with a name, if a person gave it."""


@dataclass
class _Checking:
    """A form that is being checked; `names` are the inputs of free names, by what they name."""

    document: Document
    gathered: Gathered = field(repr=False)
    names: Mapping[DataPath, Leaf] = field(repr=False)
    mismatched: Mismatches = field(repr=False)
    errors: dict[str, str]


def found(document: Document, root: Node, mismatched: Collection[str]) -> Mapping[str, str]:
    """Find every error by name."""
    gathered = gather(root)
    names = _names(root, gathered)
    facts = _facts(gathered, names, mismatched)
    checking = _Checking(document, gathered, names, facts, dict(gathered.errors))
    if not isinstance(gathered.body, Absent) and not is_valid(document, gathered.body, facts):
        _check_inputs(checking, gathered.body)
        for problem in Judge(document, mismatched=facts).problems(document.top, gathered.body):
            _tell(checking, problem)
    if not checking.errors and not isinstance(gathered.body, dict):
        checking.errors[WHOLE] = _(NOT_TOGETHER)
    return checking.errors


def _names(root: Node, gathered: Gathered) -> dict[DataPath, Leaf]:
    places = {spot.name: path for path, spot in gathered.spots.items()}
    groups = (stop.node for stop in stops(root) if isinstance(stop.node, Group))
    return {
        (*places[group.heading.name], str(row.key.field.value)): row.key
        for group in groups
        if group.heading.name in places
        for row in group.rows
    }


def _facts(
    gathered: Gathered, names: Mapping[DataPath, Leaf], mismatched: Collection[str]
) -> Mismatches:
    values = (seen(leaf.field, value, mismatched) for leaf, value in gathered.judged)
    keys = (seen(key.field, str(key.field.value), mismatched) for key in names.values())
    return frozenset[tuple[str, str]]().union(*values, *keys)


def _check_inputs(checking: _Checking, body: JSON) -> None:
    judge = Judge(checking.document, formats=True, mismatched=checking.mismatched)
    problems = judge.problems(checking.document.top, body)
    places = {spot.name: path for path, spot in checking.gathered.spots.items()}
    for leaf, value in checking.gathered.judged:
        path = places.get(leaf.field.name, ())
        if any(_concerns(problem, path) for problem in problems):
            _tell_input(checking, leaf, value)
    for problem in problems:
        if _is_of_a_name(checking, problem):
            _tell(checking, problem)


def _concerns(problem: Problem, path: DataPath) -> bool:
    is_above = problem.keyword in _EITHER and path[: len(problem.path)] == problem.path
    return is_above or problem.path[: len(path)] == path


def _tell_input(checking: _Checking, leaf: Leaf, value: JSON) -> None:
    judge = Judge(checking.document, formats=True, mismatched=checking.mismatched)
    own = [problem for part in leaf.own for problem in judge.problems(part, value)]
    if own:
        every = (problem for part in leaf.parts for problem in judge.problems(part, value))
        plain = (problem for problem in (*own, *every) if problem.keyword not in _EITHER)
        tell = said_of_one if leaf.field.is_secret else _with_place
        checking.errors.setdefault(leaf.field.name, tell(next(plain, own[0])))


def _with_place(problem: Problem) -> str:
    return " ".join(
        filter(None, (dotted(problem.path) and f"{dotted(problem.path)}:", said_of_one(problem)))
    )


def _is_of_a_name(checking: _Checking, problem: Problem) -> bool:
    return problem.keyword in _OF_A_NAME and problem.path in checking.names


def _tell(checking: _Checking, problem: Problem) -> None:
    gathered, errors = checking.gathered, checking.errors
    if _is_of_a_name(checking, problem):
        name = checking.names[problem.path].field.name
        errors.setdefault(name, said(Problem(problem.path, "propertyNames")))
        return
    wrong = (path for path, spot in gathered.spots.items() if spot.name in errors)
    if any(path[: len(problem.path)] == problem.path for path in wrong):
        return
    spot = gathered.spot(problem.path)
    errors.setdefault(spot.name if spot else WHOLE, said(problem))


def dotted(path: DataPath) -> str:
    """Write a path in the body the way servers do: `address.lines[0].city`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
