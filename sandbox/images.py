"""Logos for the catalogue's connectors: drawn from the name, so that no file has to be kept."""

import hashlib
from html import escape

from flask import Flask, Response
from werkzeug.exceptions import NotFound

from sandbox.world import World

SIZE = 96
PALETTE = ("#2453c9", "#0f766e", "#b4430f", "#7c3aad", "#a8204e", "#33691e", "#1d5f8a", "#8a5a00")
SHAPES = (
    '<circle cx="74" cy="22" r="30" fill="#fff" opacity=".16"/>',
    '<path d="M0 96 L96 0 V96 Z" fill="#fff" opacity=".13"/>',
    '<path d="M0 64 Q48 32 96 64 V96 H0 Z" fill="#fff" opacity=".15"/>',
    '<rect x="52" y="-20" width="60" height="60" rx="12" fill="#fff" opacity=".16"/>',
    '<path d="M48 0 L96 48 L48 96 L0 48 Z" fill="#fff" opacity=".12"/>',
)


def install(app: Flask, world: World) -> None:
    """Serve the logos that the catalogue's connectors and integrations name."""
    missing = {"gone-from-its-server", "missing-on-purpose"}
    named = {_stem(connector.image) for connector in world.catalogue.connectors.values()}
    named |= {_stem(integration.image) for integration in world.catalogue.integrations()}

    def image(name: str) -> Response:
        if name not in named - missing:
            raise NotFound
        response = Response(draw(name), mimetype="image/svg+xml")
        response.headers["Cache-Control"] = "public, max-age=3600"
        response.headers["Content-Security-Policy"] = "default-src 'none'"
        return response

    app.add_url_rule("/images/<name>.svg", "image", image)


def _stem(path: str) -> str:
    return path.removeprefix("/images/").removesuffix(".svg")


def draw(name: str) -> str:
    """Return a letter on a coloured tile with a shape behind it."""
    digest = hashlib.sha256(name.encode()).digest()
    colour, shape = PALETTE[digest[0] % len(PALETTE)], SHAPES[digest[1] % len(SHAPES)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">'
        f'<rect width="{SIZE}" height="{SIZE}" fill="{colour}"/>{shape}'
        '<text x="48" y="49" font-family="system-ui, sans-serif" font-size="48" font-weight="700"'
        ' fill="#fff" text-anchor="middle" dominant-baseline="central">'
        f"{escape(name[:1].upper())}</text></svg>"
    )
