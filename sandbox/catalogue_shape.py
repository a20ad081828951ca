"""The shape of a catalogue file, as a schema."""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NAME: Schema = {"type": "string", "minLength": 1}
ID: Schema = {"type": "string", "format": "ulid"}
FLAG: Schema = {"type": "boolean"}
OBJECT: Schema = {"type": "object"}
SCHEMA: Schema = {"type": ["object", "boolean"]}


def rows(item: Schema) -> Schema:
    """Describe a list."""
    return {"type": "array", "items": item}


def record(required: Schema, /, **optional: Schema) -> Schema:
    """Describe an object that has nothing but these members."""
    return {
        "type": "object",
        "required": list(required),
        "properties": required | optional,
        "additionalProperties": False,
    }


ORGANISATION = record({"id": ID, "name": NAME, "apiKey": NAME})

CONSENT: Schema = {
    "if": {
        "required": ["grant"],
        "properties": {
            "schemeType": {"const": "oauth2"},
            "grant": {
                "type": "object",
                "required": ["grantType"],
                "properties": {"grantType": {"const": "authorization_code"}},
            },
        },
    },
    "then": {
        "required": ["authorizeUrl"],
        "properties": {
            "authorizeUrl": NAME,
            "grant": {
                "required": ["credentialId", "organisationId", "clientId"],
                "properties": {"credentialId": ID, "organisationId": ID, "clientId": NAME},
            },
        },
    },
}
"""What the start of a consent has to send, so nobody could sign in without it."""

AUTH_SCHEME: Schema = {
    "type": "object",
    "required": ["id", "schemeType", "description"],
    "properties": {"id": ID, "schemeType": NAME, "description": TEXT},
    **CONSENT,
}

VARIABLE = record({"name": NAME, "value": TEXT}, label=TEXT, description=TEXT, required=FLAG)

ACCEPTS: Schema = {
    "type": "object",
    "properties": {
        "value": NAME,
        "prefix": TEXT,
        "bytes": {"type": "integer", "minimum": 1},
        **dict.fromkeys(("username", "password", "clientId", "clientSecret", "tokenUrl"), NAME),
    },
}

CONNECTOR = record(
    {"id": ID, "name": NAME, "authSchemeConfig": AUTH_SCHEME},
    image=TEXT,
    accepts=ACCEPTS,
    variables=rows(VARIABLE),
)

TEMPLATE = record({"id": ID, "connectorId": ID}, isUsed=FLAG)

INTEGRATION = record(
    {"id": ID, "boardId": ID, "name": NAME, "templates": rows(TEMPLATE)},
    description=TEXT,
    image=TEXT,
    variablesSchema=SCHEMA,
    exampleVariables=OBJECT,
    isDeployed=FLAG,
    singleActivation=FLAG,
)

HUB = record(
    {"key": NAME, "id": ID, "organisationId": ID, "name": NAME, "primaryConnectorId": ID},
    isDefault=FLAG,
    integrations=rows(INTEGRATION),
)

PERSON = record(
    {"key": NAME, "name": NAME, "externalId": NAME, "hubId": ID},
    about=TEXT,
    id=ID,
    activated=rows(ID),
)

CATALOGUE = record(
    {
        "organisations": rows(ORGANISATION) | {"minItems": 1},
        "connectors": rows(CONNECTOR) | {"minItems": 1},
        "hubs": rows(HUB) | {"minItems": 1},
        "people": rows(PERSON),
    }
)
