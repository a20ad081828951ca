"""The small parts that every screen is made of."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

import htpy as h

from hub.steps import Step
from hub.texts import _

HUES = 12
LONGEST_URL = 2_048
LONGEST_NAME = 80

_CONTROLS = re.compile(r"[\x00-\x20\x7f]")
_BIDI_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")


def plain(name: str) -> str:
    """Make an outside name fit for the middle of a sentence: no bidi controls, not endless."""
    text = _BIDI_CONTROLS.sub("", name).strip()
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1].rstrip() + "…"


def step_title(steps: Sequence[Step], index: int) -> str:
    """Name the system of a step; where several have the same name, say which one it is."""
    return numbered([plain(step.template.name) for step in steps], index)


def numbered(names: Sequence[str], index: int) -> str:
    """Give a name, with its number where several are the same."""
    name = names[index]
    return f"{name} {names[: index + 1].count(name)}" if name and names.count(name) > 1 else name


def button(
    label: str, event: str = "", *, primary: bool = False, danger: bool = False, **data: str
) -> h.Element:
    """Show a button that sends an event; without one it submits its form."""
    kind = "primary" if primary else "danger" if danger else "plain"
    attributes: dict[str, h.Attribute] = {f"data-{key}": value for key, value in data.items()}
    return h.button(
        attributes,
        class_=f"vh-button vh-button--{kind}",
        type="button" if event else "submit",
        data_event=event or None,
    )[label]


def heading(text: h.Node, id_: str, level: int = 2) -> h.Element:
    """Show a heading that can take the focus."""
    element = h.h2 if level == 2 else h.h3
    return element(".vh-heading", id=id_, tabindex="-1")[text]


def logo(name: str, image_url: str, origins: Collection[str], broken: Collection[str]) -> h.Element:
    """Show an integration's image, over a monogram that stands where there is no image."""
    url = safe_image_url(image_url, origins)
    shown = url if url not in broken else ""
    return h.span(class_=f"vh-logo vh-hue-{hue(name)}")[
        h.span(".vh-logo__monogram", aria_hidden="true")[monogram(name)],
        shown
        and h.img(
            ".vh-logo__image",
            src=shown,
            alt=plain(name),
            width="40",
            height="40",
            loading="lazy",
            decoding="async",
            referrerpolicy="no-referrer",
            data_image=shown,
        ),
    ]


def safe_image_url(url: str, origins: Collection[str] = ()) -> str:
    """Give the URL back if it may become an image: absolute https, or one of the origins."""
    if not url or len(url) > LONGEST_URL or _CONTROLS.search(url):
        return ""
    try:
        parts = urlsplit(url)
        has_user = parts.username is not None or parts.password is not None
    except ValueError:
        return ""
    if has_user or not parts.hostname:
        return ""
    return url if parts.scheme == "https" or f"{parts.scheme}://{parts.netloc}" in origins else ""


def monogram(name: str) -> str:
    """Take the first letters of the first two words that have any."""
    initials = (next(filter(str.isalnum, word), "") for word in plain(name).split())
    letters = [letter for letter in initials if letter][:2]
    return "".join(letters).upper() or "•"


def hue(name: str) -> int:
    """Pick one of the colours by the name, always the same one."""
    number = 0
    for letter in unicodedata.normalize("NFC", name):
        number = (number * 31 + ord(letter)) % 65_521
    return number % HUES


def badge(label: str, kind: str) -> h.Element:
    """Show a status."""
    return h.span(class_=f"vh-badge vh-badge--{kind}")[label]


def waiting(text: str, *more: h.Node) -> h.Element:
    """Show that something is on its way."""
    return h.div(".vh-waiting")[h.span(".vh-spinner", aria_hidden="true"), h.p[text], more]


def slow() -> h.Element:
    """Say that it takes long; the style sheet keeps this hidden for ten seconds."""
    return h.p(".vh-slow", role="status")[_("This is taking longer than usual.")]


def icon(name: str) -> h.Element:
    """Show one of the hub's own icons; it is decoration, the words beside it say the same."""
    return h.span(class_=f"vh-icon vh-icon--{name}", aria_hidden="true")


def close_button() -> h.Element:
    """Show the cross that leads back to the list."""
    return h.button(".vh-close", type="button", data_event="close", aria_label=_("Close"))[
        icon("close")
    ]
