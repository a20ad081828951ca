"""What can go wrong in the token server.

TokenServerError
├── KeyRefused         the signing key cannot be used
├── SettingsRefused    the environment is mis-set; carries every problem
├── UnusableUserId     the host named a user whom no token can name
└── Refusal            a request is answered with an error
"""

import traceback
from collections.abc import Mapping, Sequence

MISUSED = 2
"""The exit status of a start that is refused."""


class TokenServerError(Exception):
    """Everything this package raises on purpose."""


class KeyRefused(TokenServerError):
    """The signing key cannot be used; the text never holds any of it."""


class UnusableUserId(TokenServerError):
    """The host named a user whom no token can name."""


class SettingsRefused(TokenServerError):
    """The environment is mis-set."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Refusal(TokenServerError):
    """A request is answered with an error; `reason` goes to the log only."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        reason: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.reason = reason or code
        self.headers = dict(headers or {})


def where(error: Exception) -> str:
    """Name an error by its type and line: its text may hold what must not be logged."""
    if isinstance(error, UnusableUserId | SettingsRefused):  # the text is ours
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place
