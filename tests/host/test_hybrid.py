"""Hybrid mode before the sandbox: everything that the hub does, and no token in the browser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sandbox.catalogue import Connector, load_catalogue
from sandbox.demo import Demo, running_demo
from sandbox.settings import DEFAULT_CATALOGUE
from tests.sandbox.client import ADA, Api

from .conftest import FROM_HERE

PREFIX = "/versori/api"
AS_THE_HUB = FROM_HERE | {"Authorization": "JWT session", "X-Requested-With": "versori-hub"}
UNSUPPORTED = "Monolith Mainframe"
HUB = load_catalogue(DEFAULT_CATALOGUE).hubs[0]
OPEN = [each.name for each in HUB.integrations if each.is_deployed and each.name != UNSUPPORTED]
TOKEN = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]+")


@dataclass(frozen=True)
class Proxied(Api):
    """The API as a browser of the host sees it."""

    client: FlaskClient
    origin: str

    def ask(self, method: str, path: str, body: Any = None, **query: str) -> TestResponse:
        sent: dict[str, Any] = {} if body is None else {"json": body}
        sent |= {"query_string": query} if query else {}
        said = self.client.open(PREFIX + path, method=method, headers=AS_THE_HUB, **sent)
        assert not TOKEN.search(f"{said.headers} {said.text}")
        return said

    def start_consent(self, connector: Connector, **changed: Any) -> str:
        url = self.origin + connector.auth_scheme["authorizeUrl"]
        return super().start_consent(connector, **{"authorizeUrl": url} | changed)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(bundle=tmp_path_factory.mktemp("bundle"), hybrid=True) as running:
        yield running


@pytest.fixture
def ada(demo: Demo) -> Proxied:
    demo.api.extensions["sandbox"].reset()
    client = demo.host.test_client()
    client.post("/sign-in", data={"person": "ada"}, headers=FROM_HERE)
    return Proxied(demo.api, "", client, demo.api_url.removesuffix("/api/embedded/v1"))


def user_path(ada: Proxied, root: str = "embed") -> str:
    return f"/{root}/{ada.hub_id}/users/{ADA}"


@pytest.mark.parametrize("name", OPEN)
def test_every_integration_is_activated_through_the_host(ada: Proxied, name: str) -> None:
    """HYB-01"""
    response = ada.post("/activations", ada.activation(ADA, name))
    assert response.status_code == 200, response.json
    assert response.json and response.json["integration"]["isActivated"] is True


def test_the_list_is_read_page_by_page(ada: Proxied) -> None:
    """HYB-01"""
    first = ada.get(f"{user_path(ada)}/integrations", first="20").json or {}
    second = ada.get(f"{user_path(ada)}/integrations", first="20", after=first["next"]).json or {}
    assert len(first["integrations"]) == 20
    assert first["totalCount"] == second["totalCount"] == len(HUB.integrations)


def test_an_activation_is_changed_and_deleted(ada: Proxied) -> None:
    """HYB-01"""
    path = f"{user_path(ada)}/activations"
    first = (ada.get(path, first="100").json or {})["activations"][0]
    assert ada.ask("DELETE", f"/activations/{first['id']}").status_code == 204
    left = (ada.get(path, first="100").json or {})["activations"]
    assert first["id"] not in [each["id"] for each in left]


def test_a_refusal_is_passed_on_with_its_fields(ada: Proxied) -> None:
    """HYB-06"""
    body = ada.activation(ADA, OPEN[0]) | {"connections": []}
    said = ada.post("/activations", body)
    assert said.status_code == 400
    assert said.json and said.json["fields"][0]["field"] == "connections"


def test_the_page_is_told_to_ask_its_host(ada: Proxied, bundle: Path) -> None:
    with running_demo(bundle=bundle, hybrid=True) as demo:
        client = demo.host.test_client()
        client.post("/sign-in", data={"person": "ada"}, headers=FROM_HERE)
        page = client.get("/integrations").text
    assert 'api-url="/versori/api/"' in page
    assert 'token-url="/versori/api/session"' in page


def test_the_session_endpoint_gives_a_name_and_no_token(ada: Proxied) -> None:
    """HYB-07"""
    said = ada.post("/session", {})
    assert said.json == {"token": "session", "user_id": ADA, "expires_in": 300}


@pytest.mark.parametrize("path", ["token", "first-view", "primary-connection"])
def test_nothing_gives_out_a_credential(ada: Proxied, path: str) -> None:
    """HYB-07: not even to a script that asks on its own."""
    headers = AS_THE_HUB | {"Content-Type": "application/json"}
    assert ada.client.post(f"/versori/{path}", headers=headers, data="{}").status_code == 404


def test_an_end_user_is_made_all_the_same(ada: Proxied) -> None:
    """TOK-54"""
    headers = AS_THE_HUB | {"Content-Type": "application/json"}
    said = ada.client.post("/versori/end-user", headers=headers, data="{}")
    assert said.json == {"externalId": ADA, "created": False}
