"""Looking at PEM text (RFC 7468) before it is sent: is it the kind that is asked for."""

import base64
import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from hub.texts import _

LONGEST_PEM = 65_536
"""Bytes."""

_CURVES = "EC PARAMETERS"
"""What `openssl ecparam -genkey` writes before the key itself."""

_OPENSSH = "OPENSSH PRIVATE KEY"
"""A format of OpenSSH's own, which nothing but SSH reads."""

_BEGIN = "-----BEGIN"
_EDGE = re.compile(r"-----(BEGIN|END) ([A-Z0-9 ]{1,40})-----")


def fault_in_certificate(text: str) -> str:
    """Say in words what is wrong with a certificate's PEM, or nothing."""
    return _fault(text, _("a certificate"), lambda label: label == "CERTIFICATE")


def fault_in_key(text: str) -> str:
    """Say in words what is wrong with a private key's PEM, or nothing."""
    if "-----BEGIN ENCRYPTED PRIVATE KEY-----" in text or "Proc-Type: 4,ENCRYPTED" in text:
        return _("This key is protected by a passphrase. Give the key without one.")
    return _fault(text, _("a private key"), _is_key, _CURVES)


def holds_key(text: str) -> bool:
    """Tell whether there is a private key in a text, of whatever kind."""
    return "PRIVATE KEY" in text


def _is_key(label: str) -> bool:
    return label.endswith("PRIVATE KEY") and label != _OPENSSH


def _fault(text: str, wanted: str, fits: Callable[[str], bool], beside: str = "") -> str:
    if len(text.encode(errors="replace")) > LONGEST_PEM:
        return _("This is too long; at most 64 kB are accepted.")
    if _BEGIN not in text:
        return _("This is not PEM text. It begins with “-----BEGIN”; {wanted} belongs here.",
                 wanted=wanted)  # fmt: skip
    edges = [*_EDGE.finditer(text)]
    labels = [edge[2] for edge in edges if edge[1] == "BEGIN"]
    # Of what is not even whole the kind is told first: a key is no certificate, however damaged.
    for label in [label for label in labels if label != beside] or labels:
        if not fits(label):
            return _("This is {kind}; {wanted} belongs here.", kind=_kind(label), wanted=wanted)
    return _fault_in_blocks(text, edges)


def _fault_in_blocks(text: str, edges: Sequence[re.Match[str]]) -> str:
    """Say what is wrong with a text in which everything that begins is of the right kind."""
    begun, ended = text.count(_BEGIN), sum(edge[1] == "END" for edge in edges)
    if ended < begun:
        return _(
            "The end of this PEM text is missing. Copy it again, from the first dash to the last."
        )
    bodies = [
        text[begin.end() : end.start()]
        for begin, end in pairwise(edges)
        if (begin[1], end[1]) == ("BEGIN", "END") and begin[2] == end[2]
    ]
    if len(bodies) == begun and all(map(_is_base64, bodies)):
        return ""
    return _("This PEM text is damaged. Copy it again, from the first dash to the last.")


def _kind(label: str) -> str:
    if _is_key(label):
        return _("a private key")
    if label == "CERTIFICATE":
        return _("a certificate")
    return _("something else ({label})", label=label.lower())


def _is_base64(body: str) -> bool:
    try:
        return bool(base64.b64decode("".join(body.split()), validate=True))
    except ValueError:
        return False
