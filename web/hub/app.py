"""The hub as a whole: the list, and the one screen that may stand in its place.

    List --ConnectChosen--> Wizard --Closed--> List
         --ManageChosen---> Manage --Closed--> List

The wizard asks before it loses answers; while an order is under way neither screen can be left.
"""

from dataclasses import dataclass, field, replace
from typing import assert_never

from hub import activation, catalogue, manage
from hub.activation import Wizard, WizardEffect, WizardEvent
from hub.activation.answers import absorb
from hub.activation.consent import arrive, depart
from hub.activation.events import Answered, PersonEvent, PlanLoaded
from hub.activation.states import Done, Failed, Reconnect
from hub.activation.update import UnexpectedEvent, has_unsent_answers
from hub.catalogue import Catalogue, CatalogueEffect, CatalogueEvent, Ready
from hub.drafts import Draft, draft_of, read_draft, resume, write_draft
from hub.errors import Problem
from hub.fields import Values
from hub.glass import Announce, Focus, Navigate, Remember, Tell
from hub.manage import Manage, ManageEffect, ManageEvent
from hub.manage.states import Gone
from hub.manage.update import SharedEvent, UnexpectedManageEvent
from hub.options import Options
from hub.routes import Route, parse_route
from hub.texts import _
from hub.views.problems import error_object

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
    wanted: Route | None = None
    """Where the host's address leads, until the list is there."""
    draft: Draft | None = field(default=None, repr=False)
    notice: str = ""
    """What the list has to say above itself."""


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
class ReconnectChosen:
    """An activation is to be replaced by a new one. `attempt` is a new ULID."""

    activation_id: str
    attempt: str


@dataclass(frozen=True)
class Closed:
    """The screen is to be left; unsent answers are asked about first."""

    values: Values = field(repr=False)


@dataclass(frozen=True)
class Left:
    """The screen is to be left, whatever was typed."""


@dataclass(frozen=True)
class ImageFailed:
    """An image could not be shown."""

    url: str


@dataclass(frozen=True)
class RouteChosen:
    """The host's address, or its code, leads somewhere. `attempt` is a new ULID."""

    route: Route | None
    attempt: str


@dataclass(frozen=True)
class Crashed:
    """The hub itself failed."""

    problem: Problem


@dataclass(frozen=True)
class Recovered:
    """The person wants to go on after a failure of the hub."""


@dataclass(frozen=True)
class Follow:
    """Go on to where the address leads, now that the list is there; answered by RouteChosen."""

    route: Route


AppEvent = (
    Started | ConnectChosen | ManageChosen | ReconnectChosen | Closed | Left | ImageFailed
    | RouteChosen | Crashed | Recovered
)  # fmt: skip
Event = AppEvent | CatalogueEvent | WizardEvent | ManageEvent
Effect = CatalogueEffect | WizardEffect | ManageEffect | Follow
Outcome = tuple[App, list[Effect]]


def start(options: Options) -> App:
    """Make the hub that a host's options describe."""
    draft = read_draft(options.draft) if options.draft else None
    return App(
        options,
        Catalogue(allowed=options.allowed),
        wanted=parse_route(options.route),
        draft=draft,
    )


def update(app: App, event: Event) -> Outcome:
    """Decide what follows from an event."""
    if isinstance(event, CatalogueEvent):
        return _update_catalogue(app, event)
    if isinstance(event, SharedEvent) and isinstance(app.screen, Manage):
        return _update_manage(app, event)
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
        case ReconnectChosen(activation_id, attempt):
            return _open_reconnect(app, activation_id, attempt)
        case Closed(values):
            return _close(app, values)
        case Left():
            return _leave(app)
        case RouteChosen(route, attempt):
            return _follow(app, route, attempt)
        case ImageFailed(url):
            return replace(app, broken_images=app.broken_images | {url}), []
        case Crashed(problem):
            return replace(app, crashed=problem), [Tell("error", error_object(problem, "hub"))]
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
    there = Navigate(Route(summary.id, "connect").fragment)
    return replace(app, screen=wizard, notice=""), [*effects, there]


def _open_reconnect(app: App, activation_id: str, attempt: str) -> Outcome:
    screen = app.screen
    old = screen.find(activation_id) if isinstance(screen, Manage) else None
    if not isinstance(screen, Manage) or old is None or screen.is_busy:
        return app, []
    variables = screen.details.variables if screen.details else None
    wizard, effects = activation.open_wizard(screen.summary, attempt, Reconnect(old, variables))
    return replace(app, screen=wizard), [*effects]


def _follow(app: App, route: Route | None, attempt: str) -> Outcome:
    """Go where the address leads; a screen with unsent answers asks first."""
    if app.screen is not None:
        if route is not None and route.fragment == _route_of(app.screen):
            return app, []
        closed, effects = _close(app, {})
        if closed.screen is not None or route is None:
            return closed, effects
        opened, more = _follow(closed, route, attempt)
        return opened, [*effects, *more]
    if route is None:
        return app, []
    if not isinstance(app.catalogue.status, Ready):
        return replace(app, wanted=route), []
    return _go_to(app, route, attempt)


def _go_to(app: App, route: Route, attempt: str) -> Outcome:
    summary = app.catalogue.find(route.integration_id)
    if summary is None:
        said = _("The integration that this address leads to is not available here.")
        return replace(app, notice=said), [Navigate(""), Announce(said)]
    manages = summary.is_activated if route.aim == "open" else route.aim == "manage"
    if manages:
        return _open_manage(app, summary.id)
    if not summary.is_deployed:
        said = _("{name} is coming soon and cannot be connected yet.", name=summary.name)
        return replace(app, notice=said), [Navigate(""), Announce(said)]
    return _open_wizard(app, summary.id, attempt)


