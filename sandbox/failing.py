"""How a request of the API goes wrong on demand, and how every one of them is noted."""

import json
import socket
from threading import Event
from typing import Any

from flask import Flask, Response, g, jsonify, request
from werkzeug.exceptions import HTTPException

from sandbox.api import BASE
from sandbox.body import parse
from sandbox.cors import is_api
from sandbox.errors import ApiError
from sandbox.faults import Fault
from sandbox.journal import Entry, masked, masked_header
from sandbox.world import World

LONGEST_WAIT_SECONDS = 120.0
SPOILED_ROW = {"id": None, "name": 7, "isDeployed": "perhaps"}
LOGIN_PAGE = "<!doctype html><title>Sign in</title><h1>Sign in</h1>"


def install(app: Flask, world: World) -> None:
    """Let the faults happen to the API's requests and note each request."""

    def strike() -> Response | None:
        if not is_api() or request.method == "OPTIONS":
            return None
        taken = world.faults.take(request.method, request.path.removeprefix(BASE))
        if not taken:
            return None
        g.fault, recovered = taken
        return _instead(g.fault, recovered)

    def finish(response: Response) -> Response:
        if not is_api() or request.method == "OPTIONS":
            return response
        if fault := g.get("fault"):
            _spoil(fault, response)
        world.journal.note(_entry(response))
        return response

    app.before_request(strike)
    app.after_request(finish)


def _instead(fault: Fault, recovered: Event) -> Response | None:
    """Return what is answered in place of the API, if anything."""
    match fault.kind:
        case "slow":
            recovered.wait(min(fault.seconds, LONGEST_WAIT_SECONDS))
            return None
        case "status":
            return _status(fault)
        case "drop":
            return _drop()
        case "nonsense":
            return Response(b"\x00\xff{not json", mimetype="application/json")
        case "html":
            return Response(fault.body or LOGIN_PAGE, mimetype="text/html")
        case "empty":
            return Response(b"", mimetype="application/json")
        case _:
            return None


def _status(fault: Fault) -> Response:
    refusal = ApiError(fault.status, "on_demand", "The sandbox was asked to fail.")
    response = Response(fault.body) if fault.body else jsonify(refusal.body())
    response.mimetype = "application/json"
    response.status_code = fault.status
    if fault.retry_after:
        response.headers["Retry-After"] = fault.retry_after
    return response


def _drop() -> Response:
    """Close the connection without an answer; a caller without one gets an empty 502."""
    wire = request.environ.get("werkzeug.socket")
    if isinstance(wire, socket.socket):
        wire.shutdown(socket.SHUT_RDWR)
    return Response(status=502)


def _spoil(fault: Fault, response: Response) -> None:
    """Damage an answer that the API gave."""
    if fault.kind == "truncate":
        response.set_data(response.get_data()[: max(1, len(response.get_data()) // 2)])
    if fault.kind == "malformed_row" and response.is_json:
        response.set_data(json.dumps(_with_bad_row(response.get_json())))


def _with_bad_row(body: Any) -> Any:
    if not isinstance(body, dict):
        return body
    return {
        name: [*value[:1], SPOILED_ROW, *value[2:]] if isinstance(value, list) else value
        for name, value in body.items()
    }


def _entry(response: Response) -> Entry:
    return Entry(
        method=request.method,
        path=request.path,
        query=request.query_string.decode("latin-1"),
        status=response.status_code,
        authorization=masked_header(request.headers.get("Authorization", "")),
        request_id=g.request_id,
        body=_noted_body(),
    )


def _noted_body() -> Any:
    if request.mimetype != "application/json":
        return None
    try:
        return masked(parse(request.get_data()))
    except (ApiError, HTTPException) as error:
        return f"({error})"
