"""Files: read as text where text is asked for, sent as they are where bytes are."""

import base64
from collections.abc import Callable

import pytest

from hub.credentials import LARGEST_FILE, check_credential, credential, credential_fields
from hub.fields import Field, checked, with_values
from hub.pem import LONGEST_PEM
from hub.schemes import Certificate, Hmac
from hub.uploads import Upload, drop_upload, take_upload, told, typed_over

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


def test_a_chosen_file_is_a_secret() -> None:
    """HUB-21"""
    assert one(take_upload(hmac(), a_file(NAME, SECRET)), "value-file").is_secret


def test_the_size_of_a_text_file_is_said_too() -> None:
    fields = take_upload(certificate(), a_file("vh-c0-key-file", PEM))
    assert one(fields, "key-file").hint == f"A file of {len(PEM)} bytes is chosen."


@pytest.mark.parametrize(("start", "member"), [(hmac, "value"), (certificate, "key")])
def test_a_chosen_file_can_be_taken_back(
    start: Callable[[], tuple[Field, ...]], member: str
) -> None:
    name = f"vh-c0-{member}-file"
    assert drop_upload(take_upload(start(), a_file(name, PEM)), name) == start()


def test_taking_a_file_back_leaves_what_was_typed_beside_it() -> None:
    typed = with_values(hmac(), {"vh-c0-value": "typed"})
    assert drop_upload(take_upload(typed, a_file(NAME, SECRET)), NAME) == typed


@pytest.mark.parametrize("name", ["vh-c0-key-file", "vh-c0-key", "vh-c0-value-file", ""])
def test_taking_back_what_was_not_chosen_leaves_what_was_typed(name: str) -> None:
    typed = with_values(certificate(), {"vh-c0-key": "typed"})
    assert drop_upload(typed, name) == typed


def test_text_that_was_changed_by_hand_is_no_file_any_more() -> None:
    chosen = take_upload(certificate(), a_file("vh-c0-key-file", PEM))
    changed = typed_over(chosen, with_values(chosen, {"vh-c0-key": "other"}))
    assert (one(changed, "key-file").size, one(changed, "key").value) == (0, "other")


def test_text_that_the_browser_hands_back_is_still_that_of_the_file() -> None:
    chosen = take_upload(certificate(), a_file("vh-c0-key-file", PEM.replace(b"\n", b"\r\n")))
    same = typed_over(chosen, with_values(chosen, {"vh-c0-key": PEM.decode()}))
    assert same == chosen


def test_of_a_secret_that_was_typed_and_chosen_one_has_to_go() -> None:
    typed = with_values(hmac(), {"vh-c0-value": "typed"})
    chosen = checked(take_upload(typed, a_file(NAME, SECRET)))
    refused = check_credential(Hmac(), chosen, "vh-c0")
    assert "Keep one" in one(refused, "value").error and not one(refused, "value-file").error


def test_a_file_may_be_quoted_as_bytes_and_as_text() -> None:
    """HUB-27"""
    fields = take_upload(hmac(), a_file(NAME, b"canary"))
    assert told(one(fields, "value-file")) == (base64.b64encode(b"canary").decode(), "canary")
