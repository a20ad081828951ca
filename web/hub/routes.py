"""The fragments of the host's address that lead into the hub.

(none)                          the list
#/integrations/{id}             the integration, to connect or to manage as it stands
#/integrations/{id}/connect     its wizard
#/integrations/{id}/manage      its Manage screen
"""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote

PREFIX = "#/integrations/"

Aim = Literal["open", "connect", "manage"]


@dataclass(frozen=True)
class Route:
    """A place in the hub."""

    integration_id: str
    aim: Aim = "open"

    @property
    def fragment(self) -> str:
        """Give the fragment that leads here."""
        end = "" if self.aim == "open" else f"/{self.aim}"
        return f"{PREFIX}{quote(self.integration_id, safe='', errors='replace')}{end}"


def parse_route(fragment: str) -> Route | None:
    """Read a fragment; None for the list, and for what is not the hub's."""
    if not fragment.startswith(PREFIX):
        return None
    id_, _slash, aim = fragment.removeprefix(PREFIX).partition("/")
    if not id_ or len(id_) > 200:
        return None
    match aim:
        case "connect" | "manage":
            return Route(unquote(id_), aim)
        case "":
            return Route(unquote(id_))
        case _:
            return None
