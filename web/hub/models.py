"""What the Versori Embedded API says, parsed at the border into frozen values.

Parsing is strict about what the hub needs (ids, names) and lenient about the rest. A list's row
that breaks the contract is left out and counted, so that one bad row never hides the good ones.
Answers that hold credentials are projected: what the hub does not need is dropped unread.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from hub.errors import ProtocolError
from hub.json_text import JSON, Reader, write_json
from hub.schemes import AuthScheme, parse_scheme

T = TypeVar("T")


@dataclass(frozen=True)
class IntegrationSummary:
    """An integration as the list shows it."""

    id: str
    name: str
    description: str = ""
    image_url: str = ""
    is_deployed: bool = True
    is_activated: bool = False

    @classmethod
    def parse(cls, data: JSON) -> "IntegrationSummary":
        """Parse an EmbeddedIntegrationSummary."""
        read = Reader(data)
        return cls(
            id=read.identifier(),
            name=read.text("name"),
            description=read.optional_text("description"),
            image_url=read.optional_text("imageUrl"),
            is_deployed=read.flag("isDeployed"),
            is_activated=read.flag("isActivated"),
        )


@dataclass(frozen=True)
class ConnectionVariable:
    """A setting of a connection, such as the address of the user's own instance."""

    name: str
    value: str = ""
    label: str = ""
    description: str = ""
    required: bool = False

    @classmethod
    def parse(cls, data: JSON) -> "ConnectionVariable":
        """Parse a HubConnectorVariable; a default that is not text becomes JSON text."""
        read = Reader(data)
        return cls(
            name=read.identifier("name"),
            value=_as_text(read.value("value")),
            label=read.optional_text("label"),
            description=read.optional_text("description"),
            required=read.flag("required"),
        )


@dataclass(frozen=True)
class ConnectionTemplate:
    """One system that an integration connects to, and how a connection to it authenticates."""

    id: str
    connector_id: str
    name: str
    scheme: AuthScheme
    scheme_config: JSON = field(default_factory=dict, repr=False)
    image_url: str = ""
    is_used: bool = True
    is_primary: bool = False
    variables: tuple[ConnectionVariable, ...] = ()

    @classmethod
    def parse(cls, data: JSON) -> "ConnectionTemplate":
        """Parse a HubConnectionTemplate."""
        read = Reader(data)
        return cls(
            id=read.identifier(),
            connector_id=read.identifier("connectorId"),
            name=read.optional_text("name"),
            scheme=parse_scheme(read.value("authSchemeConfig")),
            scheme_config=read.value("authSchemeConfig"),
            image_url=read.optional_text("imageUrl"),
            is_used=read.flag("isUsed", default=True),
            is_primary=read.flag("isPrimary"),
            variables=each(read.items("variables"), ConnectionVariable.parse),
        )


@dataclass(frozen=True)
class Integration:
    """An integration with everything that activating it needs."""

    summary: IntegrationSummary
    templates: tuple[ConnectionTemplate, ...] = ()
    variables_schema: JSON = None

    @classmethod
    def parse(cls, data: JSON) -> "Integration":
        """Parse an EmbeddedIntegration; here a template that breaks the contract is an error."""
        read = Reader(data)
        return cls(
            summary=IntegrationSummary.parse(data),
            templates=each(read.items("connectionTemplates"), ConnectionTemplate.parse),
            variables_schema=read.value("variablesSchema"),
        )

    @property
    def used_templates(self) -> tuple[ConnectionTemplate, ...]:
        """List the templates that an activation has to bind."""
        return tuple(template for template in self.templates if template.is_used)

    @property
    def asked_templates(self) -> tuple[ConnectionTemplate, ...]:
        """List the templates that people are asked for: all but the host's own system."""
        return tuple(template for template in self.used_templates if not template.is_primary)


@dataclass(frozen=True)
class Connection:
    """An existing connection, without its credentials."""

    id: str
    name: str
    created_at: str = ""

    @classmethod
    def parse(cls, data: JSON) -> "Connection":
        """Parse a Connection or a ConnectionSummary; credentials are dropped unread."""
        read = Reader(data)
        return cls(read.identifier(), read.optional_text("name"), read.optional_text("createdAt"))


@dataclass(frozen=True)
class EndUser:
    """The host's user, as the hub knows them."""

    external_id: str
    display_name: str = ""
    primary_connection: Connection | None = None

    @classmethod
    def parse(cls, data: JSON) -> "EndUser":
        """Parse an EndUser."""
        read = Reader(data)
        primary = read.value("primaryConnection")
        return cls(
            external_id=read.identifier("externalId"),
            display_name=read.optional_text("displayName"),
            primary_connection=Connection.parse(primary) if primary else None,
        )


@dataclass(frozen=True)
class Activation:
    """One activation of an integration."""

    id: str
    integration_id: str

    @classmethod
    def parse(cls, data: JSON) -> "Activation":
        """Parse an Activation or an EndUserActivation."""
        read = Reader(data)
        return cls(read.identifier(), read.child("integration").identifier())


@dataclass(frozen=True)
class Hub:
    """A hub, and the connector of the host's own system that it is built around."""

    id: str
    name: str
    primary_connector: ConnectionTemplate | None = None

    @classmethod
    def parse(cls, data: JSON) -> "Hub":
        """Parse a Hub; its primary connector is read as a template that has no id of its own."""
        read = Reader(data)
        connector = read.value("primaryConnector")
        if isinstance(connector, dict):
            connector = {"id": "primary", "isPrimary": True} | connector
        return cls(
            id=read.identifier(),
            name=read.optional_text("name"),
            primary_connector=ConnectionTemplate.parse(connector) if connector else None,
        )


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list. `next` is the cursor of the next one, empty at the end."""

    rows: tuple[T, ...]
    next: str = ""
    total: int | None = None
    skipped: int = 0


def parse_page(data: JSON, name: str, parse: Callable[[JSON], T]) -> Page[T]:
    """Parse a page whose rows are the member `name`; rows that break the contract are counted."""
    read = Reader(data)
    if read.value(name) is None:
        raise ProtocolError(f"{name} is missing")
    rows, skipped = _good_rows(read.items(name), parse)
    return Page(rows, read.optional_text("next"), read.number("totalCount"), skipped)


def each(items: Sequence[JSON], parse: Callable[[JSON], T]) -> tuple[T, ...]:
    """Parse every item, or raise ProtocolError."""
    return tuple(parse(item) for item in items)


def _good_rows(items: Sequence[JSON], parse: Callable[[JSON], T]) -> tuple[tuple[T, ...], int]:
    good: list[T] = []
    for item in items:
        try:
            good.append(parse(item))
        except ProtocolError:
            continue
    return tuple(good), len(items) - len(good)


def _as_text(value: JSON) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else write_json(value)
