"""Each guard of what comes back, and of the credential that was sent, taken out in turn."""

import json
from dataclasses import replace
from http.cookiejar import DefaultCookiePolicy
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask, Response

from tests.canaries.secrets import CANARY
from tests.token_server.conftest import session_user
from tests.token_server.guards.guard import Guard, each, without
from token_server import calls, drawing, end_users, gate, token_blueprint
from token_server import hybrid as mode
from token_server import upstream as asking
from token_server.errors import Refusal
from token_server.upstream import ApiAnswer

from .upstream import ADA, HUB, ID, INTEGRATIONS, JSON, OTHER, browser
from .world import World

pytestmark = pytest.mark.leaks

LISTED = "https://app.example.com"
sent_by_requests = requests.Session.request


def cookies_of_one_go_up_with_anothers(world: World) -> bool:
    asking._connections.session.cookies.clear()
    world.upstream.answer = lambda _: Response("{}", 200, JSON | {"Set-Cookie": "who=ada; Path=/"})
    world.ask("GET", INTEGRATIONS)
    world.ask("GET", INTEGRATIONS.replace("user-ada", "user-ben"), X_Session="user-ben")
    asking._connections.session.cookies.clear()
    return world.upstream.headers.get("Cookie") == "who=ada"


def a_redirect_leads_inside(world: World) -> bool:
    """Let the API send the host to an address that only the host reaches."""

    def answer(request: Any) -> Response:
        if request.path == "/inside":
            return Response('{"inside": 1}', 200, JSON)
        return Response("", 302, {"Location": f"{world.settings.api_url}/inside"})

    world.upstream.answer = answer
    return "inside" in world.ask("GET", INTEGRATIONS).text


def an_answer_has_no_end(world: World) -> bool:
    text = json.dumps("x" * 2**23)
    world.upstream.answer = lambda _: Response(text, 200, JSON)
    return len(world.ask("GET", INTEGRATIONS).data) > 2**23


def a_listed_page_reads(world: World) -> bool:
    """Read from an origin that may have tokens: here is what tokens are kept from."""
    said = world.ask("GET", INTEGRATIONS, Origin=LISTED, Sec_Fetch_Site="same-site")
    return said.status_code == 200 and said.headers.get("Access-Control-Allow-Origin") == LISTED


def a_cache_gives_it_to_anybody(world: World) -> bool:
    """Put a cache before the host that keeps what it is not forbidden to (RFC 9111 section 3)."""
    return "no-store" not in world.ask("GET", INTEGRATIONS).headers.get("Cache-Control", "")


def credentials_come_down(world: World) -> bool:
    row = {"id": ID, "credentials": [{"credential": {"data": {"value": CANARY}}}]}
    world.upstream.answer = lambda _: Response(json.dumps({"connections": [row]}), 200, JSON)
    said = world.ask("GET", f"/versori/api/hubs/{HUB}/users/user-ada/connections")
    return CANARY in said.text


def an_activation_brings_the_credentials_down(world: World) -> bool:
    """Connect: the answer that the API describes holds the end user, and so the credentials."""
    user = {"primaryConnection": {"id": ID, "credentials": {"action": [CANARY]}}}
    world.upstream.answer = lambda _: Response(json.dumps({"id": ID, "user": user}), 200, JSON)
    return CANARY in world.ask("POST", "/versori/api/activations", {"userId": "user-ada"}).text


def a_first_view_shows_another_hub(world: World) -> bool:
    settings = replace(world.settings, first_view=5.0)
    options = {"hubId": OTHER, "tokenUrl": "https://app.example.com/versori/api/session"}
    world.upstream.answer = lambda _: Response('{"integrations": []}', 200, JSON)
    world.upstream.asked.clear()
    client = browser(settings)
    client.post("/versori/api/first-view", headers=ADA, json={"options": options})
    return any(path.startswith(f"/embed/{OTHER}/") for _, path in world.upstream.asked)


def a_netrc_file_speaks_for_the_user(world: World) -> bool:
    name = urlsplit(world.settings.api_url).hostname
    (world.folder / "netrc").write_text(f"machine {name} login operator password {CANARY}")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("NETRC", str(world.folder / "netrc"))
        world.ask("GET", INTEGRATIONS)
    return world.upstream.headers["Authorization"].startswith("Basic ")


def the_api_speaks_of_the_hosts_credential(world: World) -> bool:
    host, own = Flask("host"), {"name": "n", "credentials": {}, "variables": []}
    connect: Any = lambda user: own  # noqa: E731
    host.register_blueprint(
        token_blueprint(world.settings, session_user, primary_connection=connect)
    )
    text = json.dumps({"message": f"the key {CANARY} is wrong"})
    world.upstream.answer = lambda _: Response(text, 400, JSON)
    said = host.test_client().post("/versori/end-user", headers=ADA | JSON, data="{}")
    return CANARY in said.text


def following(self: requests.Session, *given: Any, **named: Any) -> requests.Response:
    return sent_by_requests(self, *given, **named | {"allow_redirects": True})


def by_header(self: requests.Session, *given: Any, **named: Any) -> requests.Response:
    """Send the credential as a header like the others."""
    written = named.pop("auth")(SimpleNamespace(headers={})).headers
    return sent_by_requests(self, *given, **named | {"headers": named["headers"] | written})


def word_for_word(answer: ApiAnswer) -> Refusal:
    return Refusal(answer.status, "api", answer.text.decode())


GUARDS: tuple[Guard[World], ...] = (
    Guard(
        "no cookies kept",
        cookies_of_one_go_up_with_anothers,
        lambda monkeypatch: monkeypatch.setattr(
            asking._connections.session.cookies, "_policy", DefaultCookiePolicy()
        ),
    ),
    Guard("redirects", a_redirect_leads_inside, without(requests.Session, "request", following)),
    Guard("an end to answers", an_answer_has_no_end, without(asking, "LARGEST_ANSWER", 2**30)),
    Guard(
        "no origin listed",
        a_listed_page_reads,
        without(mode, "replace", lambda settings, **_changed: settings),
    ),
    Guard(
        "nothing is stored",
        a_cache_gives_it_to_anybody,
        lambda monkeypatch: monkeypatch.delitem(gate.FIXED_HEADERS, "Cache-Control"),
    ),
    Guard(
        "no credentials",
        credentials_come_down,
        without(ApiAnswer, "without", lambda answer, names: answer),
    ),
    Guard(
        "no credentials, whatever was asked",
        an_activation_brings_the_credentials_down,
        without(calls, "ROUTES", tuple(replace(route, hides="") for route in calls.ROUTES)),
    ),
    Guard(
        "one's own hub at first sight",
        a_first_view_shows_another_hub,
        without(drawing, "hub_of", lambda service, caller: OTHER),
    ),
    Guard(
        "a credential above others",
        a_netrc_file_speaks_for_the_user,
        without(requests.Session, "request", by_header),
    ),
    Guard(
        "words of our own",
        the_api_speaks_of_the_hosts_credential,
        without(end_users, "refusal_of", word_for_word),
    ),
)


@each(GUARDS)
def test_without_it_somebody_learns_what_is_not_theirs(
    guard: Guard[World], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HYB-05, HYB-06, HYB-07, HYB-08, TOK-30, TOK-54"""
    guard.matters(world, monkeypatch)
