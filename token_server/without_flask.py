"""Asking a function of the host's past Flask, and noticing that it wants Flask around it.

Whether Flask is there can be asked without an error (`has_request_context()`, `if request`), and an
error can be caught: whoever decides by that would decide otherwise here than by Flask. So in the
place of Flask's contexts stands what says yes to being there, and takes note of all else.
"""

import io
import threading
from collections.abc import Callable
from contextvars import ContextVar, Token
from typing import Any, TypeVar

from flask import globals as of_flask

Given = TypeVar("Given")
Told = TypeVar("Told")

# From Flask 3.2 on there is one for both.
CONTEXTS: tuple[ContextVar[Any], ...] = tuple(
    {of_flask._cv_app, getattr(of_flask, "_cv_request", of_flask._cv_app)}
)


class ByFlask(BaseException):
    """A function of the host's wants Flask around it; what catches its errors lets this pass."""


class StandIn:
    """Stand in the place of a context of Flask's; to want anything of it is to want Flask."""

    def __init__(self, wanted: threading.Event) -> None:
        object.__setattr__(self, "wanted", wanted)

    def __getattribute__(self, _name: str) -> Any:
        object.__getattribute__(self, "wanted").set()
        raise ByFlask

    def __setattr__(self, name: str, _value: object) -> None:
        getattr(self, name)

    __delattr__ = __getattribute__


class Alone:
    """Ask functions of the host's without Flask around them, until one of them wants it."""

    def __init__(self) -> None:
        self._wanted = threading.Event()
        self._stand_in = StandIn(self._wanted)

    @property
    def is_enough(self) -> bool:
        """Tell whether none of them has wanted Flask so far."""
        return not self._wanted.is_set()

    def asking(self, ask: Callable[[Given], Told]) -> Callable[[Given], Told]:
        """Make a function raise ByFlask where it wants Flask, whatever it makes of that itself."""

        def asked(given: Given) -> Told:
            were = [(each, each.set(self._stand_in)) for each in CONTEXTS]
            try:
                return ask(given)
            finally:
                _put_back(were)
                if self._wanted.is_set():
                    raise ByFlask

        return asked


def _put_back(were: list[tuple[ContextVar[Any], Token[Any]]]) -> None:
    for context, token in were:
        context.reset(token)


class Kept(io.RawIOBase):
    """Be a request's body that can be read once more, by whoever is asked once more."""

    def __init__(self, body: Any) -> None:
        self._body = body
        self._came = b""
        self._at = 0

    def readable(self) -> bool:
        """Say that there may be something."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read on, first in what came already."""
        if self._at == len(self._came):
            self._came += self._body.read(len(buffer))
        part = self._came[self._at : self._at + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def begin_again(self) -> None:
        """Go back to the beginning."""
        self._at = 0
