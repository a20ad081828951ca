"""The list within the hub: its events, and the address that waits for it."""

from dataclasses import replace

from hub import catalogue
from hub.app.events import Effect, Follow
from hub.app.states import App
from hub.catalogue import CatalogueEvent, Failed, ListFailed, Loading, Ready
from hub.glass import Fill, Tell
from hub.models import IntegrationSummary, Page
from hub.options import Options
from hub.wording import error_object

Outcome = tuple[App, list[Effect]]


def begin(app: App, rows: Page[IntegrationSummary] | None) -> Outcome:
    """Load the list, from its start or from where the rows end that are known already."""
    loading, effects = update_catalogue(app, catalogue.ListRequested())
    if rows is None:
        return loading, effects
    return update_catalogue(loading, catalogue.PageArrived(loading.catalogue.load, rows))


def look_again(app: App) -> Outcome:
    """Load the list anew, once nothing is open or under way; nobody is told if that fails."""
    status = app.catalogue.status
    if app.screen is not None or app.crashed or isinstance(status, Loading):
        return replace(app, is_stale=True), []
    return update_catalogue(app, catalogue.ListRequested(quietly=isinstance(status, Ready)))


def adopt(app: App, options: Options) -> Outcome:
    """Show what other options ask for; a screen that is open stays as it is.

    Where other integrations are offered, what was searched for among the former is forgotten.
    """
    before, state = app.options, app.catalogue
    category = state.category if state.category in options.categories else None
    shown = replace(
        state, allowed=options.allowed, categories=options.categories, category=category
    )
    changed = replace(app, options=options, catalogue=shown)
    if (before.allowed, before.deployed_only) == (options.allowed, options.deployed_only):
        return changed, []
    cleared = replace(shown, search="", filter="all", category=None)
    again, loading = look_again(replace(changed, catalogue=cleared))
    return again, [Fill(catalogue.SEARCH_INPUT), Fill(catalogue.CATEGORY_INPUT), *loading]


def update_catalogue(app: App, event: CatalogueEvent) -> Outcome:
    """Let an event happen to the list, and go on to where the address leads once it is there."""
    state, effects = catalogue.update(app.catalogue, event)
    told: list[Effect] = [*effects, *_report(app.catalogue.load, event, state.status)]
    is_stale = app.is_stale and not isinstance(event, catalogue.ListRequested)
    changed = replace(app, catalogue=state, is_stale=is_stale, broken_images=_broken(app, event))
    if app.wanted is not None and isinstance(state.status, Ready):
        return replace(changed, wanted=None), [*told, Follow(app.wanted)]
    if is_stale and not isinstance(state.status, Loading):
        again, more = look_again(changed)
        return again, [*told, *more]
    return changed, told


def _broken(app: App, event: CatalogueEvent) -> frozenset[str]:
    """Give a picture that did not arrive another chance when the list gets one."""
    match event:
        case catalogue.ListRequested(quietly=False):
            return frozenset()
        case _:
            return app.broken_images


def _report(load: int, event: CatalogueEvent, status: Loading | Ready | Failed) -> list[Effect]:
    """Tell the host of a failure that people are shown."""
    if not isinstance(event, ListFailed) or event.load != load or not isinstance(status, Failed):
        return []
    return [Tell("error", error_object(event.problem, "list"))]
