"""Who may talk to the hub, and whom the hub talks to."""

from e2e.pages import HostPage
from e2e.visits import Visit

ELSEWHERE = "https://elsewhere.example"

KNOCK = """() => new Promise((heard) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => heard(data);
  const frame = document.querySelector("iframe")?.contentWindow ?? window;
  frame.postMessage({ type: "versori-hub:port" }, "*", [port2]);
  setTimeout(() => heard("nothing"), 500);
})"""

FRAME = """(url) => {
  const frame = document.createElement("iframe");
  frame.src = url;
  document.body.append(frame);
}"""


def test_the_hub_answers_the_page_that_embeds_it_and_nobody_else(ada: HostPage) -> None:
    """HUB-18: the same words from its own window, as a frame in it could say them, are ignored."""
    ada.hub.expect_runtime("ready")
    assert ada.frame().evaluate(KNOCK) == "nothing"
    assert ada.page.evaluate(KNOCK) == {"hello": {"title": "Integrations"}}


def test_the_hub_answers_no_page_of_an_origin_that_is_not_listed(
    visit: Visit, static_url: str
) -> None:
    """HUB-18: a document that anybody may frame still speaks to its own hosts only."""
    page = visit.context.new_page()
    page.goto(f"{static_url}/assets/integrations/THIRD_PARTY.txt")
    elsewhere = static_url.replace("127.0.0.1", "localhost")
    page.evaluate(FRAME, f"{elsewhere}/assets/integrations/index.html")
    page.frame_locator("iframe").locator("html[data-runtime=off]").wait_for()
    assert page.evaluate(KNOCK) == "nothing"


def test_an_api_that_the_bundle_was_not_built_for_is_not_asked(visit: Visit) -> None:
    """HUB-19: the document's own policy lists the one origin that may be asked."""
    host = visit.embed(api_url=f"{ELSEWHERE}/v1")
    host.hub.expect_problem("could not be reached")
    assert not [each.url for each in visit.watch.requests if each.url.startswith(ELSEWHERE)]


def test_a_redirect_is_not_followed_with_the_token(ada: HostPage) -> None:
    """HUB-22"""
    ada.watch.expect("net::ERR_FAILED", "/integrations")
    ada.page.route(
        "**/integrations?*",
        lambda route: route.fulfill(status=302, headers={"Location": f"{ELSEWHERE}/list"}),
    )
    ada.call("refresh")
    ada.hub.expect_problem("could not be reached")
    ada.page.unroute_all(behavior="wait")
    assert not [each.url for each in ada.watch.requests if each.url.startswith(ELSEWHERE)]
