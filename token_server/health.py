"""Whether the server lives, and whether it wants to be sent requests."""

from mmap import mmap

from flask import Flask, Response, has_request_context, json, request

from token_server.gate import FIXED_HEADERS, headers


class Readiness:
    """Be ready from the start, since settings hold a key that signed a test, until draining.

    It is told in one process and known in all that were forked from it, without a signal: under
    load a signal may be heard when the draining is over.
    """

    def __init__(self) -> None:
        self._shared = mmap(-1, 1)

    @property
    def draining(self) -> bool:
        """Tell whether the server is about to end."""
        return self._shared[0] == 1

    def drain(self) -> None:
        """Be ready no longer."""
        self._shared[0] = 1


def add_health(app: Flask, readiness: Readiness) -> None:
    """Add `/healthz` and `/readyz`, which say nothing else and ask nobody."""

    def ready() -> Response:
        if readiness.draining:
            return small(503, {"code": "draining", "message": "Shutting down."})
        return small(200, {"message": "ok"})

    def alive() -> Response:
        return small(200, {"message": "ok"})

    for name, view in (("healthz", alive), ("readyz", ready)):
        # Flask's own answer to OPTIONS has none of our headers.
        app.add_url_rule(f"/{name}", name, view, methods=["GET"], provide_automatic_options=False)


def small(status: int, body: dict[str, str]) -> Response:
    """Answer with a body of our own, also to what could not be read as a request."""
    carried = headers(request) if has_request_context() else FIXED_HEADERS
    return Response(json.dumps(body), status, carried, mimetype="application/json")
