"""What the store holds at first: the catalogue's hubs, and what its people already have."""

from ulid import ULID

from sandbox.catalogue import Catalogue, Connector, HubEntry, IntegrationEntry, Person
from sandbox.credentials import redacted, right_credential
from sandbox.records import (
    Activation,
    Connection,
    EndUser,
    Hub,
    Integration,
    Json,
    Records,
    Template,
)


def seed(records: Records, catalogue: Catalogue, now: str) -> None:
    """Write the initial state into empty tables."""
    for hub in catalogue.hubs:
        _seed_hub(records, catalogue, hub)
    for person in catalogue.people:
        if person.id:
            _seed_person(records, catalogue, person, now)


def _seed_hub(records: Records, catalogue: Catalogue, hub: HubEntry) -> None:
    scheme = catalogue.connectors[hub.primary_connector_id].auth_scheme
    records.hubs.add(
        Hub(
            hub.id,
            hub.organisation_id,
            hub.name,
            hub.primary_connector_id,
            scheme,
            hub.is_default,
        )
    )
    for entry in hub.integrations:
        records.integrations.add(_integration(entry, hub.id))
        for template in entry.templates:
            connector = catalogue.connectors[template.connector_id]
            records.templates.add(
                Template(
                    template.id, entry.id, connector.id, connector.auth_scheme, template.is_used
                )
            )


def _integration(entry: IntegrationEntry, hub_id: str) -> Integration:
    return Integration(
        id=entry.id,
        hub_id=hub_id,
        board_id=entry.board_id,
        name=entry.name,
        description=entry.description,
        image=entry.image,
        variables_schema=entry.variables_schema,
        is_deployed=entry.is_deployed,
        is_single=entry.is_single,
    )


def _seed_person(records: Records, catalogue: Catalogue, person: Person, now: str) -> None:
    hub = next(hub for hub in catalogue.hubs if hub.id == person.hub_id)
    primary = _connect(records, catalogue.connectors[hub.primary_connector_id], person, now)
    records.users.add(EndUser(person.id, hub.id, person.external_id, person.name, primary.id, now))
    for entry in hub.integrations:
        if entry.id in person.activated:
            _activate(records, catalogue, person, entry, primary, now)


def _activate(
    records: Records,
    catalogue: Catalogue,
    person: Person,
    entry: IntegrationEntry,
    primary: Connection,
    now: str,
) -> None:
    connections = {
        template.id: primary.id
        if template.connector_id == primary.connector_id
        else _connect(records, catalogue.connectors[template.connector_id], person, now).id
        for template in entry.templates
        if template.is_used
    }
    records.activations.add(
        Activation(str(ULID()), person.id, entry.id, connections, entry.example_variables)
    )


def _connect(records: Records, connector: Connector, person: Person, now: str) -> Connection:
    taken = records.connections.all(user_id=person.id, connector_id=connector.id)
    suffix = f" {len(taken) + 1}" if taken else ""
    return records.connections.add(
        Connection(
            id=str(ULID()),
            user_id=person.id,
            connector_id=connector.id,
            name=f"{person.name}'s {connector.name}{suffix}",
            credentials={"action": [_credential(connector)]},
            variables=[
                {"name": each["name"], "value": each["value"]} for each in connector.variables
            ],
            created_at=now,
        )
    )


def _credential(connector: Connector) -> Json:
    credential = right_credential(connector) or {"type": "oauth2-code", "data": {}}
    return {
        "id": str(ULID()),
        "authSchemeConfig": connector.auth_scheme,
        "credential": redacted(str(ULID()), credential | {"name": connector.name}),
    }
