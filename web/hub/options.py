"""What a host's page asks of the hub, checked at the border."""

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from hub.categories import Category, parse_categories
from hub.errors import ProtocolError
from hub.json_text import JSON, Reader

DEFAULT_API_URL = "https://platform.versori.com/api/embedded/v1"
_IDENTIFIER = re.compile(r"[0-9A-Za-z_-]{1,64}")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_LOOPBACK = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")


class BadOptions(ValueError):
    """The host's options cannot work; the message is for the host's developer."""


@dataclass(frozen=True)
class Options:
    """The attributes of `<versori-hub>`; all URLs are absolute."""

    hub_id: str
    api_url: str = DEFAULT_API_URL
    token_url: str = ""
    gives_token: bool = False
    primary_connection_url: str = ""
    gives_primary_connection: bool = False
    end_user_url: str = ""
    """Where the host creates the end user itself, so that no credential of its own gets here."""
    functions: int = 0
    """How many functions the host has given so far: another one may be about another user."""
    integration_id: str = ""
    allowed: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    deployed_only: bool = False
    allows_password_grant: bool = True
    callback_origin: str = ""
    """Whose window messages are believed in an OAuth 2.0 flow."""
    locale: str = "en"
    route: str = ""
    """The fragment of the host's address."""
    draft: str = field(default="", repr=False)
    """What the page kept for the session."""
    image_origins: tuple[str, ...] = field(default=())
    """Origins besides https ones from which images may come: a loopback sandbox."""

    @property
    def host_connects(self) -> bool:
        """Tell whether the host supplies the user's connection to its own system."""
        return bool(
            self.end_user_url or self.primary_connection_url or self.gives_primary_connection
        )


def is_same_hub(before: Options, after: Options) -> bool:
    """Tell whether options differ only in what is shown of a hub, and in which words."""
    shown = replace(
        before,
        integration_id=after.integration_id,
        allowed=after.allowed,
        categories=after.categories,
        deployed_only=after.deployed_only,
        locale=after.locale,
        route=after.route,
        draft=after.draft,
    )
    return shown == after


def parse_options(data: JSON) -> Options:
    """Read the options as the page sends them; raise BadOptions naming the attribute."""
    read = Reader(data)
    hub_id = read.optional_text("hubId")
    if not _IDENTIFIER.fullmatch(hub_id):
        raise BadOptions("hub-id is missing or is not an id")
    api_url = check_url("api-url", read.optional_text("apiUrl") or DEFAULT_API_URL)
    if not read.optional_text("tokenUrl") and not read.flag("givesToken"):
        raise BadOptions("token-url is missing, and no getToken was given")
    callback_origin = _callback_origin(read, api_url)
    return Options(
        hub_id=hub_id,
        api_url=api_url,
        token_url=_optional_url(read, "token-url", "tokenUrl"),
        gives_token=read.flag("givesToken"),
        primary_connection_url=_optional_url(
            read, "primary-connection-url", "primaryConnectionUrl"
        ),
        gives_primary_connection=read.flag("givesPrimaryConnection"),
        end_user_url=_optional_url(read, "end-user-url", "endUserUrl"),
        functions=read.number("functions") or 0,
        integration_id=read.optional_text("integrationId"),
        allowed=_allowed(read),
        categories=_categories(read),
        deployed_only=read.optional_text("deployed") == "true",
        allows_password_grant=read.optional_text("passwordGrant") != "off",
        callback_origin=callback_origin,
        locale=read.optional_text("locale") or "en",
        route=read.optional_text("route"),
        draft=read.optional_text("draft"),
        image_origins=_loopback_origins(api_url, callback_origin),
    )


def check_url(name: str, url: str) -> str:
    """Give the URL back if it is https, or http on a loopback address; raise BadOptions if not."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise BadOptions(f"{name} is not a URL") from None
    if " " in url or not url.isprintable():
        raise BadOptions(f"{name} may hold no spaces or control characters")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise BadOptions(f"{name} has to be an https URL")
    if not host or parts.username is not None or parts.password is not None or parts.fragment:
        raise BadOptions(f"{name} may hold no user name, password or fragment")
    return url.rstrip("/")


def is_loopback(host: str) -> bool:
    """Tell whether a host name is this machine itself."""
    return _LOOPBACK.fullmatch(host) is not None


def origin_of(url: str) -> str:
    """Give the origin of a checked URL (RFC 6454 section 4)."""
    parts = urlsplit(url)
    port = _DEFAULT_PORTS.get(parts.scheme, "")
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(port)}"


def _allowed(read: Reader) -> tuple[str, ...]:
    one = read.optional_text("integrationId")
    return (one,) if one else tuple(read.optional_text("allowedIntegrations").split())


def _categories(read: Reader) -> tuple[Category, ...]:
    try:
        return parse_categories(read.optional_text("categories"))
    except ProtocolError:
        raise BadOptions('categories has to be JSON like {"Shipping": ["01J..."]}') from None


def _optional_url(read: Reader, name: str, member: str) -> str:
    given = read.optional_text(member)
    return check_url(name, given) if given else ""


def _callback_origin(read: Reader, api_url: str) -> str:
    given = read.optional_text("oauth2CallbackOrigin")
    return origin_of(check_url("oauth2-callback-origin", given) if given else api_url)


def _loopback_origins(*urls: str) -> tuple[str, ...]:
    """Give the origins on plain http; behind a host in hybrid mode an API is known by its second.

    Plain http has been checked to be this machine's own.
    """
    return tuple(dict.fromkeys(origin_of(url) for url in urls if url.startswith("http://")))
