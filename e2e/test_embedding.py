"""The hub in a host's page: attributes, methods, events, and how little the page has to allow."""

import json
import re
from datetime import datetime

import pytest
from playwright.sync_api import Route, expect

from e2e.backstage import Backstage
from e2e.pages import HostPage
from e2e.screens import NEXT
from e2e.visits import Visit

BLACK, WHITE = [0, 0, 0], [255, 255, 255]

INK = """(element) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  canvas.fillStyle = getComputedStyle(element).color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
}"""

PLATFORM = "https://platform.versori.com"


def test_a_strict_page_needs_to_allow_nothing_but_the_frame(visit: Visit) -> None:
    """HUB-11: `default-src 'none'; script-src 'self'; frame-src 'self'` suffices."""
    host = visit.embed()
    host.hub.expect_state("ready")
    expect(host.hub.cards).to_have_count(40)


def test_a_session_asks_nobody_but_the_host_and_the_api(ada: HostPage, visit: Visit) -> None:
    """HUB-12: bundle, token endpoint, API and image hosts; nothing comes from a CDN."""
    host = visit.open()
    wizard = host.hub.connect("Pingboard Status").start()
    wizard.fill("API key", "ping-1234")
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    own = {url.split("/")[2] for url in (visit.demo.host_url, visit.demo.api_url)}
    assert visit.watch.hosts() == own


def test_events_tell_the_host_what_happens(ada: HostPage) -> None:
    wizard = ada.hub.connect("Pingboard Status").start()
    wizard.fill("API key", "ping-1234")
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    (connected,) = ada.events("connect")
    assert set(connected) == {"type", "payload", "sessionId", "timestamp"}
    assert datetime.fromisoformat(connected["timestamp"]).tzinfo
    assert connected["payload"]["integrationId"] == ada.ids["Pingboard Status"]
    stages = [event["payload"]["stage"] for event in ada.events("step")]
    assert stages == ["connect", "review", "activating", "done"]
    assert len({event["sessionId"] for event in ada.all_events()}) == 1


def test_ready_and_counts_are_told_once_the_list_is_there(visit: Visit) -> None:
    host = visit.open()
    assert len(host.events("ready")) == 1
    assert host.events("counts")[-1]["payload"] == {"total": 40, "connected": 3}


def test_what_people_are_shown_as_an_error_is_an_event(ada: HostPage, backstage: Backstage) -> None:
    ada.watch.expect(403, "/integrations")
    backstage.fail("/embed/*/integrations", "status", status=403, times=1)
    ada.call("refresh")
    payload = ada.events("error")[0]["payload"]
    assert payload["type"] == "forbidden"
    assert payload["message"] and payload["remedy"] and payload["correlationId"]


def test_the_host_opens_and_closes_an_integration(ada: HostPage) -> None:
    ada.call("open", ada.ids["Pingboard Status"])
    ada.hub.wizard().expect_stage("overview")
    assert ada.events("open")[0]["payload"] == {"integrationId": ada.ids["Pingboard Status"]}
    ada.call("open", ada.ids["Pingboard Status"])
    ada.call("close")
    ada.hub.wizard().expect_closed()
    ada.call("close")
    assert len(ada.events("close")) == 1


def test_open_leads_to_what_is_connected_already(ada: HostPage) -> None:
    ada.watch.expect(403, "/users/user-ada/variables")
    ada.call("open", ada.ids["Larkspur CRM"])
    expect(ada.hub.frame.get_by_role("dialog")).to_contain_text("Manage Larkspur CRM")
    expect(ada.hub.frame.get_by_role("button", name="Disconnect")).to_be_visible()


def test_refresh_shows_what_changed_meanwhile(ada: HostPage, backstage: Backstage) -> None:
    backstage.disconnect("user-ada", "Larkspur CRM")
    ada.call("refresh")
    ada.hub.expect_not_connected("Larkspur CRM")


def test_destroy_leaves_nothing_and_can_be_repeated(visit: Visit) -> None:
    host = visit.embed()
    host.hub.expect_state("ready")
    host.call("destroy")
    host.call("destroy")
    expect(host.element.locator("iframe")).to_have_count(0)


def test_two_hubs_stand_on_one_page(visit: Visit) -> None:
    host = visit.embed(id="first", allowed_integrations="")
    ids = visit.host(host.page).ids
    some = " ".join([ids["Larkspur CRM"], ids["Pingboard Status"]])
    visit.place(host, id="second", allowed_integrations=some, theme="dark")
    expect(host.hub_at("#first").cards).to_have_count(40, timeout=60_000)
    expect(host.hub_at("#second").cards).to_have_count(2, timeout=60_000)
    host.hub_at("#first").search("larkspur")
    expect(host.hub_at("#first").cards).to_have_count(1)
    expect(host.hub_at("#second").cards).to_have_count(2)


