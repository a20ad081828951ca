"""A catalogue file's text, as JSON that the sandbox can keep and every client can read."""

import json
import math
from pathlib import Path
from typing import Any

MOST_LEVELS = 160
"""Lists and objects inside one another; clients refuse answers that are nested deeper."""


def read_catalogue_text(path: Path) -> Any:
    """Read a file; raise OSError, or ValueError with the reason. A byte order mark is no fault."""
    text = path.read_text(encoding="utf-8-sig")
    try:
        content = json.loads(text, parse_constant=_refuse, parse_float=_number)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    if _is_too_deep(content):
        raise ValueError("is nested too deeply")
    # Half of a surrogate pair cannot be kept, and raises here.
    json.dumps(content, ensure_ascii=False).encode()
    return content


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is no JSON")


def _number(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"the number {digits} is too large")
    return number


def _is_too_deep(content: Any) -> bool:
    level = [content]
    for _ in range(MOST_LEVELS):
        level = [inner for outer in level for inner in _inner(outer)]
    return bool(level)


def _inner(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
