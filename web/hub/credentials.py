"""What must be asked for each auth scheme, and the credential that the answers make.

Each scheme asks for the members of its credential's `data`, in order. A field's name is the
member's name behind the prefix of its step, so an error path of the API leads back to its field.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hub.fields import Field, Kind
from hub.json_text import JSON
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

_BREAKS_A_HEADER = re.compile(r"[\r\n\0]")

LONGEST_SECRET = 16_384


@dataclass(frozen=True)
class Ask:
    """One member of a credential's data, and the words in which it is asked for."""

    member: str
    label: str
    kind: Kind = "secret"
    hint: str = ""
    required: bool = True


def is_supported(scheme: AuthScheme) -> bool:
    """Tell whether the hub can make a credential of this scheme."""
    return not isinstance(
        scheme, AuthorizationCode | ClientCredentials | Password | Hmac | Certificate | Unsupported
    )


def credential_fields(scheme: AuthScheme, prefix: str) -> tuple[Field, ...]:
    """List the fields of a scheme; `prefix` keeps the names of different steps apart."""
    return tuple(
        Field(
            name=f"{prefix}-{ask.member}",
            label=ask.label,
            kind=ask.kind,
            hint=ask.hint,
            required=ask.required,
            maximum_length=LONGEST_SECRET,
        )
        for ask in asks(scheme)
    )


def asks(scheme: AuthScheme) -> Sequence[Ask]:
    """List what a scheme asks for."""
    match scheme:
        case ApiKey(name=name):
            hint = _("The other system may call it “{name}”.", name=name) if name else ""
            return (Ask("value", _("API key"), hint=hint),)
        case BasicAuth():
            return (Ask("username", _("User name"), "text"), Ask("password", _("Password")))
        case _:
            return ()


def check_secrets(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Refuse what cannot travel in a header; the value itself is left as it was typed."""
    return tuple(
        replace(item, error=_("Remove the line break; it cannot be part of this."))
        if not item.error and _breaks_a_header(item)
        else item
        for item in fields
    )


def credential(scheme: AuthScheme, values: Mapping[str, str]) -> JSON:
    """Make the credential's `type` and `data` from the answers, by member."""
    match scheme:
        case ApiKey():
            return {"type": "string", "data": {"value": values["value"]}}
        case BasicAuth():
            return {"type": "basic-auth", "data": dict(values)}
        case NoAuth():
            return {"type": "none", "data": {}}
        case _:
            raise ValueError("this scheme is not supported")


def _breaks_a_header(item: Field) -> bool:
    return isinstance(item.value, str) and bool(_BREAKS_A_HEADER.search(item.value))
