"""The bundle: is each file there, whole, of the right type, and may the document be framed."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hub.doctor.findings import Finding, doubt, fault, good
from hub.doctor.page_checks import Site
from hub.doctor.pages import read_page
from hub.doctor.policies import Policy, policies
from hub.doctor.questions import Answer, Ask, NoAnswer, Question
from hub.options import origin_of

TYPES = {
    ".css": {"text/css"},
    ".html": {"text/html"},
    ".js": {"text/javascript", "application/javascript"},
    ".json": {"application/json"},
    ".mjs": {"text/javascript", "application/javascript"},
    ".wasm": {"application/wasm"},
}
LARGE = 1_000_000
DAY = 24 * 60 * 60
MOST_NAMED = 5


def check_bundle(site: Site, ask: Ask) -> Iterator[Finding]:
    """Fetch all of it, as a browser would; a host may leave the doctor's own page out."""
    try:
        answer = ask(Question("GET", site.file("manifest.json")))
        document = ask(Question("GET", site.document))
    except NoAnswer as error:
        yield fault(
            f"The bundle at {site.file('.')} does not answer: {error}", "Serve dist/ there."
        )
        return
    manifest = answer.json()
    files = manifest.get("files") if isinstance(manifest, dict) else None
    if answer.status != 200 or not isinstance(files, dict):
        yield fault(
            f"There is no bundle at {site.file('.')}: manifest.json answers with {answer.status}",
            "Build it with `python3 dev.py build`, and serve all of dist/ there.",
        )
        return
    yield from _files(site, ask, {str(name): str(digest) for name, digest in files.items()})
    yield from _document(site, document)


@dataclass
class _Odd:
    """The files of a bundle with which something is odd."""

    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    mistyped: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def look(self, name: str, digest: str, answer: Answer | None) -> None:
        """Look at what came for a file."""
        ending = "." + name.rpartition(".")[2]
        if answer is None:
            self.missing += [] if name.startswith("doctor.") else [name]
            return
        if ending != ".html" and _integrity(answer.body) != digest:
            self.damaged.append(name)  # a host may fill in the documents
        if answer.type not in TYPES.get(ending, {answer.type}):
            self.mistyped.append(f"{name} ({answer.type or 'none'})")
        if len(answer.body) > LARGE and _is_loose(name, answer):
            self.loose.append(name)
        if name == "embed.js" and _lasts(answer) > DAY:
            self.kept.append(name)


def _files(site: Site, ask: Ask, files: Mapping[str, str]) -> Iterator[Finding]:
    odd = _Odd()
    for name, digest in files.items():
        odd.look(name, digest, _fetched(site.file(name), ask))
    yield from _wrong(odd)
    if not (odd.missing or odd.damaged or odd.mistyped):
        yield good(f"All {len(files)} files of the bundle are there, whole, and of the right type")
    yield from _slow_or_stale(odd)


def _fetched(url: str, ask: Ask) -> Answer | None:
    try:
        answer = ask(Question("GET", url))
    except NoAnswer:
        return None
    return answer if answer.status == 200 else None


def _wrong(odd: _Odd) -> Iterator[Finding]:
    if odd.missing:
        yield fault(f"Missing from the bundle: {_named(odd.missing)}", "Serve all of dist/.")
    if odd.damaged:
        yield fault(
            f"Not as they were built: {_named(odd.damaged)}",
            "Serve the files byte for byte, all of one build; a cache may hold older ones.",
        )
    if odd.mistyped:
        yield fault(
            f"Sent with a type that browsers refuse: {_named(odd.mistyped)}",
            ".mjs and .js are text/javascript, .wasm is application/wasm.",
        )


def _slow_or_stale(odd: _Odd) -> Iterator[Finding]:
    if odd.loose:
        yield doubt(
            f"Sent without compression: {_named(odd.loose)}",
            "Compress .wasm and .mjs with gzip or Brotli: the first visit is a third of the bytes.",
        )
    if odd.kept:
        yield doubt(
            "Browsers may keep embed.js for more than a day",
            "Its name does not change with a release: send Cache-Control: no-cache with it.",
        )


def _document(site: Site, answer: Answer) -> Iterator[Finding]:
    origin = origin_of(site.document)
    held = policies([answer.header("content-security-policy")], origin)
    page = read_page(site.document, answer.text)
    yield from _framing(site, answer, held)
    if origin != site.origin and site.origin not in page.hosts:
        yield fault(
            f"The hub's document does not talk to pages of {site.origin}",
            'Name the origin in index.html: <meta name="versori-hub-hosts" content="…">.',
        )
    yield from _needs(site, [*held, *policies(page.policies, origin)])


def _framing(site: Site, answer: Answer, held: list[Policy]) -> Iterator[Finding]:
    framing = answer.header("x-frame-options").upper()
    is_own = origin_of(site.document) == site.origin
    framed = [each for each in held if each.sources("frame-ancestors") is not None]
    if not all(each.allows("frame-ancestors", site.page.url) for each in framed):
        yield fault(
            "The hub's document may not be shown in this page (frame-ancestors)",
            f"Add {site.origin} to frame-ancestors of its Content Security Policy.",
        )
    elif not framed and (framing == "DENY" or (framing == "SAMEORIGIN" and not is_own)):
        yield fault(
            f"X-Frame-Options: {framing} keeps the hub's document out of this page",
            "Send Content-Security-Policy: frame-ancestors with the page's origin instead.",
        )
    else:
        yield good("The hub's document may be shown in this page")
    if not framed and not framing:
        yield doubt(
            "Any page may show the hub's document in a frame",
            "Send Content-Security-Policy: frame-ancestors 'self' with index.html.",
        )


def _needs(site: Site, held: list[Policy]) -> Iterator[Finding]:
    """Tell whether the document's policies leave the hub what it runs on."""
    runs = ("'wasm-unsafe-eval'", "'unsafe-eval'")
    needs = {
        "script-src 'self'": lambda each: each.allows("script-src", site.embed),
        f"script-src {runs[0]}": lambda each: any(each.says("script-src", one) for one in runs),
        "worker-src blob:": lambda each: each.says("worker-src", "blob:"),
        "connect-src 'self'": lambda each: each.allows("connect-src", site.document),
    }
    if site.options is not None:
        api = site.options.api_url
        needs[f"connect-src {origin_of(api)}"] = lambda each: each.allows("connect-src", api)
    lacking = [need for need, is_met in needs.items() if not all(map(is_met, held))]
    if lacking:
        yield fault(
            f"The policy of the hub's document lacks {_named(lacking)}",
            "docs/deploy.md has the whole header; another API is built in with --api-url.",
        )
    else:
        yield good("The hub's document may run Python and call the API under its policy")


def _integrity(data: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()


def _is_loose(name: str, answer: Answer) -> bool:
    return not name.endswith(".zip") and not answer.header("content-encoding")


def _lasts(answer: Answer) -> int:
    """Give the seconds for which a cache may use an answer without asking."""
    said = [part.strip().lower() for part in answer.header("cache-control").split(",")]
    if "no-cache" in said or "no-store" in said:
        return 0
    ages = [part.removeprefix("max-age=") for part in said if part.startswith("max-age=")]
    return next((int(age) for age in ages if age.isdecimal()), 0)


def _named(names: list[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
