"""What the token server is told: parsed from the environment once, every problem at once."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from token_server import parsing
from token_server.counters import MEMORY, counter
from token_server.errors import SettingsRefused
from token_server.keys import SigningKey
from token_server.sources import ReadKey, read_pair

DEFAULT_API_URL = "https://platform.versori.com/api/embedded/v1"
DEFAULT_TTL = 300
LOOPBACK: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
PER_USER = 30
PER_ADDRESS = 300
NOTHING_IN_BROWSER = (
    "VERSORI_HYBRID keeps credentials out of browsers, "
    "VERSORI_PRIMARY_CONNECTION_IN_BROWSER sends one there: unset one of them"
)

Parsed = TypeVar("Parsed")


def _as_written(parse: Callable[[str], int]) -> Callable[[object], object]:
    """Judge a number by how it would be written: 1.5 is none, nor are True and "300"."""
    return lambda value: parse(repr(value))


_CHECKS: Mapping[str, Callable[[Any], object]] = {
    "token_ttl": _as_written(parsing.ttl),
    "allowed_origins": parsing.check_origins,
    "per_user": _as_written(parsing.calls),
    "per_address": _as_written(parsing.calls),
    "proxies": _as_written(parsing.proxies),
}


@dataclass(frozen=True)
class Settings:
    """Hold what the endpoint needs; `token_ttl` is in seconds, the limits in calls a minute."""

    key: SigningKey
    token_ttl: int = DEFAULT_TTL
    allowed_origins: frozenset[str] = frozenset()
    trusted_hosts: tuple[str, ...] = LOOPBACK
    hub_id: str = ""
    api_url: str = DEFAULT_API_URL
    api_key: str = field(default="", repr=False)
    per_user: int = PER_USER
    per_address: int = PER_ADDRESS
    limit_store: str = field(default=MEMORY, repr=False)
    proxies: int = 0
    hybrid: bool = False
    first_view: float = 0.0
    """Seconds that drawing the first view may take; 0 means that there is none."""
    primary_connection_in_browser: bool = False
    """Whether pages may fetch the host's own connection, with the credential in it."""
    log_salt: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)

    def __post_init__(self) -> None:
        if problems := [*self._problems()]:
            raise SettingsRefused(problems)

    def _problems(self) -> Iterator[str]:
        """Judge what code may have set as what the environment says is judged."""
        for name, check in _CHECKS.items():
            try:
                check(getattr(self, name))
            except ValueError as error:
                yield f"{name} {error}"
        if not self.trusted_hosts:
            yield "no host is trusted: any would be, where none is named"
        if self.hybrid and self.primary_connection_in_browser:
            yield NOTHING_IN_BROWSER

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str], read_key: ReadKey | None = None
    ) -> "Settings":
        """Read the environment; raise SettingsRefused with a line for every problem."""
        reader = _Reader(environ)
        key = reader.key(read_key)
        salt = reader.value("LOG_SALT", parsing.salt, b"") or secrets.token_bytes(16)
        given: dict[str, Any] = {
            "token_ttl": reader.value("TOKEN_TTL", parsing.ttl, DEFAULT_TTL),
            "allowed_origins": reader.value("ALLOWED_ORIGINS", parsing.origins, frozenset[str]()),
            "trusted_hosts": reader.value("TRUSTED_HOSTS", parsing.hosts, LOOPBACK),
            "hub_id": reader.value("HUB_ID", parsing.ulid, ""),
            "api_url": reader.value("API_URL", parsing.api_url, DEFAULT_API_URL),
            "api_key": reader.value("API_KEY", parsing.api_key, ""),
            "per_user": reader.value("LIMIT_PER_USER", parsing.calls, PER_USER),
            "per_address": reader.value("LIMIT_PER_ADDRESS", parsing.calls, PER_ADDRESS),
            "limit_store": reader.store(),
            "proxies": reader.value("PROXIES", parsing.proxies, 0),
            "hybrid": reader.value("HYBRID", parsing.switch, False),
            "first_view": reader.value("FIRST_VIEW", parsing.patience, 0.0),
            "primary_connection_in_browser": reader.value(
                "PRIMARY_CONNECTION_IN_BROWSER", parsing.switch, False
            ),
            "log_salt": salt,
        }
        if key is None or reader.problems:
            raise SettingsRefused(reader.problems)
        return cls(key, **given)


class _Reader:
    """Collect values and, instead of stopping at the first one, every problem."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []

    def value(self, name: str, parse: Callable[[str], Parsed], default: Parsed) -> Parsed:
        text = self.environ.get(f"VERSORI_{name}", "").strip()
        if not text:
            return default
        try:
            return parse(text)
        except ValueError as error:
            self.problems.append(f"VERSORI_{name} {error}")
            return default

    def store(self) -> str:
        uri = self.value("LIMIT_STORE", parsing.store, MEMORY)
        try:
            counter(uri)
        except SettingsRefused as refused:
            self.problems += refused.problems
        return uri

    def key(self, read_key: ReadKey | None) -> SigningKey | None:
        try:
            return read_pair(self.environ, read_key)
        except SettingsRefused as refused:
            self.problems += refused.problems
            return None
