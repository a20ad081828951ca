"""Who is answered when, where there are more requests than turns."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from token_server.turns import Turns

from .served import until


class Answering:
    """Answer each request when it may be, and note in which order."""

    def __init__(self, turns: int) -> None:
        self.begun: list[str] = []
        self.may_end: dict[str, Event] = {}
        self.turns = Turns(turns, self._answer)

    def _answer(self, name: str) -> None:
        self.begun.append(name)
        self.may_end.setdefault(name, Event()).wait(9)

    def end(self, *names: str) -> None:
        for name in names:
            self.may_end.setdefault(name, Event()).set()


def test_who_comes_without_a_turn_holds_no_thread_and_is_answered_in_order() -> None:
    answering = Answering(2)
    with ThreadPoolExecutor(3) as pool:
        for name in "ab":
            pool.submit(answering.turns.take, name)
        until(lambda: len(answering.begun) == 2)
        left = [pool.submit(answering.turns.take, name) for name in "cde"]
        assert [each.result(9) for each in left] == [None] * 3
        assert sorted(answering.begun) == ["a", "b"]
        answering.end("a")
        until(lambda: answering.begun[2:] == ["c"])
        answering.end(*"bcde")
    assert answering.begun[2:] == ["c", "d", "e"]


def test_a_turn_that_nobody_wants_is_there_for_the_next() -> None:
    answering = Answering(1)
    answering.end(*"abc")
    for name in "abc":
        answering.turns.take(name)
    assert answering.begun == ["a", "b", "c"]


@pytest.mark.parametrize("turns", [1, 3])
def test_all_are_answered_whoever_comes_at_once(turns: int) -> None:
    seen: list[Any] = []
    several = Turns(turns, seen.append)
    with ThreadPoolExecutor(8) as pool:
        for number in range(500):
            pool.submit(several.take, number)
    assert sorted(seen) == list(range(500))
