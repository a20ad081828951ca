"""With the key that opens everything, only what is one's own is touched."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Request, Response
from flask.testing import FlaskClient

from token_server import Settings
from token_server.ownership import MOST_PAGES

from .upstream import ACTIVATION, ADA, HUB, ID, JSON, OTHER, Upstream, answering, browser, owning

ACTIVATIONS = "/versori/api/activations"


@pytest.fixture
def opener(hybrid: Settings) -> FlaskClient:
    """Give a browser of a host that has the key."""
    return browser(replace(hybrid, api_key="an-api-key"))


def new_connection(scheme: str) -> dict[str, object]:
    credential = {"name": "n", "type": "string", "data": {"value": "v"}}
    action = [{"authSchemeConfig": {"id": scheme}, "credential": credential}]
    return {"name": "n", "credentials": {"action": action}, "variables": []}


@pytest.mark.parametrize(("ids", "status"), [((ID,), 200), ((OTHER,), 404), ((), 404)])
def test_with_the_api_key_only_ones_own_activation_is_deleted(
    opener: FlaskClient, upstream: Upstream, ids: tuple[str, ...], status: int
) -> None:
    """HYB-09"""
    upstream.answer = owning(*ids)
    assert opener.delete(ACTIVATION, headers=ADA).status_code == status
    assert ("DELETE" in [method for method, _ in upstream.asked]) == (status == 200)
    assert upstream.headers["Authorization"] == "Bearer an-api-key"


def test_what_is_ones_own_may_stand_on_a_later_page(
    opener: FlaskClient, upstream: Upstream
) -> None:
    """HYB-09"""
    pages = {"": ({"id": OTHER}, "two"), "two": ({"id": ID}, "")}

    def answer(request: Request) -> Response:
        row, after = pages[request.args.get("after", "")]
        return Response(json.dumps({"activations": [row], "next": after}), 200, JSON)

    upstream.answer = answer
    assert opener.delete(ACTIVATION, headers=ADA).status_code == 200


def offering(*ids: str) -> Callable[[Request], Response]:
    """Answer as an API in which these, and the list of them, are what the user may see."""

    def answer(request: Request) -> Response:
        kind, *_, last = request.path.strip("/").split("/")
        is_there = kind != "embed" or last in (*ids, "integrations")
        return Response("{}", 200 if is_there else 404, JSON)

    return answer


VARIABLES = f"/versori/api/integrations/{ID}/users/user-ada/variables"


@pytest.mark.parametrize(("ids", "status"), [((ID,), 200), ((OTHER,), 404), ((), 404)])
def test_with_the_api_key_settings_are_read_of_an_integration_that_is_offered(
    opener: FlaskClient, upstream: Upstream, ids: tuple[str, ...], status: int
) -> None:
    """HYB-09"""
    upstream.answer = offering(*ids)
    assert opener.get(VARIABLES, headers=ADA).status_code == status
    asked = ("GET", VARIABLES.removeprefix("/versori/api")) in upstream.asked
    assert asked == (status == 200)


@pytest.mark.parametrize("named", [{"integrationId": each} for each in (OTHER, "", None, 7)] + [{}])
def test_with_the_api_key_only_an_integration_that_is_offered_is_activated(
    opener: FlaskClient, upstream: Upstream, named: dict[str, object]
) -> None:
    """HYB-09"""
    upstream.answer = offering(ID)
    body = {"userId": "user-ada", "connections": [], **named}
    assert opener.post(ACTIVATIONS, headers=ADA, json=body).status_code in (400, 404)
    assert "POST" not in [method for method, _ in upstream.asked]


@pytest.mark.parametrize(("ids", "status"), [((ID,), 200), ((OTHER,), 404)])
def test_with_the_api_key_only_ones_own_activation_has_its_settings_changed(
    opener: FlaskClient, upstream: Upstream, ids: tuple[str, ...], status: int
) -> None:
    """HYB-09"""
    upstream.answer = owning(*ids)
    said = opener.put(f"{ACTIVATION}/variables", headers=ADA, json={"dynamicVariables": {}})
    assert said.status_code == status
    assert ("PUT" in [method for method, _ in upstream.asked]) == (status == 200)


def test_a_look_up_names_the_caller_and_nobody_else(
    opener: FlaskClient, upstream: Upstream
) -> None:
    """HYB-02, HYB-09: an id of the host's may hold what would lead elsewhere in a path."""
    upstream.answer = owning()
    opener.delete(ACTIVATION, headers=ADA | {"X-Session": "org/7?"})
    assert upstream.path == f"/embed/{HUB}/users/org%2F7%3F/activations"


