"""What must be asked for each auth scheme, and the credential that the answers make.

Each scheme asks for the members of its credential's `data`, in order. A field's name is the
member's name behind the prefix of its step, so an error path of the API leads back to its field.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hub.fields import Field, Kind
from hub.json_text import JSON
from hub.pem import LONGEST_PEM, fault_in_certificate, fault_in_key
from hub.schemes import (
    ApiKey,
    AuthorizationCode,
    AuthScheme,
    BasicAuth,
    Certificate,
    ClientCredentials,
    Hmac,
    NoAuth,
    Password,
    Unsupported,
)
from hub.texts import _

_BREAKS_A_HEADER = re.compile(r"[\r\n]")

_DAMAGED = re.compile("[\0\ud800-\udfff]")
"""Half a character, which no JSON that others can read may hold (RFC 8259 section 8.2), or none."""

LONGEST_SECRET = 16_384
"""Characters."""

LARGEST_FILE = 1_048_576
"""Bytes."""

FILE = "-file"
"""What the name of a file's field adds to the name of the field it stands for."""


@dataclass(frozen=True)
class Ask:
    """One member of a credential's data, and the words in which it is asked for.

    `file` offers a file in its place: `text` is read into the field, `binary` is sent as it is.
    """

    member: str
    label: str
    kind: Kind = "secret"
    hint: str = ""
    required: bool = True
    file: Literal["", "text", "binary"] = ""
    fault: Callable[[str], str] | None = None


def is_supported(scheme: AuthScheme, allows_password_grant: bool = True) -> bool:
    """Tell whether the hub can make a credential of this scheme."""
    if isinstance(scheme, Password):
        return allows_password_grant
    return not isinstance(scheme, Unsupported)


def asks(scheme: AuthScheme) -> Sequence[Ask]:
    """List what a scheme asks for."""
    match scheme:
        case ApiKey(name=name):
            hint = _("The other system may call it “{name}”.", name=name) if name else ""
            return (Ask("value", _("API key"), hint=hint),)
        case BasicAuth() | Password():
            return (Ask("username", _("User name"), "text"), Ask("password", _("Password")))
        case ClientCredentials():
            return (
                Ask("clientId", _("Client ID"), "text"),
                Ask("clientSecret", _("Client secret")),
            )
        case Hmac():
            hint = _("Type or paste it, or choose its file.")
            return (Ask("value", _("Shared secret"), hint=hint, file="binary"),)
        case Certificate():
            return _certificate_asks()
        case _:
            return ()


def credential_fields(scheme: AuthScheme, prefix: str) -> tuple[Field, ...]:
    """List the fields of a scheme; `prefix` keeps the names of different steps apart."""
    return tuple(item for ask in asks(scheme) for item in _fields(ask, prefix))


def check_credential(scheme: AuthScheme, fields: Sequence[Field], prefix: str) -> tuple[Field, ...]:
    """Give each field its error; the values themselves are left as they were typed."""
    by_name = {f"{prefix}-{ask.member}": ask for ask in asks(scheme)}
    files = {item.name.removesuffix(FILE) for item in fields if _holds_file(item)}
    return tuple(_checked(item, by_name.get(item.name), item.name in files) for item in fields)


def credential(scheme: AuthScheme, values: Mapping[str, str]) -> JSON:
    """Make the credential's `type` and `data` from the answers, by member."""
    match scheme:
        case NoAuth():
            return {"type": "none", "data": {}}
        case ApiKey():
            return {"type": "string", "data": {"value": values["value"]}}
        case BasicAuth():
            return {"type": "basic-auth", "data": _members(scheme, values)}
        case Password():
            return {"type": "oauth2-password", "data": _members(scheme, values)}
        case ClientCredentials():
            return {"type": "oauth2-client", "data": _client(scheme, values)}
        case Hmac() if values.get("value" + FILE):
            return {"type": "binary", "data": {"valueBase64": values["value" + FILE]}}
        case Hmac():
            return {"type": "string", "data": {"value": values["value"]}}
        case Certificate():
            return {"type": "certificate", "data": _members(scheme, values)}
        case AuthorizationCode():
            data = {"code": values["code"], "state": values["state"]}
            return {"type": "oauth2-code", "data": data}
        case Unsupported():
            raise ValueError("this scheme is not supported")


def _certificate_asks() -> Sequence[Ask]:
    pem = _("PEM text, with its lines BEGIN and END. Paste it, or choose its file.")
    return (
        Ask("certificate", _("Certificate"), "long", pem, file="text", fault=fault_in_certificate),
        Ask("key", _("Private key"), "long-secret", pem, file="text", fault=fault_in_key),
        Ask(
            "ca",
            _("Certificate authority"),
            "long",
            _("Only if the other system's own certificate is signed by a private authority."),
            required=False,
            file="text",
            fault=fault_in_certificate,
        ),
    )


def _fields(ask: Ask, prefix: str) -> Sequence[Field]:
    name = f"{prefix}-{ask.member}"
    main = Field(
        name=name,
        label=ask.label,
        kind=ask.kind,
        hint=ask.hint,
        required=ask.required,
        maximum_length=LONGEST_PEM if ask.file == "text" else LONGEST_SECRET,
    )
    if not ask.file:
        return (main,)
    label = _("{label} from a file", label=ask.label)
    largest = LONGEST_PEM if ask.file == "text" else LARGEST_FILE
    return (main, Field(name=name + FILE, label=label, kind="file", maximum_length=largest))


def _holds_file(item: Field) -> bool:
    return item.kind == "file" and item.value != ""


def _checked(item: Field, ask: Ask | None, has_file: bool) -> Field:
    """Check a field on top of what was found wrong already; a file stands in for what is blank."""
    if has_file and item.is_blank:
        return replace(item, error="")
    if has_file and ask is not None:
        both = _("A file is chosen as well. Keep one: empty this, or remove the file.")
        return replace(item, error=both)
    if item.error or item.is_blank or not isinstance(item.value, str) or ask is None:
        return item
    if _DAMAGED.search(item.value):
        damaged = _("A character in this is damaged and cannot be sent. Enter it again.")
        return replace(item, error=damaged)
    if ask.fault is not None:
        return replace(item, error=ask.fault(item.value))
    if _BREAKS_A_HEADER.search(item.value):
        return replace(item, error=_("Remove the line break; it cannot be part of this."))
    return item


def _members(scheme: AuthScheme, values: Mapping[str, str]) -> JSON:
    return {ask.member: values.get(ask.member, "") for ask in asks(scheme)}


def _client(scheme: ClientCredentials, values: Mapping[str, str]) -> JSON:
    data = {
        "clientId": values["clientId"],
        "clientSecret": values["clientSecret"],
        "authorizeUrl": "",
        "tokenUrl": scheme.token_url,
        "scopes": list(scheme.scopes),
    }
    more: dict[str, JSON] = {
        "additionalParams": scheme.additional_params,
        "mTLSEnabled": scheme.uses_mtls,
        "mTLSCredentialId": scheme.mtls_credential_id,
    }
    return data | {name: value for name, value in more.items() if value}
