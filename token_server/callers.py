"""Who is calling: identified by the host, counted, and let in or not."""

from dataclasses import dataclass

from flask import Request
from werkzeug.exceptions import HTTPException

from token_server.errors import Refusal, where
from token_server.hooks import Hooks
from token_server.rates import Rates
from token_server.users import Identity, User, as_user, external_id

SIGN_IN = "Sign in to continue."
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Caller:
    """Be a signed-in user whose id can stand in a token."""

    user: User
    external_id: str


def identified(request: Request, hooks: Hooks, rates: Rates) -> Caller:
    """Ask the host who is calling; raise Refusal if it is nobody."""
    try:
        identity = _asked(request, hooks)
    except Exception:
        rates.count_stranger(request.remote_addr)  # anybody can bring what makes the host fail
        raise
    if identity is None:
        rates.count_stranger(request.remote_addr)
        raise Refusal(401, "unauthenticated", SIGN_IN)
    user = as_user(identity)
    return Caller(user, external_id(user))


def let_in(caller: Caller, request: Request, hooks: Hooks, rates: Rates) -> None:
    """Count a caller, and ask the host whether they may; raise Refusal if not."""
    rates.count_user(caller.external_id, request)
    if not _authorized(caller.user, hooks):
        raise Refusal(403, "forbidden", "This account may not use the integrations.")


def _asked(request: Request, hooks: Hooks) -> Identity:
    """Identify the caller; a host that aborts with 401 or sends to a sign-in page says nobody."""
    try:
        return hooks.identify(request)
    except HTTPException as error:
        if _status(error) in (401, *REDIRECTS):
            return None
        raise


def _status(error: HTTPException) -> int | None:
    """Give the status; aborting with an answer of one's own leaves the error without a code."""
    return error.response.status_code if error.response else error.code


def _authorized(user: User, hooks: Hooks) -> bool:
    try:
        return hooks.authorize(user)
    except Exception as error:
        message = "The integrations are not available just now. Try again in a moment."
        raise Refusal(503, "unavailable", message, reason=where(error)) from None
