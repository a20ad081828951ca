"""Ben tries to reach what is not his, through a host whose credential may open everything.

In hybrid mode with the API key nobody but the host stands between him and the whole organisation.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
import requests

from sandbox.records import Activation, EndUser
from tests.full_stack.journeys import Journey, entry_named
from tests.full_stack.stack import Stack, Visit
from tests.full_stack.ways import BY_API_KEY, BY_TOKEN, Hybrid

Json = Any
ADA, BEN = "user-ada", "user-ben"

pytestmark = pytest.mark.parametrize("way", [BY_TOKEN, BY_API_KEY], indirect=True)


@pytest.fixture
def journey(ben: Visit) -> Journey:
    """Let Ben have something of his own, as Ada has."""
    journey = Journey(ben, ben.tab(), entry_named(ben.stack, "Pingboard"))
    return journey.begins().answers_all().activates().ends()


@pytest.fixture
def body(journey: Journey) -> Json:
    """Give what Ben has sent, with a new name, so that he may send it again."""
    body = deepcopy(journey.stack.sent("POST", "/activations")[-1])
    body["connections"][1] |= {"name": "Another name"}
    return body


@pytest.fixture
def hers(stack: Stack) -> Activation:
    """Give an activation of Ada's."""
    return stack.world.records.activations.all(user_id=ada(stack).id)[0]


@pytest.fixture
def other(stack: Stack) -> dict[str, str]:
    """Add a hub of the same organisation, with one integration and somebody with Ben's id."""
    records, new_id = stack.world.records, stack.world.new_id
    hub, integration = records.hubs.all()[0], records.integrations.all()[0]
    names = {"other": new_id(), "integration": new_id(), "namesake": new_id()}
    namesake = replace(ada(stack), id=names["namesake"], hub_id=names["other"], external_id=BEN)
    with stack.world.store.transaction():
        records.hubs.add(replace(hub, id=names["other"]))
        records.integrations.add(
            replace(integration, id=names["integration"], hub_id=names["other"])
        )
        records.users.add(namesake)
        records.activations.add(Activation(new_id(), namesake.id, names["integration"], {}, {}))
    return names


@pytest.fixture(autouse=True)
def nothing_of_others_changes(stack: Stack, request: pytest.FixtureRequest) -> Iterator[None]:
    """Compare what others have, before and after."""
    for name in {"journey", "other"} & set(request.fixturenames):
        request.getfixturevalue(name)
    before = of_others(stack)
    yield
    assert of_others(stack) == before


def of_others(stack: Stack) -> list[Json]:
    records = stack.world.records
    ben = records.users.first(external_id=BEN, hub_id=hub_id(stack))
    rows: list[Any] = [*records.connections.all(), *records.activations.all()]
    return [records.users.all(), *(row for row in rows if not ben or row.user_id != ben.id)]


def ada(stack: Stack) -> EndUser:
    found = stack.world.records.users.first(external_id=ADA)
    assert found is not None
    return found


def ask(stack: Stack, method: str, path: str, body: Json = None) -> requests.Response:
    """Ask as Ben's browser can ask, whatever the hub would have asked."""
    browser = stack.browser(BEN, hub_id(stack))
    assert isinstance(browser, Hybrid)
    sent = {} if body is None else {"json": body}
    address = f"{browser.api_url}/{path}"
    return requests.request(method, address, headers=browser.headers, timeout=10, **sent)


def hub_id(stack: Stack) -> str:
    return stack.world.catalogue.hubs[0].id


@pytest.mark.parametrize(
    ("method", "rest", "sent", "statuses"),
    [
        ("DELETE", "", None, (403, 404)),
        ("PUT", "/variables", {"dynamicVariables": {}}, (403, 404)),
        ("GET", "", None, (405,)),
    ],
)
def test_another_persons_activation_is_out_of_reach(
    stack: Stack, hers: Activation, method: str, rest: str, sent: Json, statuses: tuple[int, ...]
) -> None:
    """HYB-09"""
    said = ask(stack, method, f"activations/{hers.id}{rest}", sent)
    assert said.status_code in statuses
    assert hers.user_id not in said.text


def test_ones_own_can_be_sent_again(stack: Stack, body: Json) -> None:
    """HYB-09: what is refused below is refused for what was changed in it."""
    said = ask(stack, "POST", "activations", body)
    assert said.status_code == 200, said.text
    assert ask(stack, "DELETE", f"activations/{said.json()['id']}").status_code == 204


