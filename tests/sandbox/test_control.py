"""The levers: what they do, and who may pull them."""

from typing import Any

import pytest
from flask import Flask

from tests.sandbox.client import ADA, Api


def test_the_ids_and_keys_are_told(app: Flask, owner: Api) -> None:
    info: Any = app.test_client().get("/__sandbox/info").json
    assert info["hubs"]["main"] == owner.hub_id
    assert info["apiKey"] == "sandbox-api-key"
    assert info["people"]["ben"]["externalId"] == "user-ben"


def test_a_minted_token_is_believed_until_it_ends(app: Flask, owner: Api) -> None:
    mint = "/__sandbox/token"
    path = f"/hubs/{owner.hub_id}/users/{ADA}"
    for lifetime, expected in ((300, 200), (-60, 401)):
        body: Any = app.test_client().post(mint, json={"userId": ADA, "ttl": lifetime}).json
        assert Api(app, "JWT " + body["token"]).get(path).status_code == expected


def test_a_reset_goes_back_to_the_beginning(app: Flask, ada: Api) -> None:
    before = len(ada.world.records.activations.all())
    ada.post("/activations", ada.activation(ADA, "Parcelwise"))
    assert app.test_client().post("/__sandbox/reset").status_code == 204
    assert len(ada.world.records.activations.all()) == before


def test_an_integration_is_deployed_by_hand(app: Flask, ada: Api) -> None:
    body = {"integrationId": ada.integration("Comet").id, "deployed": True}
    assert app.test_client().post("/__sandbox/deployments", json=body).status_code == 204
    assert ada.post("/activations", ada.activation(ADA, "Comet")).status_code == 200


def test_a_switch_is_thrown(app: Flask) -> None:
    body = {"allowReadingVariables": True}
    assert app.test_client().put("/__sandbox/settings", json=body).json == body


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("192.0.2.7", {}),
        ("127.0.0.1", {"Origin": "https://evil.example"}),
        ("127.0.0.1", {"Origin": "null"}),
        ("127.0.0.1", {"Origin": "http://localhost:8000"}),
    ],
)
def test_strangers_are_kept_out(app: Flask, address: str, headers: dict[str, str]) -> None:
    environ = {"REMOTE_ADDR": address}
    response = app.test_client().get("/__sandbox/info", headers=headers, environ_base=environ)
    assert response.status_code == 403
    assert "Access-Control-Allow-Origin" not in response.headers


def test_another_host_name_is_refused(app: Flask) -> None:
    response = app.test_client().get("/__sandbox/info", headers={"Host": "rebound.example"})
    assert response.status_code == 400


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"path": "*"},
        {"path": "*", "kind": "explode"},
        {"path": "*", "kind": "status", "status": 999},
        {"path": "*", "kind": "status", "retryAfter": "1\r\nX: y"},
        {"path": "*", "kind": "status", "retryAfter": "7\n"},
        {"path": "*", "kind": "slow", "seconds": 1e9},
        {"path": "*", "kind": "drop", "tiems": 2},
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(app: Flask, fault: dict[str, Any]) -> None:
    assert app.test_client().post("/__sandbox/faults", json=fault).status_code == 400
