"""Files: read as text where text is asked for, sent as they are where bytes are."""

import base64

import pytest

from hub.credentials import LARGEST_FILE, credential, credential_fields
from hub.fields import Field
from hub.pem import LONGEST_PEM
from hub.schemes import Certificate, Hmac
from hub.uploads import Upload, take_upload

SECRET = bytes(range(256))
PEM = b"-----BEGIN PRIVATE KEY-----\nTUlJQg==\n-----END PRIVATE KEY-----\n"


def a_file(name: str, content: bytes, size: int | None = None) -> Upload:
    text = base64.b64encode(content).decode()
    return Upload(name, len(content) if size is None else size, text)


def certificate() -> tuple[Field, ...]:
    return credential_fields(Certificate(), "vh-c0")


def hmac() -> tuple[Field, ...]:
    return credential_fields(Hmac(), "vh-c0")


def one(fields: tuple[Field, ...], name: str) -> Field:
    return next(item for item in fields if item.name == f"vh-c0-{name}")


def test_a_text_file_stands_in_its_field() -> None:
    """HUB-34"""
    fields = take_upload(certificate(), a_file("vh-c0-certificate-file", PEM))
    assert one(fields, "certificate").value == PEM.decode()
    assert one(fields, "certificate-file").value == ""


def test_a_secret_text_file_stands_in_its_field() -> None:
    """HUB-34"""
    fields = take_upload(certificate(), a_file("vh-c0-key-file", PEM))
    assert one(fields, "key").value == PEM.decode()


def test_a_mark_of_the_byte_order_is_no_part_of_the_text() -> None:
    marked = a_file("vh-c0-certificate-file", b"\xef\xbb\xbf" + PEM)
    assert one(take_upload(certificate(), marked), "certificate").value == PEM.decode()


def test_bytes_arrive_as_they_are() -> None:
    """HUB-34"""
    fields = take_upload(hmac(), a_file("vh-c0-value-file", SECRET))
    sent = {item.name.removeprefix("vh-c0-"): str(item.value) for item in fields}
    data = credential(Hmac(), sent)["data"]
    assert base64.b64decode(data["valueBase64"]) == SECRET


def test_the_size_of_a_chosen_file_is_said() -> None:
    fields = take_upload(hmac(), a_file("vh-c0-value-file", SECRET))
    assert one(fields, "value-file").hint == "A file of 256 bytes is chosen."


def test_the_same_file_twice_is_the_same() -> None:
    """HUB-34"""
    upload = a_file("vh-c0-value-file", SECRET)
    once = take_upload(hmac(), upload)
    assert take_upload(once, upload) == once


NAME = "vh-c0-value-file"
FAULTS = {
    "empty": (Upload(NAME, 0, ""), "This file is empty."),
    "too large to be read": (Upload(NAME, LARGEST_FILE + 1), "too large; at most 1024 kB"),
    "too large all the same": (a_file(NAME, b"x", LARGEST_FILE + 1), "too large"),
    "a folder": (Upload(NAME, 4096, ""), "could not be read"),
    "not base64": (Upload(NAME, 3, "*"), "could not be read"),
    "not even ASCII": (Upload(NAME, 3, "\x80"), "could not be read"),
    "half a group": (Upload(NAME, 3, "QQ"), "could not be read"),
}


@pytest.mark.parametrize(("upload", "words"), FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_with_a_file_is_said_at_it(upload: Upload, words: str) -> None:
    """HUB-34"""
    item = one(take_upload(hmac(), upload), "value-file")
    assert item.error and words in item.error
    assert item.value == ""


def test_what_is_not_text_is_no_certificate() -> None:
    """HUB-34"""
    fields = take_upload(certificate(), a_file("vh-c0-certificate-file", SECRET))
    assert "not text" in one(fields, "certificate-file").error
    assert one(fields, "certificate").value == ""


def test_pem_text_may_be_64_kb_long() -> None:
    """HUB-34"""
    long = a_file("vh-c0-certificate-file", b"x" * (LONGEST_PEM + 1))
    assert "at most 64 kB" in one(take_upload(certificate(), long), "certificate-file").error


def test_a_bad_file_leaves_what_was_typed() -> None:
    typed = tuple(item.holding("typed") if item.kind != "file" else item for item in hmac())
    fields = take_upload(typed, Upload(NAME, 0, ""))
    assert one(fields, "value").value == "typed"


@pytest.mark.parametrize("name", ["vh-c0-value", "vh-c1-value-file", "", "vh-c0-other-file"])
def test_a_file_for_something_else_changes_nothing(name: str) -> None:
    assert take_upload(hmac(), a_file(name, SECRET)) == hmac()


def test_the_content_is_never_shown() -> None:
    """HUB-27"""
    upload = a_file(NAME, SECRET)
    assert upload.content and upload.content not in repr(upload)