def test_a_look_up_whose_list_never_ends_does(opener: FlaskClient, upstream: Upstream) -> None:
    """HYB-09"""
    page = json.dumps({"activations": [{"id": OTHER}], "next": "more"})
    upstream.answer = lambda _: Response(page, 200, JSON)
    assert opener.delete(ACTIVATION, headers=ADA).status_code == 404
    assert len(upstream.asked) == MOST_PAGES


@pytest.mark.parametrize(("connection", "status"), [(ID, 200), (OTHER, 404)])
def test_with_the_api_key_only_ones_own_connection_is_used(
    opener: FlaskClient, upstream: Upstream, connection: str, status: int
) -> None:
    """HYB-09"""
    upstream.answer = owning(ID)
    bound = [{"templateId": ID, "connectionId": connection}]
    body = {"userId": "user-ada", "integrationId": ID, "connections": bound}
    said = opener.post(ACTIVATIONS, headers=ADA, json=body)
    assert said.status_code == status
    assert ("POST" in [method for method, _ in upstream.asked]) == (status == 200)


def test_with_the_api_key_a_template_of_another_integration_is_not_filled(
    opener: FlaskClient, upstream: Upstream
) -> None:
    """HYB-09"""
    upstream.answer = owning(ID)
    entry = {"templateId": OTHER, **new_connection("mine")}
    body = {"userId": "user-ada", "integrationId": ID, "connections": [entry]}
    assert opener.post(ACTIVATIONS, headers=ADA, json=body).status_code == 404
    assert "POST" not in [method for method, _ in upstream.asked]


def test_with_the_api_key_a_connection_is_made_in_its_templates_way(
    opener: FlaskClient, upstream: Upstream
) -> None:
    """HYB-09: the browser's own way could send the organisation's secret somewhere else."""
    upstream.answer = owning(ID)
    entry = {"templateId": ID, **new_connection("mine")}
    body = {"userId": "user-ada", "integrationId": ID, "connections": [entry]}
    assert opener.post(ACTIVATIONS, headers=ADA, json=body).status_code == 200
    [made] = upstream.body["connections"][0]["credentials"]["action"]
    assert made["authSchemeConfig"] == {"id": "the template's"}
    assert made["credential"]["data"] == {"value": "v"}


def test_with_the_api_key_the_hosts_own_system_is_connected_in_the_hubs_way(
    opener: FlaskClient, upstream: Upstream
) -> None:
    """HYB-09"""
    hub = '{"primaryConnector": {"authSchemeConfig": {"id": "the hub\'s"}}}'
    upstream.answer = answering(200, hub)
    body = {"externalId": "user-ada", "primaryConnection": new_connection("mine")}
    opener.post(f"/versori/api/hubs/{HUB}/users", headers=ADA, json=body)
    [made] = upstream.body["primaryConnection"]["credentials"]["action"]
    assert made["authSchemeConfig"] == {"id": "the hub's"}


@pytest.mark.parametrize(("status", "seen"), [(500, 502), (503, 502), (403, 502), (429, 429)])
def test_a_look_up_that_fails_is_not_taken_for_something_gone(
    opener: FlaskClient, upstream: Upstream, status: int, seen: int
) -> None:
    """HYB-09: a hub that is told 404 believes that its deletion has succeeded."""
    upstream.answer = answering(status, Retry_After="7")
    said = opener.delete(ACTIVATION, headers=ADA)
    assert said.status_code == seen
    assert said.headers.get("Retry-After") == ("7" if seen == 429 else None)
    assert [method for method, _ in upstream.asked] == ["GET"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("[]", 502),
        ("null", 502),
        ("{", 502),
        ('{"activations": 7}', 502),
        ('{"activations": [7, {}]}', 404),
    ],
)
def test_a_look_up_that_makes_no_sense_lets_nothing_pass(
    opener: FlaskClient, upstream: Upstream, text: str, status: int
) -> None:
    """HYB-09"""
    upstream.answer = answering(200, text)
    assert opener.delete(ACTIVATION, headers=ADA).status_code == status
    assert [method for method, _ in upstream.asked] == ["GET"]
