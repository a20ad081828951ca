"""The whole stack but the browser: the hub's own core, real HTTP, and a sandbox that listens."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import requests
from flask import Flask, request
from ulid import ULID

import token_server
from hub import app as hub_app
from hub.client import Client, World
from hub.options import Options, parse_options
from hub.perform import Performer
from hub.runtime import Runtime
from sandbox import Settings, SigningKey, create_app
from sandbox import World as SandboxWorld
from sandbox.catalogue import Connector
from sandbox.credentials import right_credential, right_variables
from sandbox.demo import new_key
from sandbox.host.serving import listen, serving, url
from tests.full_stack.tab import Tab
from tests.full_stack.ways import (
    API_PATH,
    BY_API_KEY,
    BY_TOKEN,
    DIRECT,
    MANY,
    Direct,
    Host,
    Hybrid,
    serving_host,
)
from token_server import ConnectionCreate

Json = Any
KEY_ID = "full-stack"


@dataclass
class Clock:
    """A clock of which only the tests let time pass; short pauses take none."""

    now: float = 0.0
    slept: float = 0.0
    """How long the machine has slept, in which no clock ran but that of the day."""
    waiting: list[tuple[float, asyncio.Event]] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        """Wait until the tests have let so much time pass."""
        over = asyncio.Event()
        self.waiting.append((self.now + seconds, over))
        self.pass_time(0)
        await over.wait()

    def time_of_day(self) -> float:
        """Tell the time, which goes on while the machine sleeps."""
        return self.now + self.slept

    def pass_time(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
        for due, over in self.waiting:
            if due <= self.now:
                over.set()
        self.waiting = [item for item in self.waiting if not item[1].is_set()]


@dataclass
class Stack:
    """A sandbox that listens, and what it has received with nothing masked.

    `hosts` are hosts in hybrid mode before it, by the way that leads through them.
    """

    flask: Flask
    origin: str
    hosts: dict[str, Host] = field(default_factory=dict)
    way: str = DIRECT
    received: list[tuple[str, str, Json]] = field(default_factory=list)

    @property
    def world(self) -> SandboxWorld:
        """Give what the sandbox knows."""
        world: SandboxWorld = self.flask.extensions["sandbox"]
        return world

    def sent(self, method: str, path: str = "") -> list[Json]:
        """List the bodies of the requests of a kind."""
        return [b for m, p, b in self.received if m == method and p.endswith(path)]

    def orders(self) -> list[tuple[str, str]]:
        """List what was asked to change, as method and kind of thing."""
        return [(m, p.split("/")[1]) for m, p, _body in self.received if m != "GET"]

    def fails(self, path: str, kind: str = "status", **fault: Json) -> None:
        """Make the next requests that fit go wrong."""
        self.lever("POST", "faults", {"path": path, "kind": kind, **fault})

    def lever(self, method: str, path: str, body: Json) -> None:
        """Pull one of the sandbox's levers."""
        address = f"{self.origin}/__sandbox/{path}"
        requests.request(method, address, json=body, timeout=10).raise_for_status()

    def browser(self, user: str, hub_id: str) -> Direct | Hybrid:
        """Give somebody a browser."""
        if self.way == DIRECT:
            return Direct(self.world, self.origin, user)
        return self.hosts[self.way].sign_in(user, hub_id)

    def host_connection(self, hub_id: str) -> ConnectionCreate | None:
        """Make the connection to the host's own system, as the host does if it can."""
        connector = self.own_system(hub_id)
        right = right_credential(connector)
        if right is None:
            return None
        credential = {"name": connector.name, **right}
        entry = {"authSchemeConfig": connector.auth_scheme, "credential": credential}
        variables = right_variables(connector)
        name = f"{connector.name} {ULID()}"
        return {"name": name, "credentials": {"action": [entry]}, "variables": variables}

    def own_system(self, hub_id: str) -> Connector:
        """Give the host's own system."""
        catalogue = self.world.catalogue
        hub = next(hub for hub in catalogue.hubs if hub.id == hub_id)
        return catalogue.connectors[hub.primary_connector_id]


