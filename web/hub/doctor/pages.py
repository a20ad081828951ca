"""A host's page: where the hub stands in it, and what it says about itself."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

SCRIPT = "embed.js"


@dataclass
class Page:
    """What of a page's HTML matters here; `embed` is the address of the hub's script."""

    url: str
    hubs: list[dict[str, str]] = field(default_factory=list)
    embed: str = ""
    embed_type: str = ""
    nonce: str = ""
    policies: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)

    @property
    def hub(self) -> dict[str, str]:
        """Give the attributes of the first hub in the page."""
        return self.hubs[0] if self.hubs else {}

    def absolute(self, attribute: str) -> str:
        """Give an attribute that is a URL as a whole one; nothing if it is not there."""
        value = self.hub.get(attribute, "")
        return joined(self.url, value) if value else ""


def joined(base: str, url: str) -> str:
    """Resolve a URL; nothing for what is none."""
    try:
        return urljoin(base, url)
    except ValueError:
        return ""


def read_page(url: str, html: str) -> Page:
    """Read a page; whatever its HTML is like, nothing is raised."""
    page = Page(url)
    reader = _Reader(page)
    reader.feed(html)
    reader.close()
    return page


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._base = page.url

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        match tag:
            case "base" if said.get("href"):
                self._base = joined(self._base, said["href"]) or self._base
            case "meta":
                self._hear(said)
            case "script" if _is_ours(address := joined(self._base, said.get("src", ""))):
                self._page.embed = address
                self._page.embed_type = said.get("type", "")
                self._page.nonce = said.get("nonce", "")
            case "versori-hub":
                self._page.hubs.append(said)

    def _hear(self, said: dict[str, str]) -> None:
        content = said.get("content", "")
        if said.get("http-equiv", "").lower() == "content-security-policy":
            self._page.policies.append(content)
        if said.get("name") == "versori-hub-hosts":
            self._page.hosts += content.split()


def _is_ours(url: str) -> bool:
    return url.partition("?")[0].rpartition("/")[2] == SCRIPT
