"""Whose turn it is to be answered, where more requests are there than may be answered at a time."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any


class Turns:
    """Answer so many requests at a time; the others wait in the order they came.

    Who waits holds no thread. So there is always one to bring the rest of a request to whoever is
    answering it, as long as there is one more than there are turns.
    """

    def __init__(self, most: int, answer: Callable[[Any], None]) -> None:
        self._free = most
        self._answer = answer
        self._waiting: deque[Any] = deque()
        self._lock = threading.Lock()

    def take(self, request: Any) -> None:
        """Answer a request, and who came meanwhile; or leave it to a thread that is answering."""
        if not self._begins(request):
            return
        upcoming = [request]
        while upcoming:
            self._answer(upcoming.pop())
            upcoming = self._next()

    def _begins(self, request: Any) -> bool:
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            self._waiting.append(request)
            return False

    def _next(self) -> list[Any]:
        with self._lock:
            if self._waiting:
                return [self._waiting.popleft()]
            self._free += 1
            return []
