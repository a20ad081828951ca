"""Who stands for the place that a server's path means: an input, a group, or the whole form."""

from collections.abc import Collection

from hub.paths import VARIABLES, KeyPath, furthest, in_body, inside, parse_path
from hub.variables.checks import WHOLE
from hub.variables.gather import gather
from hub.variables.nodes import Group, Node


def spotted(root: Node, path: str) -> tuple[str, ...]:
    """Name who stands for a place, or for the nearest one around it; all that it may mean."""
    spots = gather(root).spots
    at = _places(spots, path)
    is_told_above = at == ((),) and isinstance(root, Group)
    names = (spots[each].name for each in at if each in spots)
    return (WHOLE,) if is_told_above else tuple(names) or (WHOLE,)


def knows(root: Node, path: str) -> bool:
    """Tell whether a path leads to something inside."""
    return any(_places(gather(root).spots, path))


def _places(spots: Collection[KeyPath], path: str) -> tuple[KeyPath, ...]:
    """Find the places that a path may mean; what the API calls the settings may stand before it."""
    steps = in_body(path)
    readings = (inside(steps, *VARIABLES), steps, parse_path(path))
    reached = [furthest(spots, reading) for reading in readings]
    whole = (at for at, is_whole in reached if is_whole and any(at))
    return next(whole, next((at for at, _is_whole in reached if any(at)), ((),)))
