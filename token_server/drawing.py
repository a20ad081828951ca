"""Drawing a caller's list on the server, with the hub's own code: the package `hub`, in `web/`."""

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from flask import request

from hub import app as hub_app
from hub.app import App
from hub.client import Client, Token, World
from hub.errors import HubError, Problem, ProtocolError, TransportError
from hub.first_view import write_state
from hub.json_text import JSON, Reader, read_json
from hub.languages import words_for
from hub.options import BadOptions, Options, parse_options
from hub.perform import Performer
from hub.perform.first_view import load_list
from hub.texts import speaking
from hub.views.page import view
from hub.wire import Request, Response
from token_server import events
from token_server.bounds import places, readers
from token_server.callers import Caller
from token_server.end_users import hub_of
from token_server.endpoint import Service
from token_server.errors import Refusal, where
from token_server.first_view import LARGEST_OPTIONS
from token_server.upstream import Api

THREADS = 8
"""Lists that one process loads at a time; who finds all taken gets the token alone."""

MOST_ROWS = 500
"""Rows that are drawn: more, which only an API gives that pays no heed to pages, take seconds."""

_threads = ThreadPoolExecutor(THREADS, "first-view")


def drawn(service: Service, caller: Caller) -> Mapping[str, Any]:
    """Give `view` and `state`, or nothing where that cannot be done in time; the log says why."""
    try:
        with places().taken():
            return _drawn_in_time(service, caller)
    except Refusal as refusal:
        reason = refusal.reason
    except Exception as error:
        reason = where(error)
    events.record("first_view.left_out", logging.WARNING, reason=reason)
    return {}


def _drawn_in_time(service: Service, caller: Caller) -> Mapping[str, Any]:
    loading = _Loading(_options(service, caller), service, caller)
    loading.run(service.settings.first_view)
    if loading.app is None:
        raise Refusal(502, "bad_gateway", "", reason="no list")
    return _draw(loading.app)


def _draw(app: App) -> Mapping[str, Any]:
    with speaking(words_for(app.options.locale)):
        return {"view": str(view(app)), "state": write_state(app.catalogue)}


def _options(service: Service, caller: Caller) -> Options:
    """Read what the page asks for; which hub it may be is not the page's to say."""
    hub_id = hub_of(service, caller)
    usual = {"hubId": hub_id, "apiUrl": service.settings.api_url, "givesToken": True}
    try:
        body = readers().read(request, caller.external_id, LARGEST_OPTIONS)
        options = parse_options(usual | _given(body.decode("utf-8", "replace")))
    except (BadOptions, ProtocolError) as error:
        raise Refusal(400, "bad_options", "", reason=str(error)) from None
    if options.hub_id != hub_id:
        raise Refusal(403, "forbidden", "", reason="not the caller's hub")
    return replace(options, route="", draft="")


def _given(body: str) -> dict[str, JSON]:
    """Read the options of the page, which may have none to tell."""
    given = Reader(read_json(body or "{}")).value("options") or {}
    if not isinstance(given, dict):
        raise ProtocolError("options is not an object")
    return given


@dataclass
class _Loading:
    """Load the list of one caller in a thread that is given up when time is over."""

    options: Options
    service: Service
    caller: Caller
    app: App | None = None
    """The hub after the last page that came in time, and could be drawn in time."""
    is_over: bool = False

    def run(self, seconds: float) -> None:
        """Wait for the list, but not longer; what has arrived by then is there to be drawn."""
        loading = _threads.submit(self._load)
        try:
            loading.result(seconds)
        except TimeoutError:
            loading.cancel()
            self.is_over = True

    def _load(self) -> None:
        asyncio.run(self._load_pages())

    async def _load_pages(self) -> None:
        async for app in load_list(hub_app.start(self.options), self._performer()):
            if self.is_over or len(app.catalogue.loaded) > MOST_ROWS:
                break
            self.app = app

    def _performer(self) -> Performer:
        world = World(self._send, self._token, _give_up, lambda: 0.0, lambda: 0.0)
        return Performer(self.options, Client(world), _give_up, lambda: 0.0, _no_connection, str)

    async def _token(self) -> Token:
        """Say whose list it is; the credential itself is added where the request is sent."""
        return Token("", self.caller.external_id)

    async def _send(self, wanted: Request, _token: str) -> Response:
        """Ask the API; this thread has nothing else to do meanwhile."""
        service, seconds = self.service, self.service.settings.first_view
        api = Api(service.settings, service.keys, self.caller.external_id, seconds)
        try:
            answer = api.ask(wanted.method, wanted.url("").removeprefix("/"))
        except Refusal:
            raise TransportError(Problem("network")) from None
        return Response(answer.status, answer.text.decode("utf-8", "replace"))


async def _give_up(_seconds: float) -> None:
    """Refuse to wait for another try: the browser has more time for that."""
    raise HubError(Problem("timeout"))


async def _no_connection() -> JSON:
    raise HubError(Problem("token"))
