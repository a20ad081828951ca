"""Carrying out orders against a small API: what is believed when an answer is missing."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest

from hub.activation.effects import Activate, Confirm, EnsureEndUser, LoadPlan, Wait
from hub.activation.events import (
    Activated,
    Confirmed,
    EndUserReady,
    PlanFailed,
    PlanLoaded,
    Refused,
    TimePassed,
)
from hub.app import Effect
from hub.catalogue import ListFailed, LoadPage, PageArrived
from hub.errors import HubError, Problem, TokenError
from hub.glass import Focus
from hub.json_text import JSON
from hub.models import Activation
from hub.options import Options
from hub.perform import LOOKS
from hub.wording import words
from tests.hub.fake_api import USER, FakeApi, Fault
from tests.hub.worlds import OPTIONS, FakeWorld, host_connection

T = TypeVar("T")

BODY: JSON = {
    "userId": USER,
    "integrationId": "cask",
    "connections": [{"templateId": "cask", "name": "Cask 1"}],
    "dynamicVariables": {},
    "variables": [],
}
ORDER = Activate("1", "cask", BODY)
BROKEN: Fault = "500_before"


async def no_host_connection() -> JSON:
    raise HubError(Problem("token", code="no_primary_connection"))


def perform(
    api: FakeApi, effect: Effect, options: Options = OPTIONS, host: Any = host_connection
) -> Any:
    return in_world(FakeWorld(api), effect, options, host)


def in_world(
    world: FakeWorld, effect: Effect, options: Options = OPTIONS, host: Any = host_connection
) -> Any:
    return run(world.performer(options, host).perform(effect))


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def known(*faults: Fault) -> FakeApi:
    """Make an API that knows the user and fails as told."""
    api = FakeApi().with_user()
    api.faults = list(faults)
    return api


def test_a_page_of_the_list_is_loaded() -> None:
    event = perform(known(), LoadPage(1))
    assert isinstance(event, PageArrived) and len(event.page.rows) == 4


def test_only_deployed_integrations_are_asked_for_if_the_host_wants_that() -> None:
    api = known()
    perform(api, LoadPage(1), Options("H", deployed_only=True))
    assert ("deployed", "true") in api.log[0].query


def test_a_list_that_cannot_be_had_says_why() -> None:
    event = perform(known(*[BROKEN] * 4), LoadPage(3))
    assert isinstance(event, ListFailed)
    assert (event.load, event.problem.status) == (3, 500)


def test_without_a_token_nothing_is_sent() -> None:
    """REL-03"""
    api = known()
    world = FakeWorld(api, [TokenError(Problem("token", "signed_out", status=401))])
    event = in_world(world, LoadPage(1))
    assert isinstance(event, ListFailed) and event.problem.code == "signed_out"
    assert api.log == []


def plan(api: FakeApi, id_: str = "acme", **options: Any) -> Any:
    event = perform(api, LoadPlan("1", id_), Options("H", **options))
    assert isinstance(event, PlanLoaded)
    return event.plan


def test_the_plan_of_a_known_user_holds_what_they_have() -> None:
    loaded = plan(known().with_activation("acme"))
    assert loaded.end_user is not None and loaded.primary_connection.id == "CON-0"
    assert len(loaded.activations) == 1


def test_a_new_user_is_no_failure() -> None:
    """REL-11"""
    loaded = plan(FakeApi())
    assert loaded.end_user is None and loaded.hub.primary_connector.name == "northwind"


def test_the_hub_is_not_read_if_the_host_connects_the_user() -> None:
    assert plan(FakeApi(), primary_connection_url="https://app.example/p").hub is None


def test_connections_that_fit_are_found_by_template() -> None:
    """REL-12"""
    api = known()
    perform(api, ORDER)
    assert [item.name for item in plan(api, "cask").connections["cask"]] == ["Cask 1"]


def test_all_pages_of_activations_are_read() -> None:
    api = known()
    api.page_size = 2
    for _number in range(5):
        api.with_activation("acme")
    assert len(plan(api).activations) == 5


def test_an_integration_that_is_gone_is_a_failure_of_the_plan() -> None:
    event = perform(known(), LoadPlan("1", "unknown"))
    assert isinstance(event, PlanFailed) and event.problem.type == "not_found"


def test_a_user_who_exists_is_not_created() -> None:
    """REL-11"""
    api = known()
    assert isinstance(perform(api, EnsureEndUser("1", {})), EndUserReady)
    assert api.posts() == []


def test_a_new_user_is_created_with_what_the_host_supplies() -> None:
    """TOK-54"""
    api = FakeApi()
    assert isinstance(perform(api, EnsureEndUser("1")), EndUserReady)
    (order,) = api.posts()
    assert order.body["primaryConnection"] == {"name": "Northwind"}


def test_a_host_that_supplies_nothing_is_named() -> None:
    api = FakeApi()
    event = perform(api, EnsureEndUser("1"), host=no_host_connection)
    assert isinstance(event, Refused) and event.problem.code == "no_primary_connection"
    assert "could not supply your connection" in words(event.problem)[0]
    assert api.posts() == []


async def canary_connection() -> JSON:
    secret: JSON = {"type": "string", "data": {"value": "canary"}}
    action = {"authSchemeConfig": {"name": "X-Key"}, "credential": secret}
    return {"name": "Northwind", "credentials": {"action": [action]}}


def test_what_is_refused_of_the_hosts_connection_does_not_repeat_its_secret() -> None:
    """HUB-27: nobody typed it, and nobody is to read it."""
    event = perform(FakeApi(refusals=1), EnsureEndUser("1"), host=canary_connection)
    assert isinstance(event, Refused)
    said = [item.message for item in event.problem.fields]
    assert "canary" not in f"{event.problem.detail} {said}"
    assert "X-Key is not accepted" in said and "••• is not accepted" in said


@pytest.mark.parametrize("fault", ["lost_after", "500_after", "html_after"])
def test_a_user_who_was_created_unseen_is_found(fault: Fault) -> None:
    """REL-11"""
    api = FakeApi(faults=["ok", fault])
    assert isinstance(perform(api, EnsureEndUser("1", {})), EndUserReady)
    assert len(api.posts()) == 1


def test_a_user_whom_another_tab_created_is_taken() -> None:
    """REL-11"""
    api = FakeApi()

    def late(request: Any, token: str) -> Any:
        if request.method == "POST":
            api.with_user()
        return api(request, token)

    assert isinstance(in_world(FakeWorld(late), EnsureEndUser("1", {})), EndUserReady)


def test_a_user_who_was_not_created_is_a_refusal() -> None:
    event = perform(FakeApi(faults=["ok", "lost_before"]), EnsureEndUser("1", {}))
    assert isinstance(event, Refused) and event.problem.type == "network"


def test_an_activation_is_made() -> None:
    api = known()
    event = perform(api, ORDER)
    assert isinstance(event, Activated) and event.activation.id in api.activations


@pytest.mark.parametrize("fault", ["lost_after", "500_after", "html_after"])
def test_an_activation_that_was_made_unseen_is_found(fault: Fault) -> None:
    """REL-06"""
    api = known(fault)
    event = perform(api, ORDER)
    assert isinstance(event, Activated) and event.activation.id in api.activations
    assert len(api.posts("activations")) == 1


@pytest.mark.parametrize("fault", ["lost_before", "500_before"])
def test_an_activation_that_was_not_made_is_looked_for_and_refused(fault: Fault) -> None:
    """REL-06"""
    api = known(fault)
    world = FakeWorld(api)
    assert isinstance(in_world(world, ORDER), Refused)
    assert (len(api.posts()), tuple(world.slept)) == (1, LOOKS)
    assert sum(LOOKS) == 10


def test_an_older_activation_is_not_taken_for_the_new_one() -> None:
    """REL-06"""
    api = known().with_activation("cask")
    (old,) = api.activations
    api.faults = ["lost_before"]
    assert isinstance(perform(api, Activate("1", "cask", BODY, known=(old,))), Refused)


def test_a_look_that_fails_is_followed_by_the_next() -> None:
    """REL-06"""
    api = known("lost_after", *[BROKEN] * 4)
    assert isinstance(perform(api, ORDER), Activated)


def test_a_refusal_is_not_looked_for() -> None:
    """REL-05"""
    api = FakeApi()
    world = FakeWorld(api)
    event = in_world(world, ORDER)
    assert isinstance(event, Refused) and event.problem.status == 404
    assert (len(api.log), world.slept) == (1, [])


def test_a_conflict_with_an_own_success_is_that_success() -> None:
    """REL-07"""
    api = known()
    perform(api, ORDER)
    event = perform(api, ORDER)
    assert isinstance(event, Activated) and len(api.activations) == 1


def test_a_name_that_an_unknown_sending_has_taken_is_waited_on() -> None:
    """REL-07: that sending may still be under way, and the next one has other names."""
    world = FakeWorld(api := known())
    perform(api, ORDER)
    api.activations.clear()
    event = in_world(world, Activate("1", "cask", BODY, looks_first=True))
    assert isinstance(event, Refused) and event.problem.type == "conflict"
    assert world.slept == [*LOOKS]


def test_trying_again_after_an_unknown_fate_finds_the_hidden_success() -> None:
    """REL-06"""
    api = known()
    reused = BODY | {"connections": [{"templateId": "cask", "connectionId": "CON-1"}]}
    perform(api, Activate("1", "cask", reused))
    again = perform(api, Activate("1", "cask", reused, looks_first=True))
    assert isinstance(again, Activated) and len(api.activations) == 1


def test_without_a_list_to_look_at_nothing_is_sent_again() -> None:
    """REL-06"""
    api = known(*[BROKEN] * 40)
    event = perform(api, Activate("1", "cask", BODY, looks_first=True))
    assert isinstance(event, Refused) and api.posts() == []


@pytest.mark.parametrize("faults", [[], [BROKEN] * 4])
def test_an_activation_is_confirmed_even_if_the_list_cannot_be_had(faults: list[Fault]) -> None:
    made = Activation("A1", "cask")
    assert perform(known(*faults), Confirm("1", made)) == Confirmed("1", made)


def test_waiting_takes_its_time() -> None:
    world = FakeWorld(FakeApi())
    assert in_world(world, Wait("1", "activate", 10)) == TimePassed("1", "activate")
    assert world.slept == [10]


def test_what_is_for_the_page_is_not_for_the_performer() -> None:
    with pytest.raises(TypeError):
        perform(FakeApi(), Focus("vh-title"))
