"""The host's page: is the hub in it, and may it be there."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from hub.doctor.findings import Finding, doubt, fault, good
from hub.doctor.pages import Page, read_page
from hub.doctor.policies import policies
from hub.doctor.questions import Answer, Ask, NoAnswer, Question
from hub.options import BadOptions, Options, check_url, origin_of, parse_options

USUAL_SCRIPT = "/hub/embed.js"
USUAL_ENDPOINT = "/versori/token"


@dataclass(frozen=True)
class Place:
    """What to look at: a page's URL, and the parts that it may not show to a stranger."""

    page: str
    embed: str = ""
    token_url: str = ""
    in_browser: bool = False
    """Whoever asks is signed in, and may forge no headers."""


@dataclass(frozen=True)
class Site:
    """A page, and where its parts are; no `options` where no sound element was seen."""

    page: Page
    embed: str
    token_url: str
    options: Options | None = None

    @property
    def origin(self) -> str:
        """Give the page's origin."""
        return origin_of(self.page.url)

    @property
    def document(self) -> str:
        """Give the address of the hub's own document."""
        return self.file("index.html")

    def file(self, name: str) -> str:
        """Give the address of a file of the bundle."""
        return urljoin(self.embed, name)


def check_page(place: Place, ask: Ask) -> Generator[Finding, None, Site | None]:
    """Look at the page; give what the other checks look at, if it answers at all."""
    try:
        answer = ask(Question("GET", place.page, follows=True))
    except NoAnswer as error:
        yield fault(f"{place.page} does not answer: {error}", "Give the address of the page.")
        return None
    yield from _arrival(place, answer)
    page = read_page(answer.url, answer.text if answer.type == "text/html" else "")
    if not page.hubs:
        yield doubt(
            "There is no <versori-hub> in what the page answers, so the usual places are looked at",
            "If it is behind a sign-in, or a script puts the hub there: open the bundle's"
            " doctor.html while you are signed in, or name the parts with --embed and --token-url.",
        )
        return _guess(place, page)
    yield good("The hub is in the page")
    options = yield from _element(page)
    yield from _script(page, answer)
    return _guess(place, page, options)


def _guess(place: Place, page: Page, options: Options | None = None) -> Site:
    """Fill in what the page does not say: by what was given, or else the usual."""
    embed = place.embed or page.embed or urljoin(page.url, USUAL_SCRIPT)
    token_url = place.token_url or page.absolute("token-url")
    if not token_url and not page.hubs:
        token_url = urljoin(page.url, USUAL_ENDPOINT)
    return Site(page, embed, token_url, options)


def _arrival(place: Place, answer: Answer) -> Iterator[Finding]:
    if answer.status >= 400:
        yield doubt(f"The page answers with {answer.status}", "It may want somebody signed in.")
    elif answer.url != place.page:
        yield doubt(f"The page leads to {answer.url}", "That is what is looked at from here on.")
    else:
        yield good("The page answers")
    try:
        check_url("page", urlsplit(answer.url)._replace(fragment="").geturl())
    except BadOptions:
        yield fault("The page is not on https", "Sessions and tokens can be read on the way.")
    if answer.header("cross-origin-opener-policy").partition(";")[0].strip() == "same-origin":
        yield fault(
            "Cross-Origin-Opener-Policy is same-origin: windows for consent lose the page",
            "Send same-origin-allow-popups with this page, or leave the header out.",
        )
    else:
        yield good("Windows for consent keep their page (Cross-Origin-Opener-Policy)")
    if answer.header("cross-origin-embedder-policy") not in ("", "unsafe-none"):
        yield doubt(
            "The page sends Cross-Origin-Embedder-Policy, so a frame in it has to send it too",
            "Leave it out of this page, or send the same with the hub's document.",
        )


def _element(page: Page) -> Generator[Finding, None, Options | None]:
    """Judge the attributes as the hub itself does; give what it would make of them."""
    if "token-url" not in page.hub:
        yield doubt("There is no token-url", "A script has to set getToken on the element.")
    if len(page.hubs) > 1:
        yield good(f"There are {len(page.hubs)} hubs; the first one is looked at")
    data = {
        "hubId": page.hub.get("hub-id", ""),
        "apiUrl": page.absolute("api-url"),
        "tokenUrl": page.absolute("token-url"),
        "givesToken": "token-url" not in page.hub,
        "oauth2CallbackOrigin": page.hub.get("oauth2-callback-origin", ""),
        "categories": page.hub.get("categories", ""),
    }
    try:
        options = parse_options(data)
    except BadOptions as error:
        yield fault(f"The element cannot work: {error}", "The README lists every attribute.")
        return None
    yield good("The element's attributes are sound")
    return options


def _script(page: Page, answer: Answer) -> Iterator[Finding]:
    if not page.embed:
        yield fault(
            "No script of the page is called embed.js",
            '<script type="module" src="/hub/embed.js"></script> defines the element.',
        )
        return
    if page.embed_type != "module":
        yield fault("embed.js is not loaded as a module", 'Write type="module" on its script.')
    said = [answer.header("content-security-policy"), *page.policies]
    held = policies(said, origin_of(page.url))
    document = urljoin(page.embed, "index.html")
    if not all(each.allows("script-src", page.embed, page.nonce) for each in held):
        yield fault(
            "The page's Content Security Policy forbids embed.js",
            f"Add {origin_of(page.embed)} (or 'self', if that is the page's own) to script-src.",
        )
    elif not all(each.allows("frame-src", document) for each in held):
        yield fault(
            "The page's Content Security Policy forbids the hub's frame",
            f"Add {origin_of(document)} (or 'self', if that is the page's own) to frame-src.",
        )
    else:
        yield good("The page may load the hub" + (" under its policy" if held else ""))
