"""Which other origins may read the API: all of them, since no cookie is ever believed."""

from flask import Flask, Response, request

from sandbox.api import BASE

MAX_AGE_SECONDS = "600"
METHODS = "GET, POST, PUT, PATCH, DELETE, OPTIONS"
HEADERS = "Authorization, Content-Type"
EXPOSED = "Retry-After, X-Request-Id"


def install(app: Flask) -> None:
    """Answer preflights under the API's base and let every origin read its answers."""
    app.before_request(_preflight)
    app.after_request(_allow)


def is_api() -> bool:
    """Tell whether the request is for the API."""
    return request.path.startswith(f"{BASE}/")


def _preflight() -> Response | None:
    if request.method != "OPTIONS" or not is_api():
        return None
    asked = request.headers.get("Access-Control-Request-Headers", "")
    response = Response(status=204)
    response.headers["Access-Control-Allow-Methods"] = METHODS
    response.headers["Access-Control-Allow-Headers"] = f"{HEADERS}, {asked}" if asked else HEADERS
    response.headers["Access-Control-Max-Age"] = MAX_AGE_SECONDS
    return response


def _allow(response: Response) -> Response:
    if is_api():
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
    return response
