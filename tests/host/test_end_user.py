"""The end user made on the server: the host's own credential never leaves it for a browser."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sandbox.demo import Demo, running_demo
from sandbox.faults import Fault

from .conftest import FROM_HERE

AS_THE_HUB = FROM_HERE | {"Content-Type": "application/json", "X-Requested-With": "versori-hub"}
END_USER = "/versori/end-user"


@pytest.fixture
def demo(bundle: Path) -> Iterator[Demo]:
    with running_demo(bundle=bundle, primary_connection_in_browser=True) as running:
        yield running


def signed_in(demo: Demo, person: str) -> FlaskClient:
    client = demo.host.test_client()
    client.post("/sign-in", data={"person": person}, headers=FROM_HERE)
    return client


def test_a_new_user_is_made_once(demo: Demo) -> None:
    """TOK-54"""
    client = signed_in(demo, "ben")
    made, again = (client.post(END_USER, headers=AS_THE_HUB, data="{}") for _ in range(2))
    assert (made.status_code, made.json) == (201, {"externalId": "user-ben", "created": True})
    assert (again.status_code, again.json) == (200, {"externalId": "user-ben", "created": False})


def test_the_user_made_has_the_hosts_own_connection(demo: Demo) -> None:
    """TOK-54"""
    signed_in(demo, "cleo").post(END_USER, headers=AS_THE_HUB, data="{}")
    records = demo.api.extensions["sandbox"].records
    user = records.users.first(external_id="user-cleo")
    assert user.display_name.startswith("Cleo")
    assert "Northwind" in records.connections.get(user.primary_connection_id).name


def test_two_tabs_at_once_make_one_user_and_both_succeed(demo: Demo) -> None:
    """REL-11, TOK-54: the second one is told that somebody was first, and finds the user."""
    world = demo.api.extensions["sandbox"]
    tabs = [signed_in(demo, "ben") for _ in range(2)]
    world.faults.add(Fault("/hubs/*/users", "slow", method="POST", times=2, seconds=60))
    with ThreadPoolExecutor(2) as pool:
        said = pool.map(lambda tab: tab.post(END_USER, headers=AS_THE_HUB, data="{}"), tabs)
        assert world.faults.have_happened(30)
        world.faults.clear()
        assert sorted(each.status_code for each in said) == [200, 201]
    asked = [each.status for each in world.journal.entries() if each.method == "POST"]
    assert sorted(asked) == [201, 409]
    assert len(world.records.users.all(external_id="user-ben")) == 1


def test_a_conflict_about_something_else_is_no_success(demo: Demo) -> None:
    """REL-11"""
    conflict = Fault("/hubs/*/users", "status", method="POST", status=409, body="{}")
    demo.api.extensions["sandbox"].faults.add(conflict)
    client = signed_in(demo, "ben")
    assert client.post(END_USER, headers=AS_THE_HUB, data="{}").status_code == 502


def test_a_body_makes_nobody_else(demo: Demo) -> None:
    """TOK-03, TOK-54"""
    client = signed_in(demo, "ben")
    said = client.post(END_USER, headers=AS_THE_HUB, data='{"externalId": "user-eve"}')
    assert said.json == {"externalId": "user-ben", "created": True}
    assert demo.api.extensions["sandbox"].records.users.first(external_id="user-eve") is None


def test_the_answer_holds_no_credential(demo: Demo) -> None:
    """TOK-54"""
    client = signed_in(demo, "ben")
    secret = client.post("/versori/primary-connection", headers=AS_THE_HUB).json
    assert secret
    value = secret["credentials"]["action"][0]["credential"]["data"]["value"]
    assert value not in client.post(END_USER, headers=AS_THE_HUB, data="{}").text


def test_the_same_gate_stands_before_it(demo: Demo) -> None:
    """TOK-25, TOK-26"""
    stranger, ben = demo.host.test_client(), signed_in(demo, "ben")
    foreign = AS_THE_HUB | {"Sec-Fetch-Site": "cross-site"}
    assert stranger.post(END_USER, headers=AS_THE_HUB).status_code == 401
    assert ben.post(END_USER, headers=foreign).status_code == 403
    assert ben.get(END_USER).status_code == 405
