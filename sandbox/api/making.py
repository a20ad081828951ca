"""How a connection comes to be: its name, variables and credentials checked, its secrets dropped.

Faults are gathered over a whole request, so that a form hears of all of them at once.
"""

from dataclasses import dataclass, field
from typing import Any

from sandbox.api.codes import redeem
from sandbox.api.present import absolute
from sandbox.api.routing import Call
from sandbox.catalogue import Connector
from sandbox.credentials import CODE, credential_faults, redacted, takes_code
from sandbox.errors import ApiError, FieldError, conflict, invalid, sentence
from sandbox.records import Connection, Json


@dataclass
class Faults:
    """What is wrong with a request so far."""

    fields: list[FieldError] = field(default_factory=list)
    credentials: list[FieldError] = field(default_factory=list)

    def check(self) -> None:
        """Refuse the request if anything was found."""
        if self.fields:
            raise invalid(*self.fields, *self.credentials)
        if self.credentials:
            message = " ".join(sentence(fault.message) for fault in self.credentials)
            raise ApiError(400, "invalid_credentials", message, self.credentials)


@dataclass(frozen=True)
class Place:
    """What a connection is for: a connector, one of its auth schemes, and where the body has it."""

    connector_id: str
    auth_scheme: Json
    path: str


def connect(call: Call, user_id: str, place: Place, body: Json, faults: Faults) -> Connection:
    """Store a new connection; what is wrong goes to `faults`, and the request then fails."""
    connector = call.world.catalogue.connectors[place.connector_id]
    _check_name(call, user_id, place, body["name"])
    faults.fields += _variable_faults(connector, body["variables"], f"{place.path}.variables")
    connection = Connection(
        id=call.world.new_id(),
        user_id=user_id,
        connector_id=connector.id,
        name=body["name"],
        credentials=_credentials(call, connector, place, body["credentials"], faults),
        variables=[{"name": each["name"], "value": each["value"]} for each in body["variables"]],
        created_at=call.world.timestamp(),
    )
    return call.records.connections.add(connection)


def _check_name(call: Call, user_id: str, place: Place, name: str) -> None:
    taken = call.records.connections.first(
        user_id=user_id, connector_id=place.connector_id, name=name
    )
    if taken:
        raise conflict(
            "A connection of this name exists.", FieldError(f"{place.path}.name", "is taken")
        )


def _variable_faults(connector: Connector, given: list[Json], path: str) -> list[FieldError]:
    known = {variable["name"]: variable for variable in connector.variables}
    found, seen = [], set()
    for at, variable in enumerate(given):
        if variable["name"] not in known:
            found.append(FieldError(f"{path}[{at}].name", "is no variable of this connector"))
        elif variable["name"] in seen:
            found.append(FieldError(f"{path}[{at}].name", "is given twice"))
        elif known[variable["name"]].get("required") and not variable["value"].strip():
            found.append(FieldError(f"{path}[{at}].value", "is required"))
        seen.add(variable["name"])
    return found + [
        FieldError(path, f"must hold {name}")
        for name, variable in known.items()
        if variable.get("required") and not variable["value"] and name not in seen
    ]


def _credentials(
    call: Call, connector: Connector, place: Place, body: Json, faults: Faults
) -> Json:
    return {
        kind: [
            _credential(call, connector, place, entry, f"credentials.{kind}[{at}]", faults)
            for at, entry in enumerate(body[kind])
        ]
        for kind in ("action", "trigger")
        if body.get(kind)
    }


def _credential(
    call: Call, connector: Connector, place: Place, entry: Json, path: str, faults: Faults
) -> Json:
    path = f"{place.path}.{path}"
    faults.fields += _echo_faults(place.auth_scheme, entry["authSchemeConfig"], path)
    found, scopes = _verdict(call, connector, place, entry["credential"])
    faults.credentials += [
        FieldError(f"{path}.credential.{fault.field}", fault.message) for fault in found
    ]
    return {
        "id": call.world.new_id(),
        "authSchemeConfig": place.auth_scheme,
        "credential": redacted(call.world.new_id(), entry["credential"], scopes),
    }


def _echo_faults(expected: Json, echoed: Json, path: str) -> list[FieldError]:
    return [
        FieldError(f"{path}.authSchemeConfig.{name}", "is not what the template says")
        for name in ("id", "schemeType")
        if echoed[name] != expected.get(name)
    ]


def _verdict(
    call: Call, connector: Connector, place: Place, credential: Json
) -> tuple[list[FieldError], list[Any]]:
    if not takes_code(place.auth_scheme):
        found = credential_faults(place.auth_scheme, connector, credential)
        return found + _token_url_faults(call, place.auth_scheme, credential["data"]), []
    if credential["type"] != CODE:
        return [FieldError("type", f"must be {CODE}")], []
    return redeem(call, connector, place.auth_scheme, credential["data"])


def _token_url_faults(call: Call, auth_scheme: Json, data: Json) -> list[FieldError]:
    """Refuse a token URL of the client's own: secrets would be sent there."""
    given, expected = data.get("tokenUrl"), auth_scheme.get("tokenUrl")
    if not isinstance(given, str) or not isinstance(expected, str):
        return []
    if absolute(call, given) == absolute(call, expected):
        return []
    return [FieldError("data.tokenUrl", "is not what the template says")]