def test_attributes_choose_one_integration_and_how_it_looks(visit: Visit) -> None:
    ids = {each.name: each.id for each in visit.world.catalogue.integrations()}
    host = visit.embed(
        integration_id=ids["Pingboard Status"],
        theme="dark",
        locale="de",
        appearance=json.dumps(
            {"variables": {"--vh-color-primary": "rgb(1, 2, 3)", "color": "red"}}
        ),
    )
    host.hub.expect_state("ready")
    host.hub.expect_cards(["Pingboard Status"])
    expect(host.hub.action("Pingboard Status")).to_have_css("background-color", "rgb(1, 2, 3)")
    page = host.hub.frame.locator("html")
    expect(page).to_have_attribute("data-theme", "dark")
    expect(page).to_have_attribute("lang", "de")
    expect(page).not_to_have_attribute("style", re.compile("red"))


@pytest.mark.parametrize(
    ("primary", "text"), [("#ffd400", BLACK), ("#00aa66", BLACK), ("#0f1e4b", WHITE)]
)
def test_what_stands_on_the_hosts_colour_can_be_read(
    visit: Visit, primary: str, text: list[int]
) -> None:
    host = visit.embed(appearance=json.dumps({"variables": {"--vh-color-primary": primary}}))
    host.hub.expect_state("ready")
    assert host.hub.action("Pingboard Status").evaluate(INK) == text


def test_a_host_that_wants_no_passwords_of_others_has_none_asked_for(visit: Visit) -> None:
    """HUB-33: what would ask for one says so, and leads back; everything else is as it was."""
    host = visit.embed(password_grant="off")
    wizard = host.hub.connect("Oldbridge Ledger")
    expect(wizard.dialog).to_contain_text("Not supported yet")
    expect(wizard.dialog).to_contain_text("a user name and a password")
    expect(wizard.dialog.get_by_role("button", name=NEXT)).to_have_count(0)
    wizard.press("Back to the list")
    host.hub.connect("Loyalty Lane").start()
    expect(wizard.field("Password")).to_be_visible()


def test_deployed_hides_what_is_coming_soon(visit: Visit) -> None:
    host = visit.embed(deployed="true")
    expect(host.hub.cards).to_have_count(36, timeout=30_000)
    expect(host.hub.frame.get_by_text("Coming soon")).to_have_count(0)


def test_functions_of_the_host_give_token_and_primary_connection(
    visit: Visit, backstage: Backstage
) -> None:
    visit.watch.expect(404, "/users/user-ben")
    given = {"name": "Ben's own", "variables": [], "credentials": _northwind_key(visit)}
    token = {"token": visit.world.keys.mint("user-ben", int(visit.world.now()), 300)}
    host = visit.embed(
        "Ben",
        functions={
            "getToken": lambda: token | {"userId": "user-ben"},
            "getPrimaryConnection": lambda: given,
        },
        token_url="",
        primary_connection_url="",
    )
    host.hub.expect_state("ready")
    wizard = host.hub.connect("Open Holidays").start()
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    assert backstage.is_connected("user-ben", "Open Holidays")
    assert not [r.url for r in visit.watch.requests if "/versori/" in r.url]


def test_a_token_alone_is_enough_of_an_answer(visit: Visit) -> None:
    token = visit.world.keys.mint("user-ada", int(visit.world.now()), 300)
    host = visit.embed(functions={"getToken": lambda: token}, token_url="")
    host.hub.expect_state("ready")


def test_without_a_primary_connection_of_the_host_someone_new_is_asked(
    visit: Visit, backstage: Backstage
) -> None:
    visit.watch.expect(404, "/users/user-ben")
    host = visit.embed("Ben", primary_connection_url="")
    host.hub.expect_state("ready")
    wizard = host.hub.connect("Open Holidays").start()
    expect(wizard.dialog).to_contain_text("your account in this application itself")
    wizard.fill("API key", "nw_1234")
    wizard.go_on()
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    assert backstage.is_connected("user-ben", "Open Holidays")


def _northwind_key(visit: Visit) -> dict[str, object]:
    (scheme,) = [
        each.auth_scheme
        for each in visit.world.catalogue.connectors.values()
        if each.name == "Northwind"
    ]
    data = {"value": "nw_of-ben"}
    credential = {"name": "Ben's own", "type": "string", "data": data}
    return {"action": [{"authSchemeConfig": scheme, "credential": credential}]}


def test_the_bundle_works_from_any_path_of_a_static_server_with_versoris_own_api(
    visit: Visit, static_url: str
) -> None:
    """The files refer to each other relatively, and the API's default address is Versori's."""

    def forward(route: Route) -> None:
        url = route.request.url.replace(f"{PLATFORM}/api/embedded/v1", visit.demo.api_url)
        answer = route.fetch(url=url)
        route.fulfill(response=answer, headers={**answer.headers, **cors})

    cors = {"access-control-allow-origin": static_url}
    token = {
        "token": visit.world.keys.mint("user-ada", int(visit.world.now()), 300),
        "userId": "user-ada",
    }
    page = visit.context.new_page()
    page.route(f"{PLATFORM}/**", forward)
    page.goto(f"{static_url}/assets/integrations/THIRD_PARTY.txt")
    page.add_script_tag(url="/assets/integrations/embed.js", type="module")
    host = visit.host(page)
    urls = {"token_url": "", "api_url": "", "primary_connection_url": ""}
    visit.place(host, functions={"getToken": lambda: token}, **urls)
    host.hub.expect_state("ready")
    expect(host.hub.cards).to_have_count(40)
