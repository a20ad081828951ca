"""A host in hybrid mode and the API behind it, for attacks on what stands between."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkzeug.test import TestResponse

from token_server import Settings

from .upstream import ADA, JSON, Upstream, browser


@dataclass(frozen=True)
class World:
    """Be a host in hybrid mode and the API behind it."""

    settings: Settings
    upstream: Upstream
    folder: Path

    def ask(self, method: str, url: str, said: Any = None, **headers: str) -> TestResponse:
        """Ask as Ada does, from the host's own page."""
        self.upstream.asked.clear()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        text = said if isinstance(said, bytes) else b"" if said is None else json.dumps(said)
        kind = {} if said is None else JSON
        client = browser(self.settings)
        return client.open(url, method=method, headers=ADA | kind | named, data=text)

    def reached(self, method: str, path: str) -> bool:
        """Tell whether a call arrived at the API."""
        return (method, path) in self.upstream.asked
