"""What the sandbox remembers; ids are ULIDs, times are ISO 8601 text."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.store import Record, Store, Table

Json = dict[str, Any]


@dataclass(frozen=True)
class Hub(Record):
    """A set of integrations around one primary connector."""

    organisation_id: str
    name: str
    connector_id: str
    auth_scheme: Json
    is_default: bool = False
    is_deleted: bool = False


@dataclass(frozen=True)
class Integration(Record):
    """Something that end users of a hub can activate; an empty schema asks for nothing."""

    hub_id: str
    board_id: str
    name: str
    description: str = ""
    image: str = ""
    variables_schema: Json = field(default_factory=dict)
    is_deployed: bool = False
    is_single: bool = False


@dataclass(frozen=True)
class Template(Record):
    """A place in an integration that one connection fills."""

    integration_id: str
    connector_id: str
    auth_scheme: Json
    is_used: bool = False


@dataclass(frozen=True)
class EndUser(Record):
    """A person of the host, known by the host's own id."""

    hub_id: str
    external_id: str
    display_name: str
    primary_connection_id: str
    created_at: str


@dataclass(frozen=True)
class Connection(Record):
    """A user's credentials for one connector, already redacted: no secret is ever stored."""

    user_id: str
    connector_id: str
    name: str
    credentials: Json
    variables: list[Json]
    created_at: str


@dataclass(frozen=True)
class Activation(Record):
    """An integration at work for a user; `connections` maps templates to connections."""

    user_id: str
    integration_id: str
    connections: dict[str, str]
    variables: Json


@dataclass(frozen=True)
class Consent(Record):
    """One OAuth attempt; the id is its `state`."""

    connector_id: str
    credential_id: str
    subject: str
    scopes: list[str]


@dataclass(frozen=True)
class Code(Record):
    """One authorization code; the id is the code itself."""

    consent_id: str
    expires_at: float


class Records:
    """Every table of one store."""

    def __init__(self, store: Store) -> None:
        self.hubs = Table(store, Hub)
        self.integrations = Table(store, Integration)
        self.templates = Table(store, Template)
        self.users = Table(store, EndUser)
        self.connections = Table(store, Connection)
        self.activations = Table(store, Activation)
        self.consents = Table(store, Consent)
        self.codes = Table(store, Code)

    def clear(self) -> None:
        """Forget everything."""
        for table in vars(self).values():
            table.remove()
