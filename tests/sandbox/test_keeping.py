"""What outlives a restart, and what happens when many call at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from ulid import ULID

from sandbox import Settings, create_app
from sandbox.catalogue import CatalogueError
from tests.sandbox.client import ADA, Api


def test_a_data_file_outlives_a_restart(tmp_path: Path, development_key: RSAPrivateKey) -> None:
    settings = Settings(data=str(tmp_path / "sandbox.db"), development_key=development_key)
    first = Api(create_app(settings), "Bearer sandbox-api-key")
    made = first.post("/activations", first.activation(ADA, "Parcelwise")).json
    first.world.store.close()
    second = Api(create_app(settings), "Bearer sandbox-api-key")
    assert made and second.get(f"/activations/{made['id']}").status_code == 200
    second.world.store.close()


def test_a_data_file_of_another_catalogue_is_refused(tmp_path: Path) -> None:
    data = str(tmp_path / "sandbox.db")
    create_app(Settings(data=data)).extensions["sandbox"].store.close()
    other = tmp_path / "catalogue.json"
    hub, connector, organisation = (str(ULID()) for _ in range(3))
    scheme = {"id": str(ULID()), "schemeType": "none", "description": ""}
    content = {
        "organisations": [{"id": organisation, "name": "O", "apiKey": "k"}],
        "connectors": [{"id": connector, "name": "C", "authSchemeConfig": scheme}],
        "hubs": [
            {
                "key": "main",
                "id": hub,
                "organisationId": organisation,
                "name": "H",
                "primaryConnectorId": connector,
            }
        ],
        "people": [],
    }
    other.write_text(json.dumps(content))
    with pytest.raises(CatalogueError, match="another catalogue"):
        create_app(Settings(data=data, catalogue=other))


def test_of_many_at_once_one_gets_the_name(ada: Api) -> None:
    body = ada.activation(ADA, "Parcelwise")
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: ada.post("/activations", body).status_code, range(16)))
    assert sorted(answers) == [200] + [409] * 15
