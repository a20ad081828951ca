"""The host's own safety: its headers, and forms that only its own pages may send.

The policy is a strict one on purpose: a page that shows the hub needs nothing more than
`script-src 'self'` and `frame-src 'self'`.
"""

from flask import Request, Response
from werkzeug.exceptions import Forbidden

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)

PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    # Not `no-referrer`: under it a form's Origin is sent as `null`.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    # Not `same-origin`: the hub's OAuth popups must keep their opener.
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def protect(response: Response) -> Response:
    """Add the pages' headers to whatever has not set its own."""
    for name, value in PAGE_HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def check_own_form(request: Request) -> None:
    """Refuse a form that another site's page has sent."""
    site = request.headers.get("Sec-Fetch-Site")
    own_origin = request.headers.get("Origin") == request.host_url.rstrip("/")
    if site != "same-origin" and not (site is None and own_origin):
        raise Forbidden("This form can only be sent from Northwind's own pages.")
