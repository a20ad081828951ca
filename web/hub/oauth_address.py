"""Which authorize URL may be opened, and what its state is."""

from urllib.parse import parse_qsl, urlsplit

from hub.options import is_loopback, origin_of
from hub.schemes import AuthorizationCode

SHORTEST_STATE = 16


def fault_in(url: str, scheme: AuthorizationCode, loopback: bool = False) -> str:
    """Say why an authorize URL must not be opened; empty if it may be."""
    try:
        parts = urlsplit(url)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        has_user = parts.username is not None or parts.password is not None
        own_origin = origin_of(scheme.authorize_url)
    except ValueError:
        return "the address is not a URL"
    plain = parts.scheme == "http" and loopback and is_loopback(parts.hostname or "")
    if parts.scheme != "https" and not plain:
        return "the address is not https"
    if has_user or not parts.hostname or origin_of(url) != own_origin:
        return "the address is not the provider's own"
    if asked.get("response_type") != "code" or len(asked.get("state", "")) < SHORTEST_STATE:
        return "the address lacks what protects the sign-in"
    return ""


def state_of(url: str) -> str:
    """Read the state out of a URL in which there is no fault."""
    return dict(parse_qsl(urlsplit(url).query))["state"]
