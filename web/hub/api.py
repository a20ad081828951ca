"""The Versori Embedded API as data: every request the hub makes, and how its answer is read.

A Call is a Request and the function that turns the answer's JSON into a model. Nothing is sent
here; `hub.client` sends. Secrets go into bodies only, never into a path or a query.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, Literal, TypeVar
from urllib.parse import quote, urlencode

from hub.errors import ApiError, FieldProblem, HubError, Problem, ProblemType, ProtocolError
from hub.json_text import JSON, Reader, read_json
from hub.models import (
    Activation,
    Connection,
    EndUser,
    Hub,
    Integration,
    IntegrationSummary,
    Page,
    parse_page,
)
from hub.schemes import AuthorizationCode

T = TypeVar("T")

Method = Literal["GET", "POST", "PUT", "DELETE"]

FIRST_PAGE_SIZE = 20
"""Rows of the first page, so that something is shown soon."""

PAGE_SIZE = 100
"""Rows of every other page, the most the API gives."""

SECONDS: Mapping[Method, float] = {"GET": 15, "PUT": 30, "DELETE": 30, "POST": 60}
"""How long an answer may take, its body included."""


@dataclass(frozen=True)
class Request:
    """One HTTP request, relative to the API's address."""

    method: Method
    path: tuple[str, ...]
    query: tuple[tuple[str, str], ...] = ()
    body: JSON = field(default=None, repr=False)

    def url(self, base: str) -> str:
        """Give the absolute URL; every path segment and query value is percent-encoded."""
        path = "/".join(map(_encoded, self.path))
        query = f"?{urlencode(self.query)}" if self.query else ""
        return f"{base.rstrip('/')}/{path}{query}"

    @property
    def seconds(self) -> float:
        """Tell how long to wait for the answer."""
        return SECONDS[self.method]

    @property
    def is_repeatable(self) -> bool:
        """Tell whether sending it twice does what sending it once does (RFC 9110 section 9.2.2)."""
        return self.method in ("GET", "PUT")


@dataclass(frozen=True)
class Response:
    """One HTTP answer. `headers` has lower-case names."""

    status: int
    text: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def correlation_id(self) -> str:
        """Give the id by which support can find the request."""
        return self.headers.get("x-request-id", "")[:64]


@dataclass(frozen=True)
class Call(Generic[T]):
    """A request and the reading of its answer."""

    request: Request
    read: Callable[[JSON], T]


def get_hub(hub: str) -> Call[Hub]:
    """Read the hub, for its primary connector."""
    return Call(Request("GET", ("hubs", hub)), Hub.parse)


def get_end_user(hub: str, user: str) -> Call[EndUser]:
    """Read the end user; 404 means that they are new."""
    return Call(Request("GET", ("hubs", hub, "users", user)), EndUser.parse)


def create_end_user(
    hub: str, user: str, primary_connection: JSON, display_name: str = ""
) -> Call[EndUser]:
    """Create the end user with their connection to the host's own system."""
    body = {"externalId": user, "primaryConnection": primary_connection}
    named = body | ({"displayName": display_name} if display_name else {})
    return Call(Request("POST", ("hubs", hub, "users"), body=named), EndUser.parse)


def list_integrations(
    hub: str, user: str, after: str = "", deployed: bool | None = None
) -> Call[Page[IntegrationSummary]]:
    """List one page of the integrations the user may see."""
    first = _page(after) if after else (("first", str(FIRST_PAGE_SIZE)),)
    filtered = (("deployed", str(deployed).lower()),) if deployed is not None else ()
    return Call(
        Request("GET", ("embed", hub, "users", user, "integrations"), (*first, *filtered)),
        partial(parse_page, name="integrations", parse=IntegrationSummary.parse),
    )


def get_integration(hub: str, user: str, integration: str) -> Call[Integration]:
    """Read an integration with its connection templates and variables schema."""
    path = ("embed", hub, "users", user, "integrations", integration)
    return Call(Request("GET", path), Integration.parse)


def list_connections(hub: str, user: str, template: str, after: str = "") -> Call[Page[Connection]]:
    """List one page of the user's connections that fit a connection template."""
    query = (*_page(after), ("hub_connector_id", template))
    return Call(
        Request("GET", ("hubs", hub, "users", user, "connections"), query),
        partial(_parse_optional_page, name="connections", parse=Connection.parse),
    )


def list_activations(
    hub: str, user: str, integration: str, after: str = ""
) -> Call[Page[Activation]]:
    """List one page of the user's activations of an integration."""
    query = (*_page(after), ("integration_id", integration))
    return Call(
        Request("GET", ("embed", hub, "users", user, "activations"), query),
        partial(parse_page, name="activations", parse=Activation.parse),
    )


