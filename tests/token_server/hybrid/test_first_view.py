"""A first view has its time; an API that needs more is not waited for."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from threading import Event
from typing import Any

import pytest
from flask import Request, Response
from flask.testing import FlaskClient

from token_server import Settings, drawing
from token_server.drawing import MOST_ROWS

from .upstream import ADA, HUB, JSON, Upstream, browser

OPTIONS = {"hubId": HUB, "tokenUrl": "https://app.example.com/versori/api/session"}
ROW = {"id": "I1", "name": "Acme", "isDeployed": True, "isActivated": False}
ALONE = {"token": "session", "user_id": "user-ada", "expires_in": 300}


@pytest.fixture
def client(hybrid: Settings) -> FlaskClient:
    return browser(replace(hybrid, first_view=60))


@pytest.fixture
def thought_over() -> Iterator[Event]:
    """Let an API answer that thinks for as long as the test lasts."""
    event = Event()
    yield event
    event.set()


def page(*rows: Any, next: str = "") -> Response:
    return Response(json.dumps({"integrations": rows, "next": next}), 200, JSON)


def asked(client: FlaskClient, **options: Any) -> Any:
    body = {"options": OPTIONS | options}
    return client.post("/versori/api/first-view", json=body, headers=ADA).json


def test_a_slow_api_leaves_the_token_alone(
    hybrid: Settings, upstream: Upstream, thought_over: Event
) -> None:
    upstream.answer = lambda _request: (thought_over.wait(9), page(ROW))[1]
    assert asked(browser(replace(hybrid, first_view=0.2))) == ALONE
    assert not thought_over.is_set()


def test_pages_that_came_in_time_are_drawn_with_the_way_on(
    hybrid: Settings, upstream: Upstream, thought_over: Event
) -> None:
    def answer(request: Request) -> Response:
        if "after" not in request.args:
            return page(ROW, next="N")
        thought_over.wait(9)
        return page()

    upstream.answer = answer
    said = asked(browser(replace(hybrid, first_view=2.0)))
    assert "Acme" in said["view"] and said["state"]["next"] == "N"


def test_a_list_that_never_ends_is_left_to_the_browser(
    client: FlaskClient, upstream: Upstream
) -> None:
    ids = count()

    def answer(_request: Request) -> Response:
        rows: list[dict[str, Any]] = [ROW | {"id": f"I{next(ids)}"} for _row in range(100)]
        return page(*rows, next=rows[-1]["id"])

    upstream.answer = answer
    state = asked(client)["state"]
    assert (len(state["integrations"]), state["next"]) == (200, "I199")
    assert len(upstream.asked) == 2


def rows(count: int) -> list[dict[str, Any]]:
    return [ROW | {"id": f"I{number}"} for number in range(count)]


def test_more_rows_than_can_be_drawn_in_time_are_left_to_the_browser(
    client: FlaskClient, upstream: Upstream
) -> None:
    """HYB-06: an API that pays no heed to `first` would hold a thread for as long as it likes."""
    upstream.answer = lambda _request: page(*rows(MOST_ROWS + 1))
    assert asked(client) == ALONE
    upstream.answer = lambda _request: page(*rows(MOST_ROWS))
    assert len(asked(client)["state"]["integrations"]) == MOST_ROWS


def test_without_that_number_drawing_takes_longer_than_an_api_may(
    hybrid: Settings, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HYB-06"""

    def seconds() -> float:
        begun = time.process_time()
        asked(browser(replace(hybrid, first_view=9.0)))
        return time.process_time() - begun

    upstream.answer = lambda _request: page(*rows(5 * MOST_ROWS))
    limited = seconds()
    monkeypatch.setattr(drawing, "MOST_ROWS", 5 * MOST_ROWS)
    assert seconds() > 3 * limited


@pytest.mark.parametrize("body", ["{", "[]", '{"options": [7]}', '{"options": {"hubId": ""}}'])
def test_a_body_that_says_nothing_sensible_leaves_the_token_alone(
    client: FlaskClient, body: str
) -> None:
    said = client.post("/versori/api/first-view", data=body, headers=ADA | JSON)
    assert said.json == ALONE


@pytest.mark.parametrize("body", ["", "{}", '{"options": null}'])
def test_a_page_without_options_gets_the_usual_list(
    client: FlaskClient, upstream: Upstream, body: str
) -> None:
    upstream.answer = lambda _request: page(ROW)
    said: Any = client.post("/versori/api/first-view", data=body, headers=ADA | JSON).json
    assert "Acme" in said["view"] and said["state"]["integrations"][0]["id"] == "I1"


def test_a_host_may_name_many_integrations(client: FlaskClient, upstream: Upstream) -> None:
    upstream.answer = lambda _request: page(ROW, ROW | {"id": "I2", "name": "Bolt"})
    said = asked(
        client, allowedIntegrations=" ".join(["I1", *["01JDB530XRYAM2CDSV4XV1N710"] * 999])
    )
    assert "Acme" in said["view"] and "Bolt" not in said["view"]


def test_a_body_that_is_too_large_is_refused(client: FlaskClient) -> None:
    """TOK-32"""
    large = {"options": OPTIONS | {"draft": "x" * 70_000}}
    assert client.post("/versori/api/first-view", json=large, headers=ADA).status_code == 413


def test_only_the_callers_own_list_is_asked_for(client: FlaskClient, upstream: Upstream) -> None:
    """TOK-03"""
    upstream.answer = lambda _request: page(ROW)
    asked(client, userId="user-eve", sub="user-eve", externalId="user-eve")
    assert [path.partition("?")[0] for _, path in upstream.asked] == [
        f"/embed/{HUB}/users/user-ada/integrations"
    ]
