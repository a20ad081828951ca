"""The token endpoint: whom it refuses, and what it gives to somebody who is signed in."""

from collections.abc import Generator, Iterator

from hub.client import Token
from hub.doctor.findings import Finding, doubt, fault, good
from hub.doctor.page_checks import Site
from hub.doctor.questions import Answer, Ask, NoAnswer, Question
from hub.errors import TokenError
from hub.tokens import read_token_answer
from hub.wire import Response

JSON_TYPE = {"Content-Type": "application/json", "X-Requested-With": "versori-hub"}
STRANGER = "https://doctor.invalid"
FROM_THERE = {**JSON_TYPE, "Origin": STRANGER, "Sec-Fetch-Site": "cross-site"}
FROM_HERE = {**JSON_TYPE, "Sec-Fetch-Site": "same-origin"}
LONGEST_LIFE = 3600


def check_refusals(site: Site, ask: Ask) -> Iterator[Finding]:
    """Knock as nobody, as another site's page, and in ways that a link or a form could."""
    try:
        nobody = ask(Question("POST", site.token_url, FROM_HERE | {"Origin": site.origin}, "{}"))
        stranger = ask(Question("POST", site.token_url, FROM_THERE, "{}"))
        linked = ask(Question("GET", site.token_url))
        posted = ask(Question("POST", site.token_url, {"Content-Type": "text/plain"}, "{}"))
    except NoAnswer as error:
        yield fault(
            f"The token endpoint {site.token_url} does not answer: {error}",
            "Mount the token server there, or correct token-url.",
        )
        return
    if nobody.status in (404, 405):
        yield fault(
            f"There is no token endpoint at {site.token_url}: it answers with {nobody.status}",
            "Mount the token server there, or correct token-url (--token-url).",
        )
        return
    yield from _nobody(nobody)
    yield from _stranger(stranger)
    yield from _careless(linked, posted)


def _nobody(answer: Answer) -> Iterator[Finding]:
    if _gives_token(answer):
        yield fault(
            "The token endpoint gives a token to somebody who is not signed in",
            "Take it off the network, and let `identify` say None without a session.",
        )
    elif answer.status in range(300, 400):
        yield fault(
            "Without a session the token endpoint leads elsewhere",
            "It has to answer 401 as JSON; a sign-in page is of no use to the hub.",
        )
    elif answer.status == 401 and isinstance(answer.json(), dict):
        yield good("Without a session there is no token: 401, as JSON")
    else:
        yield doubt(
            f"Without a session the token endpoint answers with {answer.status}",
            "401 with JSON is what lets the hub say that the session has ended.",
        )
    if "no-store" in answer.header("cache-control").lower():
        yield good("What it answers is stored nowhere (no-store)")
    else:
        yield fault(
            "What the token endpoint answers may be stored", "Send Cache-Control: no-store."
        )


def _stranger(answer: Answer) -> Iterator[Finding]:
    allowed = answer.header("access-control-allow-origin")
    if allowed in (STRANGER, "*"):
        yield fault(
            "Pages of any origin may read what the token endpoint answers",
            "Name exact origins for CORS (VERSORI_ALLOWED_ORIGINS), or none.",
        )
    elif answer.status == 403:
        yield good("Another site's page is refused: 403, and nothing that it could read")
    else:
        yield doubt(
            f"Another site's page is answered with {answer.status}, and not with 403",
            "Refuse calls by Sec-Fetch-Site and Origin before anyone is identified.",
        )


def _careless(linked: Answer, posted: Answer) -> Iterator[Finding]:
    if linked.status == 405 and posted.status in (403, 415):
        yield good("Links and forms cannot ask for a token")
    else:
        yield doubt(
            f"GET is answered with {linked.status}, a form's POST with {posted.status}",
            "Only POST with application/json should be taken (405, 415).",
        )


def check_token(site: Site, ask: Ask) -> Generator[Finding, None, Token | None]:
    """Ask for a token as the hub does, with the session of whoever is signed in; give it."""
    try:
        answer = ask(Question("POST", site.token_url, JSON_TYPE, "{}"))
        token = read_token_answer(Response(answer.status, answer.text, answer.headers))
    except NoAnswer as error:
        yield fault(f"The token endpoint does not answer: {error}", "Correct token-url.")
        return None
    except TokenError as error:
        yield _no_token(error)
        return None
    yield good("The token endpoint gives a token to whoever is signed in")
    if token.expires_in > LONGEST_LIFE:
        yield fault("The token lives for more than an hour", "Five minutes are enough.")
    if "no-store" not in answer.header("cache-control").lower():
        yield fault("The token may be stored", "Send Cache-Control: no-store.")
    return token


def _no_token(error: TokenError) -> Finding:
    if error.problem.status == 401:
        return doubt("You are not signed in", "Sign in to the application, then look again.")
    return fault(
        f"The token endpoint answers with {error.problem.status}, and gives no token",
        "Its log says why.",
    )


def _gives_token(answer: Answer) -> bool:
    body = answer.json()
    return answer.status == 200 and isinstance(body, dict) and "token" in body
