"""A small Embedded API in memory: a request in, a response out, and faults on demand."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal

from hub.errors import Problem, TransportError
from hub.wire import Request, Response
from tests.hub.builders import A_SCHEMA, API_KEY, CODE, HMAC, NONE, SECRETS_SCHEMA
from tests.hub.fake_provider import FakeProvider

Json = dict[str, Any]
Fault = Literal["lost_before", "lost_after", "500_before", "500_after", "html_after", "429", "ok"]
"""What happens to a request; `after` means that it was carried out all the same."""

HUB, USER = "H", "user-ada"


def integration(id_: str, *templates: Json, schema: Any = None, deployed: bool = True) -> Json:
    return {
        "id": id_,
        "name": id_.title(),
        "description": "",
        "imageUrl": "",
        "isDeployed": deployed,
        "connectionTemplates": list(templates),
        "variablesSchema": schema,
    }


def template(id_: str, scheme: Json, **changes: Any) -> Json:
    given = {"id": id_, "connectorId": f"C-{id_}", "name": id_, "authSchemeConfig": scheme}
    return given | {"isUsed": True, "variables": []} | changes


PRIMARY = template("northwind", API_KEY, isPrimary=True)
INTEGRATIONS = [
    integration("acme", PRIMARY, template("acme", API_KEY), schema=A_SCHEMA),
    integration("bolt", template("bolt", NONE)),
    integration("cask", template("cask", API_KEY)),
    integration("dusk", template("dusk", API_KEY), deployed=False),
]
SIGNED_IN = integration("edge", template("edge", CODE))
WITH_SECRETS = integration("fern", template("fern", NONE), schema=SECRETS_SCHEMA)
WITH_FILES = integration("gale", template("gale", HMAC))


@dataclass
class FakeApi:
    """What the server knows; `made` names the integration of every activation it ever made."""

    integrations: list[Json] = field(default_factory=lambda: list(INTEGRATIONS))
    users: dict[str, Json] = field(default_factory=dict)
    activations: dict[str, Json] = field(default_factory=dict)
    connections: dict[str, Json] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    log: list[Request] = field(default_factory=list)
    page_size: int = 100
    made: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    provider: FakeProvider = field(default_factory=FakeProvider)
    refusals: int = 0
    """How many orders are refused, with messages that repeat all that they held."""
    allows_one: bool = False
    """Whether a user may have one activation of an integration only."""
    makes_connections: bool = False
    """Whether a user may make a connection by itself."""
    tells_settings: bool = False
    """Whether a user may read the settings in force: those of the latest activation."""

    def with_user(self) -> "FakeApi":
        """Know the user already."""
        self.users[USER] = {"externalId": USER, "primaryConnection": {"id": "CON-0", "name": "N"}}
        return self

    def with_activation(self, integration_id: str) -> "FakeApi":
        """Have an integration connected already."""
        self._add_activation(integration_id)
        return self

    def with_connection(self, template_id: str) -> "FakeApi":
        """Have a connection that fits a template already."""
        self._add_connection({"name": f"{template_id} 1", "templateId": template_id})
        return self

    def __call__(self, request: Request, token: str) -> Response | TransportError:
        """Answer a request, or fail as the next fault says."""
        self.log.append(request)
        fault = self.faults.pop(0) if self.faults else "ok"
        if fault == "lost_before":
            return TransportError(Problem("network"))
        if fault in ("500_before", "429"):
            return Response(int(fault[:3]))
        answer = self._route(request)
        if fault == "lost_after":
            return TransportError(Problem("timeout"))
        return {"500_after": Response(500), "html_after": Response(200, "<html>")}.get(
            fault, answer
        )

    def _refuse(self, body: Json) -> Response | None:
        if not self.refusals:
            return None
        self.refusals -= 1
        return _repeated(body)

    def posts(self, *path: str) -> list[Request]:
        """List the orders that arrived at a path."""
        return [r for r in self.log if r.method == "POST" and r.path == (path or r.path)]

    def _route(self, request: Request) -> Response:
        match request.method, request.path:
            case "GET", ("hubs", _hub):
                return _ok({"id": HUB, "name": "Main", "primaryConnector": PRIMARY})
            case "GET", ("hubs", _hub, "users", user):
                return _ok(self.users[user]) if user in self.users else Response(404)
            case "POST", ("hubs", _hub, "users"):
                return self._create_user(request.body)
            case "GET", ("hubs", _hub, "users", _user, "connections"):
                wanted = dict(request.query)["hub_connector_id"].split(",")
                return _ok({"connections": [
                    item for item in self.connections.values() if item["templateId"] in wanted
                ]})  # fmt: skip
            case "POST", ("hubs", _hub, "users", _user, "connections") if self.makes_connections:
                return self._create_connection(request.body)
            case "GET", ("embed", _hub, "users", _user, "integrations"):
                return self._page("integrations", [*map(self._shown, self.integrations)], request)
            case "GET", ("embed", _hub, "users", _user, "integrations", id_):
                found = [self._shown(item) for item in self.integrations if item["id"] == id_]
                return _ok(found[0]) if found else Response(404)
            case "GET", ("embed", _hub, "users", _user, "activations"):
                integration = dict(request.query)["integration_id"]
                return self._page("activations", self.of(integration), request)
            case "POST", ("embed", _hub, "connector", _connector, "oauth2", "initialise"):
                return _ok({"url": self.provider.begin()})
            case "POST", ("activations",):
                return self._activate(request.body)
            case "DELETE", ("activations", id_):
                return Response(204) if self.activations.pop(id_, None) else Response(404)
            case "PUT", ("activations", id_, "variables") if id_ in self.activations:
                return self._refuse(request.body) or self._set(id_, request.body)
            case "GET", ("integrations", id_, "users", _user, "variables"):
                return self._settings_of_latest(id_) if self.tells_settings else Response(403)
            case _:
                return Response(404)

    def _set(self, id_: str, body: Json) -> Response:
        self.variables[id_] = body["dynamicVariables"]
        return Response(204)

    def _settings_of_latest(self, integration_id: str) -> Response:
        found = self.of(integration_id)
        return _ok(self.variables.get(found[-1]["id"], {})) if found else Response(404)

    def of(self, integration_id: str) -> list[Json]:
        """List the activations of an integration."""
        rows = self.activations.values()
        return [row for row in rows if row["integration"]["id"] == integration_id]

    def _shown(self, item: Json) -> Json:
        return item | {"isActivated": bool(self.of(item["id"]))}

    def _page(self, name: str, rows: list[Json], request: Request) -> Response:
        start = int(dict(request.query).get("after", "0"))
        end = start + self.page_size
        following = str(end) if end < len(rows) else ""
        return _ok({name: rows[start:end], "next": following, "totalCount": len(rows)})

    def _create_user(self, body: Json) -> Response:
        if body["externalId"] in self.users:
            return Response(409, '{"code":"exists","message":"There is one already."}')
        if refused := self._refuse(body):
            return refused
        self.with_user()
        return _ok(self.users[USER])

    def _activate(self, body: Json) -> Response:
        if body["userId"] not in self.users:
            return Response(404)
        if self.allows_one and self.of(body["integrationId"]):
            return _refused(409, ("integrationId", "It is connected already."))
        if refused := self._refuse(body):
            return refused
        made = [(n, item) for n, item in enumerate(body["connections"]) if "name" in item]
        for number, item in made:
            if item["name"] in self.connections:
                return _refused(409, (f"connections[{number}].name", "The name is taken."))
            if not all(map(self.provider.redeem, _codes(item))):
                path = f"connections[{number}].credentials.action[0].credential.data.code"
                return _refused(422, (path, "The code was used."))
        for _number, item in made:
            self._add_connection(item)
        self.made.append(body["integrationId"])
        return _ok(self._add_activation(body["integrationId"]))

    def _create_connection(self, body: Json) -> Response:
        if refused := self._refuse(body):
            return refused
        item = body["connection"] | {"templateId": body["connectorId"].removeprefix("C-")}
        if item["name"] in self.connections:
            return _refused(409, ("connection.name", "The name is taken."))
        if not all(map(self.provider.redeem, _codes(item))):
            path = "connection.credentials.action[0].credential.data.code"
            return _refused(422, (path, "The code was used."))
        self._add_connection(item)
        return _ok(self.connections[item["name"]])

    def _add_connection(self, item: Json) -> None:
        shown = {"id": f"CON-{len(self.connections) + 1}", "name": item["name"]}
        self.connections[item["name"]] = shown | {"templateId": item["templateId"]}

    def _add_activation(self, integration_id: str) -> Json:
        id_ = f"A{next(self.numbers)}"
        self.activations[id_] = {"id": id_, "integration": {"id": integration_id}}
        return self.activations[id_]


def _ok(data: Any) -> Response:
    return Response(200, json.dumps(data))


def _refused(status: int, *fields: tuple[str, str], message: str = "Refused.") -> Response:
    told = [{"field": name, "message": said} for name, said in fields]
    return Response(status, json.dumps({"code": "no", "message": message, "fields": told}))


def _codes(connection: Json) -> list[dict[str, str]]:
    actions = connection.get("credentials", {}).get("action", [])
    return [data for a in actions if "code" in (data := a["credential"].get("data", {}))]


def _repeated(body: Json) -> Response:
    told = [(path, f"{said} is not accepted") for path, said in _texts(body, "")]
    return _refused(422, *told, message=", ".join(said for _path, said in told))


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for name, inner in value.items():
                yield from _texts(inner, f"{path}.{name}".lstrip("."))
        case list():
            for place, inner in enumerate(value):
                yield from _texts(inner, f"{path}[{place}]")
        case _:
            yield path, str(value)
