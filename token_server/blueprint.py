"""The routes that a host mounts in its own application.

Nothing here touches the application's configuration, session or error pages, and several
blueprints with different keys may stand in one application under different names.
"""

import json
from collections.abc import Callable

from flask import Blueprint, Response

from token_server.bounds import places
from token_server.callers import Caller
from token_server.counters import counter
from token_server.end_users import end_user
from token_server.endpoint import Admit, Answer, Reply, Service
from token_server.errors import Refusal
from token_server.first_view import TellToken, admission, first_view
from token_server.hooks import Authorize, Hooks, Identify, PrimaryConnection, everyone
from token_server.rates import Rates
from token_server.rotation import Keys
from token_server.secret_key import check_secret_key
from token_server.settings import Settings
from token_server.tokens import issue
from token_server.views import View

URL_PREFIX = "/versori"

# All are routed, so that the answer to each is ours and not the host application's.
METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"]


def token_blueprint(
    settings: Settings,
    identify: Identify,
    *,
    authorize: Authorize = everyone,
    primary_connection: PrimaryConnection | None = None,
    keys: Keys | None = None,
    name: str = "versori",
    url_prefix: str = URL_PREFIX,
) -> Blueprint:
    """Make the route `token`; with `primary_connection`, `end-user` as well.

    Where the settings allow time for it, there is `first-view` too, and where they say that pages
    may have it, `primary-connection`. In hybrid mode only `end-user` is left: what the others
    answer with is what must not reach a browser then.
    """
    service = Service(
        settings,
        Hooks(identify, authorize, primary_connection),
        Rates(counter(settings.limit_store), settings.per_user, settings.per_address, name),
        keys or Keys(settings.key),
    )
    blueprint = Blueprint(name, __name__, url_prefix=url_prefix)
    blueprint.record(lambda state: check_secret_key(state.app))
    if not settings.hybrid:
        _add_credentials(blueprint, service)
    if primary_connection:
        answer = end_user(service, primary_connection)
        _add(blueprint, service, "end-user", "end_user.ensured", answer)
    return blueprint


def _add_credentials(blueprint: Blueprint, service: Service) -> None:
    """Add the routes that give the browser something to keep to itself."""
    _add(blueprint, service, "token", "token.issued", _token(service))
    if service.settings.first_view:
        event, answer = "first_view.issued", first_view(service, _told(service))
        _add(blueprint, service, "first-view", event, answer, admission(service))
    supply = service.hooks.primary_connection
    if supply and service.settings.primary_connection_in_browser:
        event, answer = "primary_connection.issued", _primary_connection(supply)
        _add(blueprint, service, "primary-connection", event, answer)


def _add(
    blueprint: Blueprint,
    service: Service,
    path: str,
    event: str,
    make: Answer,
    admit: Admit | None = None,
) -> None:
    add_rule(blueprint, f"/{path}", path, View(service, event, make, admit).respond)


def add_rule(blueprint: Blueprint, rule: str, name: str, view: Callable[..., Response]) -> None:
    """Route all methods, and this spelling only: Flask redirects two slashes, in its own words."""
    blueprint.add_url_rule(
        rule,
        name,
        view,
        methods=METHODS,
        provide_automatic_options=False,
        merge_slashes=False,
    )


def _token(service: Service) -> Answer:
    tell = _told(service)
    return lambda caller: Reply(json.dumps(tell(caller)))


def _told(service: Service) -> TellToken:
    keys, ttl = service.keys, service.settings.token_ttl
    return lambda caller: issue(keys.current, caller.external_id, ttl).reply()


def _primary_connection(supply: PrimaryConnection) -> Answer:
    def answer(caller: Caller) -> Reply:
        with places().taken():
            connection = supply(caller.user)
        if connection is None:
            raise Refusal(404, "not_found", "There is no connection for this account.")
        return Reply.of(connection)

    return answer
