"""A guard and the attack that it stops: with it the attack fails, without it it succeeds.

Only so do the tests of a guard mean something. Where several guards stand behind each other, the
others are taken out first, so that each shows that it stops the attack alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeAlias, TypeVar

import pytest

from token_server import Settings

World = TypeVar("World")
TakeOut: TypeAlias = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Guard(Generic[World]):
    """Be a guard that can be taken out; `attack` tells whether it succeeds."""

    name: str
    attack: Callable[[World], bool]
    take_out: TakeOut
    others: tuple[TakeOut, ...] = ()

    def matters(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        """See the attack fail, and then succeed."""
        for other in self.others:
            other(monkeypatch)
        assert not self.attack(world), "the guard does not stop it"
        self.take_out(monkeypatch)
        assert self.attack(world), "it fails without the guard as well"


@dataclass(frozen=True)
class Choice:
    """Be a guard that is a setting, and what the setting would be without it."""

    name: str
    attack: Callable[[Settings], bool]
    open: Mapping[str, Any]

    def matters(self, settings: Settings) -> None:
        """See the attack fail with the setting, and succeed without it."""
        assert not self.attack(settings), "the setting does not stop it"
        assert self.attack(replace(settings, **self.open)), "it fails without the setting as well"


def allow(*_anything: Any) -> Any:
    """Be a guard that lets everything pass."""


def without(owner: Any, name: str, instead: Any = allow) -> TakeOut:
    """Put something open in the place of a guard."""
    return lambda monkeypatch: monkeypatch.setattr(owner, name, instead)


def each(guards: tuple[Guard[Any] | Choice, ...]) -> pytest.MarkDecorator:
    """Repeat a test for every guard."""
    return pytest.mark.parametrize("guard", guards, ids=lambda guard: guard.name)
