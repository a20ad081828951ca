"""The short way to a token, where Flask has nothing to add on the way.

Before a view Flask opens a session, finds the route and asks whoever was put in between, and after
it much the same. In an application that is only the token server nobody was put there; yet it would
cost half as much as the signature, which leaves none of it in the processor's caches. So a POST to
the token's path goes to its route at once, with the request and without Flask's `session`, `g` and
`current_app`. Everything else goes by Flask, and so does a token where a host has given the
application a session key, or anything to do before or after a request.
"""

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Flask
from werkzeug.exceptions import HTTPException

from token_server.endpoint import Reply
from token_server.route import Route

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from token_server.app import TokenServer


class ShortWay:
    """Answer at one path, and leave the others to Flask."""

    def __init__(self, app: "TokenServer", path: str, route: Route) -> None:
        self._app = app
        self._path = path
        self._route = route
        self._by_flask: WSGIApplication = app.wsgi_app
        self._was_open = False

    def answer(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        is_ours = environ.get("PATH_INFO") == self._path and environ["REQUEST_METHOD"] == "POST"
        if not is_ours or not self._is_open():
            return self._by_flask(environ, start_response)
        request = self._app.request_class(environ)
        try:
            self._app.judge_host(request)
        except HTTPException:
            return self._by_flask(environ, start_response)
        return _sent(self._route.reply(request), start_response)

    def _is_open(self) -> bool:
        """Look until it is: after a first request Flask is given nothing more to do."""
        is_vetted = self._route.service.session_key.is_good
        self._was_open = self._was_open or (is_vetted and not _has_more_to_do(self._app))
        return self._was_open


def _has_more_to_do(app: Flask) -> Any:
    """Tell whether a request means more to the application than its route does."""
    return (
        app.before_request_funcs
        or app.after_request_funcs
        or app.teardown_request_funcs
        or app.teardown_appcontext_funcs
        or app.url_value_preprocessors
        or app.secret_key
        or app.session_interface is not Flask.session_interface
    )


def _sent(reply: Reply, start: "StartResponse") -> list[bytes]:
    body = reply.text if isinstance(reply.text, bytes) else reply.text.encode()
    headers = [*reply.headers.items(), ("Content-Length", str(len(body)))]
    start(f"{reply.status} {HTTPStatus(reply.status).phrase}", headers)
    return [body]
