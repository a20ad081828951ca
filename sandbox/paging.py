"""Pages of a list: `first`, `after`, `before`, and the cursors that mean nothing outside."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sandbox.errors import FieldError, invalid

T = TypeVar("T")

DEFAULT_SIZE = 20
LARGEST_SIZE = 100


@dataclass(frozen=True)
class Range:
    """Which part of a list is asked for."""

    first: int = DEFAULT_SIZE
    after: int | None = None
    before: int | None = None


def read_range(query: Mapping[str, str], kind: str) -> Range:
    """Read the parameters; a cursor of another kind of list is refused."""
    if "after" in query and "before" in query:
        raise invalid(FieldError("before", "cannot be combined with after"))
    return Range(_size(query), _cursor(query, "after", kind), _cursor(query, "before", kind))


def page(
    rows: Sequence[tuple[int, T]],
    asked: Range,
    kind: str,
    show: Callable[[T], dict[str, Any]],
) -> dict[str, Any]:
    """Return one page of numbered rows in Versori's shape; `kind` names the list in it."""
    low = asked.after if asked.after is not None else -1
    inside = [row for row in rows if row[0] > low and not _is_past(row[0], asked.before)]
    chosen = inside[-asked.first :] if asked.before is not None else inside[: asked.first]
    body: dict[str, Any] = {"totalCount": len(rows), kind: [show(item) for _, item in chosen]}
    if chosen and rows[-1][0] > chosen[-1][0]:
        body["next"] = cursor(kind, chosen[-1][0])
    if chosen and rows[0][0] < chosen[0][0]:
        body["prev"] = cursor(kind, chosen[0][0])
    return body


def _is_past(number: int, before: int | None) -> bool:
    return before is not None and number >= before


def cursor(kind: str, number: int) -> str:
    """Write a cursor."""
    return urlsafe_b64encode(f"{kind}:{number}".encode()).decode().rstrip("=")


def _cursor(query: Mapping[str, str], name: str, kind: str) -> int | None:
    if name not in query:
        return None
    try:
        text = urlsafe_b64decode(query[name].encode("ascii") + b"==").decode("ascii")
    except ValueError as error:
        raise invalid(FieldError(name, "is not a cursor of this list")) from error
    if not (found := re.fullmatch(rf"{kind}:([0-9]{{1,18}})", text)):
        raise invalid(FieldError(name, "is not a cursor of this list"))
    return int(found[1])


def _size(query: Mapping[str, str]) -> int:
    text = query.get("first", str(DEFAULT_SIZE))
    if not re.fullmatch(r"0*[1-9][0-9]{0,17}", text):
        raise invalid(FieldError("first", "must be a whole number of at least 1"))
    return min(int(text), LARGEST_SIZE)
