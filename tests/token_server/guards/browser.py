"""A browser in which someone is signed in, and a page of another site that is open in it."""

from dataclasses import dataclass

from flask import Flask
from werkzeug.test import TestResponse

from tests.token_server.conftest import TOKEN_URL

EVIL = "https://evil.example"


@dataclass(frozen=True)
class Page:
    """Be a page; what it sends goes out with the session of whoever looks at it."""

    app: Flask
    origin: str = EVIL
    site: str | None = "cross-site"
    """What Fetch Metadata says of a request to the host; None for a browser without it."""
    url: str = TOKEN_URL

    def link(self) -> TestResponse:
        """Let the browser follow a link, as it would go to any page."""
        return self._sent("GET")

    def form(self) -> TestResponse:
        """Send a form, whose kinds of content ask nobody first."""
        return self._sent("POST", "text/plain", Origin=self.origin)

    def script(self) -> TestResponse | None:
        """Fetch as a script does: JSON, which has to be asked for first."""
        asks = {"Access-Control-Request-Method": "POST", "Origin": self.origin}
        allowed = self._sent("OPTIONS", Access_Control_Request_Headers="content-type", **asks)
        if not self.may_read(allowed) or not _may_send_json(allowed):
            return None
        return self._sent("POST", "application/json", Origin=self.origin)

    def reads(self, said: TestResponse | None) -> str:
        """Give what a script gets to see of an answer."""
        return said.text if said is not None and self.may_read(said) else ""

    def may_read(self, said: TestResponse) -> bool:
        named = said.headers.get("Access-Control-Allow-Origin")
        believed = said.headers.get("Access-Control-Allow-Credentials") == "true"
        return believed and named == self.origin

    def _sent(self, method: str, kind: str | None = None, **more: str) -> TestResponse:
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        headers |= {"X-Session": "user-ada"}
        headers |= {"Sec-Fetch-Site": self.site} if self.site else {}
        headers |= {"Content-Type": kind} if kind else {}
        return self.app.test_client().open(self.url, method=method, headers=headers, data=b"{}")


def _may_send_json(allowed: TestResponse) -> bool:
    names = allowed.headers.get("Access-Control-Allow-Headers", "").lower()
    return allowed.status_code == 204 and "content-type" in names
