"""The demo host with another catalogue: what it connects itself depends on its own system."""

import json
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from flask.testing import FlaskClient

from sandbox.demo import Demo, running_demo
from sandbox.settings import DEFAULT_CATALOGUE

from .conftest import FROM_HERE

AS_THE_HUB = FROM_HERE | {"Content-Type": "application/json", "X-Requested-With": "versori-hub"}
ID = "01JDB55NWGCRVXR24JSQS4GJ4T"
CLIENT = {"clientId": "atlas-client", "credentialId": ID, "organisationId": ID}
CONSENT = {
    "schemeType": "oauth2",
    "authorizeUrl": "/oauth/atlas/authorize",
    "grant": {"grantType": "authorization_code"} | CLIENT,
}
Change: TypeAlias = dict[str, Any]


def written(folder: Path, own: Change) -> Path:
    """Write the demo's catalogue with another system of the host's own."""
    content = json.loads(DEFAULT_CATALOGUE.read_text(encoding="utf-8"))
    connector = content["connectors"][0]
    connector |= own | {"authSchemeConfig": connector["authSchemeConfig"] | own["authSchemeConfig"]}
    file = folder / "catalogue.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def signed_in(demo: Demo) -> FlaskClient:
    client = demo.host.test_client()
    client.post("/sign-in", data={"person": "ben"}, headers=FROM_HERE)
    return client


@pytest.mark.parametrize(
    ("own", "connects"),
    [
        ({"authSchemeConfig": {}}, True),
        ({"authSchemeConfig": {"schemeType": "none"}}, True),
        ({"authSchemeConfig": CONSENT, "accepts": {}}, False),
        ({"authSchemeConfig": {"schemeType": "kerberos"}, "accepts": {}}, False),
    ],
)
def test_what_only_a_person_can_connect_is_left_to_the_wizard(
    bundle: Path, tmp_path: Path, own: Change, connects: bool
) -> None:
    with running_demo(bundle=bundle, catalogue=written(tmp_path, own)) as demo:
        page = signed_in(demo).get("/integrations").text
    assert ("end-user-url" in page) == connects


def test_the_hosts_own_connection_has_its_variables(bundle: Path, tmp_path: Path) -> None:
    variables = [{"name": "tenant", "value": "", "required": True}, {"name": "zone", "value": "eu"}]
    own = {"authSchemeConfig": {}, "name": "N" * 300, "variables": variables}
    with running_demo(bundle=bundle, catalogue=written(tmp_path, own)) as demo:
        said = signed_in(demo).post("/versori/end-user", headers=AS_THE_HUB, data="{}")
        assert said.status_code == 201
        records = demo.api.extensions["sandbox"].records
        user = records.users.first(external_id="user-ben")
        kept = records.connections.get(user.primary_connection_id).variables
    assert kept == [{"name": "tenant", "value": "demo"}, {"name": "zone", "value": "eu"}]
