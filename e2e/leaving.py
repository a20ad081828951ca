"""What a browser gives up because a page or a frame was left: then nothing has failed."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic

from playwright.sync_api import Error, Frame, Page, Request

GIVEN_UP = "net::ERR_ABORTED"

AT_ONCE = 2.0
"""Seconds between leaving and what is given up for it, as they are heard of on a busy machine."""


@dataclass
class Leavings:
    """The pages and frames that were left, and what was given up; both with their moments."""

    left: list[tuple[Frame | Page, float]] = field(default_factory=list)
    given_up: list[tuple[Request, float]] = field(default_factory=list)
    going: list[Frame] = field(default_factory=list)
    """Frames that have asked for another document, and still show the old one."""

    def follow(self, page: Page) -> None:
        """Listen to a page and its frames."""
        page.on("framenavigated", self._go)
        page.on("framedetached", self._leave)
        page.on("close", self._leave)

    def note(self, request: Request) -> None:
        """Note who asks for another document; a new address alone is not a leaving."""
        if request.is_navigation_request():
            with suppress(Error):  # the first document of a new window: its frame is not there yet
                self.going.append(request.frame)

    def give_up(self, request: Request) -> None:
        """Note a request that was given up."""
        self.given_up.append((request, monotonic()))

    def unexplained(self) -> list[Request]:
        """List what was given up though nothing was left, or something else, or at another time."""
        return [request for request, at in self.given_up if not self._explains(request, at)]

    def forget(self) -> None:
        """Begin anew."""
        self.left.clear()
        self.given_up.clear()

    def _explains(self, request: Request, at: float) -> bool:
        around = list(_around(request.frame))
        return any(what in around and abs(at - moment) < AT_ONCE for what, moment in self.left)

    def _go(self, frame: Frame) -> None:
        if frame in self.going:
            self.going.remove(frame)
            self._leave(frame)

    def _leave(self, what: Frame | Page) -> None:
        self.left.append((what, monotonic()))


def _around(frame: Frame) -> Iterator[Frame | Page]:
    """Name a frame, those around it, and their page."""
    yield frame.page
    at: Frame | None = frame
    while at is not None:
        yield at
        at = at.parent_frame
