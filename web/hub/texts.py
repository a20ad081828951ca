"""The words a person reads: English in the code, other languages by catalogue.

`_("Connect {name}", name="Acme")` looks the English sentence up in the catalogue in force and
fills it in. A catalogue is a mapping from the English sentence to its translation; a sentence
that it lacks stays English. The catalogue in force belongs to the context (PEP 567), so threads
and tasks that serve different people do not mix.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

Catalogue = Mapping[str, str]

_catalogue: ContextVar[Catalogue | None] = ContextVar("catalogue", default=None)


@contextmanager
def speaking(catalogue: Catalogue) -> Iterator[None]:
    """Use a catalogue for everything said inside the block."""
    token = _catalogue.set(catalogue)
    try:
        yield
    finally:
        _catalogue.reset(token)


def _(text: str, /, **values: object) -> str:
    """Say a sentence in the language in force, with its placeholders filled in."""
    said = (_catalogue.get() or {}).get(text, text)
    return said.format(**values) if values else said


def counted(one: str, many: str, count: int) -> str:
    """Say a sentence about a number of things; `{count}` is filled in."""
    return _(one if count == 1 else many, count=count)
