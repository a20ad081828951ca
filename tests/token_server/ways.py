"""The two ways to a token, by Flask and past it, and which one a request goes."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient

from .conftest import TOKEN_URL
from .served import FROM_HERE

ADA = FROM_HERE | {"X-Session": "user-ada"}


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Collect the paths of the requests that go by Flask inside the block."""
    seen: list[str] = []
    dispatch = app.full_dispatch_request

    def note() -> Response:
        seen.append(request.path)
        return dispatch()

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(app, "full_dispatch_request", note)
        yield seen


def warm(app: Flask) -> FlaskClient:
    """Let a first request go by, which is always Flask's."""
    client = app.test_client()
    assert client.post(TOKEN_URL, headers=FROM_HERE | {"X-Session": "user-first"}).status_code
    return client


def goes_short(app: Flask) -> bool:
    client = warm(app)
    with counted(app) as seen:
        assert client.post(TOKEN_URL, headers=ADA).status_code == 200
    return not seen


def put_session(app: Flask) -> None:
    app.session_interface = SecureCookieSessionInterface()
