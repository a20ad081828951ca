"""What a caller may reach: a thing of theirs, or a refusal that tells them nothing more.

An organisation reaches what its hubs hold. An end user reaches the hubs of the organisation that
signed for them, and in those only what carries their own external id.
"""

from sandbox.api.routing import Call
from sandbox.auth import Subject
from sandbox.errors import FieldError, forbidden, invalid, not_found
from sandbox.records import Activation, EndUser, Hub, Integration

OTHERS = "An end user reaches only what is their own."


def hub_of(call: Call, hub_id: str, *, deleted: bool = True) -> Hub:
    """Return a hub; a deleted one is still there for what hangs on it."""
    hub = call.records.hubs.get(hub_id)
    if hub is None or hub.organisation_id != call.caller.organisation_id:
        raise not_found("Hub")
    if hub.is_deleted and not deleted:
        raise not_found("Hub")
    return hub


def integration_of(call: Call, integration_id: str) -> Integration:
    """Return an integration of the caller's organisation."""
    integration = call.records.integrations.get(integration_id)
    if integration is None or not _owns(call, integration.hub_id):
        raise not_found("Integration")
    return integration


def user_of(call: Call, hub: Hub, user_id: str) -> EndUser:
    """Return an end user by the identifier type of the query."""
    user = find_user(call, hub, user_id)
    if user is None:
        raise not_found("End user")
    return user


def find_user(call: Call, hub: Hub, user_id: str) -> EndUser | None:
    """Return an end user if there is one; refuse a caller who may not know."""
    if _is_internal(call):
        return _own(call, call.records.users.first(id=user_id, hub_id=hub.id))
    check_subject(call, user_id)
    return call.records.users.first(external_id=user_id, hub_id=hub.id)


def named_user(call: Call, hub: Hub, user_id: str) -> EndUser | None:
    """Return the end user that a body names by either id."""
    users = call.records.users
    user = users.first(external_id=user_id, hub_id=hub.id) or users.first(id=user_id, hub_id=hub.id)
    check_subject(call, user.external_id if user else user_id)
    return user


def activation_of(call: Call, activation_id: str) -> tuple[Activation, EndUser]:
    """Return an activation and whose it is."""
    activation = call.records.activations.get(activation_id)
    user = call.records.users.get(activation.user_id) if activation else None
    if activation is None or user is None or not _owns(call, user.hub_id):
        raise not_found("Activation")
    check_subject(call, user.external_id)
    return activation, user


def check_subject(call: Call, external_id: str) -> None:
    """Refuse an end user who is somebody else."""
    if isinstance(call.caller, Subject) and call.caller.external_id != external_id:
        raise forbidden(OTHERS)


def _own(call: Call, user: EndUser | None) -> EndUser | None:
    if isinstance(call.caller, Subject) and (
        user is None or user.external_id != call.caller.external_id
    ):
        raise forbidden(OTHERS)
    return user


def _owns(call: Call, hub_id: str) -> bool:
    hub = call.records.hubs.get(hub_id)
    return hub is not None and hub.organisation_id == call.caller.organisation_id


def _is_internal(call: Call) -> bool:
    kind = call.request.args.get("identifier_type", "external")
    if kind not in ("internal", "external"):
        raise invalid(FieldError("identifier_type", "must be internal or external"))
    return kind == "internal"
