"""Files that stand in for what is typed: read as text into a field, or sent as they are."""

import base64
from dataclasses import dataclass, field, replace

from hub.credentials import FILE, LARGEST_FILE
from hub.fields import Field
from hub.texts import _

Fields = tuple[Field, ...]


@dataclass(frozen=True)
class Upload:
    """A file that was chosen: its size in bytes, and its content unless it was too large to read.

    Its name stays in the browser.
    """

    name: str
    size: int
    content: str | None = field(default=None, repr=False)
    """The bytes as base64 (RFC 4648 section 4)."""


def take_upload(fields: Fields, upload: Upload) -> Fields:
    """Put a chosen file where it belongs; fields that it does not concern stay as they are."""
    target = _file(fields, upload.name)
    if target is None:
        return fields
    fault = _fault(upload, target.maximum_length or LARGEST_FILE)
    typed = _typed(fields, upload.name)
    text = _text(upload) if typed and not fault else None
    if typed and not fault and text is None:
        fault = _("This file is not text. Choose the PEM file.")
    chosen = _faulty(target, fault) if fault else _holding(target, upload, is_text=bool(typed))
    taken = _with(fields, chosen)
    return taken if typed is None or text is None else _with(taken, _saying(typed, text))


def drop_upload(fields: Fields, name: str) -> Fields:
    """Take a chosen file back, and with it the text that came from it."""
    target = _file(fields, name)
    if target is None:
        return fields
    typed = _typed(fields, name) if target.size else None
    dropped = _with(fields, _faulty(target, ""))
    return dropped if typed is None else _with(dropped, _saying(typed, ""))


def typed_over(before: Fields, after: Fields) -> Fields:
    """Forget the files whose text was changed by hand since."""
    fields = after
    for item in after:
        was, now = _typed(before, item.name), _typed(after, item.name)
        if item.size and was and now and was.value != now.value:
            fields = _with(fields, _faulty(item, item.error))
    return fields


def told(item: Field) -> tuple[str, ...]:
    """Give what a message might quote of a field: a file may be quoted as the text that it is."""
    typed = str(item.value)
    if item.kind != "file":
        return (typed,)
    return (typed, _text(Upload(item.name, item.size, typed)) or "")


def _file(fields: Fields, name: str) -> Field | None:
    return next((item for item in fields if item.name == name and item.kind == "file"), None)


def _typed(fields: Fields, name: str) -> Field | None:
    """Give the field into which a file is read as text, if it is."""
    wanted = name.removesuffix(FILE)
    found = (item for item in fields if item.name == wanted != name and item.kind != "secret")
    return next(found, None)


def _with(fields: Fields, changed: Field) -> Fields:
    return tuple(changed if item.name == changed.name else item for item in fields)


def _holding(item: Field, upload: Upload, is_text: bool) -> Field:
    hint = _("A file of {size} bytes is chosen.", size=upload.size)
    value = "" if is_text else upload.content or ""
    return replace(item, value=value, size=upload.size, hint=hint, error="")


def _faulty(item: Field, fault: str) -> Field:
    return replace(item, value="", size=0, hint="", error=fault)


def _saying(item: Field, text: str) -> Field:
    return replace(item, value=text, error="")


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
