"""The OAuth provider that the sandbox plays, and Versori's callback page.

The consent page approves, denies, or fails in one of many ways on request. The callback page hands
the answer to its opener by window messages; a page from a wrong origin can be had to forge one.
"""

import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, render_template, request
from werkzeug.exceptions import NotFound

from sandbox.records import Code, Consent
from sandbox.world import World

PAGE_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self' http://localhost:* http://127.0.0.1:*"
)
CODE_BYTES = 24


@dataclass(frozen=True)
class Decision:
    """One way to answer: what the button says, how the callback page behaves, what is in the URL.

    In `answer`, {code}, {state} and {other} stand for a good code, the state and a wrong one.
    """

    label: str
    answer: tuple[tuple[str, str], ...]
    manner: str = ""
    lifetime: int | None = None


CODE, STATE = ("code", "{code}"), ("state", "{state}")

DECISIONS = {
    "approve": Decision("Approve", (CODE, STATE)),
    "deny": Decision(
        "Deny",
        (("error", "access_denied"), ("error_description", "The user said no."), STATE),
    ),
}

FAILURES = {
    "provider-error": Decision(
        "The provider fails (server_error)",
        (("error", "server_error"), ("error_description", "The provider is out of order."), STATE),
    ),
    "wrong-state": Decision("Wrong state", (CODE, ("state", "{other}"))),
    "missing-code": Decision("Missing code", (STATE,)),
    "missing-state": Decision("Missing state", (CODE,)),
    "duplicate-code": Decision("The code twice in the URL", (CODE, ("code", "{other}"), STATE)),
    "code-and-error": Decision(
        "Both a code and an error", (CODE, ("error", "server_error"), STATE)
    ),
    "expired-code": Decision("An expired code", (CODE, STATE), lifetime=-1),
    "never-answer": Decision("Never answer", (CODE, STATE), manner="silent"),
    "close-window": Decision("Close the window without an answer", (CODE, STATE), manner="closing"),
    "answer-twice": Decision("Answer twice", (CODE, STATE), manner="twice"),
    "slow-answer": Decision("Answer after five seconds", (CODE, STATE), manner="slow"),
    "hostile-page": Decision(
        "Lead to a hostile page of another origin", (STATE,), manner="hostile"
    ),
}

MANNERS = ("", "silent", "closing", "twice", "slow")


def install(app: Flask, world: World) -> None:
    """Register the provider's and the callback's pages."""
    pages = Blueprint("oauth", __name__, url_prefix="/oauth")
    pages.after_request(_protect)
    pages.add_url_rule("/<provider>/authorize", "ask", lambda provider: _ask(world, provider))
    pages.add_url_rule(
        "/<provider>/authorize",
        "decide",
        lambda provider: _decide(world, provider),
        methods=["POST"],
    )
    pages.add_url_rule("/callback", "callback", _callback, defaults={"manner": ""})
    pages.add_url_rule("/callback/<manner>", "callback", _callback)
    pages.add_url_rule("/hostile", "hostile", lambda: render_template("hostile.html"))
    app.register_blueprint(pages)


def _protect(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = PAGE_CSP
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _ask(world: World, provider: str) -> Response:
    consent = _consent(world)
    problem = _problem(consent)
    if problem or consent is None:
        page = render_template("refused.html", provider=provider.title(), problem=problem)
        return Response(page, status=400)
    return Response(
        render_template(
            "consent.html",
            host=world.catalogue.organisations[0].name,
            provider=provider.title(),
            scopes=consent.scopes,
            failures=FAILURES,
            prompt=request.args.get("prompt", ""),
        )
    )


def _consent(world: World) -> Consent | None:
    with world.store.transaction():
        return world.records.consents.get(request.args.get("state", ""))


def _problem(consent: Consent | None) -> str:
    """Say what is wrong with an authorization request, without going where it says."""
    if consent is None:
        return "This request was not started by Versori, or it is over."
    if request.args.get("redirect_uri") != request.host_url + "oauth/callback":
        return "This request wants to lead to a stranger."
    if request.args.get("response_type") != "code":
        return "Only authorization codes are given here."
    return ""


def _decide(world: World, provider: str) -> Response:
    consent = _consent(world)
    decision = (DECISIONS | FAILURES).get(request.form.get("decision", ""))
    if consent is None or decision is None or _problem(consent):
        return _ask(world, provider)
    return _lead(_target(world, consent, decision))


def _lead(location: str) -> Response:
    return Response(status=303, headers={"Location": location})


def _target(world: World, consent: Consent, decision: Decision) -> str:
    words = {"code": "", "state": consent.id, "other": secrets.token_urlsafe(CODE_BYTES)}
    if CODE in decision.answer:
        words["code"] = _issue(world, consent, decision).id
    query = urlencode([(name, value.format(**words)) for name, value in decision.answer])
    if decision.manner == "hostile":
        return f"{_other_origin()}/oauth/hostile?{query}"
    manner = f"/{decision.manner}" if decision.manner else ""
    return f"/oauth/callback{manner}?{query}"


def _other_origin() -> str:
    """Return this server by its other loopback name, which a browser takes for a stranger."""
    here = request.host_url.rstrip("/")
    ours, other = ("127.0.0.1", "localhost")
    return here.replace(ours, other) if ours in here else here.replace(other, ours)


def _issue(world: World, consent: Consent, decision: Decision) -> Code:
    lifetime = world.settings.code_lifetime if decision.lifetime is None else decision.lifetime
    code = Code(secrets.token_urlsafe(CODE_BYTES), consent.id, world.now() + lifetime)
    with world.store.transaction():
        return world.records.codes.add(code)


def _callback(manner: str) -> str:
    if manner not in MANNERS:
        raise NotFound
    return render_template("callback.html", manner=manner)
