"""Whether what was stored is what was answered."""

from datetime import datetime
from typing import Any

Json = Any


def holds(stored: Json, answers: Json) -> bool:
    """Tell whether all answers are there; defaults may have been added to them."""
    match answers:
        case dict():
            return all(holds(stored.get(name), answer) for name, answer in answers.items())
        case list():
            kept = stored or []  # an empty list that is not demanded is left out
            return len(kept) == len(answers) and all(map(holds, kept, answers))
        case float():
            return float(stored) == answers
        case str():
            kept = stored or ""  # so is an empty text
            return bool(kept == answers) or is_same_moment(stored, answers)
        case _:
            return bool(stored == answers) and is_boolean(stored) == is_boolean(answers)


def is_boolean(value: Json) -> bool:
    """Tell true and false from 1 and 0."""
    return isinstance(value, bool)


def is_same_moment(one: str, other: str) -> bool:
    """Tell whether two times differ in their offset only: people are asked in UTC."""
    try:
        return datetime.fromisoformat(one) == datetime.fromisoformat(other)
    except (TypeError, ValueError):
        return False
