"""The categories into which a host sorts its integrations."""

from dataclasses import dataclass

from hub.errors import ProtocolError
from hub.json_text import JSON, read_json

MOST_CATEGORIES = 100


@dataclass(frozen=True)
class Category:
    """A name, and the ids of the integrations under it."""

    name: str
    ids: frozenset[str]


def parse_categories(text: str) -> tuple[Category, ...]:
    """Read a JSON object of names with their lists of ids; raise ProtocolError if it is none."""
    data = read_json(text) if text else {}
    if not isinstance(data, dict) or len(data) > MOST_CATEGORIES:
        raise ProtocolError("categories is not an object of names and ids")
    return tuple(Category(name, _ids(name, ids)) for name, ids in data.items())


def _ids(name: str, ids: JSON) -> frozenset[str]:
    if not isinstance(ids, list) or not all(isinstance(item, str) for item in ids):
        raise ProtocolError(f"the category {name[:40]} is not a list of ids")
    return frozenset(item for item in ids if isinstance(item, str))
