"""The start of an OAuth 2.0 authorization code flow (RFC 6749 section 4.1.1)."""

import secrets
from urllib.parse import parse_qsl, urlencode

from sandbox.api.access import hub_of
from sandbox.api.codes import subject_of
from sandbox.api.present import show_scheme
from sandbox.api.routing import Call, Routes
from sandbox.api.shapes import OAUTH_INITIALISE
from sandbox.errors import FieldError, invalid, not_found
from sandbox.records import Consent, Hub, Json

routes = Routes()
STATE_BYTES = 32


@routes.add("POST", "/embed/<hub_id>/connector/<connector_id>/oauth2/initialise")
def initialise(call: Call, hub_id: str, connector_id: str) -> Json:
    """Return the URL at which the user is asked for consent."""
    hub = hub_of(call, hub_id)
    body = call.body(OAUTH_INITIALISE)
    _check_client(call, hub, connector_id, body)
    scopes = _scopes(body)
    state = secrets.token_urlsafe(STATE_BYTES)
    parameters = _parameters(call, body, scopes, state)
    call.records.consents.add(
        Consent(state, connector_id, body["credential"]["id"], subject_of(call), scopes)
    )
    return {"url": f"{body['authorizeUrl']}?{urlencode(parameters)}"}


def _check_client(call: Call, hub: Hub, connector_id: str, body: Json) -> None:
    """Refuse a client that is not exactly what a template of the connector says."""
    schemes = _schemes(call, hub, connector_id)
    if not schemes:
        raise not_found("Connector with an authorization code grant")
    problems = [_client_faults(scheme, body) for scheme in schemes]
    if all(problems):
        raise invalid(*problems[0])


def _schemes(call: Call, hub: Hub, connector_id: str) -> list[Json]:
    found = [hub.auth_scheme] if hub.connector_id == connector_id else []
    for template in call.records.templates.all(connector_id=connector_id):
        integration = call.records.integrations.get(template.integration_id)
        if integration and integration.hub_id == hub.id:
            found.append(template.auth_scheme)
    grants = [(scheme, scheme.get("grant")) for scheme in found]
    return [
        show_scheme(call, scheme)
        for scheme, grant in grants
        if isinstance(grant, dict) and grant.get("grantType") == "authorization_code"
    ]


def _client_faults(scheme: Json, body: Json) -> list[FieldError]:
    grant, credential = scheme["grant"], body["credential"]
    pairs = (
        ("credential.id", credential["id"], grant.get("credentialId")),
        ("credential.organisationId", credential["organisationId"], grant.get("organisationId")),
        ("authorizeUrl", body["authorizeUrl"], scheme.get("authorizeUrl")),
        ("clientId", body["clientId"], grant.get("clientId")),
    )
    return [
        FieldError(name, "is not what the template says")
        for name, given, expected in pairs
        if given != expected
    ]


def _scopes(body: Json) -> list[str]:
    asked: list[str] = body.get("scopes", [])
    offline = [] if body.get("disableOfflineAccess") else ["offline_access"]
    return list(dict.fromkeys([*asked, *offline]))


def _parameters(call: Call, body: Json, scopes: list[str], state: str) -> dict[str, str]:
    added = _added(body.get("additionalParams", ""))
    own = {
        "response_type": "code",
        "client_id": body["clientId"],
        "redirect_uri": f"{call.origin}/oauth/callback",
        "state": state,
        "scope": " ".join(scopes),
        "prompt": body.get("prompt", "" if "approval_prompt" in added else "login"),
    }
    if clashes := [name for name in added if name in own]:
        raise invalid(FieldError("additionalParams", f"must not set {', '.join(clashes)}"))
    return {name: value for name, value in own.items() if value} | added


def _added(text: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=50))
    except ValueError as error:
        raise invalid(FieldError("additionalParams", "is no query string")) from error
