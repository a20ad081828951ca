"""The demo host sends what docs/deploy.md tells hosts to send, line by line."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sandbox.host import HostSettings, create_host

from .conftest import FROM_HERE

PLATFORM = "https://platform.versori.com/api/embedded/v1"
DEPLOY = Path(__file__).parents[2] / "docs" / "deploy.md"
PAGE = "With every page"
DOCUMENT = "With the hub's own document"
SIGN_IN = "With the session cookie"


def documented(beginning: str) -> dict[str, str]:
    """Read the header lines that stand below the sentence that begins so."""
    text = DEPLOY.read_text("utf-8").partition("## What the host has to send")[2]
    block = re.search(rf"^{beginning}[^\n]*\n\n((?:    [^\n]+\n)+)", text, re.MULTILINE)
    assert block, beginning
    return dict(line.strip().split(": ", 1) for line in block[1].splitlines())


def parts(value: str) -> set[str]:
    return {part.strip() for part in value.split(";")}


@pytest.fixture
def client(settings: HostSettings) -> FlaskClient:
    return create_host(replace(settings, api_url=PLATFORM)).test_client()


@pytest.mark.parametrize("path", ["/", "/integrations"])
def test_pages_are_sent_as_documented(client: FlaskClient, path: str) -> None:
    """OAU-19, HUB-11"""
    client.post("/sign-in", data={"person": "ada"}, headers=FROM_HERE)
    sent, wanted = client.get(path, follow_redirects=True).headers, documented(PAGE)
    assert parts(wanted.pop("Content-Security-Policy")) <= parts(sent["Content-Security-Policy"])
    assert set(wanted) == {"Cross-Origin-Opener-Policy", "Referrer-Policy"}
    assert {name: sent[name] for name in wanted} == wanted


def test_the_hubs_document_is_sent_as_documented(client: FlaskClient) -> None:
    """HUB-10"""
    sent, wanted = client.get("/hub/index.html").headers, documented(DOCUMENT)
    assert "Content-Security-Policy" in wanted
    assert {name: sent[name] for name in wanted} == wanted


def test_the_cookie_is_sent_as_documented(client: FlaskClient) -> None:
    """TOK-31"""
    sent = client.post("/sign-in", data={"person": "ada"}, headers=FROM_HERE).headers["Set-Cookie"]
    shown = re.sub(r"=[\w-]{43};", "=...;", sent, count=1)
    shown = re.sub(r"Expires=[^;]+; ", "", shown)  # says what Max-Age says
    assert parts(shown) == parts(documented(SIGN_IN)["Set-Cookie"])
