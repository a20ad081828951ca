"""Connection templates of an integration: made and listed."""

from dataclasses import replace

from sandbox.api.access import integration_of
from sandbox.api.present import show_template
from sandbox.api.routing import Call, Routes
from sandbox.api.shapes import TEMPLATE_CREATE
from sandbox.errors import FieldError, invalid
from sandbox.paging import page
from sandbox.records import Integration, Json, Template

routes = Routes()


@routes.add("POST", "/integrations/<integration_id>/connection-templates", owner_only=True)
def create_template(call: Call, integration_id: str) -> Json:
    """Make a connection template; it is not in use yet."""
    integration = integration_of(call, integration_id)
    body = call.body(TEMPLATE_CREATE)
    return show_template(call, add_template(call, integration, body))


@routes.add("GET", "/integrations/<integration_id>/connection-templates", owner_only=True)
def list_templates(call: Call, integration_id: str) -> Json:
    """List an integration's connection templates."""
    integration = integration_of(call, integration_id)
    rows = call.records.templates.numbered(integration_id=integration.id)
    kind = "connectionTemplates"
    return page(rows, call.range(kind), kind, lambda template: show_template(call, template))


def add_template(call: Call, integration: Integration, body: Json, path: str = "") -> Template:
    """Store a connection template around a connector of the catalogue."""
    if call.connector(body["connectorId"]) is None:
        raise invalid(FieldError(f"{path}connectorId", "is no connector"))
    return call.records.templates.add(
        Template(
            id=call.world.new_id(),
            integration_id=integration.id,
            connector_id=body["connectorId"],
            auth_scheme=body["authSchemeConfig"] | {"validationMessages": []},
        )
    )


def mark_used(call: Call, integration: Integration, used: list[str]) -> None:
    """Put exactly these connection templates into use."""
    templates = call.records.templates.all(integration_id=integration.id)
    known = {template.id for template in templates}
    strangers = [
        FieldError(f"usedConnectionTemplates[{at}]", "is no template of this integration")
        for at, id in enumerate(used)
        if id not in known
    ]
    if strangers:
        raise invalid(*strangers)
    for template in templates:
        call.records.templates.replace(replace(template, is_used=template.id in used))
