"""Integrations and activations as an end user sees them."""

from sandbox.api.access import find_user, hub_of, integration_of, user_of
from sandbox.api.present import is_activated, show_embedded, show_summary, show_user_activation
from sandbox.api.routing import Call, Routes
from sandbox.errors import FieldError, invalid, not_found
from sandbox.paging import page
from sandbox.records import Json

routes = Routes()
USER = "/embed/<hub_id>/users/<user_id>"


@routes.add("GET", f"{USER}/integrations")
def list_embedded(call: Call, hub_id: str, user_id: str) -> Json:
    """List a hub's integrations, for somebody who need not be an end user yet."""
    hub = hub_of(call, hub_id)
    user = find_user(call, hub, user_id)
    deployed = _deployed(call)
    every = call.records.integrations.numbered(hub_id=hub.id)
    rows = [row for row in every if deployed in (None, row[1].is_deployed)]
    shown = page(
        rows,
        call.range("integrations"),
        "integrations",
        lambda integration: show_summary(call, integration, user),
    )
    connected = sum(is_activated(call, integration, user) for _, integration in rows)
    return shown | {"totalConnected": connected}


def _deployed(call: Call) -> bool | None:
    match call.request.args.get("deployed"):
        case None:
            return None
        case "true":
            return True
        case "false":
            return False
        case _:
            raise invalid(FieldError("deployed", "must be true or false"))


@routes.add("GET", f"{USER}/integrations/<integration_id>")
def get_embedded(call: Call, hub_id: str, user_id: str, integration_id: str) -> Json:
    """Show one integration with all that activating it needs."""
    hub = hub_of(call, hub_id)
    user = find_user(call, hub, user_id)
    integration = integration_of(call, integration_id)
    if integration.hub_id != hub.id:
        raise not_found("Integration")
    return show_embedded(call, integration, user)


@routes.add("GET", f"{USER}/activations")
def list_activations(call: Call, hub_id: str, user_id: str) -> Json:
    """List a user's activations; `integration_id` keeps those of one integration."""
    user = user_of(call, hub_of(call, hub_id), user_id)
    wanted = call.request.args.get("integration_id")
    rows = [
        row
        for row in call.records.activations.numbered(user_id=user.id)
        if wanted in (None, row[1].integration_id)
    ]
    return page(
        rows,
        call.range("activations"),
        "activations",
        lambda activation: show_user_activation(call, activation, user),
    )
