"""What the buttons of a form do: add, remove, move up, move down, choose."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hub.variables.entries import Entries
from hub.variables.form import Form, rebuilt
from hub.variables.nodes import Group, Listing, Path
from hub.variables.walk import Stop


class UnknownAction(ValueError):
    """Refuse an action that no button of the form offers."""

    def __init__(self, action: str) -> None:
        super().__init__(f"The form offers no such action: {action!r:.40}")


@dataclass(frozen=True)
class Done:
    """The entries after an action, and which element it leads to: by path, and its suffix."""

    entries: Entries
    path: Path
    suffix: str = ""


def act(form: Form, action: str, name: str) -> Form:
    """Do what a button says to the node with that name; raises UnknownAction."""
    stop = next((stop for stop in form.stops() if stop.name == name), None)
    if stop is None or action not in _ACTIONS:
        raise UnknownAction(action)
    done = _ACTIONS[action](form.entries, stop)
    after = rebuilt(replace(form, entries=done.entries))
    return replace(after, focus=_focus(after, done))


def _focus(form: Form, done: Done) -> str:
    if done.suffix:
        return form.names[done.path] + done.suffix
    inside = (
        stop.name
        for stop in form.stops()
        if stop.field and stop.path[: len(done.path)] == done.path
    )
    return next(inside, form.names.get(done.path, ""))


def _add(entries: Entries, stop: Stop) -> Done:
    match stop.node:
        case Group(is_present=False):
            return Done(entries.with_presence(stop.path, True), stop.path)
        case (Group(takes_rows=True) | Listing(takes_items=True)) as owner if (
            owner.path == stop.path
        ):
            new = (*stop.path, entries.next_item)
            return Done(entries.with_new_item(stop.path, _free(owner)), new)
        case _:
            raise UnknownAction("add")


def _remove(entries: Entries, stop: Stop) -> Done:
    match stop.node:
        case Group(is_optional=True, is_present=True, path=path) if path == stop.path:
            return Done(entries.with_presence(path, False), path, "-add")
        case Group() | Listing() as owner:
            number = _number(owner, stop, "remove")
            left = tuple(other for other in _free(owner) if other != number)
            return Done(entries.with_items(owner.path, left), owner.path, "-add")
        case _:
            raise UnknownAction("remove")


def _move(by: int, action: str) -> Callable[[Entries, Stop], Done]:
    def move(entries: Entries, stop: Stop) -> Done:
        if not isinstance(stop.node, Listing):
            raise UnknownAction(action)
        owner, number = stop.node, _number(stop.node, stop, action)
        order = list(_free(owner))
        index = order.index(number)
        if not 0 <= index + by < len(order):
            raise UnknownAction(action)
        order.insert(index + by, order.pop(index))
        is_last_step = index + 2 * by in (-1, len(order))
        button = {"up": "down", "down": "up"}[action] if is_last_step else action
        return Done(entries.with_items(owner.path, tuple(order)), stop.path, f"-{button}")

    return move


def _choose(entries: Entries, stop: Stop) -> Done:
    if stop.field is None:
        raise UnknownAction("choose")
    return Done(entries, stop.path)


def _free(owner: Group | Listing) -> tuple[int, ...]:
    if isinstance(owner, Listing):
        paths = [item.path for item in owner.items if item.is_free]
    else:
        paths = [row.path for row in owner.rows]
    return tuple(number for path in paths if isinstance(number := path[len(owner.path)], int))


def _number(owner: Group | Listing, stop: Stop, action: str) -> int:
    number = stop.path[len(owner.path) :][:1]
    free = [other for other in _free(owner) if (other,) == number]
    if not free:
        raise UnknownAction(action)
    return free[0]


_ACTIONS: dict[str, Callable[[Entries, Stop], Done]] = {
    "add": _add,
    "remove": _remove,
    "up": _move(-1, "up"),
    "down": _move(1, "down"),
    "choose": _choose,
    "refresh": _choose,
}
