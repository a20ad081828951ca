"""An end user's connections: made, listed, and found by the template they fill."""

from sandbox.api.access import hub_of, integration_of, user_of
from sandbox.api.making import Faults, Place, connect
from sandbox.api.present import show_connection, show_connection_summary
from sandbox.api.routing import Call, Routes
from sandbox.api.shapes import USER_CONNECTION_CREATE
from sandbox.errors import FieldError, invalid, not_found
from sandbox.paging import page
from sandbox.records import EndUser, Hub, Json, Template

routes = Routes()


@routes.add("POST", "/hubs/<hub_id>/users/<user_id>/connections", status=201)
def create_connection(call: Call, hub_id: str, user_id: str) -> Json:
    """Make a connection outside of an activation."""
    hub = hub_of(call, hub_id)
    user = user_of(call, hub, user_id)
    body = call.body(USER_CONNECTION_CREATE)
    place = Place(body["connectorId"], _scheme(call, hub, body["connectorId"]), "connection")
    faults = Faults()
    connection = connect(call, user.id, place, body["connection"], faults)
    faults.check()
    return show_connection(call, connection)


def _scheme(call: Call, hub: Hub, connector_id: str) -> Json:
    """Return the auth scheme by which a hub uses a connector."""
    if connector_id == hub.connector_id:
        return hub.auth_scheme
    for template in call.records.templates.all(connector_id=connector_id):
        integration = call.records.integrations.get(template.integration_id)
        if integration and integration.hub_id == hub.id:
            return template.auth_scheme
    raise invalid(FieldError("connectorId", "is no connector of this hub"))


@routes.add("GET", "/hubs/<hub_id>/users/<user_id>/connections")
def list_connections(call: Call, hub_id: str, user_id: str) -> Json:
    """List a user's connections; `hub_connector_id` keeps those of some connectors or templates."""
    user = user_of(call, hub_of(call, hub_id), user_id)
    wanted = _wanted_connectors(call)
    rows = [
        row
        for row in call.records.connections.numbered(user_id=user.id)
        if not wanted or row[1].connector_id in wanted
    ]
    return page(rows, call.range("connections"), "connections", show_connection_summary)


def _wanted_connectors(call: Call) -> set[str]:
    """Return the connectors that are asked for, by their own ids or those of templates."""
    given = ",".join(call.request.args.getlist("hub_connector_id")).split(",")
    found = [call.records.templates.get(id) for id in given if id]
    return {id for id in given if id} | {each.connector_id for each in found if each}


@routes.add("GET", "/connection-templates/<template_id>/users/<user_id>")
def get_bound_connection(call: Call, template_id: str, user_id: str) -> Json:
    """Show the connection that a user's latest activation has in a template's place."""
    template = call.records.templates.get(template_id)
    if template is None:
        raise not_found("Connection template")
    integration = integration_of(call, template.integration_id)
    user = user_of(call, hub_of(call, integration.hub_id), user_id)
    connection = call.records.connections.get(_bound(call, template, user))
    if connection is None:
        raise not_found("Connection")
    return show_connection(call, connection)


def _bound(call: Call, template: Template, user: EndUser) -> str:
    activations = call.records.activations.all(
        integration_id=template.integration_id, user_id=user.id
    )
    bound = [activation.connections.get(template.id, "") for activation in activations]
    return bound[-1] if bound else ""
