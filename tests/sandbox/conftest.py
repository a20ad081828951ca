"""A sandbox as new for each test, and the people who call it."""

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from flask import Flask

from sandbox import Settings, create_app
from tests.sandbox.client import ADA, BEN, CLEO, Api

NOW = 1_800_000_000.0


class Clock:
    """A clock that a test may set forward."""

    def __init__(self) -> None:
        self.seconds = NOW

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(scope="session")
def development_key() -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


@pytest.fixture(scope="session")
def session_clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def session_app(development_key: RSAPrivateKey, session_clock: Clock) -> Flask:
    return create_app(Settings(development_key=development_key, now=session_clock))


@pytest.fixture
def clock(session_clock: Clock) -> Clock:
    session_clock.seconds = NOW
    return session_clock


@pytest.fixture
def app(session_app: Flask, clock: Clock) -> Flask:
    session_app.extensions["sandbox"].reset()
    return session_app


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
