"""The auth schemes that a hub or a template may be set up with, as one schema."""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
ID: Schema = {"type": "string", "format": "ulid"}
URL: Schema = {"type": "string", "format": "uri", "pattern": "^(https?:|/)"}
PLACE: Schema = {"enum": ["query", "header", "cookie"]}


def variant(tag: str, name: str, required: Schema, **optional: Schema) -> Schema:
    """Describe one alternative, told apart by a constant."""
    members = {tag: {"const": name}, **required}
    return {"required": list(members), "properties": members | optional, "type": "object"}


def texts() -> Schema:
    """Describe a list of texts."""
    return {"type": "array", "items": TEXT}


CLIENT: dict[str, Schema] = {
    "credentialId": ID,
    "organisationId": ID,
    "clientId": TEXT,
    "clientSecret": TEXT,
}

GRANT: Schema = {
    "oneOf": [
        variant("grantType", "authorization_code", {}, **CLIENT),
        variant("grantType", "client_credentials", {}),
        variant("grantType", "password", {}, **CLIENT),
    ]
}

OAUTH2 = variant(
    "schemeType",
    "oauth2",
    {
        "authorizeUrl": URL,
        "tokenUrl": URL,
        "scopes": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name"],
                "properties": {"name": TEXT, "description": TEXT},
            },
        },
        "defaultScopes": texts(),
        "grant": GRANT,
    },
    additionalAuthorizeParams=TEXT,
    additionalTokenParams=TEXT,
    mtlsEnabled={"type": "boolean"},
    mtlsCredentialId=TEXT,
)

HMAC = variant(
    "schemeType",
    "hmac",
    {
        "name": TEXT,
        "in": PLACE,
        "algorithm": {"enum": ["sha1", "sha256", "sha512"]},
        "digestInputs": {"type": "array", "items": {"enum": ["body", "url"]}},
    },
)

AUTH_SCHEME_CREATE: Schema = {
    "type": "object",
    "required": ["id", "description", "schemeType"],
    "properties": {"id": ID, "description": TEXT},
    "oneOf": [
        variant("schemeType", "none", {}),
        variant("schemeType", "api-key", {"name": TEXT, "in": PLACE}),
        variant("schemeType", "basic-auth", {}),
        OAUTH2,
        HMAC,
        variant("schemeType", "certificate", {}),
    ],
}
