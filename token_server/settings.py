"""What the token server is told: parsed from the environment once, every problem at once."""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

from token_server.errors import KeyRefused, SettingsRefused
from token_server.keys import SigningKey
from token_server.sources import ReadKey, key_source

DEFAULT_API_URL = "https://platform.versori.com/api/embedded/v1"
DEFAULT_TTL = 300
LONGEST_TTL = 3600
LOOPBACK: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")

_ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
_HOST = re.compile(r"\.?[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:]+\]")

Parsed = TypeVar("Parsed")


@dataclass(frozen=True)
class Settings:
    """Hold what the endpoint needs; `token_ttl` is in seconds."""

    key: SigningKey
    token_ttl: int = DEFAULT_TTL
    allowed_origins: frozenset[str] = frozenset()
    trusted_hosts: tuple[str, ...] = LOOPBACK
    hub_id: str = ""
    api_url: str = DEFAULT_API_URL
    api_key: str = field(default="", repr=False)
    log_salt: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)

    def __post_init__(self) -> None:
        if not 0 < self.token_ttl <= LONGEST_TTL:
            raise SettingsRefused([f"the token's life is 1 to {LONGEST_TTL} seconds"])

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str], read_key: ReadKey | None = None
    ) -> "Settings":
        """Read the environment; raise SettingsRefused with a line for every problem."""
        reader = _Reader(environ)
        key = reader.key(read_key)
        given: dict[str, Any] = {
            "token_ttl": reader.value("VERSORI_TOKEN_TTL", _ttl, DEFAULT_TTL),
            "allowed_origins": reader.value("VERSORI_ALLOWED_ORIGINS", _origins, frozenset[str]()),
            "trusted_hosts": reader.value("VERSORI_TRUSTED_HOSTS", _hosts, LOOPBACK),
            "hub_id": reader.value("VERSORI_HUB_ID", _ulid, ""),
            "api_url": reader.value("VERSORI_API_URL", _api_url, DEFAULT_API_URL),
            "api_key": reader.value("VERSORI_API_KEY", _api_key, ""),
        }
        if salt := environ.get("VERSORI_LOG_SALT"):
            given["log_salt"] = salt.encode("utf-8", "replace")
        if key is None or reader.problems:
            raise SettingsRefused(reader.problems)
        return cls(key, **given)


class _Reader:
    """Collect values and, instead of stopping at the first one, every problem."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []

    def value(self, name: str, parse: Callable[[str], Parsed], default: Parsed) -> Parsed:
        text = self.environ.get(name, "").strip()
        if not text:
            return default
        try:
            return parse(text)
        except ValueError as error:
            self.problems.append(f"{name} {error}")
            return default

    def key(self, read_key: ReadKey | None) -> SigningKey | None:
        key_id = self.environ.get("VERSORI_SIGNING_KEY_ID", "")
        passphrase = self.environ.get("VERSORI_SIGNING_KEY_PASSPHRASE")
        if not key_id:
            self.problems.append("VERSORI_SIGNING_KEY_ID is not set")
        name = ""
        try:
            source = key_source(self.environ, read_key)
            name = f"{source.name}: "
            return SigningKey.from_pem(key_id or "unnamed", source.read(), passphrase)
        except KeyRefused as refusal:
            self.problems.append(f"{name}{refusal}")
            return None


def _ttl(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 0 < int(text) <= LONGEST_TTL:
        raise ValueError(f"is a whole number of seconds, 1 to {LONGEST_TTL}")
    return int(text)


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _origins(text: str) -> frozenset[str]:
    return frozenset(_origin(word) for word in _words(text))


def _origin(text: str) -> str:
    parts = urlsplit(text)
    _web_address(text)
    if text != f"{parts.scheme}://{parts.netloc}":
        raise ValueError("lists origins such as https://app.example.com, without a path")
    return text


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(_words(text))
    if not all(_HOST.fullmatch(host) for host in hosts):
        raise ValueError("lists host names such as app.example.com, without a scheme")
    return hosts


def _ulid(text: str) -> str:
    if not _ULID.fullmatch(text):
        raise ValueError("is a ULID: 26 characters, as the platform shows it")
    return text


def _api_url(text: str) -> str:
    _web_address(text)
    return text.rstrip("/")


def _web_address(text: str) -> None:
    parts = urlsplit(text)
    secure = parts.scheme == "https" or parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme not in ("http", "https") or not parts.hostname or not secure:
        raise ValueError("needs an https address (plain http on this machine only)")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("takes no user name, query or fragment")


def _api_key(text: str) -> str:
    if not text.isascii() or not text.isprintable():
        raise ValueError("holds characters that a header cannot carry")
    return text
