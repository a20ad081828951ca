"""The doctor's edge in the worker: takes the page's messages, and asks with the browser's session.

`pyodide_http` lets `requests` ask through the browser, so the checks are the command line's own.
"""

import asyncio
import json

import pyodide_http
from pyodide.ffi import JsException

from hub.doctor import Answer, NoAnswer, Place, Question, examine
from hub.doctor.findings import fault
from hub.doctor.over_http import ask
from hub.doctor.visit import Visit, begin, end, found
from hub.views.doctor import view_doctor

pyodide_http.patch_all()

PAUSE = 0.05
"""Seconds in which the page draws, and hears that the worker is alive."""

LOOK = "Use the command line: python3 dev.py doctor with the page's address."


class Desk:
    """One page of the doctor."""

    def __init__(self) -> None:
        self._visit: Visit | None = None
        self._seen = 0
        self._changed = asyncio.Event()
        self._work: asyncio.Task[None] | None = None

    def receive(self, text: str) -> None:
        """Take a message: where the page is, or which page to look at."""
        message = json.loads(text)
        match message.get("kind"), message.get("name"):
            case "start", _:
                self._show(Visit(message["options"]["url"]))
            case "event", name if self._visit is not None:
                self._seen = message["number"]
                if name == "examine" and not self._visit.is_looking:
                    self._begin(self._visit, str(message["values"].get("page", "")))
                self._changed.set()
            case _:
                pass

    async def frame(self) -> str:
        """Give what to show, when it has changed."""
        await self._changed.wait()
        self._changed.clear()
        html = str(view_doctor(self._visit)) if self._visit is not None else ""
        return json.dumps({"seen": self._seen, "html": html, "commands": []})

    def _show(self, visit: Visit) -> Visit:
        self._visit = visit
        self._changed.set()
        return visit

    def _begin(self, visit: Visit, page: str) -> None:
        visit = self._show(begin(visit, page))
        if visit.is_looking:
            self._work = asyncio.ensure_future(self._look(visit))

    async def _look(self, visit: Visit) -> None:
        try:
            for finding in examine(Place(visit.page, in_browser=True), _asked):
                visit = self._show(found(visit, finding))
                await asyncio.sleep(PAUSE)
        except Exception as error:
            visit = found(visit, fault(f"The doctor itself failed: {type(error).__name__}", LOOK))
        self._show(end(visit))


def _asked(question: Question) -> Answer:
    try:
        return ask(question)
    except JsException:
        # The browser says the same for a refused connection, a wrong name, CORS and CSP.
        raise NoAnswer("the browser got no answer, or may not read it") from None


_desk = Desk()


async def dispatch(text: str) -> str:
    """Take one message of the page; the answer is empty, or the kind of a failure."""
    try:
        _desk.receive(text)
    except Exception as error:
        return type(error).__name__
    return ""


async def frame() -> str:
    """Wait for the next frame."""
    try:
        return await _desk.frame()
    except Exception as error:
        return json.dumps({"failed": type(error).__name__})
