"""A clock, and a store of counts, that do what a test wants."""


class Clock:
    """Be a monotonic clock that stands still."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Store:
    """Be a shared store that can be down."""

    def __init__(self) -> None:
        self.is_down = False
        self.asked = 0

    def wait(self, key: str, limit: int) -> float:
        self.asked += 1
        if self.is_down:
            raise ConnectionError("no route to redis://:password@store")
        return 0
