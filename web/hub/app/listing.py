"""The list within the hub: its events, and the address that waits for it."""

from dataclasses import replace

from hub import catalogue
from hub.app.events import Effect, Follow
from hub.app.states import App
from hub.catalogue import CatalogueEvent, Ready
from hub.glass import Tell
from hub.views.problems import error_object

Outcome = tuple[App, list[Effect]]


def update_catalogue(app: App, event: CatalogueEvent) -> Outcome:
    """Let an event happen to the list, and go on to where the address leads once it is there."""
    state, effects = catalogue.update(app.catalogue, event)
    report: list[Effect] = []
    if isinstance(event, catalogue.ListFailed) and event.load == app.catalogue.load:
        report = [Tell("error", error_object(event.problem, "list"))]
    changed = replace(app, catalogue=state)
    if app.wanted is not None and isinstance(state.status, Ready):
        return replace(changed, wanted=None), [*effects, *report, Follow(app.wanted)]
    return changed, [*effects, *report]
