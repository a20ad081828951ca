"""The first view: drawn on the host's server by this same code, and taken over without asking.

The server's answer has, besides the token, the list's HTML as `view` and the rows it was drawn
from as `state`. The rows travel as one page of the API's own list, so that they are read as any
page is; `next` tells where to go on, and `skipped` how many rows broke the contract.
"""

from dataclasses import dataclass, replace

from hub.catalogue import Catalogue, Loading
from hub.client import Token
from hub.errors import HubError
from hub.json_text import JSON, Reader
from hub.models import IntegrationSummary, Page, parse_page
from hub.tokens import read_given_token


@dataclass(frozen=True)
class FirstView:
    """What a server gave ahead; what is missing is asked for as ever."""

    token: Token | None = None
    rows: Page[IntegrationSummary] | None = None


def read_first_view(data: JSON) -> FirstView:
    """Read the server's answer; a part that breaks the contract counts as missing."""
    if not isinstance(data, dict):
        return FirstView()
    return FirstView(_token(data), _rows(data.get("state")))


def write_state(state: Catalogue) -> JSON:
    """Write the rows that are there, and where to go on, as a page of the API's list."""
    cursors = state.status.cursors if isinstance(state.status, Loading) else ()
    return {
        "integrations": [_write(row) for row in state.loaded],
        "next": cursors[-1] if cursors else "",
        "skipped": state.skipped,
    }


def _token(data: JSON) -> Token | None:
    try:
        return read_given_token(data, now=None)
    except HubError:
        return None


def _rows(data: JSON) -> Page[IntegrationSummary] | None:
    try:
        page = parse_page(data, "integrations", IntegrationSummary.parse)
        return replace(page, skipped=page.skipped + (Reader(data).number("skipped") or 0))
    except HubError:
        return None


def _write(row: IntegrationSummary) -> JSON:
    return {
        "id": row.id,
        "name": row.name,
        "description": row.description,
        "imageUrl": row.image_url,
        "isDeployed": row.is_deployed,
        "isActivated": row.is_activated,
    }
