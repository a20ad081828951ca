"""Which credentials a connector takes for right, scheme by scheme.

A connector's `accepts` in the catalogue states the right answer, so each scheme here is two things:
the credential that is right, and what is wrong with another one.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.catalogue import Catalogue, CatalogueError, Connector
from sandbox.certificates import certificate_faults
from sandbox.errors import FieldError
from sandbox.json_schema import faults

Json = dict[str, Any]
REDACTED = "********"
CODE = "oauth2-code"


@dataclass(frozen=True)
class Scheme:
    """One way to prove who one is: the credential's type, its data's shape, and the verdict."""

    type: str
    members: tuple[str, ...]
    right: Callable[[Json], Json]
    wrong: Callable[[Json, Json], list[FieldError]]


def _equal(*secret: str) -> Callable[[Json, Json], list[FieldError]]:
    def wrong(accepts: Json, data: Json) -> list[FieldError]:
        if all(data[name] == accepts.get(name, data[name]) for name in secret):
            return []
        return [FieldError(secret[-1], "was not accepted by {name}")]

    return wrong


def _copy(*names: str) -> Callable[[Json], Json]:
    return lambda accepts: {name: accepts[name] for name in names}


def _right_key(accepts: Json) -> Json:
    return {"value": accepts.get("value") or accepts["prefix"] + "demo"}


def _wrong_key(accepts: Json, data: Json) -> list[FieldError]:
    value = data["value"]
    if "prefix" in accepts and value.startswith(accepts["prefix"]):
        return []
    if value == accepts.get("value", None if "prefix" in accepts else value):
        return []
    return [FieldError("value", "was not accepted by {name}")]


def _right_bytes(accepts: Json) -> Json:
    return {"valueBase64": b64encode(bytes(at % 256 for at in range(accepts["bytes"]))).decode()}


def _wrong_bytes(accepts: Json, data: Json) -> list[FieldError]:
    try:
        secret = b64decode(data["valueBase64"], validate=True)
    except ValueError:
        return [FieldError("valueBase64", "is not base64")]
    if len(secret) != accepts["bytes"]:
        return [FieldError("valueBase64", f"must hold {accepts['bytes']} bytes")]
    return []


def _right_client(accepts: Json) -> Json:
    return _copy("clientId", "clientSecret", "tokenUrl")(accepts) | {"authorizeUrl": ""}


def _right_certificate(accepts: Json) -> Json:
    return {"certificate": accepts["certificate"], "key": accepts["key"], "ca": ""}


SCHEMES = {
    "none": Scheme("none", (), lambda accepts: {}, lambda accepts, data: []),
    "api-key": Scheme("string", ("value",), _right_key, _wrong_key),
    "basic-auth": Scheme(
        "basic-auth",
        ("username", "password"),
        _copy("username", "password"),
        _equal("username", "password"),
    ),
    "client_credentials": Scheme(
        "oauth2-client",
        ("clientId", "clientSecret", "authorizeUrl", "tokenUrl"),
        _right_client,
        _equal("clientId", "clientSecret"),
    ),
    "password": Scheme(
        "oauth2-password",
        ("username", "password"),
        _copy("username", "password"),
        _equal("username", "password"),
    ),
    "hmac": Scheme("string", ("value",), _right_key, _wrong_key),
    "hmac-binary": Scheme("binary", ("valueBase64",), _right_bytes, _wrong_bytes),
    "certificate": Scheme(
        "certificate", ("certificate", "key", "ca"), _right_certificate, certificate_faults
    ),
}


def scheme_of(auth_scheme: Json, accepts: Json) -> Scheme | None:
    """Return how a connector checks; none for a browser consent and for an unknown scheme."""
    match auth_scheme.get("schemeType"):
        case "oauth2":
            grant = auth_scheme.get("grant")
            name = grant.get("grantType") if isinstance(grant, dict) else None
            return SCHEMES.get(name) if name in ("client_credentials", "password") else None
        case "hmac" if "bytes" in accepts:
            return SCHEMES["hmac-binary"]
        case "client_credentials" | "password" | "hmac-binary":
            return None
        case str() as name:
            return SCHEMES.get(name)
        case _:
            return None


def takes_code(auth_scheme: Json) -> bool:
    """Tell whether a browser consent is the way in."""
    grant = auth_scheme.get("grant")
    return (
        auth_scheme.get("schemeType") == "oauth2"
        and isinstance(grant, dict)
        and grant.get("grantType") == "authorization_code"
    )


def right_credential(connector: Connector) -> Json | None:
    """Return a credential that the connector accepts, if there is one that can be typed."""
    scheme = scheme_of(connector.auth_scheme, connector.accepts)
    return {"type": scheme.type, "data": scheme.right(connector.accepts)} if scheme else None


def right_variables(connector: Connector) -> list[Mapping[str, Any]]:
    """Return values for a connector's variables: its defaults, and something where it has none."""
    return [
        {"name": each["name"], "value": each["value"] or "demo"} for each in connector.variables
    ]


def check_accepts(catalogue: Catalogue) -> None:
    """Raise CatalogueError unless every connector that can be typed for has a right answer."""
    for connector in catalogue.connectors.values():
        try:
            right = right_credential(connector)
            scheme = scheme_of(connector.auth_scheme, connector.accepts)
            wrong = scheme.wrong(connector.accepts, right["data"]) if scheme and right else []
        except (KeyError, TypeError, AttributeError) as error:
            raise CatalogueError(f"{connector.name}: accepts lacks {error}") from error
        if wrong:
            raise CatalogueError(f"{connector.name}: accepts refuses its own {wrong[0].field}")


def credential_faults(
    auth_scheme: Json, connector: Connector, credential: Json
) -> list[FieldError]:
    """Return what is wrong with a typed credential, by paths below it."""
    scheme = scheme_of(auth_scheme, connector.accepts)
    if scheme is None:
        return [FieldError("type", f"{connector.name} cannot be connected with this API")]
    if credential["type"] != scheme.type:
        return [FieldError("type", f"must be {scheme.type}")]
    if found := faults(_data_shape(scheme), credential["data"], "data"):
        return found
    return [
        FieldError(f"data.{fault.field}", "this " + fault.message.format(name=connector.name))
        for fault in scheme.wrong(connector.accepts, credential["data"])
    ]


def _data_shape(scheme: Scheme) -> Json:
    text = {"type": "string"}
    members = dict.fromkeys(scheme.members, text)
    # Of all data only that of `none` is described as closed.
    return {"required": [*members], "properties": members, "additionalProperties": bool(members)}


def redacted(id: str, credential: Json, scopes: list[str] | None = None) -> Json:
    """Return a credential as the API shows it: an authorization code became a token."""
    if credential["type"] == CODE:
        data: Json = {"scopes": scopes or [], "refreshToken": REDACTED}
        return {"id": id, "name": credential["name"], "type": "oauth2-token", "data": data}
    return {
        "id": id,
        "name": credential["name"],
        "type": credential["type"],
        "data": {name: _shown(name, value) for name, value in credential["data"].items()},
    }


def _shown(name: str, value: Any) -> Any:
    return value if name in OPEN_MEMBERS else REDACTED


OPEN_MEMBERS = frozenset({"username", "clientId", "authorizeUrl", "tokenUrl", "scopes"})
