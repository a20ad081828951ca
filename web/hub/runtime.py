"""The hub's loop: messages of the page in, frames for the page out.

The page sends a message and forgets it; it asks for the next frame and waits. A frame is drawn
when it is asked for, so any number of events in between cost one drawing. `seen` is the number
of the last message that a frame has taken into account: the page ignores older frames.
"""

import asyncio
from collections.abc import Callable

from hub import app as hub_app
from hub.app import App, Crashed, Effect, Event, OptionsChanged, Started
from hub.errors import HubError, Problem
from hub.glass import (
    Announce,
    CloseWindow,
    Fill,
    Focus,
    GlassEffect,
    Navigate,
    Remember,
    Tell,
    TellTabs,
)
from hub.json_text import JSON
from hub.messages import parse_message, read_event
from hub.models import IntegrationSummary, Page
from hub.options import Options, is_same_hub
from hub.perform import Performer
from hub.texts import Catalogue, speaking
from hub.views.page import view


class Runtime:
    """Run one hub. `report` is told what kind of failure the hub itself had, never its content."""

    def __init__(
        self,
        app: App,
        performer: Performer,
        new_id: Callable[[], str],
        report: Callable[[str], None],
        words: Catalogue,
        seen: int = 0,
    ) -> None:
        self._app = app
        self._performer = performer
        self._new_id = new_id
        self._report = report
        self._words = words
        self.seen = seen
        """The number of the last message that was taken in."""
        self._is_closed = False
        self._commands: list[JSON] = []
        self._changed = asyncio.Event()
        self._running: dict[asyncio.Task[None], Effect] = {}

    def start(self, rows: Page[IntegrationSummary] | None = None) -> None:
        """Begin: load what the first view needs and is not known already."""
        self.take(Started(rows))

    def adopt(self, options: Options, words: Catalogue) -> bool:
        """Take other options over, with nothing begun anew; False if they make it another hub."""
        if not is_same_hub(self._app.options, options):
            return False
        self._words = words
        self._performer.adopt(options)
        self.take(OptionsChanged(options))
        return True

    def receive(self, number: int, message: JSON) -> None:
        """Take a message of the page in."""
        self.seen = number
        try:
            event = read_event(parse_message(message), self._new_id)
        except HubError as error:
            self._fail(error)
            return
        self.take(event)

    def take(self, event: Event) -> None:
        """Let an event happen, and start whatever follows from it."""
        try:
            with speaking(self._words):
                self._app, effects = hub_app.update(self._app, event)
        except Exception as error:
            self._fail(error)
            return
        self._stop_clocks()
        for effect in effects:
            self._order(effect)
        self._changed.set()

    async def frame(self) -> JSON:
        """Wait until something changed, then draw it; None once another hub has taken over."""
        await self._changed.wait()
        if self._is_closed:
            return None
        self._changed.clear()
        html = self._draw()
        commands, self._commands = self._commands, []
        return {"seen": self.seen, "html": html, "commands": commands}

    def command(self, name: str, value: JSON) -> None:
        """Ask something of the page with the next frame."""
        self._commands.append({name: value})
        self._changed.set()

    def close(self) -> None:
        """Give up everything under way."""
        self._is_closed = True
        self._changed.set()
        for task in self._running:
            task.cancel()

    def _draw(self) -> str:
        """Draw the hub; a state that cannot be drawn is shown as a failure of the hub itself."""
        with speaking(self._words):
            try:
                return str(view(self._app))
            except Exception as error:
                self._fail(error)
                self._changed.clear()
                return str(view(self._app))

    def _order(self, effect: Effect) -> None:
        if isinstance(effect, GlassEffect):
            self._commands.append(_command(effect))
        else:
            self._run(effect)

    async def _perform(self, effect: Effect) -> None:
        try:
            event = await self._performer.perform(effect)
        except Exception as error:
            self._fail(error)
            return
        if event is not None:
            self.take(event)

    def _run(self, effect: Effect) -> None:
        task = asyncio.ensure_future(self._perform(effect))
        self._running[task] = effect
        task.add_done_callback(self._running.pop)

    def _stop_clocks(self) -> None:
        """Stop the clocks that nobody waits for any more."""
        for task, effect in self._running.items():
            # The one that has just run out is over as well, and at its end anyway.
            if hub_app.is_over(self._app, effect):
                task.cancel()

    def _fail(self, error: Exception) -> None:
        """Turn a failure of the hub itself into a card; its text may hold secrets, its type not."""
        self._report(_where(error))
        crash = Crashed(Problem("runtime", code=type(error).__name__))
        with speaking(self._words):
            self._app, effects = hub_app.update(self._app, crash)
        for effect in effects:
            self._order(effect)
        self._changed.set()


def _where(error: Exception) -> str:
    """Name the kind of an error and the lines it went through, without any value."""
    lines, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {' > '.join(lines)}"


def _command(effect: GlassEffect) -> JSON:
    match effect:
        case Focus(id_):
            return {"focus": id_}
        case Fill(name, value):
            return {"fill": [name, value]}
        case Announce(text):
            return {"announce": text}
        case Navigate(fragment):
            return {"navigate": fragment}
        case Remember(text):
            return {"remember": text}
        case CloseWindow():
            return {"closeWindow": True}
        case TellTabs():
            return {"tellTabs": True}
        case Tell(type_, payload):
            return {"tell": {"type": type_, "payload": dict(payload)}}
