"""Every integration of the catalogue: activated with what the file says, refused without."""

import json

import pytest

from sandbox.catalogue import IntegrationEntry, load_catalogue
from sandbox.credentials import right_credential, takes_code
from sandbox.settings import DEFAULT_CATALOGUE
from tests.sandbox.client import ADA, Api, fields

CATALOGUE = load_catalogue(DEFAULT_CATALOGUE)
MAIN = CATALOGUE.hubs[0]
UNSUPPORTED = "Monolith Mainframe"


def is_open(entry: IntegrationEntry) -> bool:
    return entry.is_deployed and entry.name != UNSUPPORTED


def asks_for_a_secret(entry: IntegrationEntry) -> bool:
    connectors = [CATALOGUE.connectors[template.connector_id] for template in entry.templates]
    return any(
        connector.id != MAIN.primary_connector_id
        and (takes_code(connector.auth_scheme) or (right_credential(connector) or {}).get("data"))
        for connector in connectors
    )


OPEN = [entry.name for entry in MAIN.integrations if is_open(entry)]
CLOSED = [entry.name for entry in MAIN.integrations if not entry.is_deployed]
SECRETIVE = [
    entry.name for entry in MAIN.integrations if is_open(entry) and asks_for_a_secret(entry)
]


@pytest.mark.parametrize("name", OPEN)
def test_the_right_answers_activate_it(ada: Api, name: str) -> None:
    response = ada.post("/activations", ada.activation(ADA, name))
    assert response.status_code == 200, response.json
    assert response.json and response.json["integration"]["isActivated"] is True


@pytest.mark.parametrize("name", SECRETIVE)
def test_a_wrong_secret_is_refused_at_its_field(ada: Api, name: str) -> None:
    body = ada.activation(ADA, name)
    for connection in body["connections"]:
        data = connection["credentials"]["action"][0]["credential"]["data"]
        data |= {key: "d3Jvbmc=" for key in data if key not in ("state", "ca", "authorizeUrl")}
    response = ada.post("/activations", body)
    assert response.json and response.json["code"] == "invalid_credentials"
    assert all(".credential.data." in field for field in fields(response))
    assert "d3Jvbmc=" not in json.dumps(response.json)


@pytest.mark.parametrize("name", CLOSED)
def test_what_is_not_deployed_cannot_be_activated(ada: Api, name: str) -> None:
    assert fields(ada.post("/activations", ada.activation(ADA, name))) == ["integrationId"]


def test_an_unknown_scheme_cannot_be_activated(ada: Api) -> None:
    body = ada.activation(ADA, "Larkspur")
    other = ada.activation(ADA, "Parcelwise")
    template = ada.to_fill(ada.integration(UNSUPPORTED))[0]
    entry = other["connections"][0] | {"templateId": template.id}
    scheme = ada.connector(template).auth_scheme
    entry["credentials"]["action"][0]["authSchemeConfig"] = scheme
    body |= {"integrationId": ada.integration(UNSUPPORTED).id, "connections": [entry]}
    assert fields(ada.post("/activations", body)) == [
        "connections[0].credentials.action[0].credential.type"
    ]
