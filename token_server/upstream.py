"""Asking the Embedded API on the server: which credential is sent, and what comes back.

The credential is the organisation's API key where one is set, and otherwise a token of the user,
signed for this one call. Redirects are not followed, so that it goes to the API and nowhere else.
"""

from dataclasses import dataclass, field
from typing import Any

import requests
from flask import json

from token_server.errors import Refusal
from token_server.rotation import Keys
from token_server.settings import Settings
from token_server.tokens import issue

CONNECT_SECONDS = 3.05
READ_SECONDS = 30
LARGEST_ANSWER = 5 * 1024 * 1024
CHUNK = 64 * 1024
CALL_TTL = 60
PASSED_ON = ("Retry-After", "X-Request-Id")

OUT_OF_REACH = "The integrations are not available just now. Try again in a moment."


@dataclass(frozen=True)
class ApiAnswer:
    """Be what the API said: JSON or nothing, and the few headers that are passed on."""

    status: int
    text: bytes = field(repr=False)
    headers: dict[str, str]

    def json(self) -> Any:
        """Read the body; raise Refusal for one that is no JSON."""
        try:
            return json.loads(self.text)
        except ValueError:
            raise Refusal(502, "bad_gateway", OUT_OF_REACH, reason="no JSON") from None


@dataclass(frozen=True)
class Api:
    """Ask the API as one user."""

    settings: Settings
    keys: Keys
    external_id: str

    def ask(self, method: str, path: str, body: bytes | None = None) -> ApiAnswer:
        """Send one request; raise Refusal if no whole answer comes."""
        headers = {"Authorization": self._authorization(), "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            return self._sent(method, path, headers, body)
        except requests.RequestException as error:
            reason = type(error).__name__
            raise Refusal(502, "bad_gateway", OUT_OF_REACH, reason=reason) from None

    def _authorization(self) -> str:
        if self.settings.api_key:
            return f"Bearer {self.settings.api_key}"
        token = issue(self.keys.current, self.external_id, CALL_TTL)
        return f"JWT {token.value}"

    def _sent(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None
    ) -> ApiAnswer:
        with requests.Session() as session:
            session.trust_env = False  # a netrc would replace the credential
            with session.request(
                method,
                f"{self.settings.api_url}/{path}",
                headers=headers,
                data=body,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                stream=True,
            ) as response:
                return _read(response)


def _read(response: requests.Response) -> ApiAnswer:
    if 300 <= response.status_code < 400:
        raise Refusal(502, "bad_gateway", OUT_OF_REACH, reason="a redirect")
    text = b""
    for chunk in response.iter_content(CHUNK):
        text += chunk
        if len(text) > LARGEST_ANSWER:
            raise Refusal(502, "bad_gateway", OUT_OF_REACH, reason="an endless answer")
    is_json = response.headers.get("Content-Type", "").partition(";")[0] == "application/json"
    headers = {name: response.headers[name] for name in PASSED_ON if name in response.headers}
    return ApiAnswer(response.status_code, text if is_json else b"", headers)
