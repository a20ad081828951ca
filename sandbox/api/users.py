"""End users: made, read, listed, deleted."""

from sandbox.api.access import check_subject, hub_of, user_of
from sandbox.api.making import Faults, Place, connect
from sandbox.api.present import show_user, show_user_summary
from sandbox.api.routing import Call, Routes
from sandbox.api.shapes import USER_CREATE
from sandbox.errors import FieldError, conflict
from sandbox.paging import page
from sandbox.records import EndUser, Json

routes = Routes()


@routes.add("POST", "/hubs/<hub_id>/users", status=201)
def create_user(call: Call, hub_id: str) -> Json:
    """Make an end user with their primary connection; an end user may make themselves."""
    hub = hub_of(call, hub_id)
    body = call.body(USER_CREATE)
    check_subject(call, body["externalId"])
    if call.records.users.first(external_id=body["externalId"], hub_id=hub.id):
        raise conflict("The end user exists.", FieldError("externalId", "is taken"))
    user_id = call.world.new_id()
    place = Place(hub.connector_id, hub.auth_scheme, "primaryConnection")
    faults = Faults()
    connection = connect(call, user_id, place, body["primaryConnection"], faults)
    faults.check()
    user = EndUser(
        id=user_id,
        hub_id=hub.id,
        external_id=body["externalId"],
        display_name=body.get("displayName", ""),
        primary_connection_id=connection.id,
        created_at=call.world.timestamp(),
    )
    return show_user(call, call.records.users.add(user))


@routes.add("GET", "/hubs/<hub_id>/users", owner_only=True)
def list_users(call: Call, hub_id: str) -> Json:
    """List a hub's end users; `search` looks into ids and names."""
    hub = hub_of(call, hub_id)
    words = call.request.args.get("search", "").casefold()
    rows = [row for row in call.records.users.numbered(hub_id=hub.id) if _speaks_of(row[1], words)]
    return page(rows, call.range("users"), "users", show_user_summary)


def _speaks_of(user: EndUser, words: str) -> bool:
    texts = (user.id, user.external_id, user.display_name)
    return any(words in text.casefold() for text in texts)


@routes.add("GET", "/hubs/<hub_id>/users/<user_id>")
def get_user(call: Call, hub_id: str, user_id: str) -> Json:
    """Show an end user."""
    return show_user(call, user_of(call, hub_of(call, hub_id), user_id))


@routes.add("DELETE", "/hubs/<hub_id>/users/<user_id>")
def delete_user(call: Call, hub_id: str, user_id: str) -> None:
    """Delete an end user with all that is theirs."""
    user = user_of(call, hub_of(call, hub_id), user_id)
    call.records.activations.remove(user_id=user.id)
    call.records.connections.remove(user_id=user.id)
    call.records.users.remove(id=user.id)
