"""All checks, in the order in which a browser meets what they look at."""

from collections.abc import Iterator

from hub.doctor.api_checks import check_calls, check_signed_in
from hub.doctor.bundle_checks import check_bundle
from hub.doctor.findings import Finding
from hub.doctor.page_checks import Place, check_page
from hub.doctor.questions import Ask
from hub.doctor.token_checks import check_refusals, check_token


def examine(place: Place, ask: Ask) -> Iterator[Finding]:
    """Look at a place, and say what is found as it is found."""
    site = yield from check_page(place, ask)
    if site is None:
        return
    yield from check_bundle(site, ask)
    if site.token_url and place.in_browser:
        token = yield from check_token(site, ask)
        if token is not None and site.options is not None:
            yield from check_signed_in(site.options, token, ask)
    elif site.token_url:
        yield from check_refusals(site, ask)
    if site.options is not None and not place.in_browser:
        yield from check_calls(site.origin, site.options, ask)
