"""Where the signing key may come from."""

import os
from pathlib import Path
from typing import Any

import pytest

from token_server import KeyRefused, SettingsRefused, read_pair
from token_server.sources import key_source, read_private_file

FILE, TEXT = "VERSORI_SIGNING_KEY_FILE", "VERSORI_SIGNING_KEY"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "key.pem"
    path.write_bytes(b"the key")
    path.chmod(0o600)
    return path


def test_a_key_comes_from_a_file(key_file: Path) -> None:
    """TOK-12"""
    assert key_source({FILE: str(key_file)}).read() == b"the key"


def test_a_key_comes_from_the_environment() -> None:
    """TOK-12"""
    assert key_source({TEXT: "the key"}).read() == b"the key"


def test_a_key_comes_from_the_hosts_own_function() -> None:
    """TOK-12"""
    assert key_source({}, lambda: b"the key").read() == b"the key"


def test_two_sources_are_refused_by_their_names(key_file: Path) -> None:
    """TOK-12"""
    with pytest.raises(KeyRefused, match=f"{FILE} and {TEXT}") as caught:
        key_source({FILE: str(key_file), TEXT: "canary"})
    assert "canary" not in str(caught.value)


def test_no_source_is_told_what_to_set() -> None:
    with pytest.raises(KeyRefused, match=FILE):
        key_source({})


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o601, 0o644, 0o640, 0o620])
def test_a_file_that_others_can_open_is_refused(key_file: Path, mode: int) -> None:
    """TOK-14"""
    key_file.chmod(mode)
    with pytest.raises(KeyRefused, match="chmod 600"):
        read_private_file(key_file)


def test_a_group_may_read_where_that_is_said(key_file: Path) -> None:
    """TOK-14"""
    key_file.chmod(0o440)
    source = key_source({FILE: str(key_file), "ALLOW_GROUP_READ": "1"})
    assert source.read() == b"the key"


def test_everyone_may_never_read(key_file: Path) -> None:
    """TOK-14"""
    key_file.chmod(0o444)
    with pytest.raises(KeyRefused):
        read_private_file(key_file, group_may_read=True)


def test_a_file_of_another_user_is_refused(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """TOK-14"""
    owner = key_file.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    monkeypatch.setattr("token_server.sources.ROOT", owner + 2)
    with pytest.raises(KeyRefused, match="another user"):
        read_private_file(key_file)


def test_a_link_is_judged_by_what_it_leads_to(key_file: Path, tmp_path: Path) -> None:
    """TOK-14"""
    link = tmp_path / "link.pem"
    link.symlink_to(key_file)
    key_file.chmod(0o644)
    with pytest.raises(KeyRefused):
        read_private_file(link)


@pytest.mark.parametrize("opens_first", [True, False])
def test_a_file_is_judged_as_it_was_read(
    key_file: Path, monkeypatch: pytest.MonkeyPatch, opens_first: bool
) -> None:
    """TOK-14: exchange it in the moment before or after it is opened."""
    opened = os.open

    def exchange(path: str, *given: Any) -> Any:
        if opens_first:
            file = opened(path, *given)
            replace(Path(path), 0o600)
            return file
        replace(Path(path), 0o666)
        return opened(path, *given)

    key_file.chmod(0o644 if opens_first else 0o600)
    monkeypatch.setattr(os, "open", exchange)
    with pytest.raises(KeyRefused, match="open to everyone"):
        read_private_file(key_file)


def replace(path: Path, mode: int) -> None:
    new = path.with_suffix(".new")
    new.write_bytes(b"")
    new.chmod(mode)
    new.replace(path)


def test_a_missing_file_and_a_directory_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyRefused, match="No such file"):
        read_private_file(tmp_path / "none.pem")
    with pytest.raises(KeyRefused, match="cannot be read"):
        read_private_file(tmp_path)


@pytest.mark.parametrize("mode", [0o660, 0o670, 0o620])
def test_a_group_may_never_write(key_file: Path, mode: int) -> None:
    """TOK-14"""
    key_file.chmod(mode)
    with pytest.raises(KeyRefused, match="changed by its group"):
        read_private_file(key_file, group_may_read=True)


def test_a_pipe_is_no_file_and_is_not_waited_for(pem: bytes, tmp_path: Path) -> None:
    """TOK-14"""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o600)
    with pytest.raises(KeyRefused, match="not a file"):
        read_private_file(pipe)
    environ = {"VERSORI_SIGNING_KEY_ID_FILE": str(pipe), TEXT: pem.decode()}
    with pytest.raises(SettingsRefused, match="VERSORI_SIGNING_KEY_ID_FILE: it is not a file"):
        read_pair(environ)


def test_the_keys_id_may_come_from_a_file(pem: bytes, tmp_path: Path) -> None:
    """TOK-22"""
    (tmp_path / "id").write_text("new-key\n")
    environ = {"VERSORI_SIGNING_KEY_ID_FILE": str(tmp_path / "id"), TEXT: pem.decode()}
    assert read_pair(environ).key_id == "new-key"


def test_an_id_in_two_places_is_refused(pem: bytes, tmp_path: Path) -> None:
    """TOK-12"""
    (tmp_path / "id").write_text("k")
    places = {"VERSORI_SIGNING_KEY_ID": "k", "VERSORI_SIGNING_KEY_ID_FILE": str(tmp_path / "id")}
    with pytest.raises(SettingsRefused, match="set only one of VERSORI_SIGNING_KEY_ID and"):
        read_pair(places | {TEXT: pem.decode()})


def test_an_id_that_cannot_be_read_is_refused(pem: bytes, tmp_path: Path) -> None:
    """TOK-12"""
    environ = {"VERSORI_SIGNING_KEY_ID_FILE": str(tmp_path / "none"), TEXT: pem.decode()}
    with pytest.raises(SettingsRefused, match="VERSORI_SIGNING_KEY_ID_FILE: the file cannot"):
        read_pair(environ)


def test_a_pair_exchanged_while_it_is_read_belongs_together(pem: bytes, tmp_path: Path) -> None:
    """TOK-22"""
    path, reads = tmp_path / "id", []
    path.write_text("old-key")

    def read_and_exchange() -> bytes:
        reads.append(path.read_text())
        path.write_text("new-key")
        return pem

    key = read_pair({"VERSORI_SIGNING_KEY_ID_FILE": str(path)}, read_and_exchange)
    assert (key.key_id, reads) == ("new-key", ["old-key", "new-key"])