def test_another_persons_connection_cannot_be_used(
    stack: Stack, body: Json, hers: Activation
) -> None:
    """HYB-09"""
    for theirs in hers.connections.values():
        body["connections"][0]["connectionId"] = theirs
        assert ask(stack, "POST", "activations", body).status_code in (400, 403, 404)


@pytest.mark.parametrize("reference", ["credential", "entry"])
def test_another_persons_credential_cannot_be_named(
    stack: Stack, body: Json, hers: Activation, reference: str
) -> None:
    """HYB-09: the API's description lets a new connection refer to a credential by its id."""
    theirs = stack.world.records.connections.all(user_id=hers.user_id)[0]
    [entry] = theirs.credentials["action"]
    named = {"id": entry["credential"]["id"]}
    credentials = body["connections"][1]["credentials"]
    if reference == "credential":
        credentials["action"][0]["credential"] = named
    else:
        credentials["action"] = [named]
    assert ask(stack, "POST", "activations", body).status_code == 400


@pytest.mark.parametrize("user", [ADA, "user-nobody", "", None, [BEN], {"$ne": ADA}], ids=str)
def test_nobody_else_is_named_in_a_body(stack: Stack, body: Json, user: Json) -> None:
    """HYB-03"""
    assert ask(stack, "POST", "activations", body | {"userId": user}).status_code == 403
    person = {"externalId": user, "primaryConnection": {}}
    assert ask(stack, "POST", f"hubs/{hub_id(stack)}/users", person).status_code == 403


def test_ones_own_id_beside_another_one_does_not_help(stack: Stack, body: Json) -> None:
    """HYB-03: nor does one that the platform made, or a word on which kind it is."""
    for more in ({"UserId": ADA}, {"user": ADA}, {"userIdType": "internal"}):
        assert ask(stack, "POST", "activations", body | more).status_code == 400
    assert ask(stack, "POST", "activations", body | {"userId": ada(stack).id}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "hubs/{hub}/users/{ada}",
        "hubs/{hub}/users/{ada}/connections?first=100",
        "hubs/{hub}/users/{internal}?identifier_type=internal",
        "hubs/{hub}/users/{ben}?identifier_type=internal",
        "embed/{hub}/users/{ada}/integrations",
        "embed/{hub}/users/{ada}/activations?first=100",
        "embed/{hub}/users/{ben}/activations?user_id={ada}",
        "integrations/{integration}/users/{ada}/variables",
        "hubs/{hub}/users",
        "hubs/{hub}/users?search=ada",
        "hubs",
        "o/{organisation}/hubs",
    ],
)
def test_nobody_else_is_named_in_a_path_or_a_query(
    stack: Stack, hers: Activation, path: str
) -> None:
    """HYB-03, HYB-04"""
    names = {"hub": hub_id(stack), "ada": ADA, "ben": BEN, "internal": hers.user_id}
    names["integration"] = hers.integration_id
    names["organisation"] = stack.world.catalogue.organisations[0].id
    said = ask(stack, "GET", path.format_map(names))
    assert said.status_code in (400, 404, 405)
    assert said.json().keys() == {"code", "message"}


@pytest.mark.parametrize(
    "path",
    [
        "hubs/{other}",
        "hubs/{other}/users/user-ben",
        "hubs/{other}/users/user-ben/connections",
        "embed/{other}/users/user-ben/integrations",
        "embed/{other}/users/user-ben/activations",
        "embed/{hub}/users/user-ben/integrations/{integration}",
    ],
)
def test_another_hub_is_out_of_reach(stack: Stack, other: dict[str, str], path: str) -> None:
    """HYB-03: somebody there may have the same id."""
    path = path.format_map(other | {"hub": hub_id(stack)})
    assert ask(stack, "GET", path).status_code == 404


def test_an_integration_of_another_hub_is_out_of_reach(
    stack: Stack, other: dict[str, str], body: Json
) -> None:
    """HYB-09"""
    theirs = other["integration"]
    made = ask(stack, "POST", "activations", body | {"integrationId": theirs})
    assert made.status_code in (400, 404)
    read = ask(stack, "GET", f"integrations/{theirs}/users/{BEN}/variables")
    assert read.status_code in (403, 404)
