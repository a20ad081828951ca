"""The short way to a token, where Flask has nothing to add on the way.

Before a view Flask opens a session, finds the route and asks whoever was put in between, and after
it much the same. In an application that is only the token server nobody was put there; yet it would
cost a quarter of the signature, which leaves none of it in the processor's caches. So a POST to the
token's path goes to its view at once.

Everything else goes by Flask: what is no plain POST, the first request, which finds whether the
session key is a good one, and all of them where a host has given the application anything to do
before or after a request. A function of the host's that wants what Flask puts around it
(`flask.request`, `session`, `g`) is asked again by Flask's way, and the short one is closed.
"""

from collections.abc import Iterable
from dataclasses import replace
from http.client import responses
from typing import TYPE_CHECKING

from flask import Flask, Request, request_finished, request_started, request_tearing_down
from werkzeug.exceptions import HTTPException

from token_server.blueprint import URL_PREFIX
from token_server.endpoint import Reply
from token_server.views import View
from token_server.without_flask import Alone, ByFlask, Kept

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from token_server.app import TokenServer

PATH, ENDPOINT = f"{URL_PREFIX}/token", "versori.token"
SIGNALS = (request_started, request_finished, request_tearing_down)


class ShortWay:
    """Answer for tokens, and leave everything else to Flask."""

    def __init__(self, app: "TokenServer") -> None:
        self._app = app
        self._by_flask: WSGIApplication = app.wsgi_app
        self._function = app.view_functions[ENDPOINT]
        self._rule = next(app.url_map.iter_rules(ENDPOINT))
        self._alone = Alone()
        self._view = _asking(self._alone, _view_of(self._function))
        self._was_open = False

    def answer(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        reply = self._reply(environ) if _is_plain(environ) and self._is_open() else None
        return _sent(reply, start_response) if reply else self._by_flask(environ, start_response)

    def _reply(self, environ: "WSGIEnvironment") -> Reply | None:
        environ["wsgi.input"] = body = Kept(environ["wsgi.input"])
        request = self._request(environ)
        try:
            self._app.judge_host(request)
            return self._view.reply(request)
        except (HTTPException, ByFlask):
            body.begin_again()
            return None

    def _request(self, environ: "WSGIEnvironment") -> Request:
        """Make a request that knows what Flask's own do."""
        # Not held by the environ, which it holds: what is in a circle waits for the collector.
        request = self._app.request_class(environ, populate_request=False)
        request.max_content_length = self._app.config["MAX_CONTENT_LENGTH"]
        request.json_module = self._app.json
        request.url_rule, request.view_args = self._rule, {}
        return request

    def _is_open(self) -> bool:
        """Look until it is: after a first request Flask is given nothing more to do."""
        self._was_open = self._was_open or self._is_free()
        return self._was_open and self._alone.is_enough

    def _is_free(self) -> bool:
        is_vetted = self._view.service.session_key.is_good
        is_ours = self._app.view_functions[ENDPOINT] is self._function
        return is_vetted and is_ours and not _has_more_to_do(self._app)


def _view_of(function: object) -> View:
    view = getattr(function, "__self__", None)
    if not isinstance(view, View):
        raise TypeError("tokens are not made by a view of ours")
    return view


def _asking(alone: Alone, view: View) -> View:
    """Let the host's functions be asked past Flask."""
    hooks = view.service.hooks
    identify, authorize = alone.asking(hooks.identify), alone.asking(hooks.authorize)
    asked = replace(hooks, identify=identify, authorize=authorize)
    return replace(view, service=replace(view.service, hooks=asked))


def _is_plain(environ: "WSGIEnvironment") -> bool:
    is_ours = environ.get("PATH_INFO") == PATH and environ["REQUEST_METHOD"] == "POST"
    return is_ours and "HTTP_UPGRADE" not in environ


def _has_more_to_do(app: Flask) -> bool:
    """Tell whether a request means more to the application than its view does."""
    return bool(
        app.before_request_funcs
        or app.after_request_funcs
        or app.teardown_request_funcs
        or app.teardown_appcontext_funcs
        or app.url_value_preprocessors
        or app.secret_key
        or app.session_interface is not Flask.session_interface
        or any(each.has_receivers_for(app) for each in SIGNALS)
    )


def _sent(reply: Reply, start: "StartResponse") -> list[bytes]:
    body = reply.text if isinstance(reply.text, bytes) else reply.text.encode()
    headers = [*reply.headers.items(), ("Content-Length", str(len(body)))]
    start(f"{reply.status} {responses.get(reply.status, 'Unknown').upper()}", headers)
    return [body]
