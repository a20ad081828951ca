"""Loading the list ahead, page by page, for a view that is drawn before anyone can click."""

from collections.abc import AsyncIterator

from hub.app import App, Started, update
from hub.catalogue import LoadPage, PageArrived
from hub.perform.performer import Performer

ENOUGH_ROWS = 200
"""Rows from which on the rest is left to the browser: nobody sees more of them at first."""


async def load_list(app: App, performer: Performer) -> AsyncIterator[App]:
    """Give the hub as it stands after each page; end where a page cannot be had."""
    app, effects = update(app, Started())
    while len(app.catalogue.loaded) < ENOUGH_ROWS:
        page = next((effect for effect in effects if isinstance(effect, LoadPage)), None)
        arrived = page and await performer.perform(page)
        if not isinstance(arrived, PageArrived):
            return
        app, effects = update(app, arrived)
        yield app