def activate(body: JSON) -> Call[Activation]:
    """Activate an integration; the body is an ActivationCreate."""
    return Call(Request("POST", ("activations",), body=body), Activation.parse)


def delete_activation(activation: str) -> Call[None]:
    """Delete an activation, which disconnects the integration."""
    return Call(Request("DELETE", ("activations", activation)), _nothing)


def update_variables(activation: str, variables: JSON) -> Call[None]:
    """Replace the variables of an activation."""
    path = ("activations", activation, "variables")
    return Call(Request("PUT", path, body={"dynamicVariables": variables}), _nothing)


def get_variables(integration: str, user: str) -> Call[JSON]:
    """Read the variables in force; the API may refuse this to end users with 403."""
    path = ("integrations", integration, "users", user, "variables")
    return Call(Request("GET", path), _dynamic_variables)


def initialise_oauth2(hub: str, connector: str, body: JSON) -> Call[str]:
    """Ask for the URL at which the user consents."""
    path = ("embed", hub, "connector", connector, "oauth2", "initialise")
    return Call(Request("POST", path, body=body), lambda data: Reader(data).identifier("url"))


def consent_body(scheme: AuthorizationCode) -> JSON:
    """Make the InitialiseOAuth2ConnectionRequest of a scheme; only its own scopes are asked for."""
    body = {
        "credential": {"id": scheme.credential_id, "organisationId": scheme.organisation_id},
        "authorizeUrl": scheme.authorize_url,
        "clientId": scheme.client_id,
        "scopes": [scope.name for scope in scheme.scopes],
    }
    more = {"additionalParams": scheme.additional_params} if scheme.additional_params else {}
    return body | more


def read_answer(call: Call[T], response: Response) -> T:
    """Read an answer; raise ApiError if it refuses, ProtocolError if it breaks the contract."""
    if not 200 <= response.status < 300:
        raise _refusal(response)
    try:
        return call.read(read_json(response.text) if response.text.strip() else None)
    except ProtocolError as error:
        raise ProtocolError(
            error.problem.detail, response.status, response.correlation_id
        ) from None


def _page(after: str) -> tuple[tuple[str, str], ...]:
    size = ("first", str(PAGE_SIZE))
    return (size, ("after", after)) if after else (size,)


def _refusal(response: Response) -> HubError:
    fields: tuple[FieldProblem, ...] = ()
    code = detail = ""
    try:
        read = Reader(read_json(response.text))
        code, detail = read.optional_text("code"), read.optional_text("message")
        fields = tuple(_fields(read))
    except ProtocolError:
        pass  # a proxy's page, or nothing at all: the status alone has to do
    problem = Problem(
        _type_of(response.status),
        code[:100],
        detail[:300],
        fields,
        response.status,
        response.correlation_id,
        retry_after(response.headers),
    )
    return ApiError(problem)


def _fields(read: Reader) -> list[FieldProblem]:
    found = []
    for item in read.items("fields"):
        try:
            entry = Reader(item)
            found.append(FieldProblem(entry.text("field"), entry.optional_text("message")[:300]))
        except ProtocolError:
            continue
    return found


def _type_of(status: int) -> ProblemType:
    match status:
        case 401:
            return "token"
        case 403:
            return "forbidden"
        case 404 | 410:
            return "not_found"
        case 400 | 413 | 415 | 422:
            return "validation"
        case 409:
            return "conflict"
        case 408:
            return "timeout"
        case 429:
            return "rate_limit"
        case _:
            return "api"


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Read Retry-After in seconds (RFC 9110 section 10.2.3).

    A date is counted from the answer's own Date, since this machine's clock may be wrong.
    """
    text = headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text)
    # Not needed for the first view, and not free to import in a browser.
    from email.utils import parsedate_to_datetime

    try:
        until = parsedate_to_datetime(text) - parsedate_to_datetime(headers.get("date", ""))
    except (TypeError, ValueError):
        return None
    return max(0.0, until.total_seconds())


def _encoded(segment: str) -> str:
    """Encode a path segment; dots alone would climb the path even if they were encoded."""
    if segment in ("", ".", ".."):
        raise ProtocolError("an id cannot be part of an address")
    return quote(segment, safe="", errors="replace")


def _nothing(_answer: JSON) -> None:
    return None


def _dynamic_variables(answer: JSON) -> JSON:
    """Take the variables, bare or inside `dynamicVariables`."""
    if isinstance(answer, dict) and isinstance(answer.get("dynamicVariables"), dict):
        return answer["dynamicVariables"]
    return answer


def _parse_optional_page(data: JSON, name: str, parse: Callable[[JSON], T]) -> Page[T]:
    """Parse a page whose rows may be missing, as the API's description allows for connections."""
    return parse_page({name: []} | data if isinstance(data, dict) else data, name, parse)
