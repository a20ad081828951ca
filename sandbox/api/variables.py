"""Dynamic variables of an activation: replaced, and read where that is allowed."""

from dataclasses import replace

from sandbox.api.access import activation_of, hub_of, integration_of, user_of
from sandbox.api.routing import Call, Routes
from sandbox.api.shapes import DYNAMIC_VARIABLES, OBJECT
from sandbox.auth import Subject
from sandbox.errors import forbidden, invalid, not_found
from sandbox.json_schema import faults
from sandbox.records import Activation, Integration, Json

routes = Routes()
INTERNAL = "/integrations/<integration_id>/users/<user_id>/variables"


@routes.add("PUT", "/activations/<activation_id>/variables")
def replace_variables(call: Call, activation_id: str) -> Json:
    """Replace an activation's variables and show them."""
    activation, _ = activation_of(call, activation_id)
    variables = call.body(DYNAMIC_VARIABLES)["dynamicVariables"]
    integration = integration_of(call, activation.integration_id)
    _store(call, integration, activation, variables, "dynamicVariables")
    return {"dynamicVariables": variables}


@routes.add("GET", INTERNAL)
def read_variables(call: Call, integration_id: str, user_id: str) -> Json:
    """Show the variables of a user's latest activation; closed to end users unless switched on."""
    _, activation = _latest(call, integration_id, user_id)
    return activation.variables


@routes.add("PUT", INTERNAL)
def replace_internally(call: Call, integration_id: str, user_id: str) -> None:
    """Replace the variables of a user's latest activation."""
    integration, activation = _latest(call, integration_id, user_id)
    _store(call, integration, activation, call.body(OBJECT), "")


def _latest(call: Call, integration_id: str, user_id: str) -> tuple[Integration, Activation]:
    if isinstance(call.caller, Subject) and not call.world.switches.allow_reading_variables:
        raise forbidden("This needs the organisation's API key.")
    integration = integration_of(call, integration_id)
    user = user_of(call, hub_of(call, integration.hub_id), user_id)
    found = call.records.activations.all(integration_id=integration.id, user_id=user.id)
    if not found:
        raise not_found("Activation")
    return integration, found[-1]


def _store(
    call: Call, integration: Integration, activation: Activation, variables: Json, path: str
) -> None:
    if problems := faults(integration.variables_schema, variables, path):
        raise invalid(*problems)
    call.records.activations.replace(replace(activation, variables=variables))
