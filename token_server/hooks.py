"""What the host decides: who is asking, whether they may, and their own connection."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypedDict

from flask import Request

from token_server.users import Identity, User


class ConnectionCreate(TypedDict):
    """Spell a Connection to be made, in the API's own shape."""

    name: str
    credentials: Mapping[str, Any]
    variables: list[Mapping[str, Any]]


Identify: TypeAlias = Callable[[Request], Identity]
Authorize: TypeAlias = Callable[[User], bool]
PrimaryConnection: TypeAlias = Callable[[User], ConnectionCreate | None]


def nobody(_request: Request) -> None:
    """Know no one: every request is answered with 401."""


def everyone(_user: User) -> bool:
    """Let every signed-in user use the hub."""
    return True


@dataclass(frozen=True)
class Hooks:
    """Hold the host's decisions; each is asked anew at every request."""

    identify: Identify = nobody
    authorize: Authorize = everyone
    primary_connection: PrimaryConnection | None = None
