"""A Versori Embedded API to develop against, on this machine only."""

from sandbox import own_python as own_python

# isort: split
import uuid
from collections.abc import Iterable
from typing import Any

from flask import Flask, Response, g
from flask.json.provider import DefaultJSONProvider

from sandbox import api, control, cors, errors, failing, images, oauth
from sandbox.body import MAXIMUM_BYTES
from sandbox.dates import forget_endless_dates
from sandbox.settings import Settings, SigningKey
from sandbox.slashes import keep_slashes
from sandbox.world import World, open_world

__all__ = ["Settings", "SigningKey", "World", "create_app"]


LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]


class InOrder(DefaultJSONProvider):
    """Write members in the order in which they were put down."""

    sort_keys = False


class Sandbox(Flask):
    """An application whose ids may hold slashes."""

    json_provider_class = InOrder

    def wsgi_app(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Serve one request."""
        keep_slashes(environ)
        return super().wsgi_app(environ, start_response)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the sandbox; raises CatalogueError or KeyFileError for settings that cannot be used."""
    world = open_world(settings or Settings())
    app = Sandbox(__name__)
    app.config.update(MAX_CONTENT_LENGTH=MAXIMUM_BYTES, TRUSTED_HOSTS=LOOPBACK)
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.extensions["sandbox"] = world
    app.before_request(_name_request)
    app.before_request(forget_endless_dates)
    app.after_request(_tell_name)
    errors.install(app)
    cors.install(app)
    failing.install(app, world)
    api.install(app, world)
    oauth.install(app, world)
    images.install(app, world)
    control.install(app, world)
    return app


def _name_request() -> None:
    g.request_id = uuid.uuid4().hex


def _tell_name(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.get("request_id") or uuid.uuid4().hex
    response.headers["Cache-Control"] = response.headers.get("Cache-Control", "no-store")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
