"""What can go wrong between the hub and the world, and what is known about it.

    HubError
      +-- TransportError   no answer came: the network, a timeout, offline
      +-- ProtocolError    an answer came that breaks the API's contract
      +-- TokenError       the host's token endpoint gave no token
      +-- ApiError         the API refused, and said why

Every error carries a Problem: data that is fit for a state, an event or a log. The API's own
messages may repeat what was sent, so they have no repr, and the machines cover secrets in them.
"""

import dataclasses
from dataclasses import dataclass, replace
from typing import Literal

ProblemType = Literal[
    "network", "timeout", "offline", "token", "forbidden", "not_found", "validation", "conflict",
    "rate_limit", "api", "protocol", "popup_blocked", "popup_closed", "oauth_denied",
    "oauth_state", "oauth_timeout", "storage", "runtime",
]  # fmt: skip

RETRYABLE: frozenset[ProblemType] = frozenset(
    {"network", "timeout", "offline", "token", "rate_limit", "api", "protocol", "conflict"}
)


@dataclass(frozen=True)
class FieldProblem:
    """One refused field: the API's path to it, and its message."""

    field: str
    message: str = dataclasses.field(repr=False)


@dataclass(frozen=True)
class Problem:
    """What went wrong, in data; `hub.wording` finds the words for it.

    `code`, `detail` and `fields` are the API's own; `retry_after` is in seconds.
    """

    type: ProblemType
    code: str = ""
    detail: str = dataclasses.field(default="", repr=False)
    fields: tuple[FieldProblem, ...] = ()
    status: int = 0
    correlation_id: str = ""
    retry_after: float | None = None

    @property
    def is_fate_unknown(self) -> bool:
        """Tell whether the order may have been carried out all the same."""
        return self.type in ("network", "timeout", "offline", "protocol") or self.status >= 500

    @property
    def retryable(self) -> bool:
        """Tell whether the same thing may succeed when tried again."""
        return self.type in RETRYABLE


class HubError(Exception):
    """The root of everything the hub expects to go wrong."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.type, problem.code)
        self.problem = problem


class TransportError(HubError):
    """No answer came; whether the request was carried out is unknown."""


class ProtocolError(HubError):
    """An answer came that the API's description does not allow."""

    def __init__(self, detail: str, status: int = 0, correlation_id: str = "") -> None:
        super().__init__(
            Problem("protocol", detail=detail, status=status, correlation_id=correlation_id)
        )

    def inside(self, where: str) -> "ProtocolError":
        """Say where in the answer the contract was broken."""
        self.problem = replace(self.problem, detail=f"{where}: {self.problem.detail}")
        return self


class TokenError(HubError):
    """The host's token endpoint refused, or answered something else."""


class ApiError(HubError):
    """The API understood the request and refused it."""
