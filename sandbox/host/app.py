"""Northwind, the demo host: an order management application with the hub embedded in it."""

import logging

from flask import Blueprint, Flask, Request, Response, render_template
from werkzeug.exceptions import HTTPException, InternalServerError

from sandbox.dates import forget_endless_dates
from sandbox.host import guard
from sandbox.host.bundle import bundle_blueprint
from sandbox.host.pages import Desk, pages_blueprint
from sandbox.host.sessions import Sessions
from sandbox.host.settings import HostSettings
from token_server import ConnectionCreate, User, hybrid_blueprint, token_blueprint
from token_server.errors import where

log = logging.getLogger("northwind")

HOSTS = ["127.0.0.1", "localhost"]
LARGEST_FORM = 16 * 1024

WORDS = {
    400: ("That could not be understood", "Go back to Northwind's own pages and start from there."),
    403: ("That did not come from Northwind", "Forms are taken from Northwind's own pages only."),
    404: ("There is no such page", "The link may be old, or the address mistyped."),
    500: ("Something went wrong", "It is our fault, not yours. Try again in a moment."),
}


def create_host(settings: HostSettings) -> Flask:
    """Make the application: its pages, the bundle under `/hub/`, the token endpoint."""
    app = Flask(__name__, static_url_path="/assets")
    app.config.update(TRUSTED_HOSTS=HOSTS, MAX_CONTENT_LENGTH=LARGEST_FORM)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    desk = Desk(settings, Sessions(settings.session_life))
    app.register_blueprint(pages_blueprint(desk))
    app.register_blueprint(
        bundle_blueprint(settings.bundle, settings.api_origin, hybrid=settings.hybrid)
    )
    for blueprint in _companions(desk):
        app.register_blueprint(blueprint)
    app.register_error_handler(HTTPException, _error_page)
    app.register_error_handler(Exception, _broken_page)
    app.before_request(forget_endless_dates)
    app.after_request(guard.protect)
    return app


def _companions(desk: Desk) -> list[Blueprint]:
    """Set them up as any host does: one function says who is signed in."""

    def identify(_request: Request) -> User | None:
        person = desk.person()
        return User(person.user_id, person.name, person.hub_id) if person else None

    def primary_connection(_user: User) -> ConnectionCreate | None:
        person = desk.person()
        return desk.settings.primary_connection(person) if person else None

    settings = desk.settings.token
    companions = [token_blueprint(settings, identify, primary_connection=primary_connection)]
    return [*companions, hybrid_blueprint(settings, identify)] if settings.hybrid else companions


def _error_page(error: HTTPException) -> Response:
    status = error.code or 500
    title, message = WORDS.get(status, (error.name, "Go back and try again."))
    response = Response(render_template("error.html", title=title, message=message), status)
    for name, value in error.get_headers():
        response.headers.setdefault(name, value)
    return response


def _broken_page(error: Exception) -> Response:
    """Log where it broke; Flask itself would log the error's text, which may hold what was sent."""
    log.error("%s", where(error))
    return _error_page(InternalServerError())
