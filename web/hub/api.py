"""The Versori Embedded API as data: every request the hub makes, and how its answer is read.

Nothing is sent here; `hub.client` sends.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from hub.json_text import JSON, Reader
from hub.models import (
    Activation,
    Connection,
    EndUser,
    Hub,
    Integration,
    IntegrationSummary,
    Page,
    parse_page,
)
from hub.schemes import AuthorizationCode
from hub.wire import Call, Request

T = TypeVar("T")


FIRST_PAGE_SIZE = 20
"""Rows of the first page, so that something is shown soon."""

PAGE_SIZE = 100
"""Rows of every other page, the most the API gives."""


def get_hub(hub: str) -> Call[Hub]:
    """Read the hub, for its primary connector."""
    return Call(Request("GET", ("hubs", hub)), Hub.parse)


def get_end_user(hub: str, user: str) -> Call[EndUser]:
    """Read the end user; 404 means that they are new."""
    return Call(Request("GET", ("hubs", hub, "users", user)), EndUser.parse)


def create_end_user(
    hub: str, user: str, primary_connection: JSON, display_name: str = ""
) -> Call[EndUser]:
    """Create the end user with their connection to the host's own system."""
    body = {"externalId": user, "primaryConnection": primary_connection}
    named = body | ({"displayName": display_name} if display_name else {})
    return Call(Request("POST", ("hubs", hub, "users"), body=named), EndUser.parse)


def list_integrations(
    hub: str, user: str, after: str = "", deployed: bool | None = None
) -> Call[Page[IntegrationSummary]]:
    """List one page of the integrations the user may see."""
    first = _page(after) if after else (("first", str(FIRST_PAGE_SIZE)),)
    filtered = (("deployed", str(deployed).lower()),) if deployed is not None else ()
    return Call(
        Request("GET", ("embed", hub, "users", user, "integrations"), (*first, *filtered)),
        partial(parse_page, name="integrations", parse=IntegrationSummary.parse),
    )


def get_integration(hub: str, user: str, integration: str) -> Call[Integration]:
    """Read an integration with its connection templates and variables schema."""
    path = ("embed", hub, "users", user, "integrations", integration)
    return Call(Request("GET", path), Integration.parse)


def list_connections(hub: str, user: str, template: str, after: str = "") -> Call[Page[Connection]]:
    """List one page of the user's connections that fit a connection template."""
    query = (*_page(after), ("hub_connector_id", template))
    return Call(
        Request("GET", ("hubs", hub, "users", user, "connections"), query),
        partial(_parse_optional_page, name="connections", parse=Connection.parse),
    )


def create_connection(hub: str, user: str, connector: str, connection: JSON) -> Call[Connection]:
    """Make a connection of the user's outside of an activation; `connection` is to be created."""
    body = {"connectorId": connector, "connection": connection}
    path = ("hubs", hub, "users", user, "connections")
    return Call(Request("POST", path, body=body), Connection.parse)


def list_activations(
    hub: str, user: str, integration: str, after: str = ""
) -> Call[Page[Activation]]:
    """List one page of the user's activations of an integration."""
    query = (*_page(after), ("integration_id", integration))
    return Call(
        Request("GET", ("embed", hub, "users", user, "activations"), query),
        partial(parse_page, name="activations", parse=Activation.parse),
    )


def activate(body: JSON) -> Call[Activation]:
    """Activate an integration; the body is an ActivationCreate."""
    return Call(Request("POST", ("activations",), body=body), Activation.parse)


def delete_activation(activation: str) -> Call[None]:
    """Delete an activation, which disconnects the integration."""
    return Call(Request("DELETE", ("activations", activation)), _nothing)


def update_variables(activation: str, variables: JSON) -> Call[None]:
    """Replace the variables of an activation."""
    path = ("activations", activation, "variables")
    return Call(Request("PUT", path, body={"dynamicVariables": variables}), _nothing)


def get_variables(integration: str, user: str) -> Call[JSON]:
    """Read the variables in force; the API may refuse this to end users with 403."""
    path = ("integrations", integration, "users", user, "variables")
    return Call(Request("GET", path), _dynamic_variables)


def initialise_oauth2(hub: str, connector: str, body: JSON) -> Call[str]:
    """Ask for the URL at which the user consents."""
    path = ("embed", hub, "connector", connector, "oauth2", "initialise")
    return Call(Request("POST", path, body=body), lambda data: Reader(data).identifier("url"))


def consent_body(scheme: AuthorizationCode) -> JSON:
    """Make the InitialiseOAuth2ConnectionRequest of a scheme; only its own scopes are asked for."""
    body = {
        "credential": {"id": scheme.credential_id, "organisationId": scheme.organisation_id},
        "authorizeUrl": scheme.authorize_url,
        "clientId": scheme.client_id,
        "scopes": [scope.name for scope in scheme.scopes],
    }
    more = {"additionalParams": scheme.additional_params} if scheme.additional_params else {}
    return body | more


def _page(after: str) -> tuple[tuple[str, str], ...]:
    size = ("first", str(PAGE_SIZE))
    return (size, ("after", after)) if after else (size,)


def _nothing(_answer: JSON) -> None:
    return None


def _dynamic_variables(answer: JSON) -> JSON:
    """Take the variables, bare or inside `dynamicVariables`."""
    if isinstance(answer, dict) and isinstance(answer.get("dynamicVariables"), dict):
        return answer["dynamicVariables"]
    return answer


def _parse_optional_page(data: JSON, name: str, parse: Callable[[JSON], T]) -> Page[T]:
    """Parse a page whose rows may be missing, as the API's description allows for connections."""
    return parse_page({name: []} | data if isinstance(data, dict) else data, name, parse)
