"""The Embedded API: one module for each subject, registered under one base path."""

from flask import Flask

from sandbox.api import (
    activations,
    connections,
    embedded,
    hubs,
    initialise,
    integrations,
    templates,
    users,
    variables,
)
from sandbox.api.routing import Route, endpoint
from sandbox.world import World

BASE = "/api/embedded/v1"

SUBJECTS = (
    activations,
    connections,
    embedded,
    hubs,
    initialise,
    integrations,
    templates,
    users,
    variables,
)


def install(app: Flask, world: World) -> None:
    """Register every route of the API."""
    for route in routes():
        name = f"{route.method} {route.path}".replace(".", "_")
        app.add_url_rule(BASE + route.path, name, endpoint(world, route), methods=[route.method])
    app.add_url_rule(f"{BASE}/healthz", "healthz", lambda: {"message": "ok"})


def routes() -> list[Route]:
    """Return every route that wants an Authorization header."""
    return [route for subject in SUBJECTS for route in subject.routes]
