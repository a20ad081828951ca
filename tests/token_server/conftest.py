"""One key for every test, and the token endpoint of a host whose session is a header."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from flask import Flask, Request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.canaries.sinks import sinks
from tests.token_server.served import FROM_HERE, SERVERS, Served, served
from token_server import Hooks, Settings, SigningKey, create_app

TOKEN_URL = "/versori/token"
MANY = 1_000_000
CANARY = "canary-4711"

Ask: TypeAlias = Callable[..., TestResponse]


def session_user(request: Request) -> str | None:
    """Say who is signed in, as the tests' host does."""
    return request.headers.get("X-Session")


@pytest.fixture(scope="session")
def pem() -> bytes:
    """Make a key once: it takes longer than all tests that use it."""
    key = rsa.generate_private_key(65537, 2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    sinks.look_for_key(pem)
    return pem


@pytest.fixture(params=SERVERS)
def server(pem: bytes, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    """Serve as in production, once by each server."""
    with served(pem, tmp_path, SERVERS[request.param]) as running:
        yield running


@pytest.fixture(scope="session")
def key(pem: bytes) -> SigningKey:
    return SigningKey.from_pem("test-key", pem)


@pytest.fixture(scope="session")
def issuers_key() -> rsa.RSAPrivateKey:
    """Make the key of somebody who issues ID tokens."""
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="session")
def settings(key: SigningKey) -> Settings:
    origins = frozenset({"https://app.example.com"})
    return Settings(key, allowed_origins=origins, log_salt=b"salt", per_user=MANY)


@pytest.fixture
def app(settings: Settings) -> Flask:
    return create_app(settings, Hooks(session_user))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    return asking(client)


def answered(settings: Settings, hooks: Hooks) -> Any:
    """Ask once, of a host that decides like this."""
    return create_app(settings, hooks).test_client().post(TOKEN_URL, headers=FROM_HERE)


def broken(_anything: object) -> Any:
    """Be a function of the host's that fails."""
    raise RuntimeError(CANARY)


def asking(client: FlaskClient) -> Ask:
    """Ask as the hub does, from the host's own page; a header given as None is left out."""
    usual = {
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/json",
        "X-Requested-With": "versori-hub",
        "X-Session": "user-ada",
    }

    def ask(
        headers: dict[str, str | None] | None = None,
        data: bytes | str = b"{}",
        url: str = TOKEN_URL,
        method: str = "POST",
    ) -> TestResponse:
        sent = usual | (headers or {})
        kept = {name: value for name, value in sent.items() if value is not None}
        return client.open(url, method=method, headers=kept, data=data)

    return ask
