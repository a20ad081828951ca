"""Hostile strings: ways in which a text has become markup, code or an address somewhere.

Each kind is a small list of pieces, combined with each other. Every payload names the siren, so
that a test can ask the page whether any of them ran.
"""

from collections.abc import Iterator
from itertools import product

RUN = "siren(1)"
CALLS = (RUN, "siren`1`", "top['si'+'ren'](1)")

BREAKS = ("", '">', "'>", "`>", "-->", "]]>", "</textarea>", "</title>", "</style>", "</noscript>")
LOADING = ("img src=x", "video><source", "audio src=x", "input type=image src=x")
HANDLERS = ("onerror", "onload", "onfocus", "onpointerover", "onanimationstart", "ontoggle")
SEPARATORS = (" ", "/", "\t", "\n", "\f", "\x0b", "\u00a0")
QUOTES = ('"', "'", "`", "&quot;", "&#39;", '\\"', "\u201d")
FRAGMENTS = (
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    "<svg><use href=data:image/svg+xml,x></svg>",
    f"<svg><a xlink:href=javascript:{RUN}><text>x</text></a></svg>",
    f"<svg><foreignObject><body onload={RUN}></foreignObject></svg>",
    f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
    f"<math href=javascript:{RUN}>x</math>",
    f"<math><mglyph><style><img src=x onerror={RUN}></style></mglyph></math>",
    f"<template><script>{RUN}</script></template>",
    f"<template shadowrootmode=open><img src=x onerror={RUN}></template>",
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f"<iframe src=javascript:{RUN}></iframe>",
    f"<object data=javascript:{RUN}></object>",
    f"<embed src=javascript:{RUN}>",
    f"<form action=javascript:{RUN}><button>Connect</button></form>",
    f"<button formaction=javascript:{RUN}>Connect</button>",
    f"<details open ontoggle={RUN}>",
    f"<style>@import 'javascript:{RUN}';*{{background:url(x)}}</style>",
    "<link rel=stylesheet href=//siren.example/x>",
    "<base href=//siren.example/>",
    f'<meta http-equiv=refresh content="0;url=javascript:{RUN}">',
    f"<marquee onstart={RUN}>",
    "<form id=vh-root><input name=children>",
    "<img name=body><a id=location href=//siren.example>",
    '<button data-event="activate" data-popup="//siren.example">Connect</button>',
)
SCHEMES = ("javascript:", "JaVaScRiPt:", "java\tscript:", "\x01javascript:", " javascript:",
           "vbscript:", "data:text/html,", "data:text/html;base64,", "view-source:javascript:",
           "blob:", "feed:javascript:", "jav&#x09;ascript:", "javascript&colon;")  # fmt: skip
ENTITIES = ("&lt;", "&LT", "&#60;", "&#x3c;", "&#x00003C;", "\\u003c", "\\x3c", "%3C", "\uff1c",
            "\u02c2", "+ADw-", "\u00ab", "<\x00", "\x00<", "<\u200b", "\ufeff<")  # fmt: skip
TEMPLATES = ("{{%s}}", "${%s}", "#{%s}", "<%%=%s%%>", "[[%s]]", "{%% %s %%}", "`${%s}`",
             "{{constructor.constructor('%s')()}}")  # fmt: skip
WRAPPERS = ("<!--{}-->", "<!--><{}-->", "<![CDATA[{}]]>", "<?xml {}?>", "<!doctype {}>", "</{}>",
            "<{}", "<<{}>>", "<{}/>", "&{};")  # fmt: skip
MARKS = ("\u202e", "\u2066", "\u2068", "\u200f", "\u061c", "\u200b", "\u0300" * 60, "\ud800",
         "\U000e0001", "\x1b[2J", "\r\n", "\x00")  # fmt: skip


def tags() -> Iterator[str]:
    for out, element in product(BREAKS, LOADING):
        yield f"{out}<{element} onerror={RUN}>"


def scripts() -> Iterator[str]:
    for out, call in product(BREAKS, CALLS):
        yield f"{out}<script>{call}</script>"


def attributes() -> Iterator[str]:
    for quote, handler in product(QUOTES, HANDLERS):
        yield f"{quote} {handler}={RUN} autofocus tabindex=0 x={quote}"


def separated() -> Iterator[str]:
    for separator, call in product(SEPARATORS, CALLS):
        yield f"<img{separator}src=x{separator}onerror={call}{separator}>"


def fragments() -> Iterator[str]:
    for out, fragment in product(("", '">'), FRAGMENTS):
        yield out + fragment


def addresses() -> Iterator[str]:
    for scheme, rest in product(SCHEMES, (RUN, f"//%0a{RUN}")):
        yield scheme + rest


def encoded() -> Iterator[str]:
    for less, call in product(ENTITIES, CALLS[:2]):
        yield f"{less}script>{call}{less}/script>"


def expressions() -> Iterator[str]:
    for template, call in product(TEMPLATES, CALLS[:2]):
        yield template % call


def wrapped() -> Iterator[str]:
    for wrapper, inside in product(WRAPPERS, (f"img src=x onerror={RUN}", f"script>{RUN}")):
        yield wrapper.format(inside)


def marked() -> Iterator[str]:
    for mark, inside in product(MARKS, (f"<img src=x onerror={RUN}>", "Acme", "-")):
        yield f"{mark}{inside}{mark}"


KINDS = {
    kind.__name__: tuple(dict.fromkeys(kind()))
    for kind in (tags, scripts, attributes, separated, fragments, addresses, encoded, expressions,
                 wrapped, marked)
}  # fmt: skip
"""The payloads by the trick that they try."""

PAYLOADS = tuple(payload for kind in KINDS.values() for payload in kind)
