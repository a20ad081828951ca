"""Files that stand in for what is typed: read as text into a field, or sent as they are."""

import base64
from dataclasses import dataclass, field, replace

from hub.credentials import FILE, LARGEST_FILE
from hub.fields import Field
from hub.texts import _


@dataclass(frozen=True)
class Upload:
    """A file that was chosen: its size in bytes, and its content unless it was too large to read.

    Its name stays in the browser.
    """

    name: str
    size: int
    content: str | None = field(default=None, repr=False)
    """The bytes as base64 (RFC 4648 section 4)."""


def take_upload(fields: tuple[Field, ...], upload: Upload) -> tuple[Field, ...]:
    """Put a chosen file where it belongs; fields that it does not concern stay as they are."""
    target = next((item for item in fields if item.name == upload.name), None)
    if target is None or target.kind != "file":
        return fields
    fault = _fault(upload, target.maximum_length or LARGEST_FILE)
    typed = upload.name.removesuffix(FILE)
    is_text = any(item.name == typed and item.kind != "secret" for item in fields)
    text = _text(upload) if is_text and not fault else None
    if is_text and not fault and text is None:
        fault = _("This file is not text. Choose the PEM file.")
    return tuple(_with_upload(item, upload, typed, text, fault, is_text) for item in fields)


def _with_upload(
    item: Field, upload: Upload, typed: str, text: str | None, fault: str, is_text: bool
) -> Field:
    if item.name == upload.name:
        keeps = not fault and not is_text
        hint = _("A file of {size} bytes is chosen.", size=upload.size) if keeps else ""
        value = (upload.content or "") if keeps else ""
        return replace(item, value=value, hint=hint, error=fault)
    if item.name == typed and text is not None:
        return replace(item, value=text, error="")
    return item


def _fault(upload: Upload, largest: int) -> str:
    if upload.size == 0:
        return _("This file is empty.")
    if upload.size > largest or upload.content is None:
        return _("This file is too large; at most {size} kB are accepted.", size=largest // 1024)
    # A folder has a size as well, but nothing in it that could be read.
    return "" if _bytes(upload) else _("This file could not be read. Choose it again.")


def _bytes(upload: Upload) -> bytes | None:
    try:
        return base64.b64decode(upload.content or "", validate=True)
    except ValueError:
        return None


def _text(upload: Upload) -> str | None:
    try:
        return (_bytes(upload) or b"").decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
