"""A fresh sandbox for each test, and the people who call it."""

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from flask import Flask
from tests.sandbox.client import ADA, BEN, CLEO, Api

from sandbox import Settings, create_app


class Clock:
    """A clock that a test may set forward."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(scope="session")
def development_key() -> bytes:
    key = rsa.generate_private_key(65537, 2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(development_key: bytes, clock: Clock) -> Flask:
    return create_app(Settings(development_key=development_key, now=clock, code_lifetime=600))


@pytest.fixture
def sign_in(app: Flask, clock: Clock) -> Callable[[str], Api]:
    def sign_in(user_id: str) -> Api:
        return Api(app, "JWT " + app.extensions["sandbox"].keys.mint(user_id, int(clock()), 86_400))

    return sign_in


@pytest.fixture
def ada(sign_in: Callable[[str], Api]) -> Api:
    return sign_in(ADA)


@pytest.fixture
def ben(sign_in: Callable[[str], Api]) -> Api:
    return sign_in(BEN)


@pytest.fixture
def cleo(sign_in: Callable[[str], Api]) -> Api:
    return sign_in(CLEO)


@pytest.fixture
def owner(app: Flask) -> Api:
    return Api(app, "Bearer sandbox-api-key")


@pytest.fixture
def stranger(app: Flask) -> Api:
    return Api(app, "Bearer sandbox-other-api-key")