def _route_of(screen: Wizard | Manage) -> str:
    manages = isinstance(screen, Manage) or screen.reconnect is not None
    return Route(screen.summary.id, "manage" if manages else "connect").fragment


def _open_manage(app: App, integration_id: str) -> Outcome:
    summary = app.catalogue.find(integration_id)
    if app.screen is not None or summary is None:
        return app, []
    screen, effects = manage.open_manage(summary, app.visits + 1)
    there = Navigate(Route(summary.id, "manage").fragment)
    shown = replace(app, screen=screen, visits=app.visits + 1, notice="")
    return shown, [*effects, there]


def _close(app: App, values: Values) -> Outcome:
    screen = app.screen
    if screen is None or screen.is_busy:
        return app, []
    if screen.asks_to_leave:
        return _leave(app)
    taken, unsent = _take(screen, values)
    if unsent:
        # The address may have gone back already: it leads to what is shown again.
        asking = replace(taken, asks_to_leave=True)
        return replace(app, screen=asking), [Navigate(_route_of(asking)), Focus(LEAVE_TITLE)]
    return _leave(app)


def _take(screen: Wizard | Manage, values: Values) -> tuple[Wizard | Manage, bool]:
    """Take in what stands in the inputs, and tell whether leaving would lose any of it."""
    if isinstance(screen, Wizard):
        wizard = absorb(screen, values)
        return wizard, has_unsent_answers(wizard)
    settings = manage.absorb(screen, values)
    return settings, manage.has_unsent_answers(settings)


def _leave(app: App) -> Outcome:
    screen = app.screen
    if screen is None or screen.is_busy:
        return app, []
    closed = Tell("close", {"integrationId": screen.summary.id})
    back = replace(app, screen=None, draft=None)
    effects: list[Effect] = [
        *_departing(screen),
        closed,
        Remember(""),
        Navigate(""),
        Focus(card_id(app, screen.summary.id)),
    ]
    if _changed_something(screen):
        refreshed, loading = _update_catalogue(back, catalogue.ListRequested())
        return refreshed, [*loading, *effects]
    return back, effects


def _departing(screen: Wizard | Manage) -> list[Effect]:
    return [*depart(screen)] if isinstance(screen, Wizard) else []


def _changed_something(screen: Wizard | Manage) -> bool:
    """Tell whether the list may have changed; after a failure it is better asked than believed."""
    if isinstance(screen, Wizard):
        return isinstance(screen.stage, Done | Failed) or screen.reconnect is not None
    return isinstance(screen.stage, Gone) or screen.has_changed


def card_id(app: App, integration_id: str) -> str:
    """Name a card's button by the card's place, since ids of the API are never used as ids."""
    ids = [row.id for row in app.catalogue.rows]
    return f"vh-card-{ids.index(integration_id)}" if integration_id in ids else "vh-heading"


def _update_catalogue(app: App, event: CatalogueEvent) -> Outcome:
    state, effects = catalogue.update(app.catalogue, event)
    report: list[Effect] = []
    if isinstance(event, catalogue.ListFailed) and event.load == app.catalogue.load:
        report = [Tell("error", error_object(event.problem, "list"))]
    changed = replace(app, catalogue=state)
    if app.wanted is not None and isinstance(state.status, Ready):
        return replace(changed, wanted=None), [*effects, *report, Follow(app.wanted)]
    return changed, [*effects, *report]


def _update_wizard(app: App, event: WizardEvent) -> Outcome:
    if not isinstance(app.screen, Wizard):
        return app, []
    # What waits for an answer to "leave?" is not touched by a stray input.
    if app.screen.asks_to_leave and isinstance(event, Answered):
        return app, []
    try:
        wizard, effects = activation.update(app.screen, event)
    except UnexpectedEvent:
        if isinstance(event, PersonEvent):
            return app, []  # a second click, or one that was made before the screen changed
        raise
    if isinstance(event, PlanLoaded) and app.draft is not None:
        wizard, effects = _resume(wizard, app.draft, effects)
    changed = replace(app, screen=wizard)
    effects = [*effects, *_remember(wizard, event)]
    if isinstance(wizard.stage, Done):
        changed = replace(changed, catalogue=catalogue.mark(app.catalogue, wizard.summary.id, True))
    return changed, [*effects]


def _resume(
    wizard: Wizard, draft: Draft, effects: list[WizardEffect]
) -> tuple[Wizard, list[WizardEffect]]:
    resumed, asked = arrive(resume(wizard, draft))
    return resumed, [*effects, *asked]


def _remember(wizard: Wizard, event: WizardEvent) -> list[WizardEffect]:
    """Keep the open answers whenever a person changed them; forget them once they were used."""
    if isinstance(wizard.stage, Done):
        return [Remember("")]
    if not isinstance(event, PersonEvent):
        return []
    draft = draft_of(wizard)
    return [Remember(write_draft(draft))] if draft else []


def _update_manage(app: App, event: ManageEvent | SharedEvent) -> Outcome:
    if not isinstance(app.screen, Manage):
        return app, []
    try:
        screen, effects = manage.update(app.screen, event)
    except UnexpectedManageEvent:
        if isinstance(event, PersonEvent | manage.PersonEvent):
            return app, []
        raise
    changed = replace(app, screen=screen)
    if isinstance(screen.stage, Gone):
        changed = replace(
            changed, catalogue=catalogue.mark(app.catalogue, screen.summary.id, False)
        )
    return changed, [*effects]
