"""Integrations as their organisation sees them."""

from dataclasses import replace

from sandbox.api.access import hub_of, integration_of
from sandbox.api.hubs import check_organisation
from sandbox.api.present import show_integration
from sandbox.api.routing import Call, Routes
from sandbox.api.shapes import INTEGRATION_CREATE, INTEGRATION_METADATA, INTEGRATION_UPDATE
from sandbox.api.templates import add_template, mark_used
from sandbox.errors import conflict
from sandbox.paging import page
from sandbox.records import Integration, Json

routes = Routes()


@routes.add("POST", "/hubs/<hub_id>/integrations", owner_only=True)
def create_integration(call: Call, hub_id: str) -> Json:
    """Make an integration; it is not deployed yet."""
    hub = hub_of(call, hub_id, deleted=False)
    body = call.body(INTEGRATION_CREATE)
    check_organisation(call, body["organisationId"])
    integration = Integration(
        id=call.world.new_id(),
        hub_id=hub.id,
        board_id=call.world.new_id(),
        name=body["name"],
        description=str(body.get("description", body.get("summary", ""))),
        variables_schema=body.get("variablesSchema", {}),
    )
    call.records.integrations.add(integration)
    if "connectionTemplate" in body:
        add_template(call, integration, body["connectionTemplate"], "connectionTemplate.")
    return show_integration(call, integration)


@routes.add("GET", "/hubs/<hub_id>/integrations", owner_only=True)
def list_integrations(call: Call, hub_id: str) -> Json:
    """List a hub's integrations; `search` looks into the names."""
    hub = hub_of(call, hub_id)
    words = call.request.args.get("search", "").casefold()
    rows = [
        row
        for row in call.records.integrations.numbered(hub_id=hub.id)
        if words in row[1].name.casefold()
    ]
    shown = page(
        rows, call.range("integrations"), "integrations", lambda each: show_integration(call, each)
    )
    return shown | {"total": len(rows)}


@routes.add("GET", "/integrations/<integration_id>", owner_only=True)
def get_integration(call: Call, integration_id: str) -> Json:
    """Show an integration."""
    return show_integration(call, integration_of(call, integration_id))


@routes.add("PATCH", "/integrations/<integration_id>", owner_only=True)
def update_integration(call: Call, integration_id: str) -> Json:
    """Change what an integration says of itself."""
    integration = integration_of(call, integration_id)
    body = call.body(INTEGRATION_UPDATE)
    changed = replace(
        integration,
        name=body.get("name", integration.name),
        image=body.get("imageUrl", integration.image),
        description=body.get("description", integration.description),
        variables_schema=body.get("variablesSchema", integration.variables_schema),
    )
    return show_integration(call, call.records.integrations.replace(changed))


@routes.add("DELETE", "/integrations/<integration_id>", owner_only=True)
def delete_integration(call: Call, integration_id: str) -> None:
    """Delete an integration that is not deployed."""
    integration = integration_of(call, integration_id)
    if integration.is_deployed:
        raise conflict("A deployed integration cannot be deleted.")
    call.records.activations.remove(integration_id=integration.id)
    call.records.templates.remove(integration_id=integration.id)
    call.records.integrations.remove(id=integration.id)


@routes.add("PUT", "/integrations/<integration_id>/metadata", owner_only=True)
def update_metadata(call: Call, integration_id: str) -> None:
    """Say which connection templates are in use."""
    integration = integration_of(call, integration_id)
    body = call.body(INTEGRATION_METADATA)
    mark_used(call, integration, body.get("usedConnectionTemplates", []))
