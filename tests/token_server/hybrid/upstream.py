"""An API that answers as it is told, and a browser of a host that asks it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Request, Response, request
from flask.testing import FlaskClient

from tests.token_server.conftest import session_user
from token_server import Settings, hybrid_blueprint

HUB = "01J9ZZZZZZZZZZZZZZZZZZZZZZ"
ID = "01JA0000000000000000000001"
OTHER = "01JA0000000000000000000002"
ADA = {"Sec-Fetch-Site": "same-origin", "X-Session": "user-ada"}
JSON = {"Content-Type": "application/json"}
INTEGRATIONS = f"/versori/api/embed/{HUB}/users/user-ada/integrations"
ACTIVATION = f"/versori/api/activations/{ID}"


@dataclass
class Upstream:
    """Be an API that answers as it is told and remembers what it was asked."""

    url: str = ""
    answer: Callable[[Request], Response] = lambda _request: Response("{}", 200, JSON)
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    path: str = ""
    """The path as it was spelled."""
    text: bytes = b""
    body: Any = None

    def __call__(self) -> Response:
        self.asked.append((request.method, request.full_path.rstrip("?")))
        self.headers = dict(request.headers)
        self.path = request.environ["RAW_URI"].partition("?")[0]
        self.text = request.get_data()
        self.body = request.get_json(silent=True)
        return self.answer(request)


def answering(status: int, text: str = "{}", **headers: str) -> Callable[[Request], Response]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _request: Response(text, status, JSON | named)


def owning(*ids: str) -> Callable[[Request], Response]:
    """Answer as an API in which these are the user's activations, connections and templates."""
    rows: Any = [{"id": each, "authSchemeConfig": {"id": "the template's"}} for each in ids]

    def answer(request: Request) -> Response:
        name = request.path.rpartition("/")[2]
        return Response(json.dumps({name: rows, "connectionTemplates": rows}), 200, JSON)

    return answer


def browser(settings: Settings) -> FlaskClient:
    host = Flask("host")
    host.register_blueprint(hybrid_blueprint(settings, session_user))
    return host.test_client()
