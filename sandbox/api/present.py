"""How records look in an answer."""

from sandbox.api.routing import Call
from sandbox.records import (
    Activation,
    Connection,
    EndUser,
    Hub,
    Integration,
    Json,
    Template,
)

URL_MEMBERS = ("authorizeUrl", "tokenUrl")


def absolute(call: Call, url: str) -> str:
    """Put a path of the catalogue on the origin that the caller knows."""
    return call.origin + url if url.startswith("/") else url


def show_scheme(call: Call, scheme: Json) -> Json:
    """Show an auth scheme; the URLs of the sandbox's own provider become absolute."""
    urls = {name: absolute(call, scheme[name]) for name in URL_MEMBERS if _is_text(scheme, name)}
    return scheme | urls


def _is_text(scheme: Json, name: str) -> bool:
    return isinstance(scheme.get(name), str)


def show_hub(call: Call, hub: Hub) -> Json:
    """Show a hub with its primary connector."""
    connector = call.world.catalogue.connectors[hub.connector_id]
    return {
        "id": hub.id,
        "name": hub.name,
        "isDefault": hub.is_default,
        "primaryConnector": {
            "connectorId": connector.id,
            "name": connector.name,
            "imageUrl": absolute(call, connector.image),
            "variables": list(connector.variables),
            "authSchemeConfig": show_scheme(call, hub.auth_scheme),
        },
    }


def show_user_summary(user: EndUser) -> Json:
    """Show an end user without their connection."""
    return {
        "id": user.id,
        "externalId": user.external_id,
        "displayName": user.display_name,
        "hubId": user.hub_id,
        "createdAt": user.created_at,
        "updatedAt": user.created_at,
    }


def show_user(call: Call, user: EndUser) -> Json:
    """Show an end user with their primary connection."""
    connection = call.records.connections.get(user.primary_connection_id)
    shown = {"primaryConnection": show_connection(call, connection)} if connection else {}
    return show_user_summary(user) | shown


def show_connection_summary(connection: Connection) -> Json:
    """Show a connection without its credentials."""
    return {
        "id": connection.id,
        "name": connection.name,
        "createdAt": connection.created_at,
        "updatedAt": connection.created_at,
    }


def show_connection(call: Call, connection: Connection) -> Json:
    """Show a connection; what is stored holds no secret."""
    return show_connection_summary(connection) | {
        "credentials": {
            kind: [_show_credential(call, each) for each in credentials]
            for kind, credentials in connection.credentials.items()
        },
        "variables": connection.variables,
    }


def _show_credential(call: Call, entry: Json) -> Json:
    organisation = {"organisationId": call.caller.organisation_id}
    return entry | {
        "authSchemeConfig": show_scheme(call, entry["authSchemeConfig"]),
        "credential": entry["credential"] | organisation,
    }


def show_integration(call: Call, integration: Integration) -> Json:
    """Show an integration to its organisation."""
    image = {"imageUrl": absolute(call, integration.image)} if integration.image else {}
    return {
        "id": integration.id,
        "name": integration.name,
        **image,
        "description": integration.description,
        "variablesSchema": integration.variables_schema,
        "boardId": integration.board_id,
    }


def show_summary(call: Call, integration: Integration, user: EndUser | None) -> Json:
    """Show an integration to an end user, in a list; without a logo its URL is empty."""
    return {
        "id": integration.id,
        "name": integration.name,
        "imageUrl": absolute(call, integration.image),
        "description": integration.description,
        "isDeployed": integration.is_deployed,
        "isActivated": is_activated(call, integration, user),
        **_schema(integration),
    }


def _schema(integration: Integration) -> Json:
    schema = integration.variables_schema
    return {"variablesSchema": schema} if schema else {}


def is_activated(call: Call, integration: Integration, user: EndUser | None) -> bool:
    """Tell whether a user has an activation of an integration."""
    return user is not None and bool(
        call.records.activations.first(integration_id=integration.id, user_id=user.id)
    )


def show_embedded(call: Call, integration: Integration, user: EndUser | None) -> Json:
    """Show an integration to an end user, with all that activating it needs."""
    templates = call.records.templates.all(integration_id=integration.id)
    return show_summary(call, integration, user) | {
        "connectionTemplates": [show_template(call, template) for template in templates]
    }


def show_template(call: Call, template: Template) -> Json:
    """Show a connection template; the contract wants the empty list in it."""
    connector = call.world.catalogue.connectors[template.connector_id]
    return {
        "id": template.id,
        "connectorId": connector.id,
        "name": connector.name,
        "imageUrl": absolute(call, connector.image),
        "isUsed": template.is_used,
        "isPrimary": is_primary(call, template),
        "variables": list(connector.variables),
        "connectionTemplates": [],
        "authSchemeConfig": show_scheme(call, template.auth_scheme),
    }


def is_primary(call: Call, template: Template) -> bool:
    """Tell whether a template stands for the hub's primary connector."""
    integration = call.records.integrations.get(template.integration_id)
    hub = call.records.hubs.get(integration.hub_id) if integration else None
    return hub is not None and hub.connector_id == template.connector_id


def show_activation(call: Call, activation: Activation, user: EndUser) -> Json:
    """Show an activation with its user."""
    return show_user_activation(call, activation, user) | {"user": show_user(call, user)}


def show_user_activation(call: Call, activation: Activation, user: EndUser) -> Json:
    """Show an activation to someone who knows whose it is."""
    integration = call.records.integrations.get(activation.integration_id)
    shown = {"integration": show_summary(call, integration, user)} if integration else {}
    return {"id": activation.id, "hubId": user.hub_id} | shown
