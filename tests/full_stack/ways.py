"""The ways from a hub to the API: straight to it, or through its host in hybrid mode.

Real HTTP both times. Through the host the browser has its session and no token; the host signs
one for every call, or uses the organisation's API key.
"""

import asyncio
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

import requests
from flask import Request

from hub.client import Token
from hub.errors import Problem, TransportError
from hub.tokens import read_token_answer
from hub.wire import Call, Response, read_answer
from hub.wire import Request as HubRequest
from sandbox import World
from sandbox.host.serving import listen, serving, url
from token_server import Hooks, Settings, User, create_app
from token_server.hooks import PrimaryConnection

Json = Any
API_PATH = "/api/embedded/v1"
HYBRID_PATH = "/versori/api"
DIRECT, BY_TOKEN, BY_API_KEY = WAYS = ("direct", "hybrid by token", "hybrid by API key")
MANY = 1_000_000
JWT = re.compile(r"eyJ[\w-]+\.[\w-]+")


@dataclass(frozen=True)
class Direct:
    """A browser that has a token and sends it to the API itself."""

    world: World
    origin: str
    user: str

    @property
    def api_url(self) -> str:
        """Give where the hub's calls go."""
        return self.origin + API_PATH

    async def token(self) -> Token:
        """Get a token, as the host's endpoint signs it."""
        return Token(self.world.keys.mint(self.user, int(self.world.now()), 300), self.user)

    async def send(self, sent: HubRequest, token: str) -> Response:
        """Send one of the hub's calls."""
        return await asyncio.to_thread(
            transfer, sent, self.api_url, {"Authorization": f"JWT {token}"}
        )


@dataclass(frozen=True)
class Host:
    """A host in hybrid mode, and who is signed in there."""

    origin: str
    signed_in: dict[str, User] = field(default_factory=dict)

    def sign_in(self, user: str, hub_id: str) -> "Hybrid":
        """Give somebody a browser that is signed in."""
        session = token_hex()
        self.signed_in[session] = User(user, hub_id=hub_id)
        return Hybrid(self.origin, session)


@dataclass(frozen=True)
class Hybrid:
    """A browser that has the host's session and nothing else."""

    origin: str
    session: str

    @property
    def api_url(self) -> str:
        """Give where the hub's calls go."""
        return self.origin + HYBRID_PATH

    @property
    def headers(self) -> dict[str, str]:
        """Give what a browser tells its host: whose session it is, and whose page is asking."""
        return {"Cookie": f"session={self.session}", "Sec-Fetch-Site": "same-origin"}

    async def token(self) -> Token:
        """Ask the host whose session it is."""
        return read_token_answer(await self._post(f"{self.api_url}/session"))

    async def send(self, sent: HubRequest, token: str) -> Response:
        """Send one of the hub's calls; what comes back holds no token."""
        return await self._transfer(sent, self.api_url, {"Authorization": f"JWT {token}"})

    async def create_end_user(self) -> Json:
        """Have the host create the end user."""
        call: Call[Json] = Call(HubRequest("POST", ()), lambda answer: answer)
        return read_answer(call, await self._post(f"{self.origin}/versori/end-user"))

    async def _post(self, address: str) -> Response:
        return await self._transfer(HubRequest("POST", (), body={}), address, {})

    async def _transfer(self, sent: HubRequest, base: str, more: Mapping[str, str]) -> Response:
        answer = await asyncio.to_thread(transfer, sent, base, {**self.headers, **more})
        assert not JWT.search(f"{answer.headers} {answer.text}")
        return answer


def transfer(sent: HubRequest, base: str, headers: Mapping[str, str]) -> Response:
    """Send a request; in a thread, so that requests overlap as they do in a browser."""
    address = sent.url(base).rstrip("/")
    body = {} if sent.body is None else {"json": sent.body}
    try:
        answer = requests.request(
            sent.method, address, headers=dict(headers), timeout=sent.seconds, **body
        )
    except requests.ConnectionError:
        raise TransportError(Problem("network")) from None
    lower = {name.lower(): value for name, value in answer.headers.items()}
    return Response(answer.status_code, answer.text, lower)


@contextmanager
def serving_host(settings: Settings, connect: PrimaryConnection) -> Iterator[Host]:
    """Serve a host in hybrid mode inside the block."""
    listener = listen(0)
    host = Host(url(listener))

    def identify(request: Request) -> User | None:
        return host.signed_in.get(request.cookies.get("session", ""))

    app = create_app(settings, Hooks(identify, primary_connection=connect))
    with serving(app, listener):
        yield host
