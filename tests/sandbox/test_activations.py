"""What activating an integration demands, and what a refusal leaves behind: nothing."""

from typing import Any

import pytest

from tests.sandbox.client import ADA, Api, fields

Json = dict[str, Any]


def connections(api: Api) -> int:
    return len(api.world.records.connections.all())


def test_the_primary_connection_is_found_without_being_named(ada: Api) -> None:
    assert ada.post("/activations", ada.activation(ADA, "Parcelwise")).status_code == 200


def test_the_internal_user_id_will_do(ada: Api) -> None:
    body = ada.activation(ada.world.catalogue.people[0].id, "Parcelwise")
    assert ada.post("/activations", body).status_code == 200


def test_extra_variables_of_older_clients_are_let_through(ada: Api) -> None:
    body = ada.activation(ADA, "Parcelwise") | {"variables": []}
    assert ada.post("/activations", body).status_code == 200


def test_an_existing_connection_is_used_again(ada: Api) -> None:
    first = ada.activation(ADA, "Parcelwise")
    ada.post("/activations", first)
    made = ada.world.records.connections.all()[-1]
    entry = {"templateId": first["connections"][0]["templateId"], "connectionId": made.id}
    assert ada.post("/activations", first | {"connections": [entry]}).status_code == 200


def test_a_refused_activation_leaves_no_connection(ada: Api) -> None:
    before = connections(ada)
    body = ada.activation(ADA, "Granite") | {"dynamicVariables": {}}
    assert ada.post("/activations", body).status_code == 400
    assert connections(ada) == before


def test_every_fault_is_told_at_once(ada: Api) -> None:
    body = ada.activation(ADA, "Granite")
    body["dynamicVariables"]["lines"][0]["account"] = 1
    body["connections"][0]["variables"] = []
    assert fields(ada.post("/activations", body)) == [
        "connections[0].variables",
        "dynamicVariables.lines[0].account",
    ]


def test_a_second_activation_is_allowed(ada: Api) -> None:
    body = ada.activation(ADA, "Larkspur")
    assert ada.post("/activations", body).status_code == 200


def test_a_second_activation_is_refused_where_one_is_the_limit(ada: Api) -> None:
    body = ada.activation(ADA, "Solo")
    assert ada.post("/activations", body).status_code == 200
    body["connections"][0]["name"] = "Another"
    response = ada.post("/activations", body)
    assert (response.status_code, fields(response)) == (409, ["integrationId"])


def test_a_name_can_be_used_once(ada: Api) -> None:
    body = ada.activation(ADA, "Parcelwise")
    ada.post("/activations", body)
    response = ada.post("/activations", body)
    assert (response.status_code, fields(response)) == (409, ["connections[0].name"])


def test_two_new_connections_of_one_connector_need_two_names(ada: Api) -> None:
    body = ada.activation(ADA, "Storefront to")
    body["connections"][1]["name"] = body["connections"][0]["name"]
    assert fields(ada.post("/activations", body)) == ["connections[1].name"]


def unknown_template(entry: Json) -> Json:
    return entry | {"templateId": "01JD8X00000000000000000000"}


def unknown_connection(entry: Json) -> Json:
    return {"templateId": entry["templateId"], "connectionId": "01JD8X00000000000000000000"}


def both_ways(entry: Json) -> Json:
    return entry | {"connectionId": "01JD8X00000000000000000000"}


def another_scheme(entry: Json) -> Json:
    entry["credentials"]["action"][0]["authSchemeConfig"]["schemeType"] = "none"
    return entry


def another_type(entry: Json) -> Json:
    entry["credentials"]["action"][0]["credential"]["type"] = "binary"
    return entry


def no_secret(entry: Json) -> Json:
    entry["credentials"]["action"][0]["credential"]["data"] = {}
    return entry


def no_credential(entry: Json) -> Json:
    return entry | {"credentials": {"action": []}}


def strange_variable(entry: Json) -> Json:
    return entry | {"variables": [{"name": "strange", "value": "x"}]}


ACTION = "connections[0].credentials.action[0]"


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (unknown_template, {"connections[0].templateId", "connections"}),
        (unknown_connection, {"connections[0].connectionId"}),
        (both_ways, {"connections[0].credentials"}),
        (another_scheme, {f"{ACTION}.authSchemeConfig.schemeType"}),
        (another_type, {f"{ACTION}.credential.type"}),
        (no_secret, {f"{ACTION}.credential.data.value"}),
        (no_credential, {"connections[0].credentials.action"}),
        (strange_variable, {"connections[0].variables[0].name"}),
    ],
)
def test_a_wrong_connection_is_refused_at_its_place(
    ada: Api, spoil: Any, expected: set[str]
) -> None:
    body = ada.activation(ADA, "Parcelwise")
    body["connections"][0] = spoil(body["connections"][0])
    response = ada.post("/activations", body)
    assert response.status_code == 400
    assert set(fields(response)) == expected


def test_a_client_cannot_choose_where_its_secret_is_sent(ada: Api) -> None:
    """HUB-29: the token URL is the template's."""
    body = ada.activation(ADA, "Granite")
    data = body["connections"][0]["credentials"]["action"][0]["credential"]["data"]
    data["tokenUrl"] = "https://evil.example/token"
    assert fields(ada.post("/activations", body)) == [f"{ACTION}.credential.data.tokenUrl"]


def test_a_template_is_filled_once(ada: Api) -> None:
    body = ada.activation(ADA, "Parcelwise")
    body["connections"].append(body["connections"][0] | {"name": "Twice"})
    assert fields(ada.post("/activations", body)) == ["connections[1].templateId"]


def test_somebody_elses_connection_is_unknown(owner: Api, ada: Api, ben: Api) -> None:
    primary = ben.new_connection(ben.integration("Larkspur").templates[0], "Northwind")
    ben.post(f"/hubs/{ben.hub_id}/users", {"externalId": "user-ben", "primaryConnection": primary})
    foreign = owner.world.records.connections.all()[0].id
    body = ben.activation("user-ben", "Larkspur")
    body["connections"][0] = {
        "templateId": body["connections"][0]["templateId"],
        "connectionId": foreign,
    }
    assert fields(ben.post("/activations", body)) == ["connections[0].connectionId"]


def test_a_deleted_activation_is_gone_and_its_connections_are_not(ada: Api) -> None:
    before = connections(ada)
    activation = ada.world.records.activations.all()[0].id
    assert ada.ask("DELETE", f"/activations/{activation}").status_code == 204
    assert ada.ask("DELETE", f"/activations/{activation}").status_code == 404
    assert connections(ada) == before


def test_variables_are_replaced_and_checked(ada: Api) -> None:
    ada.post("/activations", ada.activation(ADA, "Granite"))
    path = f"/activations/{ada.world.records.activations.all()[-1].id}/variables"
    right = {"dynamicVariables": ada.integration("Granite").example_variables}
    assert ada.ask("PUT", path, right).json == right
    wrong = {"dynamicVariables": right["dynamicVariables"] | {"company": {"code": "x"}}}
    assert fields(ada.ask("PUT", path, wrong)) == ["dynamicVariables.company.code"]


def test_no_secret_is_stored_or_shown(ada: Api) -> None:
    response = ada.post("/activations", ada.activation(ADA, "Deskhand"))
    stored = ada.world.records.connections.all()[-1]
    assert "deskhand-demo" not in repr(stored) and "deskhand-demo" not in response.text
