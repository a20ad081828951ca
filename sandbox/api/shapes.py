"""The bodies that the API accepts, as schemas."""

from typing import Any

from sandbox.api.scheme_shape import AUTH_SCHEME_CREATE

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NAME: Schema = {"type": "string", "minLength": 1, "maxLength": 255}
LONG_NAME: Schema = {"type": "string", "minLength": 1, "maxLength": 1000}
ID: Schema = {"type": "string", "format": "ulid"}
FLAG: Schema = {"type": "boolean"}
URL: Schema = {"type": "string", "format": "uri"}
OBJECT: Schema = {"type": "object"}
FORBIDDEN: Schema = {"not": {}}
MOST_ENTRIES = 200


def record(required: Schema, /, **optional: Schema) -> Schema:
    """Describe an object; members that are not described are let through."""
    return {"type": "object", "required": list(required), "properties": required | optional}


def rows(item: Schema) -> Schema:
    """Describe a list."""
    return {"type": "array", "items": item, "maxItems": MOST_ENTRIES}


AUTH_SCHEME = record({"id": TEXT, "schemeType": TEXT})
CREDENTIAL = record({"name": NAME, "type": TEXT, "data": OBJECT})
CONNECTION_CREDENTIAL = record({"authSchemeConfig": AUTH_SCHEME, "credential": CREDENTIAL})
CREDENTIALS = record(
    {"action": rows(CONNECTION_CREDENTIAL) | {"minItems": 1}},
    trigger=rows(CONNECTION_CREDENTIAL),
)
VARIABLE = record({"name": NAME, "value": TEXT})
NEW_CONNECTION: Schema = {"name": NAME, "credentials": CREDENTIALS, "variables": rows(VARIABLE)}

CONNECTION_CREATE = record(NEW_CONNECTION)
USER_CONNECTION_CREATE = record({"connectorId": ID, "connection": CONNECTION_CREATE})

USER_CREATE = record(
    {"externalId": NAME, "primaryConnection": CONNECTION_CREATE},
    displayName={"type": "string", "maxLength": 255},
)

HUB_CREATE = record(
    {
        "organisationId": ID,
        "name": NAME,
        "primaryConnectorId": ID,
        "authSchemeConfig": AUTH_SCHEME_CREATE,
    }
)
HUB_UPDATE = record({}, name=NAME, isDefault=FLAG)

TEMPLATE_CREATE = record({"connectorId": ID, "authSchemeConfig": AUTH_SCHEME_CREATE})

INTEGRATION_CREATE = record(
    {"organisationId": ID, "name": LONG_NAME},
    summary=TEXT,
    description=TEXT,
    variablesSchema=OBJECT,
    connectionTemplate=TEMPLATE_CREATE,
)
INTEGRATION_UPDATE = record(
    {}, name=LONG_NAME, imageUrl=URL, description=TEXT, variablesSchema=OBJECT
)
INTEGRATION_METADATA = record({}, usedConnectionTemplates=rows(ID))

DYNAMIC_VARIABLES = record({"dynamicVariables": OBJECT})

EXISTING_CONNECTION = record({"templateId": ID, "connectionId": ID}, credentials=FORBIDDEN)
ACTIVATION_CONNECTION: Schema = {
    "type": "object",
    "required": ["templateId"],
    "if": {"required": ["connectionId"]},
    "then": EXISTING_CONNECTION,
    "else": record({"templateId": ID, **NEW_CONNECTION}),
}
ACTIVATION_CREATE = record(
    {"userId": NAME, "integrationId": ID, "connections": rows(ACTIVATION_CONNECTION)},
    dynamicVariables=OBJECT,
    variables=rows({}),
)

OAUTH_INITIALISE = record(
    {
        "credential": record({"id": ID, "organisationId": ID}),
        "authorizeUrl": TEXT,
        "clientId": TEXT,
    },
    scopes=rows(TEXT),
    disableOfflineAccess=FLAG,
    prompt=TEXT,
    additionalParams=TEXT,
)
