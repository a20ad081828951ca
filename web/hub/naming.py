"""What the hub calls the connections that it has made, and what follows if a name is refused.

Names are the hub's own business: nobody is asked for one, and nobody can change one. While it is
unknown what became of a sending, its names stay: a success that nobody saw shows as a conflict.
Once the API has refused, the next sending has other names.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from hub.errors import Problem
from hub.paths import in_body, texts
from hub.steps import Step

_NAME = re.compile(r" ([0-9A-Z]{6})-([0-9]{1,3})(?:-[0-9]{1,3})?$")

LONGEST_NAME = 200
"""Characters of a system's name in that of a connection, for which the API has a limit."""

SHORTER_NAME = 40
"""The same after a refusal: the name may have been too long for this API, or cut by it."""


def connection_name(step: Step, attempt: str) -> str:
    """Name a connection: unique for the connector, and the same when an attempt is repeated."""
    refused = step.refused_names
    system = step.template.name[: SHORTER_NAME if refused else LONGEST_NAME].rstrip()
    again = f"-{refused + 1}" if refused else ""
    return f"{system} {attempt[-6:]}-{step.prefix.removeprefix('vh-c')}{again}"


def made_by(name: str) -> tuple[str, int] | None:
    """Tell by a name which attempt made a connection, and at which place of its steps."""
    match = _NAME.search(name)
    return (match[1], int(match[2])) if match else None


def rename(steps: Sequence[Step], problem: Problem) -> tuple[Step, ...]:
    """Have other names for all new connections if a refusal may have to do with one.

    A conflict may not say what it is about, and what is refused may leave its connections behind.
    """
    if problem.type != "conflict" and not any(is_name(item.field) for item in problem.fields):
        return tuple(steps)
    return renamed(steps)


def renamed(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Have other names for all new connections."""
    return tuple(replace(step, refused_names=step.refused_names + 1) for step in steps)


def is_about_names(problem: Problem) -> bool:
    """Tell whether nothing but names was refused."""
    return bool(problem.fields) and all(is_name(item.field) for item in problem.fields)


def is_name(path: str) -> bool:
    """Tell whether a refused path leads to the name of a connection, or of its credential."""
    match texts(in_body(path)):
        case ("connections", _, *inner) | ("primaryConnection" | "connection", *inner):
            is_credential = inner[:1] == ["credentials"] and inner[-2:] == ["credential", "name"]
            return inner == ["name"] or is_credential
        case _:
            return False
