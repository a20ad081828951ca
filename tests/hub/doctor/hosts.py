"""A host as data: what it answers, with one thing or another wrong about it."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hub.doctor import Answer, Finding, Level, NoAnswer, Place, Question, examine

ORIGIN = "https://app.example.com"
PAGE = f"{ORIGIN}/integrations"
API = "https://platform.versori.com"
HUB = "01J9ZZZZZZZZZZZZZZZZZZZZZZ"
SCRIPT = '<script type="module" src="/hub/embed.js"></script>'
ELEMENT = f'<versori-hub hub-id="{HUB}" token-url="/versori/token"></versori-hub>'
DOCUMENT_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:;"
    f" connect-src 'self' {API}; frame-ancestors 'self'"
)
TYPES = {
    "embed.js": "text/javascript",
    "index.html": "text/html; charset=utf-8",
    "pyodide/pyodide.asm.wasm": "application/wasm",
}
NO_STORE = {"cache-control": "no-store", "content-type": "application/json"}
REFUSAL = b'{"code": "unauthenticated", "message": "Sign in."}'
TOKEN = json.dumps({"token": "a.b.c", "expires_in": 300, "user_id": "ada"}).encode()
UNKNOWN = Answer(401, "", NO_STORE, REFUSAL)
REFUSED = Answer(403, "", NO_STORE, REFUSAL)
GIVEN = Answer(200, "", NO_STORE, TOKEN)


@dataclass(frozen=True)
class Host:
    """Answer as a sound host does, but for what a test changes."""

    html: str = SCRIPT + ELEMENT
    page: Mapping[str, str] = field(default_factory=dict)
    page_status: int = 200
    document: str = "<!doctype html>"
    document_headers: Mapping[str, str] = field(
        default_factory=lambda: {"content-security-policy": DOCUMENT_POLICY}
    )
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    file_headers: Mapping[str, str] = field(default_factory=dict)
    nobody: Answer = UNKNOWN
    stranger: Answer = REFUSED
    linked: int = 405
    posted: int = 415
    signed_in: Answer = GIVEN
    preflight: Mapping[str, str] | None = field(
        default_factory=lambda: {
            "access-control-allow-origin": ORIGIN,
            "access-control-allow-headers": "Authorization, Content-Type",
        }
    )
    api_status: int | None = 404
    is_signed_in: bool = False

    def ask(self, question: Question) -> Answer:
        """Answer a question; raise NoAnswer where nothing would come."""
        url = question.url
        if url == PAGE:
            headers = {"content-type": "text/html", **self.page}
            return Answer(self.page_status, url, headers, self.html.encode())
        if url.startswith(API):
            return self._api(question)
        if url.endswith("/versori/token"):
            return self._token(question)
        if "/hub/" in url:
            return self._file(url)
        raise NoAnswer("no connection")

    def _token(self, question: Question) -> Answer:
        if question.method == "GET":
            return Answer(self.linked, question.url)
        if question.headers.get("Content-Type") != "application/json":
            return Answer(self.posted, question.url)
        if question.headers.get("Sec-Fetch-Site") == "cross-site":
            return self.stranger
        return self.signed_in if self.is_signed_in else self.nobody

    def _api(self, question: Question) -> Answer:
        if question.method == "OPTIONS" and self.preflight is not None:
            return Answer(204, question.url, self.preflight)
        if question.method == "GET" and self.api_status is not None:
            return Answer(self.api_status, question.url)
        raise NoAnswer("no connection")

    def _file(self, url: str) -> Answer:
        name = url.partition("/hub/")[2]
        built = {each: each.encode() for each in TYPES}
        if name == "manifest.json":
            digests = {each: digest(data) for each, data in built.items()}
            return Answer(200, url, {}, json.dumps({"files": digests}).encode())
        held = {**built, "index.html": self.document.encode(), **self.files}
        data = held.get(name)
        if data is None:
            return Answer(404, url)
        headers = {"content-type": {**TYPES, **self.types}[name], **self.file_headers}
        more = self.document_headers if name.endswith(".html") else {}
        return Answer(200, url, {**headers, **more}, data)


def digest(data: bytes) -> str:
    """Write a digest as the manifest has it."""
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()


HERE = Place(PAGE)
SIGNED_IN = Place(PAGE, in_browser=True)


def findings(host: Host, place: Place = HERE) -> Iterator[Finding]:
    """Look at a host."""
    return examine(place, host.ask)


def said(host: Host, level: Level, place: Place = HERE) -> list[str]:
    """Give what is said on one level."""
    return [finding.title for finding in findings(host, place) if finding.level is level]
