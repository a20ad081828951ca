"""What the demo host takes from the sandbox's catalogue: people, their own key, what to type."""

from collections.abc import Iterator
from itertools import islice

from sandbox.catalogue import Catalogue, Connector, HubEntry, IntegrationEntry
from sandbox.credentials import right_credential, right_variables
from sandbox.host.settings import Connect, Hint, Person
from token_server import ConnectionCreate

MOST_HINTS = 12

LONGEST_NAME = 100
"""Characters of each name in that of a connection."""

ROLES = {"ada": "Operations lead", "ben": "Warehouse", "cleo": "Finance"}

SECRETS = {"api-key": "API key", "hmac": "Shared secret"}

LABELS = {
    "username": "User name",
    "password": "Password",
    "clientId": "Client id",
    "clientSecret": "Client secret",
}


def people(catalogue: Catalogue) -> tuple[Person, ...]:
    """List who can sign in."""
    return tuple(
        Person(
            key=entry.key,
            user_id=entry.external_id,
            name=entry.name,
            role=ROLES.get(entry.key, ""),
            about=entry.about,
            hub_id=entry.hub_id,
        )
        for entry in catalogue.people
    )


def primary_connection(catalogue: Catalogue) -> Connect:
    """Make the hook that answers with a person's connection to the host's own system.

    Where only the person can sign in, as with a consent, there is none: the wizard asks.
    """
    hubs = {hub.id: hub for hub in catalogue.hubs}

    def connect(person: Person) -> ConnectionCreate | None:
        hub = hubs.get(person.hub_id)
        if hub is None:
            return None
        return _connection(catalogue.connectors[hub.primary_connector_id], person)

    return connect


def _connection(connector: Connector, person: Person) -> ConnectionCreate | None:
    right = right_credential(connector)
    if right is None:
        return None
    system, owner = connector.name[:LONGEST_NAME], person.name[:LONGEST_NAME]
    credential = {"name": f"{system} key of {owner}", **right}
    action = {"authSchemeConfig": connector.auth_scheme, "credential": credential}
    return {
        "name": f"{system} of {owner}",
        "credentials": {"action": [action]},
        "variables": right_variables(connector),
    }


def hints(catalogue: Catalogue) -> tuple[Hint, ...]:
    """Say what to type for the first integrations of each hub that ask for something."""
    return tuple(
        hint for hub in catalogue.hubs for hint in islice(_found(catalogue, hub), MOST_HINTS)
    )


def _found(catalogue: Catalogue, hub: HubEntry) -> Iterator[Hint]:
    for integration in hub.integrations:
        if hint := _hint(catalogue, hub, integration):
            yield hint


def _hint(catalogue: Catalogue, hub: HubEntry, integration: IntegrationEntry) -> Hint | None:
    used = [
        catalogue.connectors[template.connector_id]
        for template in integration.templates
        if template.is_used and template.connector_id != hub.primary_connector_id
    ]
    if not integration.is_deployed or len(used) != 1:
        return None
    fields = _fields(used[0])
    return Hint(hub.id, integration.name, fields) if fields else None


def _fields(connector: Connector) -> tuple[tuple[str, str], ...]:
    """Name what can be typed by hand: not a certificate, not a file."""
    answers = (right_credential(connector) or {"data": {}})["data"]
    secret = SECRETS.get(str(connector.auth_scheme.get("schemeType")), "Secret")
    labels = {"value": secret} | LABELS
    return tuple((label, answers[name]) for name, label in labels.items() if name in answers)
