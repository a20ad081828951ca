"""What people see when the API or the host fails, and how they get on."""

import pytest
from playwright.sync_api import Route, expect

from e2e.backstage import Backstage
from e2e.leaving import GIVEN_UP
from e2e.pages import BOOTED, HostPage
from e2e.screens import WizardPage
from e2e.visits import Visit

LIST = "/embed/*/integrations"


def test_an_api_that_is_down_can_be_tried_again(visit: Visit, backstage: Backstage) -> None:
    """REL-04: the first view fails in words, and comes as soon as the API is back."""
    visit.watch.expect("net::ERR_EMPTY_RESPONSE", "/integrations")
    backstage.fail(LIST, "drop")
    host = visit.open(state="error")
    host.hub.expect_problem("could not be loaded", "could not be reached")
    backstage.recover()
    host.hub.press("Try again")
    host.hub.expect_state("ready")
    expect(host.hub.cards).to_have_count(40)


def test_the_list_comes_by_itself_when_the_connection_is_back(ada: HostPage) -> None:
    """REL-15: what could not be loaded is loaded, and there is nothing to press."""
    with ada.offline():
        ada.call("refresh")
        ada.hub.expect_problem("You are offline", "What was loaded so far is still here")
    ada.hub.expect_state("ready")


def test_a_slow_api_shows_a_skeleton_and_then_cards(visit: Visit, backstage: Backstage) -> None:
    backstage.hold(LIST)
    host = visit.embed()
    host.hub.expect_runtime("ready")
    host.hub.expect_state("loading")
    expect(host.hub.frame.locator(".vh-card--skeleton").first).to_be_visible()
    expect_to_say_later_that_it_is_slow(host)
    backstage.recover()
    host.hub.expect_state("ready")
    expect(host.hub.frame.locator(".vh-card--skeleton")).to_have_count(0)


def test_what_was_loaded_stays_when_loading_it_anew_fails(
    ada: HostPage, backstage: Backstage
) -> None:
    ada.watch.expect(503, "/integrations")
    backstage.fail(LIST, "status", status=503)
    ada.call("refresh")
    ada.hub.expect_problem("What was loaded so far is still here")
    expect(ada.hub.cards).to_have_count(40)
    backstage.recover()
    ada.hub.press("Try again")
    ada.hub.expect_state("ready")


@pytest.mark.parametrize("kind", ["html", "empty", "nonsense", "truncate"])
def test_an_answer_that_cannot_be_read_is_said_in_words(
    ada: HostPage, backstage: Backstage, kind: str
) -> None:
    if kind == "empty":
        # Its nothing has been read before the network says that it is over: Chromium then may
        # call the request, of no more use to anybody, given up (one in twelve on a busy machine).
        ada.watch.tolerate(GIVEN_UP, "/integrations")
    backstage.fail(LIST, kind)
    ada.call("refresh")
    ada.hub.expect_problem("gave an answer that cannot be read")
    expect(ada.hub.root).not_to_contain_text("JSON")


def expect_to_say_later_that_it_is_slow(host: HostPage) -> None:
    """See no word of it, and then one at the end of the time that it is kept back for."""
    said = host.hub.frame.get_by_text("This is taking longer than usual.")
    expect(said).to_be_hidden()
    assert said.evaluate("p => p.getAnimations()[0].effect.getComputedTiming().endTime") == 10_000
    said.evaluate("p => p.getAnimations()[0].finish()")
    expect(said).to_be_visible()


def test_what_is_connected_comes_late_and_says_so(ada: HostPage, backstage: Backstage) -> None:
    ada.watch.expect(403, "/users/user-ada/variables")
    backstage.hold("/embed/*/integrations/*")
    manage = ada.hub.manage("Chatterbox")
    expect_to_say_later_that_it_is_slow(ada)
    backstage.recover()
    manage.expect_shown()


def test_one_broken_row_does_not_hide_the_others(ada: HostPage, backstage: Backstage) -> None:
    """REL-19: a row that breaks the contract is counted and left out."""
    backstage.fail(LIST, "malformed_row", times=1)
    ada.call("refresh")
    expect(ada.hub.frame.get_by_text("1 integration could not be read")).to_be_visible()
    expect(ada.hub.cards).to_have_count(39)


def test_a_wizard_that_cannot_open_can_be_tried_again(ada: HostPage, backstage: Backstage) -> None:
    ada.watch.expect(503, "/integrations/")
    backstage.fail("/embed/*/integrations/*", "status", status=503)
    wizard = ada.hub.connect("Pingboard Status")
    expect(wizard.dialog.get_by_role("alert")).to_contain_text("problem of its own", timeout=BOOTED)
    backstage.recover()
    wizard.press("Try again")
    wizard.start()


