"""Builders of the things that the tests are about."""

from typing import Any

from hub.models import (
    Activation,
    Connection,
    ConnectionTemplate,
    ConnectionVariable,
    EndUser,
    Integration,
    IntegrationSummary,
    Page,
)
from hub.plan import Plan
from hub.schemes import parse_scheme

API_KEY = {"id": "S1", "description": "", "schemeType": "api-key", "name": "X-Key", "in": "header"}
BASIC = {"id": "S2", "description": "", "schemeType": "basic-auth"}
NONE = {"id": "S3", "description": "", "schemeType": "none"}
UNKNOWN = {"id": "S4", "description": "", "schemeType": "carrier-pigeon"}
HMAC = {"id": "S5", "schemeType": "hmac", "name": "X-Sign", "algorithm": "sha256"}
CERTIFICATE = {"id": "S6", "schemeType": "certificate"}
PASSWORD = {"id": "S7", "schemeType": "oauth2", "grant": {"grantType": "password"}}
CLIENT = {
    "id": "S8",
    "schemeType": "oauth2",
    "tokenUrl": "https://idp.example/token",
    "defaultScopes": ["read"],
    "grant": {"grantType": "client_credentials"},
}
CODE = {
    "id": "S9",
    "schemeType": "oauth2",
    "authorizeUrl": "https://idp.example/authorize",
    "defaultScopes": ["read"],
    "grant": {
        "grantType": "authorization_code",
        "clientId": "hub",
        "credentialId": "CR1",
        "organisationId": "O1",
    },
}
A_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"region": {"type": "string", "title": "Region"}},
    "required": ["region"],
}
SECRETS_SCHEMA = {
    "type": "object",
    "properties": {
        "pin": {"type": "integer", "writeOnly": True},
        "phrase": {"type": "string", "format": "password"},
    },
}


def an_integration(name: str = "Acme", **changes: Any) -> IntegrationSummary:
    return IntegrationSummary(**{"id": f"I-{name}", "name": name, "description": "", **changes})


def a_page(*names: str, next: str = "", skipped: int = 0) -> Page[IntegrationSummary]:
    return Page(tuple(an_integration(name) for name in names), next, skipped=skipped)


def a_template(
    scheme: dict[str, Any] = API_KEY, name: str = "Acme", **changes: Any
) -> ConnectionTemplate:
    given = {"id": f"T-{name}", "connector_id": f"C-{name}", "name": name, **changes}
    return ConnectionTemplate(scheme=parse_scheme(scheme), scheme_config=scheme, **given)


def a_primary_template() -> ConnectionTemplate:
    return a_template(API_KEY, "Northwind", is_primary=True)


def a_variable(name: str = "host", **changes: Any) -> ConnectionVariable:
    return ConnectionVariable(name, **changes)


def a_user(primary: str | None = "CON-primary") -> EndUser:
    connection = Connection(primary, "Northwind") if primary else None
    return EndUser("user-ada", "Ada", connection)


def a_plan(
    *templates: ConnectionTemplate,
    end_user: EndUser | None = None,
    schema: Any = None,
    **changes: Any,
) -> Plan:
    integration = Integration(an_integration(), templates or (a_template(),), schema)
    return Plan("user-ada", integration, end_user, **changes)


def an_activation(number: int = 1, integration: str = "I-Acme") -> Activation:
    return Activation(f"A-{number}", integration)
