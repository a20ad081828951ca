"""Content Security Policies: whether a page may load what the hub needs (CSP Level 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from hub.options import origin_of

FALLBACKS = {
    "script-src": ("script-src-elem", "script-src", "default-src"),
    "frame-src": ("frame-src", "child-src", "default-src"),
    "worker-src": ("worker-src", "child-src", "script-src", "default-src"),
    "connect-src": ("connect-src", "default-src"),
    "frame-ancestors": ("frame-ancestors",),
}


@dataclass(frozen=True)
class Policy:
    """One policy of a document, which has an origin of its own."""

    directives: Mapping[str, tuple[str, ...]]
    origin: str

    def sources(self, directive: str) -> tuple[str, ...] | None:
        """List the sources that hold for a directive; None where nothing is said about it."""
        said = (self.directives.get(name) for name in FALLBACKS[directive])
        return next((sources for sources in said if sources is not None), None)

    def allows(self, directive: str, url: str, nonce: str = "") -> bool:
        """Tell whether the policy lets something be loaded from a URL."""
        sources = self.sources(directive)
        if sources is None:
            return True
        if nonce and f"'nonce-{nonce}'" in sources:
            return True
        if directive == "script-src" and "'strict-dynamic'" in sources:
            return False  # addresses count no more
        return any(self._matches(source, url) for source in sources)

    def says(self, directive: str, keyword: str) -> bool:
        """Tell whether a keyword holds for a directive, or nothing is said about it at all."""
        sources = self.sources(directive)
        return sources is None or keyword in sources

    def _matches(self, source: str, url: str) -> bool:
        if source == "'self'":
            return origin_of(url) == self.origin
        if source == "*":
            return True
        wanted = urlsplit(url)
        if source.endswith(":") and "/" not in source:
            return wanted.scheme == source[:-1]
        try:
            return not source.startswith("'") and _is_there(source, url, self.origin)
        except ValueError:
            return False  # it is no address


def policies(texts: list[str], origin: str) -> list[Policy]:
    """Read what headers and meta elements say; several policies all hold."""
    split = [one for text in texts for one in text.split(",")]
    return [Policy(_directives(text), origin) for text in split if text.strip()]


def _directives(text: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for part in text.split(";"):
        if words := part.split():
            found.setdefault(words[0].lower(), tuple(words[1:]))  # the first one counts
    return found


def _is_there(source: str, url: str, own_origin: str) -> bool:
    """Match a host source, `https://*.example.com:443/path/`."""
    own_scheme = urlsplit(own_origin).scheme
    said = urlsplit(source if "://" in source else f"{own_scheme}://{source}")
    wanted = urlsplit(url)
    ports = {"http": "80", "https": "443"}
    said_host, _, said_port = said.netloc.lower().partition(":")
    host, _, port = wanted.netloc.lower().partition(":")
    same_host = host == said_host or (
        said_host.startswith("*.") and host.endswith(said_host.removeprefix("*"))
    )
    same_port = said_port in ("*", port or ports.get(wanted.scheme, "")) or not (said_port or port)
    same_scheme = said.scheme in (wanted.scheme, "http" if wanted.scheme == "https" else "")
    under = wanted.path.startswith(said.path) if said.path.endswith("/") else True
    exact = said.path in ("", wanted.path) or said.path.endswith("/")
    return same_host and same_port and same_scheme and under and exact
