"""Who is asking: the host's user, and the id that Versori knows them by."""

import unicodedata
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from token_server.errors import UnusableUserId

LONGEST_ID = 255

# Both vanish from a URL path, even written as %2e%2e; between slashes, from one that a server on
# the way has decoded: `x/../ben` would be somebody else there.
UNADDRESSABLE = frozenset({".", ".."})

# Control characters and lone surrogates.
UNPRINTABLE = frozenset({"Cc", "Cs"})


@dataclass(frozen=True)
class User:
    """Name a signed-in person by an id that is unique and never changes.

    A host with several hubs says which one is theirs; otherwise it is the settings' hub.
    """

    id: str | int | UUID
    display_name: str = ""
    hub_id: str = ""


Identity: TypeAlias = User | str | int | UUID | None


def as_user(identity: User | str | int | UUID) -> User:
    """Accept a plain id where a host has no more to say."""
    return identity if isinstance(identity, User) else User(identity)


def external_id(user: User) -> str:
    """Return the id for the `sub` claim; raise UnusableUserId for one that cannot be used."""
    if isinstance(user.id, bool) or not isinstance(user.id, str | int | UUID):
        kind = type(user.id).__name__
        raise UnusableUserId(f"a user id is text, a whole number or a UUID, not {kind}")
    text = _text(user.id)
    if problem := _problem(text):
        raise UnusableUserId(f"the user id {problem}")
    return text


def _text(user_id: str | int | UUID) -> str:
    """Spell the value: `str` of an Enum's member, which is text as well, is the member's name."""
    kind = type(user_id)
    if issubclass(kind, str):
        return str.__str__(user_id)
    return int.__repr__(user_id) if issubclass(kind, int) else str(user_id)


def _is_unprintable(character: str) -> bool:
    """Judge more finely than `isprintable`, which refuses every kind of space but one."""
    return unicodedata.category(character) in UNPRINTABLE


def _problem(text: str) -> str:
    if not text.strip():
        return "is blank"
    if len(text) > LONGEST_ID:
        return f"is longer than {LONGEST_ID} characters"
    if UNADDRESSABLE & set(text.replace("\\", "/").split("/")):
        return "cannot stand in a URL"
    if not text.isprintable() and any(map(_is_unprintable, text)):
        return "holds control characters"
    return ""
