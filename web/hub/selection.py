"""Which integrations a filter, a category and a search let through, and in which order."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from hub.categories import Category
from hub.models import IntegrationSummary

Filter = Literal["all", "connected", "not_connected"]

_BEFORE_FIRST_LETTER = re.compile(r"^\W+")


def arranged(
    rows: Iterable[IntegrationSummary], choice: Filter, category: Category | None, search: str
) -> tuple[IntegrationSummary, ...]:
    """List what is let through, connected ones first, then by name."""
    words = fold(search).split()
    through = [
        row for row in rows
        if passes(row, choice) and _is_under(row, category) and _matches(row, words)
    ]  # fmt: skip
    return tuple(sorted(through, key=lambda row: (not row.is_activated, _place(row.name), row.id)))


def passes(row: IntegrationSummary, choice: Filter) -> bool:
    """Tell whether a filter lets an integration through."""
    return choice == "all" or row.is_activated == (choice == "connected")


def _is_under(row: IntegrationSummary, category: Category | None) -> bool:
    return category is None or row.id in category.ids


def _matches(row: IntegrationSummary, words: Sequence[str]) -> bool:
    text = fold(f"{row.name} {row.description}")
    return all(word in text for word in words)


def _place(name: str) -> str:
    """Order by the first letter or digit, whatever stands before it."""
    folded = fold(name)
    return _BEFORE_FIRST_LETTER.sub("", folded) or folded


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Bring text into a form in which case and accents do not matter."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
