"""Hubs: listed, made, read, changed, deleted."""

from dataclasses import replace

from sandbox.api.access import hub_of
from sandbox.api.present import show_hub
from sandbox.api.routing import Call, Routes
from sandbox.api.shapes import HUB_CREATE, HUB_UPDATE
from sandbox.errors import FieldError, forbidden, invalid
from sandbox.paging import page
from sandbox.records import Hub, Json

routes = Routes()


@routes.add("GET", "/o/<organisation_id>/hubs", owner_only=True)
def list_hubs(call: Call, organisation_id: str) -> Json:
    """List an organisation's hubs."""
    check_organisation(call, organisation_id)
    rows = [
        row
        for row in call.records.hubs.numbered(organisation_id=organisation_id)
        if not row[1].is_deleted
    ]
    return page(rows, call.range("hubs"), "hubs", lambda hub: show_hub(call, hub))


@routes.add("POST", "/hubs", status=201, owner_only=True)
def create_hub(call: Call) -> Json:
    """Make a hub around a connector of the catalogue."""
    body = call.body(HUB_CREATE)
    check_organisation(call, body["organisationId"])
    if call.connector(body["primaryConnectorId"]) is None:
        raise invalid(FieldError("primaryConnectorId", "is no connector"))
    hub = Hub(
        id=call.world.new_id(),
        organisation_id=body["organisationId"],
        name=body["name"],
        connector_id=body["primaryConnectorId"],
        auth_scheme=body["authSchemeConfig"] | {"validationMessages": []},
    )
    return show_hub(call, call.records.hubs.add(hub))


@routes.add("GET", "/hubs/<hub_id>")
def get_hub(call: Call, hub_id: str) -> Json:
    """Show a hub, to its end users too: the wizard needs the primary connector."""
    return show_hub(call, hub_of(call, hub_id, deleted=False))


@routes.add("PATCH", "/hubs/<hub_id>", owner_only=True)
def update_hub(call: Call, hub_id: str) -> Json:
    """Rename a hub, or make it the organisation's default one."""
    hub = hub_of(call, hub_id, deleted=False)
    body = call.body(HUB_UPDATE)
    if body.get("isDefault"):
        _demote_default(call, hub)
    changed = replace(
        hub, name=body.get("name", hub.name), is_default=body.get("isDefault", hub.is_default)
    )
    return show_hub(call, call.records.hubs.replace(changed))


def _demote_default(call: Call, chosen: Hub) -> None:
    for hub in call.records.hubs.all(organisation_id=chosen.organisation_id):
        if hub.is_default:
            call.records.hubs.replace(replace(hub, is_default=False))


@routes.add("DELETE", "/hubs/<hub_id>", owner_only=True)
def delete_hub(call: Call, hub_id: str) -> None:
    """Hide a hub; what hangs on it lives on."""
    hub = hub_of(call, hub_id, deleted=False)
    call.records.hubs.replace(replace(hub, is_deleted=True, is_default=False))


def check_organisation(call: Call, organisation_id: str) -> None:
    """Refuse to act for another organisation."""
    if organisation_id != call.caller.organisation_id:
        raise forbidden("The API key belongs to another organisation.")
