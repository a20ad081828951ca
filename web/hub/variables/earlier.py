"""Which of the earlier answers are secrets, whatever branch the form shows by now.

An answer belongs to the first input that it stood in: one that was a secret then is unknown
wherever it would be open, and one that was open then is no secret of anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hub.variables.cases import DataPath


@dataclass(frozen=True)
class Earlier:
    """Where in the earlier answers secrets are, and where what is open is."""

    secret: frozenset[DataPath] = field(default=frozenset(), repr=False)
    open: frozenset[DataPath] = field(default=frozenset(), repr=False)

    def is_secret(self, at: DataPath | None) -> bool:
        """Tell whether an answer is a secret, or a part of one."""
        return at is not None and _reaches(self.secret, at)

    def holds_secret(self, at: DataPath | None) -> bool:
        """Tell whether an answer is a secret, a part of one, or has one inside."""
        return at is not None and _is_related(self.secret, at)

    def grown(self, met: Mapping[DataPath, bool]) -> "Earlier":
        """Know more answers, by whether a secret input was the first that they stood in."""
        opened = self.open | {at for at, is_secret in met.items() if not is_secret}
        new = {at for at, is_secret in met.items() if is_secret and at not in self.secret}
        return Earlier(self.secret | {at for at in new if not _is_related(opened, at)}, opened)


def _is_related(places: frozenset[DataPath], at: DataPath) -> bool:
    return _reaches(places, at) or any(place[: len(at)] == at for place in places)


def _reaches(places: frozenset[DataPath], at: DataPath) -> bool:
    return bool(places) and any(at[:size] in places for size in range(len(at) + 1))
