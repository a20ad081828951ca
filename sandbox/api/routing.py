"""How a view is called: with who calls and what they sent, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Request, Response, jsonify, request

from sandbox.auth import Caller, Owner, identify
from sandbox.body import read_body
from sandbox.catalogue import Connector
from sandbox.errors import forbidden, unauthenticated
from sandbox.paging import Range, read_range
from sandbox.records import Json, Records
from sandbox.slashes import restored
from sandbox.world import World

View = Callable[..., Json | None]


@dataclass(frozen=True)
class Route:
    """One operation; `owner_only` keeps end users out."""

    method: str
    path: str
    view: View
    status: int
    owner_only: bool


class Routes(list[Route]):
    """The operations of one subject."""

    def add(
        self, method: str, path: str, *, status: int = 200, owner_only: bool = False
    ) -> Callable[[View], View]:
        """Register the function below; a view that returns None answers 204."""

        def register(view: View) -> View:
            self.append(Route(method, path, view, status, owner_only))
            return view

        return register


@dataclass(frozen=True)
class Call:
    """One request of a known caller."""

    world: World
    caller: Caller
    request: Request

    @property
    def records(self) -> Records:
        """Return what is stored."""
        return self.world.records

    @property
    def origin(self) -> str:
        """Return the origin that the caller knows the sandbox by."""
        return self.request.host_url.rstrip("/")

    def connector(self, connector_id: str) -> Connector | None:
        """Return a connector of the catalogue."""
        return self.world.catalogue.connectors.get(connector_id)

    def body(self, schema: Json) -> Json:
        """Return the body, checked by a schema."""
        return read_body(self.request, schema)

    def range(self, kind: str) -> Range:
        """Return which part of a list is asked for."""
        return read_range(self.request.args, kind)


def endpoint(world: World, route: Route) -> Callable[..., Response]:
    """Make a Flask view of a route."""

    def answer(**path: str) -> Response:
        caller = _caller(world)
        if route.owner_only and not isinstance(caller, Owner):
            raise forbidden("This needs the organisation's API key.")
        with world.store.transaction():
            ids = {name: restored(value) for name, value in path.items()}
            body = route.view(Call(world, caller, request), **ids)
        response = Response(status=204) if body is None else jsonify(body)
        response.status_code = 204 if body is None else route.status
        return response

    return answer


def _caller(world: World) -> Caller:
    header = request.headers.get("Authorization", "")
    if not header:
        raise unauthenticated("Send an Authorization header.")
    return identify(header, world.catalogue.organisations, world.keys, world.now())
