"""Northwind with a bundle of three files, two people and a key that is made once."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import token_server
from sandbox.demo import new_key
from sandbox.host import Hint, HostSettings, Person, create_host
from tests.canaries.sinks import sinks
from token_server import ConnectionCreate, SigningKey

API_URL = "http://127.0.0.1:8001/api/embedded/v1"
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}

DOCUMENT = """<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none';
connect-src 'self' https://platform.versori.com; img-src 'self' https: data:">"""

PEOPLE = (
    Person("ada", "user-ada", "Ada", "Operations lead", "Three are active.", "hub-1"),
    Person("ben", "user-ben", "Ben", "Warehouse", "Brand new.", "hub-2"),
)

SignIn: TypeAlias = Callable[[str], TestResponse]


def connection_of(person: Person) -> ConnectionCreate:
    """Be the host's own connection, made of nothing but the person's name."""
    return {"name": f"Northwind of {person.name}", "credentials": {"action": []}, "variables": []}


@pytest.fixture(scope="session")
def pem() -> bytes:
    pem = new_key()
    sinks.look_for_key(pem)
    return pem


@pytest.fixture(scope="session")
def key(pem: bytes) -> SigningKey:
    return SigningKey.from_pem("host-key", pem)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    for name in ("pyodide", "pyscript"):
        (tmp_path / name).mkdir()
    (tmp_path / "index.html").write_text(DOCUMENT)
    (tmp_path / "embed.js").write_text("export {};")
    (tmp_path / "pyodide" / "pyodide.asm.wasm").write_bytes(b"\0asm")
    return tmp_path


@pytest.fixture
def settings(key: SigningKey, bundle: Path) -> HostSettings:
    return HostSettings(
        token=token_server.Settings(key),
        bundle=bundle,
        api_url=API_URL,
        people=PEOPLE,
        primary_connection=connection_of,
        hints=(Hint("hub-1", "Larkspur <CRM>", (("API key", "lark_demo"),)),),
    )


@pytest.fixture
def host(settings: HostSettings) -> Flask:
    return create_host(settings)


@pytest.fixture
def client(host: Flask) -> FlaskClient:
    return host.test_client()


@pytest.fixture
def sign_in(client: FlaskClient) -> SignIn:
    return lambda person: client.post("/sign-in", data={"person": person}, headers=FROM_HERE)
