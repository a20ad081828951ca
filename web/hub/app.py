"""The hub as a whole: the list, and the one screen that may stand in its place.

    List --ConnectChosen--> Wizard --Closed--> List
         --ManageChosen---> Manage --Closed--> List

The wizard asks before it loses answers; while an order is under way neither screen can be left.
"""

from dataclasses import dataclass, field, replace
from typing import assert_never

from hub import activation, catalogue, manage
from hub.activation import Wizard, WizardEffect, WizardEvent
from hub.activation.consent import depart
from hub.activation.events import Answered
from hub.activation.states import Done
from hub.activation.update import error_payload, has_unsent_answers
from hub.catalogue import Catalogue, CatalogueEffect, CatalogueEvent
from hub.errors import Problem
from hub.fields import Values
from hub.glass import Focus, Tell
from hub.manage import Gone, Manage, ManageEffect, ManageEvent
from hub.options import Options

LEAVE_TITLE = "vh-leave"


@dataclass(frozen=True)
class App:
    """Everything the hub knows."""

    options: Options
    catalogue: Catalogue = field(default_factory=Catalogue)
    screen: Wizard | Manage | None = None
    visits: int = 0
    broken_images: frozenset[str] = frozenset()
    crashed: Problem | None = None


@dataclass(frozen=True)
class Started:
    """The page is ready to show the hub."""


@dataclass(frozen=True)
class ConnectChosen:
    """An integration is to be connected. `attempt` is a new ULID."""

    integration_id: str
    attempt: str


@dataclass(frozen=True)
class ManageChosen:
    """A connected integration is to be managed."""

    integration_id: str


@dataclass(frozen=True)
class Closed:
    """The screen is to be left; unsent answers are asked about first."""

    values: Values


@dataclass(frozen=True)
class Left:
    """The screen is to be left, whatever was typed."""


@dataclass(frozen=True)
class ImageFailed:
    """An image could not be shown."""

    url: str


@dataclass(frozen=True)
class Crashed:
    """The hub itself failed."""

    problem: Problem


@dataclass(frozen=True)
class Recovered:
    """The person wants to go on after a failure of the hub."""


AppEvent = (
    Started | ConnectChosen | ManageChosen | Closed | Left | ImageFailed | Crashed | Recovered
)
Event = AppEvent | CatalogueEvent | WizardEvent | ManageEvent
Effect = CatalogueEffect | WizardEffect | ManageEffect
Outcome = tuple[App, list[Effect]]


def start(options: Options) -> App:
    """Make the hub that a host's options describe."""
    return App(options, Catalogue(allowed=options.allowed))


def update(app: App, event: Event) -> Outcome:
    """Decide what follows from an event."""
    if isinstance(event, CatalogueEvent):
        return _update_catalogue(app, event)
    if isinstance(event, WizardEvent):
        return _update_wizard(app, event)
    if isinstance(event, ManageEvent):
        return _update_manage(app, event)
    return _update_app(app, event)


def _update_app(app: App, event: AppEvent) -> Outcome:
    match event:
        case Started():
            loading, effects = _update_catalogue(app, catalogue.ListRequested())
            return loading, [*effects, Tell("ready")]
        case ConnectChosen(integration_id, attempt):
            return _open_wizard(app, integration_id, attempt)
        case ManageChosen(integration_id):
            return _open_manage(app, integration_id)
        case Closed(values):
            return _close(app, values)
        case Left():
            return _leave(app)
        case ImageFailed(url):
            return replace(app, broken_images=app.broken_images | {url}), []
        case Crashed(problem):
            return replace(app, crashed=problem), [Tell("error", error_payload(problem, "hub"))]
        case Recovered():
            recovered = replace(app, crashed=None, screen=None)
            return _update_catalogue(recovered, catalogue.ListRequested())
        case _:
            assert_never(event)


def _open_wizard(app: App, integration_id: str, attempt: str) -> Outcome:
    summary = app.catalogue.find(integration_id)
    if app.screen is not None or summary is None or not summary.is_deployed:
        return app, []
    wizard, effects = activation.open_wizard(summary, attempt)
    return replace(app, screen=wizard), [*effects]


def _open_manage(app: App, integration_id: str) -> Outcome:
    summary = app.catalogue.find(integration_id)
    if app.screen is not None or summary is None:
        return app, []
    screen, effects = manage.open_manage(summary, app.visits + 1)
    return replace(app, screen=screen, visits=app.visits + 1), [*effects]


def _close(app: App, values: Values) -> Outcome:
    screen = app.screen
    if screen is None or screen.is_busy:
        return app, []
    if isinstance(screen, Wizard):
        if screen.asks_to_leave:
            return _leave(app)
        taken = _take(screen, values)
        if has_unsent_answers(taken):
            asking = replace(taken, asks_to_leave=True)
            return replace(app, screen=asking), [Focus(LEAVE_TITLE)]
    return _leave(app)


def _take(wizard: Wizard, values: Values) -> Wizard:
    from hub.activation.answers import absorb

    return absorb(wizard, values)


def _leave(app: App) -> Outcome:
    screen = app.screen
    if screen is None or screen.is_busy:
        return app, []
    closed = Tell("close", {"integrationId": screen.summary.id})
    back = replace(app, screen=None)
    effects: list[Effect] = [*_departing(screen), closed, Focus(card_id(app, screen.summary.id))]
    if _changed_something(screen):
        refreshed, loading = _update_catalogue(back, catalogue.ListRequested())
        return refreshed, [*loading, *effects]
    return back, effects


def _departing(screen: Wizard | Manage) -> list[Effect]:
    return [*depart(screen)] if isinstance(screen, Wizard) else []


def _changed_something(screen: Wizard | Manage) -> bool:
    if isinstance(screen, Wizard):
        return isinstance(screen.stage, Done)
    return isinstance(screen.stage, Gone)


def card_id(app: App, integration_id: str) -> str:
    """Name a card's button by the card's place, since ids of the API are never used as ids."""
    ids = [row.id for row in app.catalogue.rows]
    return f"vh-card-{ids.index(integration_id)}" if integration_id in ids else "vh-heading"


def _update_catalogue(app: App, event: CatalogueEvent) -> Outcome:
    state, effects = catalogue.update(app.catalogue, event)
    report: list[Effect] = []
    if isinstance(event, catalogue.ListFailed) and event.load == app.catalogue.load:
        report = [Tell("error", error_payload(event.problem, "list"))]
    return replace(app, catalogue=state), [*effects, *report]


def _update_wizard(app: App, event: WizardEvent) -> Outcome:
    if not isinstance(app.screen, Wizard):
        return app, []
    # What waits for an answer to "leave?" is not touched by a stray input.
    if app.screen.asks_to_leave and isinstance(event, Answered):
        return app, []
    wizard, effects = activation.update(app.screen, event)
    changed = replace(app, screen=wizard)
    if isinstance(wizard.stage, Done):
        changed = replace(changed, catalogue=catalogue.mark(app.catalogue, wizard.summary.id, True))
    return changed, [*effects]


def _update_manage(app: App, event: ManageEvent) -> Outcome:
    if not isinstance(app.screen, Manage):
        return app, []
    screen, effects = manage.update(app.screen, event)
    changed = replace(app, screen=screen)
    if isinstance(screen.stage, Gone):
        changed = replace(
            changed, catalogue=catalogue.mark(app.catalogue, screen.summary.id, False)
        )
    return changed, [*effects]
