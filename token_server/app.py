"""The token server as an application of its own, for hosts that are not written in Flask."""

import logging
import os
import re
import sys
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus

from flask import Flask, Request, Response
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import MapAdapter
from werkzeug.sansio.utils import get_host

from token_server import events
from token_server.blueprint import METHODS, token_blueprint
from token_server.endpoint import BROKEN
from token_server.errors import MISUSED, SettingsRefused, where
from token_server.gate import LARGEST_BODY
from token_server.health import Readiness, add_health, small
from token_server.hooks import Hooks
from token_server.hybrid import hybrid_blueprint
from token_server.lines import log_to_stderr
from token_server.rotation import Keys
from token_server.settings import Settings
from token_server.short_way import ShortWay

EXTENSION = "token_server"
IPV6_HOST = re.compile(r"(?P<address>\[[0-9a-f:.]+\])(?P<port>:[0-9]{1,5})?")


@dataclass(frozen=True)
class Running:
    """Be what a WSGI server may tell the application while it runs."""

    keys: Keys
    readiness: Readiness = field(default_factory=Readiness)


class TokenServer(Flask):
    """Be Flask, but look at a request's host once, where Flask does so three times.

    None of our routes depends on it, so it is judged (it may be one that is not trusted), and the
    path alone decides.
    """

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Bind the routes to a request; raise SecurityError for a host that is not ours."""
        if request is None or "HTTP_UPGRADE" in request.environ:  # a WebSocket has routes apart
            return super().create_url_adapter(request)
        host, scheme = self.judge_host(request), request.scheme
        # Flask would say that all are allowed that are routed; TRACE our routes refuse themselves.
        method = request.method if request.method in METHODS else "TRACE"
        return MapAdapter(self.url_map, host, request.root_path, "", scheme, request.path, method)

    def judge_host(self, request: Request) -> str:
        """Give the host that is asked for; raise SecurityError for one that is not ours."""
        said, trusted = request.environ.get("HTTP_HOST"), self.config["TRUSTED_HOSTS"]
        request.trusted_hosts = None if _is_own_address(said, trusted) else trusted
        return _judged(request.scheme, said, request.server, tuple(request.trusted_hosts or ()))

    def handle_exception(self, error: Exception) -> Response:
        """Answer what went wrong outside of our routes; Flask would log the exception's text."""
        request_id = os.urandom(8).hex()
        facts = {"request_id": request_id, "reason": where(error)}
        events.record("token.failed", logging.ERROR, status=500, **facts)
        body = {"code": "internal", "message": BROKEN, "request_id": request_id}
        response = small(500, body)
        response.headers["X-Request-Id"] = request_id
        return response


# At every look it would spell the trusted hosts anew. One that it refuses is not remembered.
_judged = lru_cache(maxsize=64)(get_host)


def _is_own_address(host: str | None, trusted: Collection[str]) -> bool:
    """Know an IPv6 address that is trusted: werkzeug takes it for a name `[` with ports."""
    if not host or not host.startswith("["):
        return False
    found = IPV6_HOST.fullmatch(host)
    return found is not None and found["address"] in trusted


def create_app(
    settings: Settings | None = None, hooks: Hooks | None = None, keys: Keys | None = None
) -> Flask:
    """Make the application; without settings, the one that the environment describes."""
    if settings is None:
        return _from_environment()
    running = Running(keys or Keys(settings.key))
    app = TokenServer("token_server", static_folder=None)
    app.url_map.merge_slashes = False
    app.config["TRUSTED_HOSTS"] = list(settings.trusted_hosts)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    _mount(app, settings, hooks or Hooks(), running.keys)
    add_health(app, running.readiness)
    app.register_error_handler(HTTPException, _in_shape)
    app.extensions[EXTENSION] = running
    if not settings.hybrid:
        app.wsgi_app = ShortWay(app).answer  # type: ignore[method-assign]
    if settings.proxies:
        # Not the Host: TRUSTED_HOSTS judges what was really asked for.
        believed = {"x_for": settings.proxies, "x_proto": settings.proxies, "x_host": 0}
        app.wsgi_app = ProxyFix(app.wsgi_app, **believed)  # type: ignore[method-assign]
    return app


def _mount(app: Flask, settings: Settings, hooks: Hooks, keys: Keys) -> None:
    app.register_blueprint(
        token_blueprint(
            settings,
            hooks.identify,
            authorize=hooks.authorize,
            primary_connection=hooks.primary_connection,
            keys=keys,
        )
    )
    if settings.hybrid:
        app.register_blueprint(
            hybrid_blueprint(settings, hooks.identify, authorize=hooks.authorize, keys=keys)
        )


def _from_environment() -> Flask:
    """End the process where the environment does not allow it, with a line for every problem."""
    # It needs create_app, so it can be imported only when that is there.
    from token_server.standalone import application

    log_to_stderr()
    try:
        return application(os.environ)
    except SettingsRefused as refused:
        print(*refused.problems, sep="\n", file=sys.stderr)
        sys.exit(MISUSED)


def _in_shape(error: HTTPException) -> Response:
    """Answer by the status alone: an error's own description may repeat what was sent."""
    status = error.code or 500
    phrase = HTTPStatus(status).phrase
    code = phrase.lower().replace(" ", "_").replace("-", "_")
    response = small(status, {"code": code, "message": f"{phrase}."})
    for name, value in error.get_headers():
        response.headers.setdefault(name, value)
    return response
