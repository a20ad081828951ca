"""Everything that the hub knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hub.activation import Wizard
from hub.activation.outcome import LEAVE_TITLE as LEAVE_TITLE
from hub.bindings import Bound
from hub.catalogue import Catalogue
from hub.drafts import Draft
from hub.errors import Problem
from hub.manage import Manage
from hub.options import Options
from hub.routes import Route


@dataclass(frozen=True)
class App:
    """Everything the hub knows."""

    options: Options
    catalogue: Catalogue = field(default_factory=Catalogue)
    screen: Wizard | Manage | None = None
    visits: int = 0
    broken_images: frozenset[str] = frozenset()
    crashed: Problem | None = None
    wanted: Route | None = None
    """Where the host's address leads, until the list is there."""
    is_stale: bool = False
    """Whether the list may have changed, and is to be loaded anew when nothing is in the way."""
    draft: Draft | None = field(default=None, repr=False)
    bindings: Mapping[str, Bound] = field(default_factory=dict)
    """What activations of this visit are bound to, by their ids."""
    notice: str = ""
    """What the list has to say above itself."""


def card_id(app: App, integration_id: str) -> str:
    """Name a card's button by the card's place, since ids of the API are never used as ids."""
    ids = [row.id for row in app.catalogue.rows]
    return f"vh-card-{ids.index(integration_id)}" if integration_id in ids else "vh-heading"
