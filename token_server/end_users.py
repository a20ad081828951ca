"""Making the end user on the server, so that the host's own credential never reaches a browser."""

from http import HTTPStatus
from urllib.parse import quote

from flask import json

from token_server.callers import Caller
from token_server.endpoint import Answer, Reply, Service
from token_server.errors import Refusal
from token_server.hooks import PrimaryConnection
from token_server.upstream import OUT_OF_REACH, Api, ApiAnswer, out_of_reach


def end_user(service: Service, supply: PrimaryConnection) -> Answer:
    """Make the answer that sees to it that the caller is an end user of their hub."""

    def answer(caller: Caller) -> Reply:
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
    found = api.ask("GET", f"{users}/{quote(caller.external_id, safe='')}")
    if found.status == HTTPStatus.OK:
        return False
    if found.status != HTTPStatus.NOT_FOUND:
        raise _refusal(found)
    made = api.ask("POST", users, json.dumps(_body(caller, supply)).encode())
    if made.status == HTTPStatus.CONFLICT:  # another tab was first, which is as good
        return False
    if made.status not in (HTTPStatus.OK, HTTPStatus.CREATED):
        raise _refusal(made)
    return True


def _body(caller: Caller, supply: PrimaryConnection) -> dict[str, object]:
    connection = supply(caller.user)
    if connection is None:
        raise Refusal(404, "not_found", "There is no connection for this account.")
    named = {"displayName": caller.user.display_name} if caller.user.display_name else {}
    return {"externalId": caller.external_id, "primaryConnection": connection, **named}


def _refusal(answer: ApiAnswer) -> Refusal:
    """Say that it failed, without the API's words: they may speak of the host's credential."""
    reason = f"the API answered {answer.status}"
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        message = "That was too often. Wait a moment, then try again."
        return Refusal(429, "rate_limited", message, reason=reason, headers=answer.headers)
    return out_of_reach(reason)
