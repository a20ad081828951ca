"""Asking the Embedded API on the server: which credential is sent, and what comes back.

The credential is the organisation's API key where one is set, and otherwise a token of the user,
signed for this one call. Redirects are not followed, so that it goes to the API and nowhere else.
"""

import json
import math
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from token_server.bodies import read_exactly, write_exactly
from token_server.errors import Refusal
from token_server.rotation import Keys
from token_server.settings import Settings
from token_server.tokens import issue

CONNECT_SECONDS = 3.05
PATIENCE = {"GET": 15, "PUT": 30, "DELETE": 30, "POST": 60}
"""Seconds for a whole answer: as long as the hub waits for one."""

LARGEST_ANSWER = 5 * 1024 * 1024
CHUNK = 64 * 1024
CALL_TTL = 60

SETTINGS = frozenset({"variablesSchema", "dynamicVariables"})
"""Members of an answer that hold what an integration asks for, and what was said."""

STATUSES = (range(200, 300), range(400, 600))
RETRY_AFTER = re.compile(r"[0-9]{1,9}|[A-Z][a-z]{2}, [0-9A-Za-z :]{20,24}")
"""Seconds, or a date (RFC 9110 section 10.2.3)."""

OUT_OF_REACH = "The integrations are not available just now. Try again in a moment."


def out_of_reach(reason: str) -> Refusal:
    """Make the refusal that stands for whatever the API did wrong."""
    return Refusal(502, "bad_gateway", OUT_OF_REACH, reason=reason)


@dataclass(frozen=True)
class ApiAnswer:
    """Be what the API said: JSON or nothing, and when to ask again."""

    status: int
    text: bytes = field(default=b"", repr=False)
    retry_after: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """Give the only header that is passed on."""
        return {"Retry-After": self.retry_after} if self.retry_after else {}

    def json(self) -> Any:
        """Read the body; raise Refusal for one that is no JSON."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            raise out_of_reach("no JSON") from None

    def without(self, name: str) -> "ApiAnswer":
        """Leave a member out, wherever it stands; raise Refusal if that cannot be told.

        Settings, and what describes them, stay whole: the integration says how they are named.
        """
        if not _may_hold(self.text, name):
            return self
        try:
            return replace(self, text=write_exactly(_without(read_exactly(self.text), name)))
        except (ValueError, RecursionError):
            raise out_of_reach("no JSON") from None


def _may_hold(text: bytes, name: str) -> bool:
    """Tell whether a member is in a text, or may be: an escape, or another encoding, hides it."""
    return f'"{name}"'.encode() in text or b"\\u" in text or b"\0" in text


def _without(value: Any, name: str) -> Any:
    if isinstance(value, list):
        return [_without(each, name) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: each if key in SETTINGS else _without(each, name)
        for key, each in value.items()
        if key != name
    }


def refusal_of(answer: ApiAnswer) -> Refusal:
    """Say that it failed, without the API's words: what was asked is not what the caller sent."""
    reason = f"the API answered {answer.status}"
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        message = "That was too often. Wait a moment, then try again."
        return Refusal(429, "rate_limited", message, reason=reason, headers=answer.headers)
    return out_of_reach(reason)


class _Connections(threading.local):
    """Keep connections open from call to call, each thread its own, and nothing else."""

    def __init__(self) -> None:
        self.session = requests.Session()
        # One user's cookies must not go out with another's call.
        self.session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))


_connections = _Connections()


@dataclass(frozen=True)
class Api:
    """Ask the API as one user."""

    settings: Settings
    keys: Keys
    external_id: str
    most_seconds: float = math.inf
    """How long one answer may take at most, where that is less than is usual."""

    def ask(self, method: str, path: str, body: bytes | None = None) -> ApiAnswer:
        """Send one request; raise Refusal if no whole answer comes, or one that is not for us."""
        try:
            answer = self._sent(method, path, body)
        except (requests.RequestException, HTTPError) as error:
            raise out_of_reach(type(error).__name__) from None
        known = any(answer.status in statuses for statuses in STATUSES)
        if not known or answer.status == HTTPStatus.UNAUTHORIZED:
            raise out_of_reach(f"the API answered {answer.status}")
        return answer

    def _sent(self, method: str, path: str, body: bytes | None) -> ApiAnswer:
        content = {} if body is None else {"Content-Type": "application/json"}
        seconds = min(PATIENCE[method], self.most_seconds)
        ends = time.monotonic() + seconds
        with _connections.session.request(
            method,
            f"{self.settings.api_url}/{path}",
            # What is packed may be a thousand times as large as it looks.
            headers={"Accept": "application/json", "Accept-Encoding": "identity", **content},
            auth=self._authorize,  # as a header it would give way to a netrc file's
            data=body,
            timeout=(min(CONNECT_SECONDS, seconds), seconds),
            allow_redirects=False,
            stream=True,
        ) as response:
            return _read(response, ends)

    def _authorize(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = self._credential()
        return request

    def _credential(self) -> str:
        if self.settings.api_key:
            return f"Bearer {self.settings.api_key}"
        return f"JWT {issue(self.keys.current, self.external_id, CALL_TTL).value}"


def _read(response: requests.Response, ends: float) -> ApiAnswer:
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise out_of_reach("a packed answer")
    if response.ok and not _tells_its_end(response):
        raise out_of_reach("an answer that may be a half")
    text = b"".join(_parts(response, ends))
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    is_json = kind == "application/json"
    if text and not is_json and response.ok:
        raise out_of_reach("no JSON")
    retry_after = response.headers.get("Retry-After", "")
    if not RETRY_AFTER.fullmatch(retry_after):
        retry_after = ""
    return ApiAnswer(response.status_code, text if is_json else b"", retry_after)


def _tells_its_end(response: requests.Response) -> bool:
    """Tell whether half an answer could be told from a whole one (RFC 9112 section 6.3)."""
    is_framed = any(each in response.headers for each in ("Content-Length", "Transfer-Encoding"))
    return is_framed or response.status_code == HTTPStatus.NO_CONTENT


def _parts(response: requests.Response, ends: float) -> Iterator[bytes]:
    """Read what there is, as it comes: who waits for a full chunk waits as long as it takes."""
    size = 0
    while part := response.raw.read1(CHUNK):
        yield part
        size += len(part)
        if size > LARGEST_ANSWER:
            raise out_of_reach("an endless answer")
        if time.monotonic() > ends:
            raise out_of_reach("an answer that took too long")
