"""Where the signing key comes from: a file, the environment, or the host's own function.

Exactly one of them; its id may come from a file as well, where both change while the server runs.
A file is judged through the descriptor that it is read from, so that it cannot be exchanged
between the look and the reading.
"""

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeAlias

from token_server.errors import KeyRefused, SettingsRefused
from token_server.keys import SigningKey, check_key_id

KEY_FILE = "VERSORI_SIGNING_KEY_FILE"
KEY_TEXT = "VERSORI_SIGNING_KEY"
PASSPHRASE = "VERSORI_SIGNING_KEY_PASSPHRASE"  # noqa: S105 - a name, not a value
KEY_ID = "VERSORI_SIGNING_KEY_ID"
KEY_ID_FILE = "VERSORI_SIGNING_KEY_ID_FILE"
GROUP_READ = "ALLOW_GROUP_READ"

LARGEST_FILE = 64 * 1024
ROOT = 0

ReadKey: TypeAlias = Callable[[], bytes]


@dataclass(frozen=True)
class KeySource:
    """Be one place that a key comes from, under the name that problems are told by."""

    name: str
    read: ReadKey


def key_source(environ: Mapping[str, str], own: ReadKey | None = None) -> KeySource:
    """Choose the one source that is set; raise KeyRefused for none and for two."""
    sources = _sources(environ, own)
    if not sources:
        raise KeyRefused(f"set {KEY_FILE} to a PEM file, or {KEY_TEXT} to its text")
    if len(sources) > 1:
        raise KeyRefused(f"set only one of {' and '.join(source.name for source in sources)}")
    return sources[0]


def read_pair(environ: Mapping[str, str], own: ReadKey | None = None) -> SigningKey:
    """Read the key and its id; raise SettingsRefused with a line for every problem.

    The id is read again after the key: if both were exchanged in between, so is what was read.
    """
    while True:
        problems: list[str] = []
        key_id = _key_id(environ, problems)
        key = _key(environ, own, key_id, problems)
        if key is None or problems:
            raise SettingsRefused(problems)
        if key_id == _key_id(environ, problems):
            return key


def _key_id(environ: Mapping[str, str], problems: list[str]) -> str:
    """Read the id; where it is no use, say so and give none."""
    key_id, path = environ.get(KEY_ID, ""), environ.get(KEY_ID_FILE)
    if not key_id and not path:
        problems.append(f"{KEY_ID} is not set")
        return ""
    if key_id and path:
        problems.append(f"set only one of {KEY_ID} and {KEY_ID_FILE}")
        return ""
    try:
        key_id = _id_in(Path(path)) if path else key_id
        check_key_id(key_id)
    except KeyRefused as refusal:
        problems.append(f"{KEY_ID_FILE if path else KEY_ID}: {refusal}")
        return ""
    return key_id


def _id_in(path: Path) -> str:
    try:
        with _opened(path) as file:
            _check_kind(os.fstat(file.fileno()))
            return file.read(LARGEST_FILE).decode("ascii").strip()
    except (OSError, ValueError):
        raise KeyRefused("the file cannot be read") from None


def _key(
    environ: Mapping[str, str], own: ReadKey | None, key_id: str, problems: list[str]
) -> SigningKey | None:
    name = ""
    try:
        source = key_source(environ, own)
        name = f"{source.name}: "
        return SigningKey.from_pem(key_id or "unnamed", source.read(), environ.get(PASSPHRASE))
    except KeyRefused as refusal:
        problems.append(f"{name}{refusal}")
        return None


def _sources(environ: Mapping[str, str], own: ReadKey | None) -> list[KeySource]:
    sources = []
    if path := environ.get(KEY_FILE):
        group = environ.get(GROUP_READ) == "1"
        read = partial(read_private_file, Path(path), group_may_read=group)
        sources.append(KeySource(KEY_FILE, read))
    if text := environ.get(KEY_TEXT):
        sources.append(KeySource(KEY_TEXT, partial(text.encode, "utf-8", "replace")))
    if own:
        sources.append(KeySource("the host's key function", own))
    return sources


def read_private_file(path: Path, *, group_may_read: bool = False) -> bytes:
    """Read a file that nobody but its owner can; raise KeyRefused otherwise."""
    try:
        with _opened(path) as file:
            _check_privacy(os.fstat(file.fileno()), group_may_read)
            return file.read(LARGEST_FILE)
    except OSError as error:
        raise KeyRefused(f"the file cannot be read: {error.strerror}") from None


def _opened(path: Path) -> BinaryIO:
    """Open without a wait: a pipe would not open before somebody writes to it."""
    return open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK))


def _check_kind(facts: os.stat_result) -> None:
    if not stat.S_ISREG(facts.st_mode):
        raise KeyRefused("it is not a file")


def _check_privacy(facts: os.stat_result, group_may_read: bool) -> None:
    _check_kind(facts)
    if facts.st_mode & stat.S_IRWXO:
        raise KeyRefused("the file is open to everyone on this machine; chmod 600 it")
    if facts.st_mode & stat.S_IRWXG and not group_may_read:
        raise KeyRefused(f"the file is open to its group; chmod 600 it, or set {GROUP_READ}=1")
    if facts.st_mode & stat.S_IWGRP:
        raise KeyRefused("the file can be changed by its group; chmod 640 it")
    if facts.st_uid not in (os.geteuid(), ROOT):
        raise KeyRefused("the file belongs to another user")
