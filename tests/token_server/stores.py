"""What stands for a shared store of counts where that fails."""


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
