"""What the catalogue file says, checked once and then trusted. CATALOGUE.md describes the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.catalogue_faults import contradictions
from sandbox.catalogue_shape import CATALOGUE
from sandbox.catalogue_text import read_catalogue_text
from sandbox.errors import FieldError
from sandbox.json_schema import faults

Json = dict[str, Any]


class CatalogueError(Exception):
    """A catalogue file that cannot be used; one line for each fault."""


@dataclass(frozen=True)
class Organisation:
    """A customer of Versori."""

    id: str
    name: str
    api_key: str = field(repr=False)


@dataclass(frozen=True)
class Connector:
    """A system to connect to; `accepts` says which credentials are right."""

    id: str
    name: str
    image: str
    auth_scheme: Json
    accepts: Json = field(repr=False)
    variables: tuple[Json, ...] = ()


@dataclass(frozen=True)
class TemplateEntry:
    """A connection template of an integration."""

    id: str
    connector_id: str
    is_used: bool = True


@dataclass(frozen=True)
class IntegrationEntry:
    """An integration; `example_variables` are right answers to its schema."""

    id: str
    board_id: str
    name: str
    description: str
    image: str
    templates: tuple[TemplateEntry, ...]
    variables_schema: Json
    example_variables: Json
    is_deployed: bool
    is_single: bool


@dataclass(frozen=True)
class HubEntry:
    """A hub and its integrations, in the order in which they are listed."""

    key: str
    id: str
    organisation_id: str
    name: str
    primary_connector_id: str
    is_default: bool
    integrations: tuple[IntegrationEntry, ...]


@dataclass(frozen=True)
class Person:
    """A person of the demo; without an `id` they are no end user yet."""

    key: str
    name: str
    external_id: str
    hub_id: str
    about: str
    id: str
    activated: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """The whole file."""

    organisations: tuple[Organisation, ...]
    connectors: Mapping[str, Connector]
    hubs: tuple[HubEntry, ...]
    people: tuple[Person, ...]

    def integrations(self) -> list[IntegrationEntry]:
        """Return every integration of every hub."""
        return [integration for hub in self.hubs for integration in hub.integrations]


def load_catalogue(path: Path) -> Catalogue:
    """Read a catalogue file; raise CatalogueError with every fault found."""
    try:
        content = read_catalogue_text(path)
    except (OSError, ValueError) as error:
        raise CatalogueError(f"{path}: {error}") from error
    problems = faults(CATALOGUE, content) or contradictions(content)
    if problems:
        raise CatalogueError("\n".join(f"{path}: {_line(problem)}" for problem in problems))
    return _catalogue(content)


def _line(problem: FieldError) -> str:
    return f"{problem.field or 'the file'} {problem.message}"


def _catalogue(content: Json) -> Catalogue:
    return Catalogue(
        organisations=tuple(
            Organisation(row["id"], row["name"], row["apiKey"]) for row in content["organisations"]
        ),
        connectors={row["id"]: _connector(row) for row in content["connectors"]},
        hubs=tuple(_hub(row) for row in content["hubs"]),
        people=tuple(_person(row) for row in content["people"]),
    )


def _connector(row: Json) -> Connector:
    return Connector(
        id=row["id"],
        name=row["name"],
        image=row.get("image", ""),
        auth_scheme=row["authSchemeConfig"],
        accepts=row.get("accepts", {}),
        variables=tuple(row.get("variables", ())),
    )


def _hub(row: Json) -> HubEntry:
    return HubEntry(
        key=row["key"],
        id=row["id"],
        organisation_id=row["organisationId"],
        name=row["name"],
        primary_connector_id=row["primaryConnectorId"],
        is_default=row.get("isDefault", False),
        integrations=tuple(_integration(entry) for entry in row.get("integrations", ())),
    )


def _integration(row: Json) -> IntegrationEntry:
    return IntegrationEntry(
        id=row["id"],
        board_id=row["boardId"],
        name=row["name"],
        description=row.get("description", ""),
        image=row.get("image", ""),
        templates=tuple(
            TemplateEntry(each["id"], each["connectorId"], each.get("isUsed", True))
            for each in row["templates"]
        ),
        variables_schema=_schema(row.get("variablesSchema", {})),
        example_variables=row.get("exampleVariables", {}),
        is_deployed=row.get("isDeployed", True),
        is_single=row.get("singleActivation", False),
    )


def _schema(said: Json | bool) -> Json:
    """Write a boolean schema as the object that means the same; the API shows objects only."""
    if isinstance(said, bool):
        return {} if said else {"not": {}}
    return said


def _person(row: Json) -> Person:
    return Person(
        key=row["key"],
        name=row["name"],
        external_id=row["externalId"],
        hub_id=row["hubId"],
        about=row.get("about", ""),
        id=row.get("id", ""),
        activated=tuple(row.get("activated", ())),
    )
