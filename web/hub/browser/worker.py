"""The worker's edge: what the page may call, and the world that the hub runs in.

Everything crosses the edge as JSON text. Nothing raised here may leave: PyScript would put its
traceback, and whatever secret stands in it, into the page's console.
"""

import asyncio
import json
from importlib import import_module
from random import random
from time import monotonic, time

from js import console

from hub import app as hub_app
from hub.browser.net import Net
from hub.client import Client, Token, World
from hub.errors import HubError, Problem, TokenError
from hub.first_view import FirstView, read_first_view
from hub.json_text import JSON
from hub.languages import words_for
from hub.options import BadOptions, Options, parse_options
from hub.perform import Performer
from hub.runtime import Runtime
from hub.tokens import read_given_token, read_token_answer
from hub.wire import Call, Request, read_answer


class Worker:
    """One hub in one worker."""

    def __init__(self) -> None:
        self._runtime: Runtime | None = None
        self._ready = asyncio.Event()
        self._answers: dict[int, asyncio.Future[JSON]] = {}
        self._asked = 0

    def receive(self, text: str) -> None:
        """Take one message of the page: the host's options, an event, or an answer."""
        message = json.loads(text)
        match message.get("kind"):
            case "start":
                self._start(message["options"], read_first_view(message.get("first")))
            case "event" if self._runtime is not None:
                self._runtime.receive(message["number"], message)
            case "answer":
                self._resolve(message["ask"], message.get("value"))
            case _:
                pass

    async def frame(self) -> str:
        """Give the next frame as JSON text."""
        while (drawn := await (await self._running()).frame()) is None:
            pass  # the host changed its options: another hub has taken over
        return json.dumps(drawn)

    def _start(self, data: JSON, first: FirstView) -> None:
        options = parse_options(data)
        words, seen = words_for(options.locale), 0
        if self._runtime is not None:
            if self._runtime.adopt(options, words):
                return
            seen = self._runtime.seen
            self._runtime.close()
        app, performer = hub_app.start(options), self._performer(options, first.token)
        self._runtime = Runtime(app, performer, _new_id, console.warn, words, seen)
        self._runtime.start(first.rows)
        self._ready.set()
        self._later = asyncio.ensure_future(_import_the_rest())

    def _performer(self, options: Options, first_token: Token | None) -> Performer:
        net = Net(options)
        host = _Host(options, net, self, first_token)
        world = World(
            send=net.send,
            fetch_token=host.token,
            sleep=asyncio.sleep,
            now=monotonic,
            chance=random,
            refreshed=self._tell_refreshed,
        )
        return Performer(
            options,
            Client(world),
            asyncio.sleep,
            time,
            host.primary_connection,
            _new_id,
            host.create_end_user if options.end_user_url else None,
        )

    async def ask(self, what: str) -> JSON:
        """Ask the host's page for something, and wait for its answer."""
        self._asked += 1
        number = self._asked
        self._answers[number] = asyncio.get_running_loop().create_future()
        (await self._running()).command("ask", {"ask": number, "what": what})
        try:
            return await asyncio.wait_for(self._answers[number], 30)
        except TimeoutError:
            code = "no_answer" if what == "token" else "no_primary_connection"
            raise TokenError(Problem("token", code=code)) from None
        finally:
            del self._answers[number]

    async def _running(self) -> Runtime:
        """Give the hub, once the host's options are there."""
        while self._runtime is None:
            await self._ready.wait()
        return self._runtime

    def _resolve(self, number: int, value: JSON) -> None:
        waiting = self._answers.get(number)
        if waiting is not None and not waiting.done():
            waiting.set_result(value)

    def _tell_refreshed(self) -> None:
        if self._runtime is not None:
            self._runtime.command("tell", {"type": "token-refresh", "payload": {}})


class _Host:
    """What the host supplies: by its URLs, or by the functions on its element."""

    def __init__(
        self, options: Options, net: Net, worker: Worker, first_token: Token | None
    ) -> None:
        self._options = options
        self._net = net
        self._worker = worker
        self._first_token = first_token

    async def token(self) -> Token:
        """Get a token of the person who is signed in; the one that came ahead serves once."""
        if self._first_token is not None:
            token, self._first_token = self._first_token, None
            return token
        if self._options.gives_token:
            return read_given_token(await self._worker.ask("token"), now=time())
        return read_token_answer(await self._net.ask_own_host(self._options.token_url))

    async def primary_connection(self) -> JSON:
        """Get the person's connection to the host's own system."""
        if self._options.primary_connection_url:
            given = await self._ask(self._options.primary_connection_url)
        elif self._options.gives_primary_connection:
            given = await self._worker.ask("primaryConnection")
        else:
            given = None
        if not isinstance(given, dict):
            raise HubError(Problem("token", code="no_primary_connection"))
        return given

    async def create_end_user(self) -> JSON:
        """Have the host create the end user."""
        return await self._ask(self._options.end_user_url)

    async def _ask(self, url: str) -> JSON:
        """Ask the host's own endpoint; its refusals have the shape of the API's."""
        call: Call[JSON] = Call(Request("POST", ()), lambda answer: answer)
        return read_answer(call, await self._net.ask_own_host(url))


async def _import_the_rest() -> None:
    """Import what the first click will need, some time after the first view is there."""
    await asyncio.sleep(3)
    for name in ("ulid", "hub.variables.form", "hub.views.variables"):
        import_module(name)


def _new_id() -> str:
    """Make a ULID; its package takes long to import, and the first view needs none."""
    from ulid import ULID

    return str(ULID())


_worker = Worker()


async def dispatch(text: str) -> str:
    """Take one message of the page; the answer is empty, or the kind of a failure."""
    try:
        _worker.receive(text)
    except BadOptions as error:
        return str(error)
    except Exception as error:
        return type(error).__name__
    return ""


async def frame() -> str:
    """Wait for the next frame."""
    try:
        return await _worker.frame()
    except Exception as error:
        return json.dumps({"failed": type(error).__name__})
