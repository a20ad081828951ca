"""The list within the hub: its events, and the address that waits for it."""

from dataclasses import replace

from hub import catalogue
from hub.app.events import Effect, Follow
from hub.app.states import App
from hub.catalogue import CatalogueEvent, Ready
from hub.glass import Tell
from hub.models import IntegrationSummary, Page
from hub.wording import error_object

Outcome = tuple[App, list[Effect]]


def begin(app: App, rows: Page[IntegrationSummary] | None) -> Outcome:
    """Load the list, from its start or from where the rows end that are known already."""
    loading, effects = update_catalogue(app, catalogue.ListRequested())
    if rows is None:
        return loading, effects
    return update_catalogue(loading, catalogue.PageArrived(loading.catalogue.load, rows))


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
