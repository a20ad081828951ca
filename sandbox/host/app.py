"""Northwind, the demo host: an order management application with the hub embedded in it."""

from flask import Flask, Request, Response, render_template
from werkzeug.exceptions import HTTPException

from sandbox.host import guard
from sandbox.host.bundle import bundle_blueprint
from sandbox.host.pages import pages_blueprint
from sandbox.host.sessions import COOKIE, Sessions
from sandbox.host.settings import HostSettings, Person
from token_server import ConnectionCreate, User, token_blueprint

HOSTS = ["127.0.0.1", "localhost"]
LARGEST_FORM = 16 * 1024


def create_host(settings: HostSettings) -> Flask:
    """Make the application: its pages, the bundle under `/hub/`, the token endpoint."""
    app = Flask(__name__, static_url_path="/assets")
    app.config.update(TRUSTED_HOSTS=HOSTS, MAX_CONTENT_LENGTH=LARGEST_FORM)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    sessions = Sessions(settings.session_life)
    app.register_blueprint(pages_blueprint(settings, sessions))
    app.register_blueprint(bundle_blueprint(settings.bundle, settings.api_origin))
    _mount_tokens(app, settings, sessions)
    app.register_error_handler(HTTPException, _error_page)
    app.after_request(guard.protect)
    return app


def _mount_tokens(app: Flask, settings: HostSettings, sessions: Sessions) -> None:
    """Mount the token endpoint as any host does: one function says who is signed in."""

    def signed_in(request: Request) -> Person | None:
        return settings.person(sessions.person(request.cookies.get(COOKIE)) or "")

    def identify(request: Request) -> User | None:
        person = signed_in(request)
        return User(person.user_id, person.name) if person else None

    def primary_connection(user: User) -> ConnectionCreate | None:
        person = next(person for person in settings.people if person.user_id == user.id)
        return settings.primary_connection(person)

    blueprint = token_blueprint(settings.token, identify, primary_connection=primary_connection)
    app.register_blueprint(blueprint)


def _error_page(error: HTTPException) -> Response:
    page = render_template("error.html", title=error.name, message=error.description)
    response = Response(page, error.code or 500, mimetype="text/html")
    for name, value in error.get_headers():
        response.headers.setdefault(name, value)
    return response
