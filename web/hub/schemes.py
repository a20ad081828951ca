"""The auth schemes a connection template can have: what the API's `authSchemeConfig` says."""

from dataclasses import dataclass

from hub.errors import ProtocolError
from hub.json_text import JSON, Reader


@dataclass(frozen=True)
class NoAuth:
    """Nothing is needed."""


@dataclass(frozen=True)
class ApiKey:
    """One secret, sent under `name` in a header, query parameter or cookie."""

    name: str = ""
    place: str = "header"


@dataclass(frozen=True)
class BasicAuth:
    """A user name and a password."""


OFFLINE_ACCESS = "offline_access"
"""The standard scope of a sign-in that lasts (OpenID Connect Core 1.0 section 11)."""


@dataclass(frozen=True)
class Scope:
    """One OAuth 2.0 scope, with the provider's words for it where there are any."""

    name: str
    description: str = ""


@dataclass(frozen=True)
class AuthorizationCode:
    """Consent in the provider's own window (RFC 6749 section 4.1)."""

    authorize_url: str
    client_id: str
    credential_id: str
    organisation_id: str
    scopes: tuple[Scope, ...] = ()
    additional_params: str = ""

    @property
    def asked(self) -> tuple[Scope, ...]:
        """List what the user is asked for: the API adds offline access to the scopes it is told."""
        has_offline = any(scope.name == OFFLINE_ACCESS for scope in self.scopes)
        return self.scopes if has_offline else (*self.scopes, Scope(OFFLINE_ACCESS))


@dataclass(frozen=True)
class ClientCredentials:
    """A client id and a client secret of the user's own (RFC 6749 section 4.4)."""

    token_url: str
    scopes: tuple[str, ...] = ()
    additional_params: str = ""
    uses_mtls: bool = False
    mtls_credential_id: str = ""


@dataclass(frozen=True)
class Password:
    """The user's own name and password at the provider (RFC 6749 section 4.3)."""


@dataclass(frozen=True)
class Hmac:
    """A shared secret that signs requests."""

    name: str = ""
    algorithm: str = ""


@dataclass(frozen=True)
class Certificate:
    """A client certificate with its key."""


@dataclass(frozen=True)
class Unsupported:
    """A scheme or grant that this hub does not know; it is named, never guessed at."""

    scheme: str = ""
    grant: str = ""


INCOMPLETE_CONSENT = Unsupported("oauth2", "authorization_code")
"""A consent whose set-up lacks something; the scheme itself is known."""

AuthScheme = (
    NoAuth
    | ApiKey
    | BasicAuth
    | AuthorizationCode
    | ClientCredentials
    | Password
    | Hmac
    | Certificate
    | Unsupported
)


def parse_scheme(data: JSON) -> AuthScheme:
    """Parse an AuthSchemeConfig; anything outside the API's description is Unsupported."""
    try:
        return _parse(Reader(data))
    except ProtocolError:
        kind = data.get("schemeType") if isinstance(data, dict) else None
        return Unsupported(kind if isinstance(kind, str) else "")


def _parse(read: Reader) -> AuthScheme:
    match read.text("schemeType"):
        case "none":
            return NoAuth()
        case "api-key":
            return ApiKey(read.optional_text("name"), read.optional_text("in"))
        case "basic-auth":
            return BasicAuth()
        case "oauth2":
            return _parse_grant(read, read.child("grant"))
        case "hmac":
            return Hmac(read.optional_text("name"), read.optional_text("algorithm"))
        case "certificate":
            return Certificate()
        case other:
            return Unsupported(other)


def _parse_grant(read: Reader, grant: Reader) -> AuthScheme:
    match grant.text("grantType"):
        case "authorization_code":
            return _parse_consent(read, grant)
        case "client_credentials":
            return ClientCredentials(
                token_url=read.optional_text("tokenUrl"),
                scopes=tuple(scope.name for scope in _default_scopes(read)),
                additional_params=read.optional_text("additionalTokenParams"),
                uses_mtls=read.flag("mtlsEnabled"),
                mtls_credential_id=read.optional_text("mtlsCredentialId"),
            )
        case "password":
            return Password()
        case other:
            return Unsupported("oauth2", other)


def _parse_consent(read: Reader, grant: Reader) -> AuthorizationCode | Unsupported:
    """Parse what the start of a consent has to send; without all of it nobody could sign in."""
    try:
        return AuthorizationCode(
            authorize_url=read.identifier("authorizeUrl"),
            client_id=grant.identifier("clientId"),
            credential_id=grant.identifier("credentialId"),
            organisation_id=grant.identifier("organisationId"),
            scopes=_default_scopes(read),
            additional_params=read.optional_text("additionalAuthorizeParams"),
        )
    except ProtocolError:
        return INCOMPLETE_CONSENT


def _default_scopes(read: Reader) -> tuple[Scope, ...]:
    """List the scopes that are asked for by default, described where the scheme describes them.

    Only where nothing is said of a default, which the API's description does not allow, it is all.
    """
    words = {
        scope.text("name"): scope.optional_text("description")
        for scope in map(Reader, read.items("scopes"))
    }
    said = read.items("defaultScopes")
    defaults = [name for name in said if isinstance(name, str)]
    wanted = words if read.value("defaultScopes") is None else defaults
    return tuple(Scope(name, words.get(name, "")) for name in wanted)
