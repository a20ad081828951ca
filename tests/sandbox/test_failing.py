"""Failures on demand, and the journal of what was received."""

import http.client
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests.sandbox.client import ADA, Api


def fail(api: Api, **fault: Any) -> None:
    response = api.app.test_client().post("/__sandbox/faults", json=fault)
    assert response.status_code == 200, response.json


def hub(api: Api) -> Any:
    return api.get(f"/hubs/{api.hub_id}")


def test_a_status_fails_as_often_as_it_was_asked_to(ada: Api) -> None:
    fail(ada, path="/hubs/*", kind="status", status=429, retryAfter=7, times=2)
    first, second, third = hub(ada), hub(ada), hub(ada)
    assert [first.status_code, second.status_code, third.status_code] == [429, 429, 200]
    assert first.headers["Retry-After"] == "7"
    assert first.headers["Access-Control-Allow-Origin"] == "*"


def test_a_status_may_be_spelled_with_a_fraction_of_nought(ada: Api) -> None:
    fail(ada, path="/hubs/*", kind="status", status=503.0)
    assert hub(ada).json["code"] == "on_demand"


def test_only_the_method_and_path_that_were_meant_fail(ada: Api) -> None:
    fail(ada, path="/embed/*/activations", kind="status", method="POST")
    assert hub(ada).status_code == 200
    assert ada.get(f"/embed/{ada.hub_id}/users/{ADA}/activations").status_code == 200


@pytest.mark.parametrize(
    ("kind", "mimetype"),
    [("nonsense", "application/json"), ("html", "text/html"), ("empty", "application/json")],
)
def test_an_answer_can_be_something_else(ada: Api, kind: str, mimetype: str) -> None:
    fail(ada, path="*", kind=kind)
    response = hub(ada)
    assert (response.status_code, response.mimetype) == (200, mimetype)
    with pytest.raises(ValueError):
        json.loads(response.data)


def test_an_answer_can_end_early(ada: Api) -> None:
    fail(ada, path="*", kind="truncate")
    with pytest.raises(ValueError):
        json.loads(hub(ada).data)


def test_one_row_of_a_list_can_be_malformed(ada: Api) -> None:
    fail(ada, path="/embed/*", kind="malformed_row")
    page: Any = ada.get(f"/embed/{ada.hub_id}/users/{ADA}/integrations").json
    rows = page["integrations"]
    assert [row["id"] for row in rows].count(None) == 1 and len(rows) == 20


def test_a_slow_answer_is_right_in_the_end(ada: Api) -> None:
    fail(ada, path="*", kind="slow", seconds=0.01)
    assert hub(ada).status_code == 200


def test_who_is_made_to_wait_is_let_go_when_all_is_to_go_well_again(ada: Api) -> None:
    fail(ada, path="*", kind="slow", seconds=60)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(hub, ada)
        assert ada.world.faults.have_happened(10)
        ada.world.faults.clear()
        assert waiting.result(10).status_code == 200


def test_faults_are_shown_and_cleared(ada: Api) -> None:
    fail(ada, path="*", kind="status")
    browser = ada.app.test_client()
    shown: Any = browser.get("/__sandbox/faults").json
    assert [fault["kind"] for fault in shown["faults"]] == ["status"]
    assert browser.delete("/__sandbox/faults").status_code == 204
    assert hub(ada).status_code == 200


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_dropped_connection_carries_no_answer(ada: Api, port: int) -> None:
    fail(ada, path="*", kind="drop")
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    wire.request("GET", "/api/embedded/v1/healthz")
    with pytest.raises(http.client.RemoteDisconnected):
        wire.getresponse()
    wire.close()


def test_the_journal_names_requests_and_hides_secrets(ada: Api) -> None:
    ada.post("/activations", ada.activation(ADA, "Deskhand"))
    shown: Any = ada.app.test_client().get("/__sandbox/requests").json
    entry = shown["requests"][-1]
    assert (entry["method"], entry["path"], entry["status"]) == (
        "POST",
        "/api/embedded/v1/activations",
        200,
    )
    assert entry["authorization"] == "JWT ********"
    assert "deskhand-demo" not in json.dumps(entry)
    assert entry["body"]["connections"][0]["name"] == "Connection 0"


def test_the_journal_is_cleared(ada: Api) -> None:
    hub(ada)
    browser = ada.app.test_client()
    assert browser.delete("/__sandbox/requests").status_code == 204
    assert browser.get("/__sandbox/requests").json == {"requests": []}
