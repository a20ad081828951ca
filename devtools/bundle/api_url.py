"""Where the bundle expects the Embedded API, when that is not Versori's own platform."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from devtools.problems import Problem

DEFAULT_ORIGIN = "https://platform.versori.com"
DEFAULT_URL = f"{DEFAULT_ORIGIN}/api/embedded/v1"
IMAGES = b"img-src 'self' https: data:"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# The URL is written into HTML, a CSP and scripts: nothing that could end a value in any of them.
HARMLESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~/-]*)?")


@dataclass(frozen=True)
class ApiAddress:
    """The API's base URL and the origin that the hub's CSP has to name."""

    url: str = DEFAULT_URL
    origin: str = DEFAULT_ORIGIN

    def written_into(self, text: bytes) -> bytes:
        """Replace the default address by this one."""
        moved = text.replace(DEFAULT_URL.encode(), self.url.encode())
        moved = moved.replace(DEFAULT_ORIGIN.encode(), self.origin.encode())
        return moved.replace(IMAGES, IMAGES + self._plain_images())

    def _plain_images(self) -> bytes:
        """Allow the logos of an API on plain http, as the sandbox is; https ones are anyway."""
        return f" {self.origin}".encode() if self.origin.startswith("http:") else b""


VERSORIS_OWN = ApiAddress()


def parse_api_url(text: str) -> ApiAddress:
    """Read a base URL; raise a Problem unless it is https, or http on this machine."""
    parts = urlsplit(text)
    secure = parts.scheme == "https" or parts.hostname in LOOPBACK
    if not (HARMLESS.fullmatch(text) and secure):
        raise Problem(f"--api-url takes a plain https address (http on this machine), not {text!r}")
    return ApiAddress(text.rstrip("/"), f"{parts.scheme}://{parts.netloc}")
