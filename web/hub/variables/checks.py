"""What is wrong with a form as it stands, by the name of who can put it right.

First what each input says for itself, then what the schema says about the body as a whole. A
problem of the whole is told only where nothing else is wrong already: it may follow from that.
"""

from collections.abc import Collection, Mapping

from hub.fields import mismatch
from hub.texts import _
from hub.variables.cases import DataPath, Problem
from hub.variables.document import JSON, Document
from hub.variables.gather import Gathered, gather
from hub.variables.judge import Judge
from hub.variables.nodes import Absent, Leaf, Node
from hub.variables.words import NOT_TOGETHER, said

WHOLE = ""
"""The name under which an error of the whole form stands."""


def found(document: Document, root: Node, mismatched: Collection[str]) -> Mapping[str, str]:
    """Find every error by name."""
    gathered = gather(root)
    errors = dict(gathered.errors)
    for leaf, value in gathered.judged:
        error = _leaf_error(document, leaf, value, mismatched)
        if error:
            errors.setdefault(leaf.field.name, error)
    if not isinstance(gathered.body, Absent):
        for problem in Judge(document).problems(document.top, gathered.body):
            _tell(gathered, errors, problem)
    if not errors and not isinstance(gathered.body, dict):
        errors[WHOLE] = _(NOT_TOGETHER)
    return errors


def _leaf_error(document: Document, leaf: Leaf, value: JSON, mismatched: Collection[str]) -> str:
    if leaf.field.name in mismatched:
        return mismatch()
    judge = Judge(document, formats=True)
    problems = (problem for part in leaf.parts for problem in judge.problems(part, value))
    tell = said if leaf.field.is_secret else _with_place
    return next(map(tell, problems), "")


def _with_place(problem: Problem) -> str:
    return " ".join(
        filter(None, (dotted(problem.path) and f"{dotted(problem.path)}:", said(problem)))
    )


def _tell(gathered: Gathered, errors: dict[str, str], problem: Problem) -> None:
    wrong = (path for path, spot in gathered.spots.items() if spot.name in errors)
    if any(path[: len(problem.path)] == problem.path for path in wrong):
        return
    spot = gathered.spot(problem.path)
    errors.setdefault(spot.name if spot else WHOLE, said(problem))


def dotted(path: DataPath) -> str:
    """Write a path in the body the way servers do: `address.lines[0].city`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
