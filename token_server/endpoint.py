"""One request from gate to answer, for everything that speaks for the signed-in user.

    method, origin, content type, size -> who is it -> may they -> the answer

Whatever goes wrong on the way is answered here, as JSON, in words that give nothing away.
"""

import logging
import secrets
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from flask import Request, Response, json, request
from werkzeug.exceptions import HTTPException

from token_server import events, gate
from token_server.errors import Refusal, UnusableUserId
from token_server.hooks import Hooks
from token_server.settings import Settings
from token_server.users import Identity, User, as_user, external_id

SIGN_IN = "Sign in to continue."


@dataclass(frozen=True)
class Caller:
    """Be a signed-in user whose id can stand in a token."""

    user: User
    external_id: str


Answer: TypeAlias = Callable[[Caller], Any]


@dataclass(frozen=True)
class Exchange:
    """Be one request on its way to its answer."""

    settings: Settings
    hooks: Hooks
    request_id: str = field(default_factory=lambda: secrets.token_hex(8))

    def answer(self, event: str, make: Answer) -> Response:
        """Answer with what `make` returns for the caller, or with a refusal."""
        try:
            return self._reply(200, self._made(event, make))
        except Refusal as refusal:
            return self._refused(refusal)
        except Exception as error:
            return self._broken(error)

    def preflight(self) -> Response:
        """Answer a browser that asks whether it may call."""
        response = self._reply(204, None)
        response.headers.update(gate.preflight_headers(request, self.settings.allowed_origins))
        return response

    def _made(self, event: str, make: Answer) -> Any:
        gate.check(request, self.settings.allowed_origins)
        caller = identified(request, self.hooks)
        body = make(caller)
        user = events.hashed(caller.external_id, self.settings.log_salt)
        self._record(event, user=user)
        return body

    def _refused(self, refusal: Refusal) -> Response:
        event = "csrf_blocked" if refusal.code == "forbidden_origin" else "denied"
        level = logging.ERROR if refusal.status >= 500 else logging.INFO
        self._record(f"token.{event}", level, status=refusal.status, reason=refusal.reason)
        body = {"code": refusal.code, "message": refusal.message}
        response = self._reply(refusal.status, body)
        response.headers.update(refusal.headers)
        return response

    def _broken(self, error: Exception) -> Response:
        self._record("token.failed", logging.ERROR, status=500, reason=where(error))
        message = "Something went wrong on our side. Try again in a moment."
        body = {"code": "internal", "message": message, "request_id": self.request_id}
        return self._reply(500, body)

    def _reply(self, status: int, body: Any) -> Response:
        text = "" if body is None else json.dumps(body)
        response = Response(text, status, mimetype="application/json")
        response.headers.update(gate.headers(request, self.settings.allowed_origins))
        response.headers["X-Request-Id"] = self.request_id
        return response

    def _record(self, event: str, level: int = logging.INFO, **facts: str | int) -> None:
        origin = request.headers.get("Origin", "")
        events.record(event, level, request_id=self.request_id, origin=origin, **facts)


def identified(request: Request, hooks: Hooks) -> Caller:
    """Ask the host who is calling and whether they may; raise Refusal if not."""
    identity = _asked(request, hooks)
    if identity is None:
        raise Refusal(401, "unauthenticated", SIGN_IN)
    user = as_user(identity)
    caller = Caller(user, external_id(user))
    if not _authorized(user, hooks):
        raise Refusal(403, "forbidden", "This account may not use the integrations.")
    return caller


def _asked(request: Request, hooks: Hooks) -> Identity:
    """Identify the caller; a host that aborts with 401 or sends to a sign-in page says nobody."""
    try:
        return hooks.identify(request)
    except HTTPException as error:
        if error.code in (301, 302, 303, 307, 308, 401):
            return None
        raise


def _authorized(user: User, hooks: Hooks) -> bool:
    try:
        return hooks.authorize(user)
    except Exception as error:
        message = "The integrations are not available just now. Try again in a moment."
        raise Refusal(503, "unavailable", message, reason=where(error)) from None


def where(error: Exception) -> str:
    """Name an error by its type and line: its text may hold what must not be logged."""
    if isinstance(error, UnusableUserId):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place
