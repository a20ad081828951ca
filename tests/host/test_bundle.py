"""How the bundle is served."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sandbox.host import HostSettings, create_host
from sandbox.host.bundle import document_policy

API_ORIGIN = "http://127.0.0.1:8001"


@pytest.mark.parametrize("path", ["/hub/", "/hub/index.html"])
def test_the_document_has_the_hubs_own_policy(client: FlaskClient, path: str) -> None:
    """HUB-10"""
    policy = client.get(path, buffered=True).headers["Content-Security-Policy"].split("; ")
    assert policy == [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src blob:",
        "connect-src 'self' http://127.0.0.1:8001",
        "style-src 'self'",
        "img-src 'self' https: data: http://127.0.0.1:8001",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "object-src 'none'",
        "frame-src 'none'",
        "frame-ancestors 'self'",
    ]


def test_an_api_on_https_needs_no_word_about_images() -> None:
    """HUB-10"""
    policy = document_policy("https://api.example")
    assert "img-src 'self' https: data:;" in policy
    assert "unsafe-eval" not in policy.replace("'wasm-unsafe-eval'", "")


def test_the_documents_own_policy_names_this_api(client: FlaskClient) -> None:
    page = client.get("/hub/", buffered=True).text
    assert "platform.versori.com" not in page
    assert f"connect-src 'self' {API_ORIGIN}" in page
    assert f"img-src 'self' https: data: {API_ORIGIN}" in page


def test_in_hybrid_mode_the_document_may_talk_to_its_host_only(
    settings: HostSettings,
) -> None:
    """HUB-10"""
    hybrid = replace(settings, token=replace(settings.token, hybrid=True))
    answer = create_host(hybrid).test_client().get("/hub/", buffered=True)
    for policy in (answer.headers["Content-Security-Policy"], answer.text):
        assert "connect-src 'self';" in policy
    assert "platform.versori.com" not in answer.text


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("a.wasm", "application/wasm"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.zip", "application/zip"),
    ],
)
def test_files_have_their_types(client: FlaskClient, bundle: Path, name: str, type: str) -> None:
    """HUB-15"""
    (bundle / name).write_bytes(b"x")
    response = client.get(f"/hub/{name}", buffered=True)
    assert response.headers["Content-Type"] == type
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/hub/", "no-cache"),
        ("/hub/embed.js", "no-cache"),
        ("/hub/pyodide/pyodide.asm.wasm", "public, max-age=3600"),
    ],
)
def test_only_the_runtime_is_kept_unasked(client: FlaskClient, path: str, kept: str) -> None:
    """HUB-14"""
    assert client.get(path, buffered=True).headers["Cache-Control"] == kept


@pytest.mark.parametrize("path", ["/hub/", "/hub/embed.js"])
def test_what_did_not_change_is_not_sent_again(client: FlaskClient, path: str) -> None:
    etag = client.get(path, buffered=True).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": etag}, buffered=True)
    assert again.status_code == 304
    assert not again.data


@pytest.mark.parametrize(
    "path",
    [
        "/hub/none.js",
        "/hub/none.html",
        "/hub/../app.py",
        "/hub/%2e%2e/secret.html",
        "/hub//etc/x",
        "/hub/%00.html",
        "/hub/pyodide",
        f"/hub/{'a' * 4000}.html",
    ],
)
def test_nothing_outside_the_bundle_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(path, buffered=True).status_code in (308, 404)


def test_a_missing_bundle_says_what_to_run(client: FlaskClient, bundle: Path) -> None:
    (bundle / "index.html").unlink()
    response = client.get("/hub/index.html", buffered=True)
    assert response.status_code == 503
    assert "python3 dev.py build" in response.text


def test_a_date_that_no_calendar_has_is_ignored(client: FlaskClient) -> None:
    headers = {"If-Modified-Since": "Fri, 31 Dec 99999999999 23:59:59 GMT"}
    with client.get("/hub/embed.js", headers=headers) as response:
        assert response.status_code == 200
