"""Making the end user on the server, so that the host's own credential never reaches a browser."""

import json
from http import HTTPStatus
from urllib.parse import quote

from token_server.bounds import places
from token_server.callers import Caller
from token_server.endpoint import Answer, Reply, Service
from token_server.errors import Refusal
from token_server.hooks import PrimaryConnection
from token_server.upstream import OUT_OF_REACH, Api, refusal_of


def end_user(service: Service, supply: PrimaryConnection) -> Answer:
    """Make the answer that sees to it that the caller is an end user of their hub."""

    def answer(caller: Caller) -> Reply:
        with places().taken():
            created = _ensure(service, caller, supply)
        status = HTTPStatus.CREATED if created else HTTPStatus.OK
        return Reply.of({"externalId": caller.external_id, "created": created}, status)

    return answer


def hub_of(service: Service, caller: Caller) -> str:
    """Give the caller's hub; raise Refusal where nobody has said which one it is."""
    hub_id = caller.user.hub_id or service.settings.hub_id
    if not hub_id:
        raise Refusal(503, "unavailable", OUT_OF_REACH, reason="VERSORI_HUB_ID is not set")
    return hub_id


def _ensure(service: Service, caller: Caller, supply: PrimaryConnection) -> bool:
    api = Api(service.settings, service.keys, caller.external_id)
    users = f"hubs/{quote(hub_of(service, caller), safe='')}/users"
    if _exists(api, users, caller):
        return False
    made = api.ask("POST", users, json.dumps(_body(caller, supply)).encode())
    if made.status in (HTTPStatus.OK, HTTPStatus.CREATED):
        return True
    if made.status == HTTPStatus.CONFLICT and _exists(api, users, caller):
        return False  # another tab was first, which is as good
    raise refusal_of(made)


def _exists(api: Api, users: str, caller: Caller) -> bool:
    found = api.ask("GET", f"{users}/{quote(caller.external_id, safe='')}")
    if found.status in (HTTPStatus.OK, HTTPStatus.NOT_FOUND):
        return found.status == HTTPStatus.OK
    raise refusal_of(found)


def _body(caller: Caller, supply: PrimaryConnection) -> dict[str, object]:
    connection = supply(caller.user)
    if connection is None:
        raise Refusal(404, "not_found", "There is no connection for this account.")
    named = {"displayName": caller.user.display_name} if caller.user.display_name else {}
    return {"externalId": caller.external_id, "primaryConnection": connection, **named}
