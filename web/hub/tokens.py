"""Reading what a host gives: the answer of its token endpoint, or of its own `getToken`."""

from hub.client import Token
from hub.errors import Problem, ProblemType, ProtocolError, TokenError
from hub.json_text import JSON, Reader, read_json
from hub.wire import Response, retry_after

DEFAULT_SECONDS = 300.0


def read_token_answer(response: Response) -> Token:
    """Read the token endpoint's answer; raise TokenError saying why there is no token."""
    if response.status != 200:
        raise TokenError(_refusal(response))
    try:
        return read_given_token(read_json(response.text), now=None)
    except ProtocolError:
        raise TokenError(Problem("token", code="not_a_token", status=200)) from None


def read_given_token(data: JSON, now: float | None) -> Token:
    """Read `token` or `{token, expiresAt, userId}`; raise TokenError for anything else.

    `now` is the time in seconds since the epoch, for `expiresAt`.
    """
    try:
        read = Reader({"token": data} if isinstance(data, str) else data)
        value = read.identifier("token")
    except ProtocolError:
        raise TokenError(Problem("token", code="not_a_token")) from None
    user = read.optional_text("user_id") or read.optional_text("userId") or _subject(value)
    return Token(value, user, _seconds(read, now))


def _seconds(read: Reader, now: float | None) -> float:
    """Prefer `expires_in`, which a wrong clock cannot bend."""
    for name in ("expires_in", "expiresIn"):
        seconds = _number(read.value(name))
        if seconds is not None and seconds > 0:
            return seconds
    ends = _number(read.value("expiresAt"))
    if ends is None or now is None:
        return DEFAULT_SECONDS
    in_seconds = ends / 1000 if ends > 100_000_000_000 else ends
    return max(1.0, in_seconds - now)


def _number(value: JSON) -> float | None:
    """A host that divides a clock's milliseconds gives a fraction."""
    return float(value) if isinstance(value, int | float) and abs(value) < 1e15 else None


def _subject(token: str) -> str:
    """Read whose token it is, for a host that gives nothing else; the API verifies it."""
    import jwt

    try:
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.PyJWTError:
        raise TokenError(Problem("token", code="not_a_token")) from None
    subject = claims.get("sub")
    if not isinstance(subject, str) or not subject:
        raise TokenError(Problem("token", code="no_user"))
    return subject


def _refusal(response: Response) -> Problem:
    kind: ProblemType = "rate_limit" if response.status == 429 else "token"
    return Problem(
        kind,
        code={401: "signed_out", 403: "refused", 404: "no_endpoint"}.get(response.status, ""),
        status=response.status,
        retry_after=retry_after(response.headers),
    )
