"""What the doctor finds: nothing where nothing is wrong, and each thing that can be."""

from dataclasses import replace
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.doctor import Answer, Level, Place

from .hosts import (
    DOCUMENT_POLICY,
    ELEMENT,
    HERE,
    HUB,
    NO_STORE,
    ORIGIN,
    PAGE,
    SCRIPT,
    SIGNED_IN,
    TOKEN,
    Host,
    findings,
    said,
)

SOUND = Host()
CSP = "content-security-policy"


@pytest.mark.parametrize("place", [HERE, SIGNED_IN])
def test_nothing_is_found_wrong_with_a_sound_host(place: Place) -> None:
    host = replace(SOUND, is_signed_in=place.in_browser)
    assert said(host, Level.FAULT, place) == said(host, Level.DOUBT, place) == []
    assert len(said(host, Level.GOOD, place)) >= 8


@pytest.mark.parametrize(
    ("host", "words"),
    [
        (replace(SOUND, page={"cross-origin-opener-policy": "same-origin"}), "Opener-Policy"),
        (replace(SOUND, html=ELEMENT), "No script of the page is called embed.js"),
        (replace(SOUND, html=SCRIPT.replace("module", "classic") + ELEMENT), "as a module"),
        (replace(SOUND, html=SCRIPT + ELEMENT.replace(HUB, "no id")), "hub-id"),
        (replace(SOUND, html=SCRIPT + ELEMENT.replace("/versori", "http://e.com")), "token-url"),
        (replace(SOUND, page={CSP: "script-src 'none'"}), "forbids embed.js"),
        (replace(SOUND, page={CSP: "script-src 'self' 'strict-dynamic'"}), "forbids embed.js"),
        (replace(SOUND, page={CSP: "script-src 'self'; frame-src 'none'"}), "forbids the hub's"),
        (replace(SOUND, page={CSP: "default-src https:, frame-src 'none'"}), "forbids the hub's"),
        (replace(SOUND, files={"embed.js": None}), "Missing from the bundle: embed.js"),
        (replace(SOUND, files={"embed.js": b"older"}), "Not as they were built: embed.js"),
        (
            replace(SOUND, types={"pyodide/pyodide.asm.wasm": "application/octet-stream"}),
            "a type that browsers refuse: pyodide/pyodide.asm.wasm (application/octet-stream)",
        ),
        (replace(SOUND, document_headers={"x-frame-options": "DENY"}), "X-Frame-Options: DENY"),
        (
            replace(SOUND, document_headers={CSP: "frame-ancestors https://other.example.com"}),
            "frame-ancestors",
        ),
        (
            replace(SOUND, document_headers={CSP: DOCUMENT_POLICY.replace("blob:", "'self'")}),
            "lacks worker-src blob:",
        ),
        (
            replace(SOUND, document_headers={CSP: "script-src 'self'; frame-ancestors 'self'"}),
            "'wasm-unsafe-eval'",
        ),
        (
            replace(SOUND, document='<meta http-equiv="content-security-policy" content="'
                    "connect-src 'self'\">"),
            "connect-src https://platform.versori.com",
        ),
        (replace(SOUND, nobody=Answer(200, "", NO_STORE, TOKEN)), "not signed in"),
        (replace(SOUND, nobody=Answer(302, "", NO_STORE)), "leads elsewhere"),
        (replace(SOUND, nobody=Answer(404, "", NO_STORE)), "There is no token endpoint"),
        (replace(SOUND, nobody=Answer(401, "", {}, b"{}")), "may be stored"),
        (
            replace(SOUND, stranger=Answer(401, "", {"access-control-allow-origin": "*"})),
            "Pages of any origin",
        ),
        (
            replace(SOUND, stranger=Answer(
                200, "", {"access-control-allow-origin": "https://doctor.invalid"}
            )),
            "Pages of any origin",
        ),
        (replace(SOUND, preflight={}), f"does not let pages of {ORIGIN} call it"),
        (replace(SOUND, preflight=None), "does not answer: no connection"),
        (
            replace(SOUND, preflight={"access-control-allow-origin": ORIGIN}),
            "takes no Authorization",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_will_not_work_is_said_with_a_remedy(host: Host, words: str) -> None:
    wrong = [each for each in findings(host) if each.level is Level.FAULT]
    assert [each for each in wrong if words in each.title and each.remedy]


@pytest.mark.parametrize(
    ("host", "words"),
    [
        (replace(SOUND, html=SCRIPT + f'<versori-hub hub-id="{HUB}">'), "There is no token-url"),
        (replace(SOUND, html="<p>Sign in</p>"), "the usual places"),
        (replace(SOUND, page={"cross-origin-embedder-policy": "require-corp"}), "Embedder-Policy"),
        (replace(SOUND, page_status=403), "The page answers with 403"),
        (replace(SOUND, document_headers={}), "Any page may show"),
        (replace(SOUND, nobody=Answer(500, "", NO_STORE)), "answers with 500"),
        (replace(SOUND, stranger=Answer(401, "", NO_STORE)), "401, and not with 403"),
        (replace(SOUND, linked=200), "GET is answered with 200"),
        (replace(SOUND, posted=200), "a form's POST with 200"),
        (replace(SOUND, file_headers={"cache-control": "public, max-age=604800"}), "a day"),
        (
            replace(SOUND, files={"pyodide/pyodide.asm.wasm": b"0" * 2_000_000}),
            "Sent without compression: pyodide/pyodide.asm.wasm",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_may_be_wrong_is_said_as_something_to_check(host: Host, words: str) -> None:
    assert [title for title in said(host, Level.DOUBT) if words in title]


def test_a_page_of_another_origin_has_to_be_named_in_the_hubs_document() -> None:
    html = SCRIPT.replace("/hub/", "https://cdn.example.com/hub/") + ELEMENT
    ancestors = {CSP: f"{DOCUMENT_POLICY} {ORIGIN}"}
    elsewhere = replace(SOUND, html=html, document_headers=ancestors)
    named = f'<meta name="versori-hub-hosts" content="https://b.example.com {ORIGIN}">'
    assert said(elsewhere, Level.FAULT) == [
        f"The hub's document does not talk to pages of {ORIGIN}"
    ]
    assert said(replace(elsewhere, document=named), Level.FAULT) == []


def test_behind_a_sign_in_the_named_parts_are_looked_at() -> None:
    hidden = replace(SOUND, html="<p>Sign in</p>")
    place = Place(PAGE, f"{ORIGIN}/static/hub/embed.js", f"{ORIGIN}/a/versori/token")
    assert said(hidden, Level.FAULT, place) == []
    assert len(said(hidden, Level.GOOD, place)) >= 6


def test_a_page_that_does_not_answer_ends_the_look() -> None:
    (only,) = findings(SOUND, Place("https://nowhere.example.com"))
    assert only.title == "https://nowhere.example.com does not answer: no connection"


@pytest.mark.parametrize(
    ("host", "level", "words"),
    [
        (replace(SOUND, is_signed_in=False), Level.DOUBT, "You are not signed in"),
        (
            replace(SOUND, is_signed_in=True, signed_in=Answer(503, "", NO_STORE)),
            Level.FAULT,
            "answers with 503",
        ),
        (
            replace(SOUND, is_signed_in=True, signed_in=Answer(200, "", {}, TOKEN)),
            Level.FAULT,
            "The token may be stored",
        ),
        (replace(SOUND, is_signed_in=True, api_status=401), Level.FAULT, "refuses the token"),
        (replace(SOUND, is_signed_in=True, api_status=None), Level.FAULT, "no answer from the API"),
        (replace(SOUND, is_signed_in=True, api_status=502), Level.DOUBT, "answers with 502"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whoever_is_signed_in_sees_whether_tokens_are_given_and_taken(
    host: Host, level: Level, words: str
) -> None:
    assert [title for title in said(host, level, SIGNED_IN) if words in title]


def test_no_finding_holds_the_token() -> None:
    """HUB-21"""
    for host in (SOUND, replace(SOUND, api_status=401), replace(SOUND, api_status=None)):
        found = list(findings(replace(host, is_signed_in=True), SIGNED_IN))
        assert found
        assert "a.b.c" not in repr(found)


@given(
    html=st.text(),
    source=st.text(alphabet="[]:/?#@*.'aé% \n", max_size=12),
    attribute=st.sampled_from(["hub-id", "token-url", "api-url", "categories"]),
)
def test_whatever_a_page_says_it_is_looked_at_to_the_end(
    html: str, source: str, attribute: str
) -> None:
    address = escape(source)
    parts = (
        f'<base href="{address}"><script type="module" src="{address}/embed.js"></script>',
        f'<versori-hub {attribute}="{address}"></versori-hub>',
        html,
    )
    host = replace(SOUND, html="".join(parts), page={CSP: f"script-src {source}; frame-src *"})
    assert list(findings(host))
    assert list(findings(replace(host, is_signed_in=True), SIGNED_IN))
