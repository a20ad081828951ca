"""Every answer of the API that is shown, with a gap wherever it may say what it likes."""

from collections.abc import Iterator
from typing import Any

GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
FIELD = "connections[0].credentials"

SUMMARY = {
    "id": GAP,
    "name": GAP,
    "description": GAP,
    "imageUrl": GAP,
    "isDeployed": True,
    "isActivated": False,
}
LIST = {
    "integrations": [SUMMARY, SUMMARY | {"id": f"{GAP}2", "isActivated": True}],
    "next": GAP,
    "totalCount": 2,
}
SEVERAL_LINES = f"1\n{GAP}"
"""A default of several lines; otherwise a line break in it would make it one."""
VARIABLE = {"name": GAP, "label": GAP, "description": GAP, "required": True}
SCOPES = {"defaultScopes": [GAP], "scopes": [{"name": GAP, "description": GAP}]}
OAUTH = SCOPES | {"schemeType": "oauth2", "id": GAP, "description": GAP, "tokenUrl": GAP}
CODE = OAUTH | {
    "authorizeUrl": "https://idp.example/authorize",
    "additionalAuthorizeParams": GAP,
    "grant": {
        "grantType": "authorization_code",
        "clientId": GAP,
        "credentialId": GAP,
        "organisationId": GAP,
    },
}
SCHEMES = (
    {"schemeType": "none", "id": GAP, "description": GAP},
    {"schemeType": "api-key", "id": GAP, "description": GAP, "name": GAP, "in": GAP},
    {"schemeType": "basic-auth", "id": GAP, "description": GAP},
    {"schemeType": "hmac", "id": GAP, "description": GAP, "name": GAP, "algorithm": GAP},
    {"schemeType": "certificate", "id": GAP, "description": GAP},
    OAUTH | {"grant": {"grantType": "client_credentials"}},
    OAUTH | {"grant": {"grantType": "password"}},
    CODE,
)
UNKNOWN = ({"schemeType": GAP}, OAUTH | {"grant": {"grantType": GAP}})

CHOICES = [{"const": GAP, "title": GAP, "description": GAP}, {"const": "b", "title": GAP}]
LONG = {"type": "string", "maxLength": 9_000}
"""A text of several lines; otherwise a default with a line break would make it one."""
SAID = {"title": GAP, "description": GAP, "$comment": GAP, "examples": [GAP]}
SCHEMA = SAID | {
    "type": "object",
    "required": ["must"],
    "properties": {
        "must": SAID | {"type": "string"},
        "may": SAID | LONG | {"default": GAP, "format": GAP},
        "many": SAID | {"type": "array", "items": SAID | LONG, "default": [GAP, GAP]},
        "one": SAID | {"oneOf": CHOICES},
        "some": SAID | {"type": "array", "items": {"enum": [GAP, f"{GAP}2"]}, "uniqueItems": True},
        "deep": SAID | {"type": "object", "properties": {f"{GAP}2": SAID | {"type": "string"}}},
        "odd": SAID | {"type": "string", "pattern": GAP, "contentMediaType": GAP},
        "switch": SAID | {"type": "boolean"},
        GAP: SAID | {"type": "integer"},
    },
}
CONNECTION = {"id": GAP, "name": GAP, "createdAt": GAP}
CONNECTIONS = {"connections": [CONNECTION, CONNECTION | {"id": f"{GAP}2"}], "next": GAP}
USER = {"externalId": GAP, "displayName": GAP, "primaryConnection": CONNECTION}
ACTIVATIONS = {
    "activations": [
        {"id": GAP, "integration": {"id": GAP, "name": GAP}},
        {"id": f"{GAP}2", "integration": {"id": GAP, "name": GAP}},
    ],
    "next": GAP,
}
REFUSAL = {
    "code": GAP,
    "message": GAP,
    "details": GAP,
    "fields": [
        {"field": GAP, "message": GAP},
        {"field": f"{FIELD}.action[0].credential.data.value", "message": GAP},
        {"field": f"dynamicVariables.{GAP}", "message": GAP},
        {"field": "dynamicVariables.may", "message": GAP},
    ],
}


def integration(scheme: Any, schema: Any = None) -> Any:
    """Make the answer that describes an integration with one connection."""
    template = {
        "id": GAP,
        "connectorId": GAP,
        "name": GAP,
        "imageUrl": GAP,
        "isUsed": True,
        "authSchemeConfig": scheme,
        "variables": [VARIABLE | {"value": SEVERAL_LINES}],
    }
    return SUMMARY | {"connectionTemplates": [template], "variablesSchema": schema}


def filled(reply: Any, words: Iterator[str]) -> Any:
    """Fill every gap with the next word."""
    match reply:
        case dict():
            return {filled(name, words): filled(value, words) for name, value in reply.items()}
        case list():
            return [filled(item, words) for item in reply]
        case str() if GAP in reply:
            return reply.replace(GAP, next(words))
        case _:
            return reply


def gaps(reply: Any) -> int:
    """Count the gaps of an answer."""
    match reply:
        case dict():
            return sum(gaps(name) + gaps(value) for name, value in reply.items())
        case list():
            return sum(map(gaps, reply))
        case _:
            return isinstance(reply, str) and GAP in reply
