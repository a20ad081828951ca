"""The API's operations, restated: what each answers, and which members its answer has."""

from typing import Any

import pytest
from flask import Flask

from sandbox.api import routes
from tests.sandbox.client import ADA, Api, fields

PAGE = {"totalCount"}
HUB = {"id", "name", "primaryConnector", "isDefault"}
CONNECTOR = {"connectorId", "name", "imageUrl", "variables", "authSchemeConfig"}
USER_SUMMARY = {"id", "externalId", "displayName", "hubId", "createdAt", "updatedAt"}
USER = USER_SUMMARY | {"primaryConnection"}
CONNECTION_SUMMARY = {"id", "name", "createdAt", "updatedAt"}
CONNECTION = CONNECTION_SUMMARY | {"credentials", "variables"}
INTEGRATION = {"id", "name", "boardId"}
SUMMARY = {"id", "name", "imageUrl", "description", "isDeployed", "isActivated"}
TEMPLATE = {
    "id",
    "connectorId",
    "name",
    "imageUrl",
    "variables",
    "connectionTemplates",
    "authSchemeConfig",
    "isUsed",
    "isPrimary",
}
ACTIVATION = {"id", "user", "hubId", "integration"}

READS: list[tuple[str, set[str]]] = [
    ("/o/{organisation}/hubs", PAGE | {"hubs"}),
    ("/hubs/{hub}", HUB),
    ("/hubs/{hub}/users", PAGE | {"users"}),
    ("/hubs/{hub}/users/user-ada", USER),
    ("/hubs/{hub}/users/user-ada/connections", PAGE | {"connections"}),
    ("/hubs/{hub}/integrations", {"total", "integrations"}),
    ("/integrations/{integration}", INTEGRATION),
    ("/integrations/{integration}/connection-templates", PAGE | {"connectionTemplates"}),
    ("/integrations/{integration}/users/user-ada/variables", set()),
    ("/connection-templates/{template}/users/user-ada", CONNECTION),
    ("/embed/{hub}/users/user-ada/integrations", PAGE | {"integrations", "totalConnected"}),
    ("/embed/{hub}/users/user-ada/integrations/{integration}", SUMMARY | {"connectionTemplates"}),
    ("/embed/{hub}/users/user-ada/activations", PAGE | {"activations"}),
    ("/activations/{activation}", ACTIVATION),
    ("/healthz", {"message"}),
]


def place(api: Api) -> dict[str, str]:
    integration = api.integration("Larkspur")
    return {
        "hub": api.hub_id,
        "organisation": api.organisation_id,
        "integration": integration.id,
        "template": integration.templates[1].id,
        "activation": api.world.records.activations.all()[0].id,
    }


@pytest.mark.parametrize(("path", "members"), READS)
def test_an_answer_has_the_members_of_the_contract(
    owner: Api, path: str, members: set[str]
) -> None:
    response = owner.get(path.format(**place(owner)))
    assert response.status_code == 200
    assert response.json is not None and members <= response.json.keys()


def test_the_rows_and_the_nested_objects_are_whole(owner: Api) -> None:
    paths = place(owner)
    shown: Any = owner.get("/embed/{hub}/users/user-ada/integrations".format(**paths)).json
    assert all(row.keys() >= SUMMARY for row in shown["integrations"])
    one: Any = owner.get(
        "/embed/{hub}/users/user-ada/integrations/{integration}".format(**paths)
    ).json
    assert all(template.keys() >= TEMPLATE for template in one["connectionTemplates"])
    hub: Any = owner.get("/hubs/{hub}".format(**paths)).json
    assert hub["primaryConnector"].keys() >= CONNECTOR
    user: Any = owner.get("/hubs/{hub}/users/user-ada".format(**paths)).json
    assert user["primaryConnection"].keys() >= CONNECTION


def test_an_integration_is_changed_and_its_picture_is_a_url(owner: Api) -> None:
    path = f"/integrations/{place(owner)['integration']}"
    changed: Any = owner.ask("PATCH", path, {"imageUrl": "https://a.example/b.png"}).json
    assert changed["imageUrl"] == "https://a.example/b.png"
    assert fields(owner.ask("PATCH", path, {"imageUrl": "picture"})) == ["imageUrl"]


def test_there_are_thirty_one_operations() -> None:
    assert len(routes()) + len(["healthz"]) == 31


