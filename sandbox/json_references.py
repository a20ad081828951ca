"""Where a reference leads: to a place, a name or an id inside the same document.

Nothing is ever fetched; a reference that leads out of the document allows everything.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urljoin

from sandbox.json_values import as_map

DATA = frozenset({"enum", "const", "default", "examples"})
"""Keywords that hold values and no schemas."""

DEEPEST = 128


class References:
    """Every schema of a document that a reference can name (draft 2020-12 core, section 8.2)."""

    def __init__(self, root: object) -> None:
        self._bases: dict[int, str] = {}
        self._named: dict[str, object] = {"": root}
        for schema, base in _inner(root, "", DEEPEST):
            self._bases[id(schema)] = base
            self._register(schema, base)

    def resolve(self, origin: object, reference: object) -> object:
        """Follow a reference from the schema in which it stands."""
        if not isinstance(reference, str):
            return True
        whole = _joined(self._bases.get(id(origin), ""), reference)
        address, _, fragment = whole.partition("#")
        fragment = unquote(fragment)
        if fragment and not fragment.startswith("/"):
            return self._named.get(f"{address}#{fragment}", True)
        node = self._named.get(address, True)
        for part in fragment.split("/")[1:]:
            node = _step_into(node, part.replace("~1", "/").replace("~0", "~"))
        return node

    def _register(self, schema: dict[str, Any], base: str) -> None:
        if isinstance(own := schema.get("$id"), str):
            # Up to draft 7 an id of nothing but a fragment is what later became an anchor.
            self._named.setdefault(base + own if own.startswith("#") else base, schema)
        for keyword in ("$anchor", "$dynamicAnchor"):
            if isinstance(name := schema.get(keyword), str):
                self._named.setdefault(f"{base}#{name}", schema)


def _inner(node: object, base: str, levels: int) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield every object in which a schema may stand, with its base URI."""
    if isinstance(node, dict):
        own = node.get("$id")
        base = _joined(base, own).partition("#")[0] if isinstance(own, str) else base
        yield node, base
    below = [v for k, v in as_map(node).items() if k not in DATA]
    for child in below or (node if isinstance(node, list) else []):
        if levels:
            yield from _inner(child, base, levels - 1)


def _joined(base: str, reference: str) -> str:
    # `urljoin` forgets the base of a URN, and raises on a malformed address.
    if reference.startswith("#"):
        return base + reference
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def _step_into(node: object, part: str) -> object:
    if isinstance(node, dict):
        return node.get(part, True)
    if isinstance(node, list) and part.isascii() and part.isdigit() and int(part[:9]) < len(node):
        return node[int(part)]
    return True
