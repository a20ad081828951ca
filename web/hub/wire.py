"""HTTP as data: a request, an answer, and what an answer means when it refuses.

A Call is a Request and the function that turns the answer's JSON into a model. Secrets go into
bodies only, never into a path or a query.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar
from urllib.parse import quote, urlencode

from hub.errors import ApiError, FieldProblem, HubError, Problem, ProblemType, ProtocolError
from hub.json_text import JSON, Reader, read_json

T = TypeVar("T")

Method = Literal["GET", "POST", "PUT", "DELETE"]

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
        query = urlencode(self.query, errors="replace")
        return f"{base.rstrip('/')}/{path}" + (f"?{query}" if query else "")

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
