"""A host in hybrid mode before an API that may misbehave."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sandbox.host.serving import listen, serving, url
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
