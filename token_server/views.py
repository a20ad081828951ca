"""What answers at one path: as a view of Flask's, or to a request that comes past Flask."""

from dataclasses import dataclass

from flask import Request, Response
from flask.globals import request_ctx

from token_server.endpoint import Admit, Answer, Exchange, Reply, Service


@dataclass(frozen=True)
class View:
    """Be what answers at one path: with what `make` returns for the caller, or with a refusal."""

    service: Service
    event: str
    make: Answer
    admit: Admit | None = None

    def respond(self) -> Response:
        """Answer for Flask: a method has a name, which extensions of Flask's ask a view for."""
        return self.reply(request_ctx.request).response()

    def reply(self, request: Request) -> Reply:
        """Answer a request."""
        exchange = Exchange(self.service, request)
        if request.method == "OPTIONS":
            return exchange.preflight()
        return exchange.answer(self.event, self.make, self.admit)
