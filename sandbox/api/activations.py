"""Activations: made whole or not at all, read, deleted."""

from sandbox.api.access import activation_of, hub_of, integration_of, named_user
from sandbox.api.making import Faults, Place, connect
from sandbox.api.present import is_activated, show_activation
from sandbox.api.routing import Call, Routes
from sandbox.api.shapes import ACTIVATION_CREATE
from sandbox.errors import FieldError, conflict, invalid
from sandbox.json_schema import faults as schema_faults
from sandbox.records import Activation, EndUser, Integration, Json, Template

routes = Routes()


@routes.add("POST", "/activations")
def activate(call: Call) -> Json:
    """Activate an integration; a refusal leaves nothing behind."""
    body = call.body(ACTIVATION_CREATE)
    integration = integration_of(call, body["integrationId"])
    user = named_user(call, hub_of(call, integration.hub_id), body["userId"])
    if user is None:
        raise invalid(FieldError("userId", "is no end user of the integration's hub"))
    _check_open(call, integration, user)
    faults = Faults()
    variables = body.get("dynamicVariables", {})
    connections = _bind(call, integration, user, body["connections"], faults)
    faults.fields += schema_faults(integration.variables_schema, variables, "dynamicVariables")
    faults.check()
    activation = Activation(call.world.new_id(), user.id, integration.id, connections, variables)
    return show_activation(call, call.records.activations.add(activation), user)


def _check_open(call: Call, integration: Integration, user: EndUser) -> None:
    if not integration.is_deployed:
        raise invalid(FieldError("integrationId", "is not deployed"))
    if integration.is_single and is_activated(call, integration, user):
        raise conflict(
            "The integration is active already.", FieldError("integrationId", "is active already")
        )


def _bind(
    call: Call, integration: Integration, user: EndUser, given: list[Json], faults: Faults
) -> dict[str, str]:
    """Return which connection fills which template."""
    every = call.records.templates.all(integration_id=integration.id)
    templates = {template.id: template for template in every}
    bound: dict[str, str] = {}
    for at, entry in enumerate(given):
        path, template = f"connections[{at}]", templates.get(entry["templateId"])
        if template is None:
            faults.fields.append(FieldError(f"{path}.templateId", "is no template of it"))
        elif template.id in bound:
            faults.fields.append(FieldError(f"{path}.templateId", "is given twice"))
        else:
            bound[template.id] = _fill(call, template, user, entry, path, faults)
    _complete(call, every, user, bound, faults)
    return bound


def _fill(
    call: Call, template: Template, user: EndUser, entry: Json, path: str, faults: Faults
) -> str:
    if "connectionId" not in entry:
        place = Place(template.connector_id, template.auth_scheme, path)
        return connect(call, user.id, place, entry, faults).id
    connection = call.records.connections.first(id=entry["connectionId"], user_id=user.id)
    if connection is None:
        faults.fields.append(FieldError(f"{path}.connectionId", "is no connection of this user"))
    elif connection.connector_id != template.connector_id:
        faults.fields.append(FieldError(f"{path}.connectionId", "is for another connector"))
    return str(entry["connectionId"])


def _complete(
    call: Call, templates: list[Template], user: EndUser, bound: dict[str, str], faults: Faults
) -> None:
    """Fill the primary template by itself; miss every other that is in use."""
    primary = call.records.connections.get(user.primary_connection_id)
    missing = [each for each in templates if each.is_used and each.id not in bound]
    for template in missing:
        if primary and primary.connector_id == template.connector_id:
            bound[template.id] = primary.id
        else:
            name = call.world.catalogue.connectors[template.connector_id].name
            message = f"lacks a connection for {name} (template {template.id})"
            faults.fields.append(FieldError("connections", message))


@routes.add("GET", "/activations/<activation_id>")
def get_activation(call: Call, activation_id: str) -> Json:
    """Show an activation."""
    return show_activation(call, *activation_of(call, activation_id))


@routes.add("DELETE", "/activations/<activation_id>")
def delete_activation(call: Call, activation_id: str) -> None:
    """Delete an activation; its connections stay with the user."""
    activation, _ = activation_of(call, activation_id)
    call.records.activations.remove(id=activation.id)
