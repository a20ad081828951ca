"""How an id in a path may hold a slash: WSGI decodes %2F, and the path would come apart there."""

import re
from typing import Any
from urllib.parse import unquote

STAND_IN = "\x1f"
ENCODED = re.compile("%2f", re.IGNORECASE)


def keep_slashes(environ: dict[str, Any]) -> None:
    """Put a stand-in for each encoded slash of a request's path."""
    raw = str(environ.get("REQUEST_URI", "")).partition("?")[0]
    if raw.startswith("/") and ENCODED.search(raw):
        environ["PATH_INFO"] = unquote(ENCODED.sub(STAND_IN, raw), "latin-1")


def restored(parameter: str) -> str:
    """Return a path parameter as it was meant."""
    return parameter.replace(STAND_IN, "/")
