"""The routes that a host mounts in its own application.

Nothing here touches the application's configuration, session or error pages, and several
blueprints with different keys may stand in one application under different names.
"""

from flask import Blueprint, Response, request

from token_server.endpoint import Answer, Caller, Exchange
from token_server.errors import Refusal
from token_server.hooks import Authorize, Hooks, Identify, PrimaryConnection, everyone
from token_server.settings import Settings
from token_server.tokens import issue

URL_PREFIX = "/versori"

# All are routed, so that the answer to each is ours and not the host application's.
METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"]


def token_blueprint(
    settings: Settings,
    identify: Identify,
    *,
    authorize: Authorize = everyone,
    primary_connection: PrimaryConnection | None = None,
    name: str = "versori",
    url_prefix: str = URL_PREFIX,
) -> Blueprint:
    """Make the routes `token` and, if the host supplies it, `primary-connection`."""
    hooks = Hooks(identify, authorize, primary_connection)
    blueprint = Blueprint(name, __name__, url_prefix=url_prefix)
    _add(blueprint, settings, hooks, "token", "token.issued", _token(settings))
    if primary_connection:
        event, answer = "primary_connection.issued", _primary_connection(primary_connection)
        _add(blueprint, settings, hooks, "primary-connection", event, answer)
    return blueprint


def _add(
    blueprint: Blueprint, settings: Settings, hooks: Hooks, path: str, event: str, make: Answer
) -> None:
    def view() -> Response:
        exchange = Exchange(settings, hooks)
        if request.method == "OPTIONS":
            return exchange.preflight()
        return exchange.answer(event, make)

    blueprint.add_url_rule(f"/{path}", path, view, methods=METHODS, provide_automatic_options=False)


def _token(settings: Settings) -> Answer:
    def answer(caller: Caller) -> dict[str, str | int]:
        return issue(settings.key, caller.external_id, settings.token_ttl).reply()

    return answer


def _primary_connection(supply: PrimaryConnection) -> Answer:
    def answer(caller: Caller) -> object:
        connection = supply(caller.user)
        if connection is None:
            raise Refusal(404, "not_found", "There is no connection for this account.")
        return connection

    return answer