def test_a_hub_is_made_changed_and_deleted(owner: Api) -> None:
    connector = owner.world.catalogue.connectors[owner.world.catalogue.hubs[0].primary_connector_id]
    made = owner.post(
        "/hubs",
        {
            "organisationId": owner.organisation_id,
            "name": "Second",
            "primaryConnectorId": connector.id,
            "authSchemeConfig": connector.auth_scheme,
        },
    )
    path = f"/hubs/{made.json['id'] if made.json else ''}"
    changed = owner.ask("PATCH", path, {"name": "Other", "isDefault": True})
    assert (made.status_code, changed.json and changed.json["name"]) == (201, "Other")
    first: Any = owner.get(f"/hubs/{owner.hub_id}").json
    assert first["isDefault"] is False
    assert owner.ask("DELETE", path).status_code == 204
    assert owner.get(path).status_code == 404


def test_a_deleted_hub_still_serves_what_hangs_on_it(owner: Api, ada: Api) -> None:
    owner.ask("DELETE", f"/hubs/{owner.hub_id}")
    assert ada.get(f"/embed/{ada.hub_id}/users/{ADA}/integrations").status_code == 200


def test_an_integration_is_set_up_step_by_step(owner: Api) -> None:
    connector = owner.connector(owner.to_fill(owner.integration("Larkspur"))[0])
    template = {"connectorId": connector.id, "authSchemeConfig": connector.auth_scheme}
    made: Any = owner.post(
        f"/hubs/{owner.hub_id}/integrations",
        {"organisationId": owner.organisation_id, "name": "New", "connectionTemplate": template},
    ).json
    path = f"/integrations/{made['id']}"
    first: Any = owner.get(f"{path}/connection-templates").json
    unused = first["connectionTemplates"][0]
    used = owner.ask("PUT", f"{path}/metadata", {"usedConnectionTemplates": [unused["id"]]})
    assert (unused["isUsed"], used.status_code) == (False, 204)
    second: Any = owner.get(f"{path}/connection-templates").json
    assert second["connectionTemplates"][0]["isUsed"] is True
    assert owner.ask("DELETE", path).status_code == 204


def test_a_deployed_integration_cannot_be_deleted(owner: Api) -> None:
    assert owner.ask("DELETE", f"/integrations/{place(owner)['integration']}").status_code == 409


def test_an_auth_scheme_that_the_api_does_not_know_is_refused(owner: Api) -> None:
    connector = owner.connector(owner.to_fill(owner.integration("Larkspur"))[0])
    scheme = connector.auth_scheme | {"in": "body"}
    body = {"connectorId": connector.id, "authSchemeConfig": scheme}
    path = f"/integrations/{place(owner)['integration']}/connection-templates"
    assert fields(owner.post(path, body)) == ["authSchemeConfig.in"]


def test_connections_are_made_and_found_by_connector(ada: Api) -> None:
    template = ada.to_fill(ada.integration("Parcelwise"))[0]
    connection = ada.new_connection(template, "By hand")
    path = f"/hubs/{ada.hub_id}/users/{ADA}/connections"
    body = {"connectorId": template.connector_id, "connection": connection}
    assert ada.post(path, body).status_code == 201
    found: Any = ada.get(path, hub_connector_id=f"{template.connector_id},none").json
    assert [each["name"] for each in found["connections"]] == ["By hand"]


def test_users_are_found_by_name_and_deleted_with_all_that_is_theirs(owner: Api) -> None:
    found: Any = owner.get(f"/hubs/{owner.hub_id}/users", search="ADA").json
    assert [user["externalId"] for user in found["users"]] == [ADA]
    assert owner.ask("DELETE", f"/hubs/{owner.hub_id}/users/{ADA}").status_code == 204
    assert owner.world.records.activations.all() == []


@pytest.mark.parametrize(
    ("method", "path", "headers", "expected"),
    [
        ("GET", "/nowhere", {}, 404),
        ("PUT", "/api/embedded/v1/hubs", {}, 405),
        ("GET", "/api/embedded/v1//hubs", {}, 404),
        ("POST", "/api/embedded/v1/activations", {"Content-Type": "text/plain"}, 415),
        ("POST", "/api/embedded/v1/activations", {"Content-Type": "application/json"}, 400),
        ("GET", "/api/embedded/v1/healthz", {"Host": "evil.example"}, 400),
    ],
)
def test_every_refusal_has_the_shape(
    app: Flask, method: str, path: str, headers: dict[str, str], expected: int
) -> None:
    sent = {"Authorization": "Bearer sandbox-api-key"} | headers
    response = app.test_client().open(path, method=method, headers=sent)
    assert response.status_code == expected
    assert response.json and response.json.keys() >= {"code", "message"}


def test_a_body_that_is_too_large_is_refused(owner: Api) -> None:
    response = owner.post("/activations", {"userId": "x" * 3_000_000})
    assert (response.status_code, response.json and response.json["code"]) == (
        413,
        "payload_too_large",
    )
