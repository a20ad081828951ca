"""The calls that the hub makes, and no others: how one is recognised and spelled anew.

    method, path, query, body as sent  ->  a Call as the API will see it, or a Refusal

Nothing of what was sent goes on as it was. Words of the path are ours, ids have an alphabet in
which no path can be climbed, the user is the caller, and a body is parsed and written again, so
that two readers cannot take it for two things.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

from token_server import bodies
from token_server.bodies import ID
from token_server.errors import Refusal
from token_server.gate import method_refused

LARGEST_BODY = 1024 * 1024  # certificates and their chains

QUERY = {
    "first": r"[1-9][0-9]{0,2}",
    "after": r"[\x21-\x7e]{1,1024}",
    "deployed": "true|false",
    "hub_connector_id": f"{ID}(?:,{ID})?",
    "integration_id": ID,
}
PAGE = ("first", "after")
CONNECTION_PAGE = (*PAGE, "hub_connector_id")

SECRETS = "credentials"
"""Of a connection. The platform shows them redacted; nobody here has to rely on it."""


@dataclass(frozen=True)
class Route:
    """Be one operation of the API; `names` is the member of the body that names the user.

    `hides` is a member of the answer that the hub has no use for, wherever a connection may stand.
    """

    method: str
    path: str
    query: tuple[str, ...] = ()
    members: frozenset[str] | None = None
    names: str = ""
    hides: str = SECRETS


def _members(text: str) -> frozenset[str]:
    return frozenset(text.split())


CONSENT = "credential authorizeUrl clientId scopes prompt additionalParams disableOfflineAccess"
ACTIVATION = "userId integrationId connections dynamicVariables variables"
END_USER = "externalId displayName primaryConnection"

ROUTES = (
    Route("GET", "hubs/{hub}"),
    Route("GET", "hubs/{hub}/users/{user}"),
    Route("POST", "hubs/{hub}/users", (), _members(END_USER), "externalId"),
    Route("GET", "hubs/{hub}/users/{user}/connections", CONNECTION_PAGE),
    Route("GET", "embed/{hub}/users/{user}/integrations", (*PAGE, "deployed")),
    Route("GET", "embed/{hub}/users/{user}/integrations/{id}"),
    Route("GET", "embed/{hub}/users/{user}/activations", (*PAGE, "integration_id")),
    Route("POST", "embed/{hub}/connector/{id}/oauth2/initialise", members=_members(CONSENT)),
    # Nothing but the user's own settings, by names of which one may be that.
    Route("GET", "integrations/{id}/users/{user}/variables", hides=""),
    Route("POST", "activations", members=_members(ACTIVATION), names="userId"),
    Route("DELETE", "activations/{id}"),
    Route("PUT", "activations/{id}/variables", members=_members("dynamicVariables")),
)


@dataclass(frozen=True)
class Scope:
    """Be what one caller may name: themselves, in their hub."""

    hub_id: str
    external_id: str


@dataclass(frozen=True)
class Call:
    """Be a call that may be made."""

    method: str
    path: str
    id: str = ""
    body: Mapping[str, Any] | None = field(default=None, repr=False)
    hides: str = SECRETS

    @property
    def text(self) -> bytes | None:
        """Spell the body."""
        return None if self.body is None else bodies.write_exactly(self.body)


def read_call(scope: Scope, method: str, path: str, query: str, body: bytes) -> Call:
    """Recognise a call by its raw path and query; raise Refusal for everything else."""
    route, found = _route(scope, method, path.split("/"))
    filled = route.path.format_map(
        {
            "hub": quote(scope.hub_id, safe=""),
            "user": quote(scope.external_id, safe=""),
            "id": found,
        }
    )
    asked = _query(route, query)
    return Call(method, f"{filled}{asked}", found, _body(route, scope, body), route.hides)


def _route(scope: Scope, method: str, segments: list[str]) -> tuple[Route, str]:
    """Find the route of a path, and the id that the path holds."""
    fits = [(route, _matched(route, scope, segments)) for route in ROUTES]
    found = {route.method: (route, id_) for route, id_ in fits if id_ is not None}
    if not found:
        raise Refusal(404, "not_found", "There is no such call.")
    if method not in found:
        raise method_refused(", ".join(sorted(found)))
    return found[method]


def _matched(route: Route, scope: Scope, segments: list[str]) -> str | None:
    """Give the id of a path that fits the route, empty where it has none, None if it does not."""
    words = route.path.split("/")
    if len(words) != len(segments):
        return None
    found = ""
    for word, segment in zip(words, segments, strict=True):
        match word:
            case "{hub}":
                fits = segment == scope.hub_id
            case "{user}":
                fits = unquote(segment) == scope.external_id
            case "{id}":
                fits, found = bool(re.fullmatch(ID, segment)), segment
            case _:
                fits = segment == word
        if not fits:
            return None
    return found


def _query(route: Route, query: str) -> str:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    except ValueError:
        raise _invalid("The query cannot be read.") from None
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise _invalid("The query cannot be read.")
    if not all(name in route.query and re.fullmatch(QUERY[name], value) for name, value in pairs):
        raise _invalid("The query asks for something else than this call gives.")
    return f"?{urlencode(pairs)}" if pairs else ""


def _body(route: Route, scope: Scope, text: bytes) -> dict[str, Any] | None:
    if route.members is None:
        if text:
            raise _invalid("This call takes no body.")
        return None
    try:
        body = bodies.read_object(text)
    except ValueError:
        raise _invalid("The body is no JSON that this call takes.") from None
    if not body.keys() <= route.members:
        raise _invalid("The body holds something else than this call takes.")
    if route.names and body.get(route.names) != scope.external_id:
        raise Refusal(403, "forbidden", "That is somebody else's.", reason="another user's id")
    if not bodies.is_known(body):
        raise _invalid("The body is not what this call takes.")
    return body


def _invalid(message: str) -> Refusal:
    return Refusal(400, "invalid", message)
