"""Hybrid mode: the browser asks its own host, and the host asks the API.

No token reaches the browser; the host's session is all that it has. A page sets `api-url` to the
blueprint's prefix and `token-url` to `session` below it:

    app.register_blueprint(hybrid_blueprint(settings, identify))

    <versori-hub hub-id="..." api-url="/versori/api" token-url="/versori/api/session">

`POST session` answers as the token endpoint does, so that the hub knows whose session it is; but
its token is the word `session`, which is good for nothing anywhere. Everything else is a call of
`token_server.calls`, made with a credential that is added here.
"""

from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, Request, Response, request

from token_server import gate
from token_server.blueprint import add_rule
from token_server.bounds import places, readers
from token_server.callers import Caller
from token_server.calls import LARGEST_BODY, Scope, read_call
from token_server.counters import counter
from token_server.end_users import hub_of
from token_server.endpoint import Exchange, Reply, Service
from token_server.first_view import TellToken, admission, first_view
from token_server.hooks import Authorize, Hooks, Identify, everyone
from token_server.ownership import owned
from token_server.rates import Rates
from token_server.rotation import Keys
from token_server.settings import Settings
from token_server.upstream import Api
from token_server.views import View

URL_PREFIX = "/versori/api"
CALLS_PER_TOKEN = 10
"""Calls for which the limits on tokens allow one."""

NO_TOKEN = "session"  # noqa: S105 - what stands in the place of a token is not one


def hybrid_blueprint(
    settings: Settings,
    identify: Identify,
    *,
    authorize: Authorize = everyone,
    keys: Keys | None = None,
    name: str = "versori_hybrid",
    url_prefix: str = URL_PREFIX,
) -> Blueprint:
    """Make the routes that stand in for the API, and `session`."""
    service = Service(
        # A session's cookie is taken from its own origin only, whatever is listed for tokens.
        replace(settings, allowed_origins=frozenset()),
        Hooks(identify, authorize),
        _rates(settings, name),
        keys or Keys(settings.key),
    )
    blueprint = Blueprint(name, __name__, url_prefix=url_prefix)
    add_rule(blueprint, "/session", "session", _session(service).respond)
    if settings.first_view:
        add_rule(blueprint, "/first-view", "first-view", _first_view(service).respond)
    add_rule(blueprint, "/<path:_rest>", "call", lambda _rest: _call(service))
    return blueprint


def _rates(settings: Settings, name: str) -> Rates:
    return Rates(
        counter(settings.limit_store),
        settings.per_user * CALLS_PER_TOKEN,
        settings.per_address * CALLS_PER_TOKEN,
        name,
    )


def _session(service: Service) -> View:
    tell = _told(service)
    return View(service, "session.told", lambda caller: Reply.of(tell(caller)))


def _first_view(service: Service) -> View:
    answer = first_view(service, _told(service))
    return View(service, "first_view.issued", answer, admission(service))


def _told(service: Service) -> TellToken:
    life = service.settings.token_ttl
    return lambda caller: {"token": NO_TOKEN, "user_id": caller.external_id, "expires_in": life}


def _call(service: Service) -> Response:
    def admit(request: Request) -> None:
        gate.check_site(request, service.settings.allowed_origins)
        if request.method in ("POST", "PUT"):
            gate.check_content_type(request)

    def make(caller: Caller) -> Reply:
        with places().taken():
            return _made(service, caller)

    return Exchange(service, request).answer("call.made", make, admit).response()


def _made(service: Service, caller: Caller) -> Reply:
    body = readers().read(request, caller.external_id, LARGEST_BODY)
    scope = Scope(hub_of(service, caller), caller.external_id)
    path, query = _raw(caller.external_id)
    call = read_call(scope, request.method, path, query, body)
    api = Api(service.settings, service.keys, caller.external_id)
    if service.settings.api_key:
        call = owned(api, scope, call)
    answer = api.ask(call.method, call.path, call.text)
    if call.hides:
        answer = answer.without(call.hides)
    return Reply(answer.text, answer.status, answer.headers)


def _raw(external_id: str) -> tuple[str, str]:
    """Give path and query as they were sent: decoded, a slash in an id is one of the path's."""
    target = request.environ.get("REQUEST_URI") or request.environ.get("RAW_URI")
    if not target:
        return _spelled(external_id), request.query_string.decode("latin-1")
    path, _, query = str(target).partition("?")
    return path.removeprefix(_prefix()), query


def _spelled(external_id: str) -> str:
    """Spell a path as it may have been sent, for servers that tell only what it means (granian).

    Whatever it was, what is then asked of the API is the same: it is spelled anew in any case.
    """
    path = quote((request.script_root + request.path).removeprefix(_prefix()))
    return path.replace(f"/users/{quote(external_id)}", f"/users/{quote(external_id, safe='')}", 1)


def _prefix() -> str:
    return request.script_root + str(request.url_rule).partition("<")[0]
