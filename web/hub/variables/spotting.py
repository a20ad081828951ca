"""Who stands for the place that a server's path means: an input, a group, or the whole form."""

from collections.abc import Collection

from hub.paths import VARIABLES, KeyPath, furthest, in_body, inside, parse_path
from hub.variables.checks import WHOLE
from hub.variables.gather import gather
from hub.variables.nodes import Group, Node


def spotted(root: Node, path: str) -> str:
    """Name who stands for a place, or for the nearest one around it."""
    spots = gather(root).spots
    at = _place(spots, path)
    is_told_above = at == () and isinstance(root, Group)
    return WHOLE if is_told_above or at not in spots else spots[at].name


def knows(root: Node, path: str) -> bool:
    """Tell whether a path leads to something inside."""
    return bool(_place(gather(root).spots, path))


def _place(spots: Collection[KeyPath], path: str) -> KeyPath:
    """Find the place that a path means; what the API calls the settings may stand before it."""
    steps = in_body(path)
    readings = (inside(steps, *VARIABLES), steps, parse_path(path))
    reached = [furthest(spots, reading) for reading in readings]
    whole = (at for at, is_whole in reached if is_whole and at)
    return next(whole, next((at for at, _is_whole in reached if at), ()))