@contextmanager
def running_stack(catalogue: Path) -> Iterator[Stack]:
    """Serve a sandbox and its hosts inside the block."""
    listener, pem = listen(0), new_key()
    keys = (SigningKey(KEY_ID, pem),)
    app = create_app(Settings(catalogue=catalogue, signing_keys=keys))
    stack = Stack(app, url(listener))
    # Before all others, so that what is made to fail is noted as well.
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: _note(stack))
    with ExitStack() as running:
        running.callback(stack.world.store.close)
        running.enter_context(serving(app, listener))
        for way, settings in _hybrid_settings(stack, pem).items():
            stack.hosts[way] = running.enter_context(
                serving_host(settings, lambda user: stack.host_connection(user.hub_id))
            )
        yield stack


def _hybrid_settings(stack: Stack, pem: bytes) -> dict[str, token_server.Settings]:
    key = token_server.SigningKey.from_pem(KEY_ID, pem)
    api_url = stack.origin + API_PATH
    by_token = token_server.Settings(
        key, api_url=api_url, hybrid=True, per_user=MANY, per_address=MANY
    )
    by_api_key = replace(by_token, api_key=stack.world.catalogue.organisations[0].api_key)
    return {BY_TOKEN: by_token, BY_API_KEY: by_api_key}


def _note(stack: Stack) -> None:
    if request.path.startswith(API_PATH):
        path = request.path.removeprefix(API_PATH)
        body = json.loads(request.get_data()) if request.get_data() else None
        stack.received.append((request.method, path, body))


@dataclass
class Visit:
    """One person at one hub: any number of tabs, one loop and one clock."""

    stack: Stack
    user: str
    hub_id: str
    host_connects: bool = True
    clock: Clock = field(default_factory=Clock)
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)
    tabs: list[Tab] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)

    def tab(self, **options: Json) -> Tab:
        """Open a tab, and wait for the list."""
        tab = Tab(self._runtime(options), self.runner, self.clock.time_of_day)
        self.tabs.append(tab)
        tab.opens()
        return tab

    def lets_pass(self, seconds: float) -> None:
        """Let time pass."""
        self.runner.run(self._pass(seconds))

    def sleeps(self, seconds: float) -> None:
        """Let the machine sleep."""
        self.clock.slept += seconds

    def waits_until(self, tab: Tab, *stages: str) -> None:
        """Let time pass, a second at a time, until a stage is reached."""
        for _second in range(60):
            tab.looks(0.03)
            if tab.stage in stages:
                return
            self.lets_pass(1)
        raise AssertionError(f"no {' or '.join(stages)}; there is: {tab.text}")

    def ends(self) -> None:
        """Close every tab; the hub itself must never have failed."""
        for tab in self.tabs:
            tab.closes()
        self.runner.close()
        assert not self.crashes

    @property
    def is_connected_by_host(self) -> bool:
        """Tell whether the host connects its own system for somebody new."""
        return self.host_connects and self.stack.host_connection(self.hub_id) is not None

    async def _pass(self, seconds: float) -> None:
        self.clock.pass_time(seconds)

    def _options(self, browser: Direct | Hybrid, more: Json) -> Options:
        given = {
            "hubId": self.hub_id,
            "apiUrl": browser.api_url,
            "oauth2CallbackOrigin": self.stack.origin,
            "givesToken": True,
            "givesPrimaryConnection": self.is_connected_by_host,
        }
        return parse_options({**given, **more})

    def _runtime(self, more: Json) -> Runtime:
        browser = self.stack.browser(self.user, self.hub_id)
        options = self._options(browser, more)
        world = World(
            browser.send, browser.token, asyncio.sleep, lambda: self.clock.now, lambda: 0.0
        )
        performer = Performer(
            options,
            Client(world),
            self.clock.sleep,
            self.clock.time_of_day,
            self._host_connection,
            _new_id,
            browser.create_end_user if isinstance(browser, Hybrid) else None,
        )
        return Runtime(hub_app.start(options), performer, _new_id, self.crashes.append, {})

    async def _host_connection(self) -> Json:
        return self.stack.host_connection(self.hub_id)


def _new_id() -> str:
    return str(ULID())
