"""Each guard of what goes up to the API taken out in turn: then its attack succeeds."""

import json
from dataclasses import replace

import pytest
from flask import request

from tests.token_server.guards.guard import Guard, TakeOut, each, without
from token_server import bodies, calls, gate, hybrid
from token_server.calls import Call, Route, Scope

from .upstream import ACTIVATION, HUB, ID, INTEGRATIONS, OTHER, owning
from .world import World

ACTIVATIONS = "/versori/api/activations"


def an_end_user_is_deleted(world: World) -> bool:
    world.ask("DELETE", f"/versori/api/hubs/{HUB}/users/user-ada")
    return world.reached("DELETE", f"/hubs/{HUB}/users/user-ada")


def a_path_is_climbed(world: World) -> bool:
    world.ask("GET", "/versori/api/integrations/%2e%2e/users/user-ada/variables")
    return world.reached("GET", "/integrations/../users/user-ada/variables")


def anothers_path_is_read(world: World) -> bool:
    world.ask("GET", f"/versori/api/hubs/{HUB}/users/user-ben")
    return world.reached("GET", f"/hubs/{HUB}/users/user-ben")


def another_hub_is_read(world: World) -> bool:
    world.ask("GET", f"/versori/api/hubs/{ID}")
    return world.reached("GET", f"/hubs/{ID}")


def a_query_names_another(world: World) -> bool:
    world.ask("GET", f"{INTEGRATIONS}?user=user-ben")
    return any("user=user-ben" in path for _, path in world.upstream.asked)


def a_body_names_another(world: World) -> bool:
    world.ask("POST", ACTIVATIONS, {"userId": "user-ben"})
    return world.reached("POST", "/activations") and world.upstream.body["userId"] == "user-ben"


def a_body_says_two_things(world: World) -> bool:
    """Name two users: a reader that takes the first one finds Ben."""
    world.ask("POST", ACTIVATIONS, b'{"userId": "user-ben", "userId": "user-ada"}')
    return world.reached("POST", "/activations") and b"user-ben" in world.upstream.text


def a_connection_hides_in_capitals(world: World) -> bool:
    entry = {"templateId": ID, "ConnectionId": OTHER}
    world.ask("POST", ACTIVATIONS, {"userId": "user-ada", "connections": [entry]})
    return world.reached("POST", "/activations")


def a_body_is_nested(world: World) -> bool:
    deep = b'{"dynamicVariables": ' + b"[" * 100 + b"]" * 100 + b"}"
    world.ask("PUT", f"{ACTIVATION}/variables", deep)
    return world.reached("PUT", f"/activations/{ID}/variables")


def a_body_is_huge(world: World) -> bool:
    world.ask("PUT", f"{ACTIVATION}/variables", {"dynamicVariables": {"a": "x" * 2**21}})
    return world.reached("PUT", f"/activations/{ID}/variables")


def another_pages_form_activates(world: World) -> bool:
    form = {"Sec_Fetch_Site": "cross-site", "Content_Type": "text/plain"}
    world.ask("POST", ACTIVATIONS, {"userId": "user-ada"}, **form)
    return world.reached("POST", "/activations")


def anothers_activation_is_deleted(world: World) -> bool:
    world.upstream.answer = owning(OTHER)
    opener = replace(world, settings=replace(world.settings, api_key="an-api-key"))
    opener.ask("DELETE", ACTIVATION)
    return world.reached("DELETE", f"/activations/{ID}")


def scoped(hub_id: str, user: str) -> TakeOut:
    """Let a call speak of somebody else."""
    return without(hybrid, "Scope", lambda _hub, _user: Scope(hub_id, user))


class AsSent(Call):
    """Be a call whose body goes on as it came."""

    @property
    def text(self) -> bytes:
        return request.get_data()


def as_sent(scope: Scope, method: str, path: str, query: str, body: bytes) -> Call:
    call = calls.read_call(scope, method, path, query, body)
    return AsSent(call.method, call.path, call.id, call.body)


MORE = (*calls.ROUTES, Route("DELETE", "hubs/{hub}/users/{user}"))
ANY_SITE, ANY_KIND = without(gate, "check_site"), without(gate, "check_content_type")
GUARDS: tuple[Guard[World], ...] = (
    Guard("a list of calls", an_end_user_is_deleted, without(calls, "ROUTES", MORE)),
    Guard("letters of ids", a_path_is_climbed, without(calls, "ID", ".+")),
    Guard("the caller in the path", anothers_path_is_read, scoped(HUB, "user-ben")),
    Guard("the caller's hub", another_hub_is_read, scoped(ID, "user-ada")),
    Guard(
        "names of the query",
        a_query_names_another,
        without(calls, "_query", lambda route, query: f"?{query}"),
    ),
    Guard(
        "the caller in the body",
        a_body_names_another,
        without(calls, "_body", lambda route, scope, text: json.loads(text)),
    ),
    Guard("bodies written anew", a_body_says_two_things, without(hybrid, "read_call", as_sent)),
    Guard(
        "one spelling", a_connection_hides_in_capitals, without(bodies, "is_known", lambda _: True)
    ),
    Guard("the depth of a body", a_body_is_nested, without(bodies, "DEEPEST", 1000)),
    Guard("the size of a body", a_body_is_huge, without(hybrid, "LARGEST_BODY", 2**30)),
    Guard("the site of a call", another_pages_form_activates, ANY_SITE, (ANY_KIND,)),
    Guard("JSON only", another_pages_form_activates, ANY_KIND, (ANY_SITE,)),
    Guard(
        "what is one's own",
        anothers_activation_is_deleted,
        without(hybrid, "owned", lambda api, scope, call: call),
    ),
)


@each(GUARDS)
def test_without_it_somebody_reaches_what_is_not_theirs(
    guard: Guard[World], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HYB-01, HYB-02, HYB-03, HYB-04, HYB-05, HYB-08, HYB-09"""
    guard.matters(world, monkeypatch)
