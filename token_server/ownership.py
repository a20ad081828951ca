"""Whose a thing is, asked before the organisation's API key is used on it.

With a token of the user the API itself refuses what is not theirs. The key opens everything, so
what a call names by id is looked up first, among what is the user's own.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from token_server.calls import Call, Scope
from token_server.errors import Refusal
from token_server.upstream import Api

MOST_PAGES = 50


def check_owned(api: Api, scope: Scope, call: Call) -> None:
    """Raise Refusal for a call that names what is not the user's."""
    if call.path.startswith("activations/"):
        _check_activation(api, scope, call.id)
    if call.path == "activations":
        _check_integration(api, scope, (call.body or {}).get("integrationId"))
        _check_connections(api, scope, (call.body or {}).get("connections"))


def _check_activation(api: Api, scope: Scope, activation_id: str) -> None:
    owned = _listed(api, f"{_user(scope, 'embed')}/activations", "activations")
    if activation_id not in owned:
        raise _not_found()


def _check_integration(api: Api, scope: Scope, integration_id: object) -> None:
    path = f"{_user(scope, 'embed')}/integrations/{quote(str(integration_id), safe='')}"
    if str(integration_id) in (".", "..") or api.ask("GET", path).status != 200:
        raise _not_found()


def _check_connections(api: Api, scope: Scope, given: object) -> None:
    entries = given if isinstance(given, list) else []
    named = {
        entry["connectionId"]
        for entry in entries
        if isinstance(entry, dict) and isinstance(entry.get("connectionId"), str)
    }
    path = f"{_user(scope, 'hubs')}/connections"
    if named and not named <= set(_listed(api, path, "connections")):
        raise _not_found()


def _listed(api: Api, path: str, name: str) -> list[str]:
    return [str(row["id"]) for row in _rows(api, path, name) if isinstance(row, dict)]


def _rows(api: Api, path: str, name: str) -> Iterator[Any]:
    after = ""
    for _ in range(MOST_PAGES):
        query = urlencode({"first": "100"} | ({"after": after} if after else {}))
        answer = api.ask("GET", f"{path}?{query}")
        if answer.status != 200:
            raise _not_found()
        page = answer.json()
        yield from page.get(name) or []
        after = page.get("next") or ""
        if not after:
            return


def _user(scope: Scope, root: str) -> str:
    return f"{root}/{quote(scope.hub_id, safe='')}/users/{quote(scope.external_id, safe='')}"


def _not_found() -> Refusal:
    return Refusal(404, "not_found", "There is no such thing.", reason="not the caller's own")
