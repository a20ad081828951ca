"""One request from gate to answer, for everything that speaks for the signed-in user.

    method, origin, content type, size -> who is it -> how often -> may they -> the answer

Whatever goes wrong on the way is answered here, as JSON, in words that give nothing away.
"""

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from flask import Request, Response, json

from token_server import events, gate
from token_server.callers import Caller, identified, let_in
from token_server.errors import Refusal, where
from token_server.hooks import Hooks
from token_server.rates import Rates
from token_server.rotation import Keys
from token_server.secret_key import SessionKey
from token_server.settings import Settings

BROKEN = "Something went wrong on our side. Try again in a moment."
EVENTS = {"forbidden_origin": "csrf_blocked", "rate_limited": "rate_limited"}


@dataclass(frozen=True)
class Service:
    """Hold all that one mounted blueprint answers with."""

    settings: Settings
    hooks: Hooks
    rates: Rates
    keys: Keys
    session_key: SessionKey = field(default_factory=SessionKey)


@dataclass(frozen=True)
class Reply:
    """Be an answer, its JSON already text."""

    text: str | bytes = field(repr=False)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, body: Any, status: int = 200) -> "Reply":
        """Spell a body."""
        return cls(json.dumps(body), status)

    def response(self) -> Response:
        """Say it as Flask does."""
        return Response(self.text, self.status, self.headers)


Admit: TypeAlias = Callable[[Request], None]
Answer: TypeAlias = Callable[[Caller], Reply]


@dataclass(frozen=True)
class Exchange:
    """Be one request on its way to its answer."""

    service: Service
    request: Request
    request_id: str = field(default_factory=lambda: os.urandom(8).hex())

    def answer(self, event: str, make: Answer, admit: Admit | None = None) -> Reply:
        """Answer with what `make` returns for the caller, or with a refusal."""
        caller = None
        hooks, rates = self.service.hooks, self.service.rates
        try:
            self.service.session_key.check()
            (admit or self._admit)(self.request)
            caller = identified(self.request, hooks, rates)
            let_in(caller, self.request, hooks, rates)
            reply = make(caller)
            self._record(event, caller, status=reply.status)
            return self._reply(reply)
        except Refusal as refusal:
            return self._refused(refusal, caller)
        except Exception as error:
            return self._broken(error, caller)

    def preflight(self) -> Reply:
        """Answer a browser that asks whether it may call."""
        more = gate.preflight_headers(self.request, self.service.settings.allowed_origins)
        return self._reply(Reply("", 204, more))

    def _admit(self, request: Request) -> None:
        gate.check(request, self.service.settings.allowed_origins)

    def _refused(self, refusal: Refusal, caller: Caller | None) -> Reply:
        event = EVENTS.get(refusal.code, "denied")
        level = logging.ERROR if refusal.status >= 500 else logging.INFO
        status, body = refusal.status, {"code": refusal.code, "message": refusal.message}
        self._record(f"token.{event}", caller, level, status=status, reason=refusal.reason)
        return self._reply(Reply(json.dumps(body), status, refusal.headers))

    def _broken(self, error: Exception, caller: Caller | None) -> Reply:
        self._record("token.failed", caller, logging.ERROR, status=500, reason=where(error))
        body = {"code": "internal", "message": BROKEN, "request_id": self.request_id}
        return self._reply(Reply.of(body, 500))

    def _reply(self, reply: Reply) -> Reply:
        headers = {
            "Content-Type": "application/json",
            **gate.headers(self.request, self.service.settings.allowed_origins),
            "X-Request-Id": self.request_id,
            **reply.headers,
        }
        return Reply(reply.text, reply.status, headers)

    def _record(
        self, event: str, caller: Caller | None, level: int = logging.INFO, **facts: str | int
    ) -> None:
        salt = self.service.settings.log_salt
        user = events.hashed(caller.external_id, salt) if caller else ""
        origin = events.origin(self.request.environ.get(gate.ORIGIN, ""))
        events.record(event, level, request_id=self.request_id, origin=origin, user=user, **facts)
