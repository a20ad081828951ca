"""The levers of the sandbox, under /__sandbox: for tests and demos on this machine only."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, request

from sandbox.body import read_body
from sandbox.catalogue import Connector
from sandbox.credentials import right_credential
from sandbox.errors import forbidden, not_found
from sandbox.faults import KINDS, Fault
from sandbox.world import World

Json = dict[str, Any]
LOOPBACK_ADDRESSES = ("127.0.0.1", "::1")
DEFAULT_TOKEN_LIFETIME = 300

TEXT: Json = {"type": "string"}
COUNT: Json = {"type": "integer", "minimum": 1, "maximum": 1_000_000}
TOKEN: Json = {
    "required": ["userId"],
    "type": "object",
    "properties": {
        "userId": {"type": "string", "minLength": 1},
        "ttl": {"type": "integer", "minimum": -86_400, "maximum": 86_400},
    },
}
FAULT: Json = {
    "type": "object",
    "required": ["path", "kind"],
    "additionalProperties": False,
    "properties": {
        "method": {"enum": ["GET", "POST", "PUT", "PATCH", "DELETE"]},
        "path": {"type": "string", "minLength": 1, "maxLength": 500},
        "kind": {"enum": list(KINDS)},
        "times": COUNT,
        "seconds": {"type": "number", "minimum": 0, "maximum": 120},
        "status": {"type": "integer", "minimum": 200, "maximum": 599},
        "retryAfter": {"type": ["string", "integer"], "pattern": r"\A[ -~]{0,64}\Z"},
        "body": TEXT,
    },
}
SWITCHES: Json = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"allowReadingVariables": {"type": "boolean"}},
}
DEPLOYMENT: Json = {
    "type": "object",
    "required": ["integrationId", "deployed"],
    "properties": {"integrationId": TEXT, "deployed": {"type": "boolean"}},
}


@dataclass(frozen=True)
class Levers:
    """Every lever of one sandbox."""

    world: World

    def info(self) -> Json:
        """Tell the ids and the keys that a developer needs."""
        catalogue = self.world.catalogue
        return {
            "organisationId": catalogue.organisations[0].id,
            "apiKey": catalogue.organisations[0].api_key,
            "keyIds": self.world.keys.ids(),
            "hubs": {hub.key: hub.id for hub in catalogue.hubs},
            "people": {
                each.key: {
                    "name": each.name,
                    "externalId": each.external_id,
                    "hubId": each.hub_id,
                    "about": each.about,
                }
                for each in catalogue.people
            },
            "connectors": {id: _hint(each) for id, each in catalogue.connectors.items()},
        }

    def token(self) -> Json:
        """Mint a token with the development key; a negative lifetime makes an expired one."""
        body = read_body(request, TOKEN)
        lifetime, now = body.get("ttl", DEFAULT_TOKEN_LIFETIME), int(self.world.now())
        return {
            "token": self.world.keys.mint(body["userId"], now, lifetime),
            "expires_in": lifetime,
            "expires_at": now + lifetime,
            "user_id": body["userId"],
        }

    def list_faults(self) -> Json:
        """Show the failures that are still to happen."""
        return {"faults": [asdict(fault) for fault in self.world.faults]}

    def add_fault(self) -> Json:
        """Ask for a failure."""
        body = read_body(request, FAULT)
        names = {"retryAfter": "retry_after"}
        fault = Fault(**{names.get(name, name): value for name, value in body.items()})
        # JSON may spell a whole number 503.0, which no status line takes.
        status, retry_after = int(fault.status), str(fault.retry_after)
        self.world.faults.add(replace(fault, status=status, retry_after=retry_after))
        return self.list_faults()

    def clear_faults(self) -> None:
        """Let everything go well again."""
        self.world.faults.clear()

    def list_requests(self) -> Json:
        """Show what the API received, without secrets."""
        return {"requests": [asdict(entry) for entry in self.world.journal.entries()]}

    def clear_requests(self) -> None:
        """Forget what the API received."""
        self.world.journal.clear()

    def reset(self) -> None:
        """Go back to the catalogue's state."""
        self.world.reset()

    def change_settings(self) -> Json:
        """Throw a switch, and show them all."""
        body = read_body(request, SWITCHES)
        switches = self.world.switches
        switches.allow_reading_variables = body.get(
            "allowReadingVariables", switches.allow_reading_variables
        )
        return {"allowReadingVariables": switches.allow_reading_variables}

    def deploy(self) -> None:
        """Deploy an integration, or take it back."""
        body = read_body(request, DEPLOYMENT)
        with self.world.store.transaction():
            integrations = self.world.records.integrations
            integration = integrations.get(body["integrationId"])
            if integration is None:
                raise not_found("Integration")
            integrations.replace(replace(integration, is_deployed=body["deployed"]))


def install(app: Flask, world: World) -> None:
    """Register the levers."""
    levers = Levers(world)
    pages = Blueprint("control", __name__, url_prefix="/__sandbox")
    pages.before_request(_keep_strangers_out)
    for method, path, lever in (
        ("GET", "/info", levers.info),
        ("POST", "/token", levers.token),
        ("GET", "/faults", levers.list_faults),
        ("POST", "/faults", levers.add_fault),
        ("DELETE", "/faults", levers.clear_faults),
        ("GET", "/requests", levers.list_requests),
        ("DELETE", "/requests", levers.clear_requests),
        ("POST", "/reset", levers.reset),
        ("PUT", "/settings", levers.change_settings),
        ("POST", "/deployments", levers.deploy),
    ):
        pages.add_url_rule(path, lever.__name__, _view(lever), methods=[method])
    app.register_blueprint(pages)


def _view(lever: Callable[[], Json | None]) -> Callable[[], Response]:
    def view() -> Response:
        body = lever()
        return Response(status=204) if body is None else jsonify(body)

    return view


def _keep_strangers_out() -> None:
    """Refuse other machines, and pages of other origins; the Host header is checked before."""
    if request.remote_addr not in LOOPBACK_ADDRESSES:
        raise forbidden("This is for the sandbox's own machine.")
    if request.headers.get("Origin", request.host_url.rstrip("/")) != request.host_url.rstrip("/"):
        raise forbidden("This is not for pages of other origins.")
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise forbidden("This is not for other sites.")


def _hint(connector: Connector) -> Json:
    return {
        "name": connector.name,
        "credential": right_credential(connector),
        "variables": list(connector.variables),
    }
