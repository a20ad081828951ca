"""The bodies that the hub sends: read strictly, and known down to whatever names something.

A reader that takes letters of either case for the same, or that takes a reference where something
new is described, would find another thing than the one that was checked. So every id has one
spelling, and what is to be made refers to nothing that exists.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

ID = r"[0-9A-Za-z_-]{1,64}"
DEEPEST = 64
"""Levels of nesting; settings of a real integration have a handful."""

MOST_BRACKETS = 20_000
"""Objects and lists, or letters that look like them: many small ones take long to read."""

CONTAINERS = (dict, list)

EXISTING = frozenset({"templateId", "connectionId"})
NEW = frozenset({"name", "credentials", "variables"})
CREDENTIAL = frozenset({"name", "type", "data"})
CLIENT = frozenset({"id", "organisationId"})


@dataclass(frozen=True)
class Number:
    """Be a number as it was written: what is passed on is nobody's to round."""

    literal: str


def read_object(text: bytes) -> dict[str, Any]:
    """Read a JSON object as RFC 8259 has it; raise ValueError for anything else."""
    if text.count(b"[") + text.count(b"{") > MOST_BRACKETS:
        raise ValueError("too many parts")
    try:
        body = read_exactly(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(body, dict) or _is_deep(body):
        raise ValueError("no object, or nested too deeply")
    return body


def read_exactly(text: bytes) -> Any:
    """Read JSON that is to be written again."""
    return json.loads(text, parse_constant=_no_number, parse_int=Number, parse_float=Number)


def write_exactly(value: Any) -> bytes:
    """Spell what was read."""
    return _spelled(value).encode()


def _spelled(value: Any) -> str:
    match value:
        case Number(literal):
            return literal
        case dict():
            members = (f"{json.dumps(name)}: {_spelled(each)}" for name, each in value.items())
            return f"{{{', '.join(members)}}}"
        case list():
            return f"[{', '.join(map(_spelled, value))}]"
        case _:
            return json.dumps(value)


def is_known(body: Mapping[str, Any]) -> bool:
    """Tell whether all members that name or make something do it the way that is checked."""
    return all(_SHAPES.get(name, _anything)(value) for name, value in body.items())


def _is_id(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(ID, value) is not None


def _are_connections(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_bound, value))


def _is_bound(entry: object) -> bool:
    """Tell whether an entry binds a template to a connection that exists, or to a new one."""
    if not isinstance(entry, dict) or not _is_id(entry.get("templateId")):
        return False
    rest = {name: value for name, value in entry.items() if name != "templateId"}
    return _is_connection(rest) or (entry.keys() == EXISTING and _is_id(entry["connectionId"]))


def _is_connection(value: object) -> bool:
    """Tell whether something describes a new connection, all of it."""
    if not isinstance(value, dict) or value.keys() != NEW:
        return False
    credentials = value["credentials"]
    if not isinstance(credentials, dict) or credentials.keys() != {"action"}:
        return False
    return isinstance(credentials["action"], list) and all(map(_is_new, credentials["action"]))


def _is_new(entry: object) -> bool:
    """Tell whether an entry holds a credential itself: one may also be named by its id."""
    if not isinstance(entry, dict) or entry.keys() != {"authSchemeConfig", "credential"}:
        return False
    credential = entry["credential"]
    return isinstance(credential, dict) and credential.keys() == CREDENTIAL


def _is_client(value: object) -> bool:
    return isinstance(value, dict) and value.keys() == CLIENT and all(map(_is_id, value.values()))


def _anything(_value: object) -> bool:
    return True


_SHAPES: Mapping[str, Callable[[object], bool]] = {
    "connections": _are_connections,
    "credential": _is_client,
    "integrationId": _is_id,
    "primaryConnection": _is_connection,
}


def _no_number(word: str) -> None:
    """Refuse NaN and the infinities, which are no JSON (RFC 8259 section 6)."""
    raise ValueError(word)


def _is_deep(body: dict[str, Any]) -> bool:
    level: list[Any] = [body]
    for _ in range(DEEPEST):
        inner = [node.values() if isinstance(node, dict) else node for node in level]
        level = [each for node in inner for each in node if type(each) in CONTAINERS]
    return bool(level)
