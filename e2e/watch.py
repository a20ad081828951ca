"""What a browser context says while a journey runs, and what of it the journey has expected."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Request,
    Response,
    WebError,
)

from e2e.leaving import GIVEN_UP, Leavings
from tests.canaries.sinks import sinks

# Runs in every document before its own scripts; console messages outlive the document.
EARLY = """
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  console.error(`securitypolicyviolation: ${violatedDirective} ${blockedURI}`));
window.hubEvents = [];
for (const type of ["ready", "open", "close", "step", "connect", "update", "disconnect", "error",
    "counts", "token-refresh"])
  addEventListener(`versori-hub:${type}`, ({ detail }) => window.hubEvents.push(detail));
"""

# Every failed request is watched itself; Chromium says it again, and for frames only.
SAID_TWICE = "Failed to load resource: "


@dataclass(frozen=True)
class Failure:
    """Something that failed: the status of an answer, or the text of an error; and whose URL."""

    reason: str
    url: str = ""

    def explains(self, other: "Failure") -> bool:
        """Tell whether the other one is what was meant: its first line, and a part of its URL."""
        return self.reason == other.reason.partition("\n")[0] and self.url in other.url


# Logos that the catalogue names and nobody has; whether they are asked for depends on scrolling.
# An error page in an image's place is blocked by Chromium on top (Opaque Response Blocking).
MISSING_ON_PURPOSE = tuple(
    Failure(reason, f"/images/{name}.svg")
    for reason in ("404", "net::ERR_BLOCKED_BY_ORB")
    for name in ("missing-on-purpose", "gone-from-its-server")
)


@dataclass
class Watch:
    """Everything that one context has said and asked for."""

    failures: list[Failure] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    expected: list[Failure] = field(default_factory=list)
    tolerated: list[Failure] = field(default_factory=list)
    leavings: Leavings = field(default_factory=Leavings)

    def follow(self, context: BrowserContext) -> None:
        """Listen to every page, frame and worker of a context."""
        context.add_init_script(EARLY)
        context.on("page", self.leavings.follow)
        context.on("console", self._hear)
        context.on("weberror", self._catch)
        context.on("request", self._note)
        context.on("response", self._see)
        context.on("requestfailed", self._miss)
        context.on("dialog", self._answer)

    def expect(self, reason: str | int, url: str) -> None:
        """Announce that requests whose URL holds `url` fail, with a status or a network error."""
        self.expected.append(Failure(str(reason), url))

    def tolerate(self, reason: str | int, url: str) -> None:
        """Announce that such requests may fail, as the browser happens to see it."""
        self.tolerated.append(Failure(str(reason), url))

    def forget(self) -> None:
        """Begin anew, for the next journey in the same context."""
        for kept in (self.failures, self.lines, self.dialogs, self.requests):
            kept.clear()
        self.expected.clear()
        self.tolerated.clear()
        self.leavings.forget()

    def hosts(self) -> set[str]:
        """Name every host that was asked for something."""
        return {urlsplit(each.url).netloc for each in self.requests if each.url.startswith("http")}

    def verify(self) -> None:
        """Fail for what nobody expected, and for what was expected and never came."""
        unexpected = self._unexpected()
        missing = [each for each in self.expected if not self._came(each)]
        assert not unexpected, unexpected
        assert not missing, missing
        assert not self.dialogs, self.dialogs

    def _unexpected(self) -> list[Failure]:
        known = (*self.expected, *self.tolerated, *MISSING_ON_PURPOSE)
        given_up = [_given_up(each) for each in self.leavings.unexplained()]
        failures = [*self.failures, *given_up]
        return [each for each in failures if not any(one.explains(each) for one in known)]

    def _came(self, expected: Failure) -> bool:
        return any(expected.explains(failure) for failure in self.failures)

    def _hear(self, message: ConsoleMessage) -> None:
        self.lines.append(message.text)
        sinks.take("a browser's console", message.text)
        if message.type in ("error", "warning") and not message.text.startswith(SAID_TWICE):
            self.failures.append(Failure(message.text, message.location["url"]))

    def _catch(self, error: WebError) -> None:
        self.failures.append(Failure(str(error.error)))
        sinks.take("an error in a page", str(error.error))

    def _note(self, request: Request) -> None:
        self.requests.append(request)
        self.leavings.note(request)
        sinks.take("an address that a browser asked for", request.url)

    def _see(self, response: Response) -> None:
        if response.status >= 400:
            self.failures.append(Failure(str(response.status), response.url))

    def _miss(self, request: Request) -> None:
        if request.failure == GIVEN_UP:
            self.leavings.give_up(request)
        else:
            self.failures.append(Failure(request.failure or "failed", request.url))

    def _answer(self, dialog: Dialog) -> None:
        """Let a page be left; any other dialog is one that nobody meant to open."""
        if dialog.type == "beforeunload":
            dialog.accept()
        else:
            self.dialogs.append(dialog.message)
            dialog.dismiss()


def _given_up(request: Request) -> Failure:
    """Say of a request that nobody has an excuse for how far it had come."""
    answer = request.existing_response
    return Failure(f"{GIVEN_UP}\nafter {answer.status if answer else 'no answer'}", request.url)
