"""What the demo host is told: its people, its bundle, where the API is, what may be typed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

import token_server
from token_server import ConnectionCreate


@dataclass(frozen=True)
class Person:
    """Be someone who can sign in to Northwind, and the hub that they see there."""

    key: str
    user_id: str
    name: str
    role: str
    about: str
    hub_id: str

    @property
    def first_name(self) -> str:
        """Give the name that Northwind greets with."""
        return self.name.split()[0]

    @property
    def initials(self) -> str:
        """Give what stands in the place of a portrait."""
        return "".join(word[0] for word in self.name.split()[:2])


@dataclass(frozen=True)
class Hint:
    """Say what to type for one integration of the sandbox; the secrets are made up."""

    hub_id: str
    integration: str
    fields: tuple[tuple[str, str], ...]


Connect: TypeAlias = Callable[[Person], ConnectionCreate | None]


@dataclass(frozen=True)
class HostSettings:
    """Hold what the demo host needs; `session_life` is in seconds."""

    token: token_server.Settings
    bundle: Path
    api_url: str
    people: tuple[Person, ...]
    primary_connection: Connect
    hints: tuple[Hint, ...] = field(default=(), repr=False)
    session_life: int = 8 * 3600

    @property
    def hybrid(self) -> bool:
        """Tell whether the browser asks this host and not the API."""
        return self.token.hybrid

    @property
    def api_origin(self) -> str:
        """Give the origin that the hub's document may connect to."""
        parts = urlsplit(self.api_url)
        return f"{parts.scheme}://{parts.netloc}"

    def hints_for(self, person: Person) -> tuple[Hint, ...]:
        """List what to type in a person's own hub."""
        return tuple(hint for hint in self.hints if hint.hub_id == person.hub_id)

    def connects(self, person: Person) -> bool:
        """Tell whether the host supplies a person's connection to its own system."""
        return self.primary_connection(person) is not None

    def person(self, key: str) -> Person | None:
        """Find a person by key."""
        return next((person for person in self.people if person.key == key), None)
