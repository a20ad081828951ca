"""What the catalogue file says, checked once and then trusted. CATALOGUE.md describes the file."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.catalogue_shape import CATALOGUE
from sandbox.errors import FieldError
from sandbox.json_schema import faults
from sandbox.json_values import below

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
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CatalogueError(f"{path}: {error}") from error
    problems = faults(CATALOGUE, content) or _contradictions(content)
    if problems:
        raise CatalogueError("\n".join(f"{path}: {_line(problem)}" for problem in problems))
    return _catalogue(content)


def _line(problem: FieldError) -> str:
    return f"{problem.field or 'the file'} {problem.message}"


def _contradictions(content: Json) -> list[FieldError]:
    connectors = {connector["id"] for connector in content["connectors"]}
    hubs = {hub["id"] for hub in content["hubs"]}
    organisations = {organisation["id"] for organisation in content["organisations"]}
    references = [
        *_references(content, "hubs", "organisationId", organisations),
        *_references(content, "hubs", "primaryConnectorId", connectors),
        *_references(content, "people", "hubId", hubs),
    ]
    for at, hub in enumerate(content["hubs"]):
        for index, integration in enumerate(hub.get("integrations", ())):
            path = f"hubs[{at}].integrations[{index}]"
            references += _references(integration, "templates", "connectorId", connectors, path)
    return references + _repeated(content)


def _references(
    holder: Json, rows: str, key: str, known: set[str], path: str = ""
) -> list[FieldError]:
    return [
        FieldError(f"{below(path, rows)}[{at}].{key}", "names nothing in this file")
        for at, row in enumerate(holder.get(rows, ()))
        if row[key] not in known
    ]


def _repeated(content: Json) -> list[FieldError]:
    hubs: list[Json] = content["hubs"]
    integrations = [entry for hub in hubs for entry in hub.get("integrations", ())]
    templates = [template for entry in integrations for template in entry["templates"]]
    rows = [*content["organisations"], *content["connectors"], *hubs, *integrations, *templates]
    counted = Counter(row["id"] for row in rows)
    return [
        FieldError("", f"uses the id {id} {times} times")
        for id, times in counted.items()
        if times > 1
    ]


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
