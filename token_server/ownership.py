"""Whose a thing is, asked before the organisation's API key is used on it.

With a token of the user the API itself refuses what is not theirs. The key opens everything, so
what a call names by id is looked up first, among what is the user's own; and how a connection is
made is not taken from the browser but from the connection template that it fills.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from token_server.calls import Call, Scope
from token_server.errors import Refusal
from token_server.upstream import Api, out_of_reach, refusal_of

MOST_PAGES = 50
TEMPLATES = "connectionTemplates"

Json = Any


def owned(api: Api, scope: Scope, call: Call) -> Call:
    """Give the call as the key may make it; raise Refusal for what names a thing of another's."""
    root, _, rest = call.path.partition("/")
    match root:
        case "activations" if rest:
            _check_activation(api, scope, call.id)
        case "integrations":
            _integration(api, scope, call.id)
        case "activations":
            return replace(call, body=_activation(api, scope, call.body or {}))
        case "hubs" if call.body is not None:
            return replace(call, body=_end_user(api, scope, call.body))
    return call


def _check_activation(api: Api, scope: Scope, activation_id: str) -> None:
    if activation_id not in _ids(api, f"{_user(scope, 'embed')}/activations", "activations"):
        raise _not_found()


def _activation(api: Api, scope: Scope, body: Mapping[str, Json]) -> Mapping[str, Json]:
    integration = _integration(api, scope, str(body.get("integrationId", "")))
    schemes = {each["id"]: each["authSchemeConfig"] for each in _rows(integration, TEMPLATES)}
    entries = body.get("connections", [])
    named = {entry["connectionId"] for entry in entries if "connectionId" in entry}
    if named and not named <= _ids(api, f"{_user(scope, 'hubs')}/connections", "connections"):
        raise _not_found()
    if not all(entry["templateId"] in schemes for entry in entries):
        raise _not_found()
    return {**body, "connections": [_made(each, schemes[each["templateId"]]) for each in entries]}


def _end_user(api: Api, scope: Scope, body: Mapping[str, Json]) -> Mapping[str, Json]:
    if "primaryConnection" not in body:
        return body
    hub = _read(api, f"hubs/{quote(scope.hub_id, safe='')}")
    scheme = hub["primaryConnector"]["authSchemeConfig"]
    return {**body, "primaryConnection": _made(body["primaryConnection"], scheme)}


def _made(connection: Json, scheme: Json) -> Json:
    """Let a new connection be made in its template's way.

    What came from the browser could name another OAuth client of the organisation's, or send its
    secret to another address.
    """
    if "credentials" not in connection:
        return connection
    entries = connection["credentials"]["action"]
    action = [{**entry, "authSchemeConfig": scheme} for entry in entries]
    return {**connection, "credentials": {"action": action}}


def _integration(api: Api, scope: Scope, integration_id: str) -> Json:
    if not integration_id:
        raise _not_found()
    return _read(api, f"{_user(scope, 'embed')}/integrations/{quote(integration_id, safe='')}")


def _ids(api: Api, path: str, name: str) -> set[str]:
    return {str(row["id"]) for page in _pages(api, path) for row in _rows(page, name)}


def _pages(api: Api, path: str) -> Iterator[Json]:
    after = ""
    for _ in range(MOST_PAGES):
        query = urlencode({"first": "100"} | ({"after": after} if after else {}))
        page = _read(api, f"{path}?{query}")
        yield page
        after = page.get("next") or ""
        if not after:
            return


def _rows(page: Json, name: str) -> list[Json]:
    """Give the rows that have an id: what has none can be named by nobody."""
    rows = page.get(name) or []
    if not isinstance(rows, list):
        raise out_of_reach("no list")
    return [row for row in rows if isinstance(row, dict) and "id" in row]


def _read(api: Api, path: str) -> Json:
    answer = api.ask("GET", path)
    if answer.status == HTTPStatus.NOT_FOUND:
        raise _not_found()
    if answer.status != HTTPStatus.OK:
        raise refusal_of(answer)
    found = answer.json()
    if not isinstance(found, dict):
        raise out_of_reach("no object")
    return found


def _user(scope: Scope, root: str) -> str:
    return f"{root}/{quote(scope.hub_id, safe='')}/users/{quote(scope.external_id, safe='')}"


def _not_found() -> Refusal:
    return Refusal(404, "not_found", "There is no such thing.", reason="not the caller's own")
