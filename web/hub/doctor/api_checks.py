"""The API: may this page call it, and does it take the token."""

from collections.abc import Iterator

from hub import api
from hub.client import Token
from hub.doctor.findings import Finding, doubt, fault, good
from hub.doctor.questions import Ask, NoAnswer, Question
from hub.errors import ProtocolError
from hub.options import Options, origin_of

NOBODY = "versori-hub-doctor"
UNKNOWN_KEY = (
    "Compare the key's id and the key with what Versori has, the hub's id with the hub they belong"
    " to, and the server's clock with the time."
)


def check_calls(origin: str, options: Options, ask: Ask) -> Iterator[Finding]:
    """Ask the API, as a browser does beforehand, whether this page may call it."""
    if origin_of(options.api_url) == origin:
        return  # the host stands before it, and needs no leave
    url = api.get_end_user(options.hub_id, NOBODY).request.url(options.api_url)
    asking = {
        "Origin": origin,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization",
    }
    try:
        answer = ask(Question("OPTIONS", url, asking))
    except NoAnswer as error:
        yield fault(f"The API at {options.api_url} does not answer: {error}", "Correct api-url.")
        return
    headers = answer.header("access-control-allow-headers").lower()
    listed = [name.strip() for name in headers.split(",")]
    if answer.header("access-control-allow-origin") not in (origin, "*"):
        yield fault(
            f"The API does not let pages of {origin} call it",
            "Have the origin allowed at Versori, or use hybrid mode, which calls from the server.",
        )
    elif "authorization" not in listed:
        yield fault("The API takes no Authorization from pages", "Is api-url the Embedded API's?")
    else:
        yield good(f"The API lets pages of {origin} call it")


def check_signed_in(options: Options, token: Token, ask: Ask) -> Iterator[Finding]:
    """Look the end user up, with the token and from the page, as the hub does first of all."""
    try:
        url = api.get_end_user(options.hub_id, token.user_id).request.url(options.api_url)
    except ProtocolError:
        yield fault("The user's id cannot stand in an address", "Give another, such as a number.")
        return
    try:
        answer = ask(Question("GET", url, {"Authorization": f"JWT {token.value}"}))
    except NoAnswer:
        yield fault(
            f"This page gets no answer from the API at {options.api_url}",
            "The API has to allow the page's origin (CORS), and the policy of the hub's document"
            " the API's (connect-src).",
        )
        return
    match answer.status:
        case 200 | 404:
            yield good("The API takes the token")
        case 401 | 403:
            yield fault(f"The API refuses the token with {answer.status}", UNKNOWN_KEY)
        case _:
            yield doubt(f"The API answers with {answer.status}", "Look again in a moment.")
