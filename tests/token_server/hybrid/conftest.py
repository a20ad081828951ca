"""A host in hybrid mode before an API that may misbehave."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sandbox.host.serving import listen, serving, url
from tests.token_server.served import SERVERS, Served, served
from token_server import Settings

from .upstream import HUB, Upstream, browser
from .world import World


@pytest.fixture(scope="module")
def serving_upstream() -> Iterator[Upstream]:
    upstream, app, listener = Upstream(), Flask("upstream"), listen(0)
    app.before_request(upstream.__call__)
    upstream.url = url(listener)
    with serving(app, listener):
        yield upstream


@pytest.fixture
def upstream(serving_upstream: Upstream) -> Upstream:
    serving_upstream.answer = Upstream.answer
    serving_upstream.asked.clear()
    return serving_upstream


@pytest.fixture
def hybrid(upstream: Upstream, settings: Settings) -> Settings:
    return replace(settings, api_url=upstream.url, hub_id=HUB)


@pytest.fixture
def client(hybrid: Settings) -> FlaskClient:
    return browser(hybrid)


@pytest.fixture
def world(hybrid: Settings, upstream: Upstream, tmp_path: Path) -> World:
    return World(hybrid, upstream, tmp_path)


@pytest.fixture(scope="module", params=SERVERS.values(), ids=list(SERVERS))
def server(
    request: pytest.FixtureRequest,
    serving_upstream: Upstream,
    pem: bytes,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Served]:
    """Serve hybrid mode as in production, once by each server."""
    told = {"HYBRID": "1", "HUB_ID": HUB, "API_URL": serving_upstream.url, "SERVER": "granian"}
    environ = {f"VERSORI_{name}": value for name, value in told.items()}
    with served(pem, tmp_path_factory.mktemp("served"), request.param, **environ) as running:
        yield running