def _ready_to_activate(host: HostPage) -> WizardPage:
    wizard = host.hub.connect("Pingboard Status").start()
    wizard.fill("API key", "ping-1234")
    wizard.go_on()
    wizard.expect_stage("review")
    return wizard


def test_a_lost_answer_to_an_activation_that_exists_is_a_success(
    ada: HostPage, backstage: Backstage
) -> None:
    """REL-06: the activation is sent once; when its answer is lost, the API is asked."""
    ada.watch.expect("net::ERR_CONNECTION_RESET", "/activations")
    wizard = _ready_to_activate(ada)
    ada.page.route("**/activations", backstage.lose_the_answer)
    wizard.activate()
    wizard.expect_done()
    ada.page.unroute_all(behavior="wait")
    assert len(backstage.sent("POST", "/activations")) == 1


def test_an_activation_whose_fate_is_unknown_keeps_the_answers_and_waits_for_the_person(
    ada: HostPage, backstage: Backstage
) -> None:
    """REL-06: what is not found in ten seconds was not done; nothing is sent twice by itself."""
    ada.watch.expect(500, "/activations")
    backstage.fail("/activations", "status", method="POST", status=500, times=1)
    wizard = _ready_to_activate(ada)
    wizard.activate()
    expect(wizard.dialog.get_by_role("alert")).to_contain_text("It is not known", timeout=20_000)
    expect(wizard.dialog).to_contain_text("Your answers are kept")
    wizard.press("Try again")
    wizard.expect_done()
    assert [each.status for each in backstage.sent("POST", "/activations")] == [500, 200]


def test_a_new_user_who_is_created_stays_created_when_activating_fails(
    ben: HostPage, backstage: Backstage
) -> None:
    """REL-11: the next attempt skips the creation."""
    ben.watch.expect(404, "/users/user-ben")
    ben.watch.expect(422, "/activations")
    backstage.fail("/activations", "status", method="POST", status=422, times=1)
    wizard = _ready_to_activate(ben)
    wizard.activate()
    expect(wizard.dialog.get_by_role("alert")).to_contain_text("Your account was created")
    wizard.press("Try again")
    wizard.expect_done()
    assert len([each for each in backstage.sent("POST") if each.path.endswith("/users")]) == 1


def test_an_unknown_hub_is_not_available_here(visit: Visit) -> None:
    visit.watch.expect(404, "/integrations")
    host = visit.embed(hub_id="01JDB530XRYAM2CDSV4XV1N711")
    host.hub.expect_problem("not available here")


def test_a_token_that_the_api_refuses_ends_in_words(visit: Visit) -> None:
    """REL-02: a second 401 is believed; there is no loop."""
    visit.watch.expect(401, "/integrations")
    mint = visit.world.keys.mint
    expired = {"token": mint("user-ada", 1_000_000, 300), "user_id": "user-ada"}
    host = visit.embed(functions={"getToken": lambda: expired}, token_url="")
    host.hub.expect_problem("could not sign you in")


def test_something_that_is_no_token_ends_in_words(visit: Visit) -> None:
    host = visit.embed(functions={"getToken": lambda: "this.is-no.token"}, token_url="")
    host.hub.expect_problem("something other than a sign-in")


def test_someone_signed_out_is_told_so(visit: Visit) -> None:
    """REL-03: 401 of the token endpoint is no error of the hub."""
    visit.watch.expect(401, "/versori/token")
    host = visit.bare_page()
    visit.place(host)
    host.hub.expect_problem("You are signed out", "Sign in again")


def test_a_token_endpoint_that_fails_can_be_tried_again(visit: Visit) -> None:
    """REL-03: three tries, then words, then the person decides."""
    visit.watch.expect(500, "/versori/token")
    visit.sign_in()
    host = visit.bare_page()
    host.page.route("**/versori/token", lambda route: route.fulfill(status=500, body="{}"))
    visit.place(host)
    host.hub.expect_problem("could not sign you in")
    host.page.unroute_all(behavior="wait")
    host.hub.press("Try again")
    host.hub.expect_state("ready")


def test_a_sign_in_page_in_place_of_a_token_is_no_token(visit: Visit) -> None:
    """REL-03: HTML with 200 is a sign-out, not a traceback."""

    def answer(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<h1>Sign in</h1>")

    visit.sign_in()
    host = visit.bare_page()
    host.page.route("**/versori/token", answer)
    visit.place(host)
    host.hub.expect_problem("something other than a sign-in", "sign in again")
