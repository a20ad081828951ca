"""How an authorization code is redeemed: once, in time, and only where it was asked for."""

from sandbox.api.routing import Call
from sandbox.api.shapes import TEXT, record
from sandbox.auth import Subject
from sandbox.catalogue import Connector
from sandbox.errors import FieldError
from sandbox.json_schema import faults
from sandbox.records import Code, Consent, Json

CODE_DATA = record({"code": TEXT, "state": TEXT})
UNKNOWN = FieldError("data.code", "The authorization code is not known. Please authorise again")
EXPIRED = FieldError("data.code", "The authorization code has expired. Please authorise again")
MISMATCHED = FieldError("data.state", "The state does not belong to this code. Authorise again")


def redeem(
    call: Call, connector: Connector, auth_scheme: Json, data: Json
) -> tuple[list[FieldError], list[str]]:
    """Use up a code and return what was granted, or what is wrong with it."""
    if found := faults(CODE_DATA, data, "data"):
        return found, []
    code = call.records.codes.get(data["code"])
    consent = call.records.consents.get(code.consent_id) if code else None
    if code is None or consent is None:
        return [UNKNOWN], []
    if problem := _problem(call, code, consent, connector, auth_scheme, data["state"]):
        return [problem], []
    call.records.codes.remove(id=code.id)
    return [], consent.scopes


def _problem(
    call: Call, code: Code, consent: Consent, connector: Connector, scheme: Json, state: str
) -> FieldError | None:
    if consent.id != state:
        return MISMATCHED
    if code.expires_at <= call.world.now():
        return EXPIRED
    credential_id = scheme["grant"].get("credentialId")
    if (consent.connector_id, consent.credential_id) != (connector.id, credential_id):
        return UNKNOWN
    return None if consent.subject in ("", subject_of(call)) else UNKNOWN


def subject_of(call: Call) -> str:
    """Return the end user who calls, or nothing for an organisation."""
    return call.caller.external_id if isinstance(call.caller, Subject) else ""
