"""Each guard taken away: then the attack that it stops succeeds, so its tests mean something."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from token_server import Hooks, Settings, create_app, gate, hybrid_blueprint
from token_server import calls as hybrid_calls
from token_server.counters import MemoryCounter
from token_server.upstream import Api, ApiAnswer

from .conftest import TOKEN_URL, Ask, session_user

HUB = "01J9ZZZZZZZZZZZZZZZZZZZZZZ"


def allow(*_anything: Any) -> Any:
    """Be a guard that lets everything pass."""


def test_without_the_site_check_another_page_gets_a_token(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-26"""
    foreign: dict[str, str | None] = {"Sec-Fetch-Site": "cross-site"}
    guarded = ask(foreign).status_code
    monkeypatch.setattr(gate, "check_site", allow)
    assert (guarded, ask(foreign).status_code) == (403, 200)


def test_without_the_content_type_check_a_form_gets_a_token(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-27"""
    form: dict[str, str | None] = {"Content-Type": "text/plain"}
    guarded = ask(form).status_code
    monkeypatch.setattr(gate, "check_content_type", allow)
    assert (guarded, ask(form).status_code) == (415, 200)


def test_without_the_count_nothing_is_too_often(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-39"""
    app = create_app(replace(settings, per_user=1), Hooks(session_user))
    headers = {
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/json",
        "X-Session": "user-ada",
    }

    def call() -> int:
        return app.test_client().post(TOKEN_URL, headers=headers).status_code

    guarded = [call(), call()]
    monkeypatch.setattr(MemoryCounter, "wait", lambda *_: 0)
    assert (guarded, [call(), call()]) == ([200, 429], [200, 200])


def test_without_the_body_check_a_call_is_made_for_somebody_else(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HYB-03"""
    made: list[bytes | None] = []
    body = {"userId": "user-ben"}

    def send(_api: Api, _method: str, _path: str, sent: bytes | None = None) -> ApiAnswer:
        made.append(sent)
        return ApiAnswer(200, b"{}")

    monkeypatch.setattr(Api, "ask", send)
    host = Flask("host")
    host.register_blueprint(hybrid_blueprint(replace(settings, hub_id=HUB), session_user))
    ada = {"Sec-Fetch-Site": "same-origin", "X-Session": "user-ada"}

    def call() -> int:
        client = host.test_client()
        return client.post("/versori/api/activations", headers=ada, json=body).status_code

    assert call() == 403
    assert not made
    monkeypatch.setattr(hybrid_calls, "_body", lambda _route, _scope, _text: body)
    assert call() == 200
    assert made == [b'{"userId": "user-ben"}']
