"""Looking at PEM text (RFC 7468) before it is sent: is it the kind that is asked for."""

import base64
import re
from collections.abc import Callable

from hub.texts import _

LONGEST_PEM = 65_536
"""Bytes."""

_CURVES = "EC PARAMETERS"
"""What `openssl ecparam -genkey` writes before the key itself."""

_BEGIN = "-----BEGIN"
_END = re.compile(r"-----END [A-Z0-9 ]{1,40}-----")
_BLOCK = re.compile(r"-----BEGIN ([A-Z0-9 ]{1,40})-----\s*([^-]*)-----END \1-----")


def fault_in_certificate(text: str) -> str:
    """Say in words what is wrong with a certificate's PEM, or nothing."""
    return _fault(text, _("a certificate"), lambda label: label == "CERTIFICATE")


def fault_in_key(text: str) -> str:
    """Say in words what is wrong with a private key's PEM, or nothing."""
    if "-----BEGIN ENCRYPTED PRIVATE KEY-----" in text or "Proc-Type: 4,ENCRYPTED" in text:
        return _("This key is protected by a passphrase. Give the key without one.")
    return _fault(text, _("a private key"), lambda label: label.endswith("PRIVATE KEY"), _CURVES)


def _fault(text: str, wanted: str, fits: Callable[[str], bool], beside: str = "") -> str:
    if len(text.encode(errors="replace")) > LONGEST_PEM:
        return _("This is too long; at most 64 kB are accepted.")
    found = _BLOCK.findall(text.strip())
    blocks = [(label, body) for label, body in found if label != beside]
    if not blocks and (not found or text.count(_BEGIN) > len(found)):
        return _fault_without_blocks(_BLOCK.sub("", text), wanted)
    for label, body in blocks or found:
        if not fits(label):
            return _("This is {kind}; {wanted} belongs here.", kind=_kind(label), wanted=wanted)
        if not _is_base64(body):
            return _damaged()
    return ""


def _fault_without_blocks(text: str, wanted: str) -> str:
    if _BEGIN not in text:
        return _("This is not PEM text. It begins with “-----BEGIN”; {wanted} belongs here.",
                 wanted=wanted)  # fmt: skip
    if _END.search(text):
        return _damaged()
    return _("The end of this PEM text is missing. Copy it again, from the first dash to the last.")


def _damaged() -> str:
    return _("This PEM text is damaged. Copy it again, from the first dash to the last.")


def _kind(label: str) -> str:
    if label.endswith("PRIVATE KEY"):
        return _("a private key")
    if label == "CERTIFICATE":
        return _("a certificate")
    return _("something else ({label})", label=label.lower())


def _is_base64(body: str) -> bool:
    try:
        return bool(base64.b64decode("".join(body.split()), validate=True))
    except ValueError:
        return False
