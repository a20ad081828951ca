"""The watch over the journeys: what it may not overlook."""

from playwright.sync_api import Route

from e2e.pages import HostPage


def test_what_is_given_up_though_nobody_left_is_a_failure(ada: HostPage) -> None:
    ada.hub.expect_runtime("ready")
    ada.page.route("**/integrations?*", lambda route: route.abort("aborted"))
    ada.call("refresh")
    ada.hub.expect_problem("could not be reached")
    ada.page.unroute_all(behavior="wait")
    assert {r.url.rpartition("/")[2] for r in ada.watch.leavings.unexplained()} == {
        "integrations?first=20"
    }
    ada.watch.forget()


def test_what_is_given_up_because_the_page_was_left_is_none(ada: HostPage) -> None:
    ada.hub.expect_runtime("ready")
    held: list[Route] = []
    ada.page.route("**/integrations?*", lambda r: r.continue_() if held else held.append(r))
    with ada.page.expect_request("**/integrations?*"):
        ada.call("refresh")
    ada.page.reload()
    assert ada.watch.leavings.given_up
    assert ada.watch.leavings.unexplained() == []
    ada.hub.expect_runtime("ready")
    ada.hub.expect_state("ready")
