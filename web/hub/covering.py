"""Covering secrets in what the API says: a refusal may quote what was refused."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from hub.errors import Problem
from hub.json_text import JSON

COVER = "•••"

LONGEST_WORD = 3
"""Up to so many characters a secret is covered only where it stands alone: it is part of words."""

SHORTEST_LINE = 8
SHORTEST_BEGINNING = 4


def cover(problem: Problem, secrets: Iterable[str]) -> Problem:
    """Give the problem without the secrets in it."""
    pieces = sorted(set(_pieces(secrets)), key=len, reverse=True)
    return replace(
        problem,
        code=_covered(problem.code, pieces),
        detail=_covered(problem.detail, pieces),
        fields=tuple(
            replace(item, message=_covered(item.message, pieces)) for item in problem.fields
        ),
    )


def cover_paths(problem: Problem, secrets: Iterable[str]) -> Problem:
    """Give the problem without the secrets in its paths, which lead nowhere then."""
    pieces = sorted(set(_pieces(secrets)), key=len, reverse=True)
    fields = (replace(item, field=_covered(item.field, pieces)) for item in problem.fields)
    return replace(problem, fields=tuple(fields))


def given_secrets(connection: JSON, is_data: bool = False) -> Iterator[str]:
    """List the secrets of a connection that the host gives: the data of its credentials."""
    match connection:
        case dict():
            for name, inner in connection.items():
                yield from given_secrets(inner, is_data or name == "data")
        case list():
            for inner in connection:
                yield from given_secrets(inner, is_data)
        case str() if is_data:
            yield connection
        case _:
            pass


def _pieces(secrets: Iterable[str]) -> Iterable[str]:
    """Take the lines of a secret for secrets too: a message seldom keeps them together."""
    for secret in filter(None, map(str.strip, secrets)):
        yield secret
        yield from (line for line in secret.splitlines() if len(line) >= SHORTEST_LINE)


def _covered(text: str, pieces: Collection[str]) -> str:
    text = _without_beginning(text, pieces)
    for piece in pieces:
        if len(piece) > LONGEST_WORD:
            text = text.replace(piece, COVER)
        else:
            text = re.sub(rf"(?<!\w){re.escape(piece)}(?!\w)", COVER, text)
    return text


def _without_beginning(text: str, pieces: Collection[str]) -> str:
    """Cover what is left of a secret at the end of a message that was cut."""
    for piece in pieces:
        for length in range(min(len(piece), len(text)), SHORTEST_BEGINNING - 1, -1):
            if text.endswith(piece[:length]):
                return text[:-length] + COVER
    return text
