"""Who may call at all: method, origin, content type, size. Decided before anyone is identified.

A token is a credential, so another site's page must not be able to have one made: the browser
says where a call comes from (Fetch Metadata), or at least its origin, and a JSON body makes every
cross-origin call ask first (preflight).
"""

from collections.abc import Set

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wsgi import get_content_length

from token_server.errors import Refusal

LARGEST_BODY = 4 * 1024
PREFLIGHT_LIFE = 600

ALLOW = "OPTIONS, POST"
JSON = "application/json"

# Two headers as WSGI names them. Every call is asked for them several times.
ORIGIN, SITE = "HTTP_ORIGIN", "HTTP_SEC_FETCH_SITE"

VARY = "Cookie, Origin, Sec-Fetch-Site"

FIXED_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Vary": VARY,
}

HSTS = {"Strict-Transport-Security": "max-age=31536000"}  # subdomains are the host's to decide


def check(request: Request, allowed_origins: Set[str], largest: int = LARGEST_BODY) -> None:
    """Let a request in, or raise the Refusal that answers it; its body decides nothing."""
    check_method(request)
    check_site(request, allowed_origins)
    check_content_type(request)
    check_length(request, largest)


def headers(request: Request, allowed_origins: Set[str] = frozenset()) -> dict[str, str]:
    """Give the headers that every answer carries, refusals included."""
    transport = HSTS if request.is_secure else {}
    return FIXED_HEADERS | transport | _cors(request, allowed_origins)


def preflight_headers(request: Request, allowed_origins: Set[str]) -> dict[str, str]:
    """Answer a preflight; an origin that is not listed learns nothing."""
    if not _listed(request, allowed_origins):
        return {"Allow": ALLOW}
    return {
        "Allow": ALLOW,
        "Access-Control-Allow-Methods": "POST",
        "Access-Control-Allow-Headers": "Content-Type, X-Requested-With",
        "Access-Control-Max-Age": str(PREFLIGHT_LIFE),
    }


def _cors(request: Request, allowed_origins: Set[str]) -> dict[str, str]:
    if not _listed(request, allowed_origins):
        return {}
    return {
        "Access-Control-Allow-Origin": request.environ[ORIGIN],
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Expose-Headers": "Retry-After, X-Request-Id",
    }


def _listed(request: Request, allowed_origins: Set[str]) -> bool:
    """Tell whether a call comes from an origin that is listed, and does not cross sites."""
    if request.environ.get(ORIGIN) not in allowed_origins:
        return False
    return request.environ.get(SITE) in (None, "same-site", "same-origin")


def method_refused(allow: str) -> Refusal:
    """Make the refusal of a method, which says what is allowed instead."""
    message = "That is not how this is asked for."
    return Refusal(405, "method_not_allowed", message, headers={"Allow": allow})


def check_method(request: Request) -> None:
    """Refuse what a link, an image or a prefetch could ask for."""
    if request.environ["REQUEST_METHOD"] != "POST":  # as it was sent: `post` is another (RFC 9110)
        raise method_refused(ALLOW)


def check_site(request: Request, allowed_origins: Set[str]) -> None:
    """Refuse a call that a page of another site has made."""
    site = request.environ.get(SITE)
    if site == "same-origin":
        return
    if site in (None, "same-site") and _listed(request, allowed_origins):
        return
    raise Refusal(
        403, "forbidden_origin", "This page may not ask for that.", reason=_site_reason(site)
    )


def _site_reason(site: str | None) -> str:
    known = {"same-site", "cross-site", "none"}
    return "no origin listed" if site is None else site if site in known else "unknown site"


def check_content_type(request: Request) -> None:
    """Refuse what a form could have sent."""
    if request.environ.get("CONTENT_TYPE") != JSON and request.mimetype != JSON:
        raise Refusal(415, "unsupported_media_type", "Send the request as application/json.")


def check_length(request: Request, largest: int) -> None:
    """Refuse a body that is said to be large; what comes is not read, so nobody waits for it."""
    if (get_content_length(request.environ) or 0) > largest:
        raise _too_large()


def read_body(request: Request, largest: int) -> bytes:
    """Read the body, up to a size in bytes."""
    request.max_content_length = largest + 1  # a body without a length is cut here, and not refused
    try:
        body = request.get_data()
    except RequestEntityTooLarge:
        raise _too_large() from None
    if len(body) > largest:
        raise _too_large()
    return body


def _too_large() -> Refusal:
    return Refusal(413, "too_large", "The request's body is too large.")
