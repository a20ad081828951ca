"""The host's own session key: a guessable one is refused."""

import json
import os
from collections.abc import Callable
from typing import Any

import pytest
from flask import Blueprint, Flask

from token_server import (
    Settings,
    SettingsRefused,
    hybrid_blueprint,
    token_blueprint,
)
from token_server.secret_key import SAMPLES

from .conftest import TOKEN_URL
from .served import FROM_HERE


def a_host(secret_key: str | bytes | None, **config: bool) -> Flask:
    host = Flask("host")
    host.secret_key = secret_key
    host.config.update(config)
    return host


def mount(host: Flask, settings: Settings) -> None:
    host.register_blueprint(token_blueprint(settings, lambda request: None))


@pytest.mark.parametrize("weak", ["dev", b"x" * 31, *SAMPLES], ids=repr)
def test_a_host_with_a_guessable_session_key_is_refused(
    settings: Settings, weak: str | bytes
) -> None:
    """TOK-21"""
    with pytest.raises(SettingsRefused, match="SECRET_KEY") as refused:
        mount(a_host(weak), settings)
    assert str(weak) not in str(refused.value)


@pytest.mark.parametrize(
    "session_key", [None, "k" * 32, os.urandom(32)], ids=["none", "text", "bytes"]
)
def test_a_host_with_a_good_key_or_sessions_of_its_own_is_not(
    settings: Settings, session_key: str | bytes | None
) -> None:
    """TOK-21"""
    mount(a_host(session_key), settings)


def test_old_keys_that_are_still_believed_are_looked_at_as_well(settings: Settings) -> None:
    """TOK-21"""
    host = a_host("k" * 32)
    host.config["SECRET_KEY_FALLBACKS"] = ["o" * 32, "dev"]
    with pytest.raises(SettingsRefused, match="SECRET_KEY_FALLBACKS"):
        mount(host, settings)


@pytest.mark.parametrize("late", [{"SECRET_KEY": "dev"}, {"SECRET_KEY_FALLBACKS": ["dev"]}])
@pytest.mark.parametrize("make", [token_blueprint, hybrid_blueprint])
def test_a_guessable_key_that_is_set_later_is_refused_at_the_first_request(
    settings: Settings,
    make: Callable[..., Blueprint],
    late: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """TOK-21"""
    host = a_host(None)
    host.register_blueprint(make(settings, lambda request: "user-ada", url_prefix="/versori"))
    host.config.update(late)
    route = "/versori/session" if make is hybrid_blueprint else TOKEN_URL
    said = host.test_client().post(route, headers=FROM_HERE)
    assert said.status_code == 500
    assert said.json and set(said.json) == {"code", "message", "request_id"}
    assert "SECRET_KEY" in json.loads(caplog.messages[-1])["reason"]
    host.config.update(dict.fromkeys(late))
    assert host.test_client().post(route, headers=FROM_HERE).status_code == 200


@pytest.mark.parametrize("mode", ["DEBUG", "TESTING"])
def test_a_host_in_development_is_left_alone(settings: Settings, mode: str) -> None:
    """TOK-21"""
    mount(a_host("dev", **{mode: True}), settings)
