"""The token server as an application of its own, for hosts that are not written in Flask."""

from http import HTTPStatus

from flask import Flask, Response, json
from werkzeug.exceptions import HTTPException

from token_server.blueprint import token_blueprint
from token_server.gate import FIXED_HEADERS, LARGEST_BODY
from token_server.hooks import Hooks
from token_server.settings import Settings


def create_app(settings: Settings, hooks: Hooks | None = None) -> Flask:
    """Make the application; without the host's hooks it knows nobody and answers 401."""
    hooks = hooks or Hooks()
    app = Flask("token_server", static_folder=None)
    app.config["TRUSTED_HOSTS"] = list(settings.trusted_hosts)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.register_blueprint(
        token_blueprint(
            settings,
            hooks.identify,
            authorize=hooks.authorize,
            primary_connection=hooks.primary_connection,
        )
    )
    app.add_url_rule("/healthz", "healthz", _alive)
    app.add_url_rule("/readyz", "readyz", _alive)  # settings hold a key that signed a test already
    app.register_error_handler(HTTPException, _in_shape)
    return app


def _alive() -> Response:
    return _json(200, {"message": "ok"})


def _in_shape(error: HTTPException) -> Response:
    """Answer by the status alone: an error's own description may repeat what was sent."""
    status = error.code or 500
    phrase = HTTPStatus(status).phrase
    code = phrase.lower().replace(" ", "_").replace("-", "_")
    response = _json(status, {"code": code, "message": f"{phrase}."})
    for name, value in error.get_headers():
        response.headers.setdefault(name, value)
    return response


def _json(status: int, body: dict[str, str]) -> Response:
    return Response(json.dumps(body), status, FIXED_HEADERS, mimetype="application/json")
