"""What follows from each event: the one function that the hub is."""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from hub import activation, catalogue, manage
from hub.activation import Wizard, WizardEffect, WizardEvent
from hub.activation.answers import fill_secrets
from hub.activation.consent import arrive
from hub.activation.events import Answered, OrderEvent, PersonEvent, PlanLoaded
from hub.activation.outcome import UnexpectedEvent
from hub.activation.sending import look
from hub.activation.states import Done, Failed, Opening
from hub.app.events import (
    AppEvent,
    Closed,
    ConnectChosen,
    Crashed,
    Effect,
    Event,
    ImageFailed,
    Left,
    ManageChosen,
    OptionsChanged,
    Outdated,
    ReconnectChosen,
    Recovered,
    RouteChosen,
    Started,
)
from hub.app.listing import Outcome, adopt, begin, look_again, update_catalogue
from hub.app.screens import (
    close,
    connect_instead,
    follow,
    give_up,
    manage_instead,
    open_manage,
    open_reconnect,
    open_wizard,
    was_sent,
)
from hub.app.states import App
from hub.bindings import Bound
from hub.catalogue import Catalogue, CatalogueEvent
from hub.drafts import Draft, draft_of, read_draft, resume, write_draft
from hub.glass import CloseWindow, Remember, Tell, TellTabs
from hub.manage import Manage, ManageEvent
from hub.manage.events import DetailsLoaded
from hub.manage.settings import UnexpectedManageEvent
from hub.manage.states import Gone, Onward, Undoing
from hub.manage.update import SharedEvent
from hub.options import Options
from hub.routes import parse_route
from hub.wording import error_object


def start(options: Options) -> App:
    """Make the hub that a host's options describe."""
    draft = read_draft(options.draft) if options.draft else None
    return App(
        options,
        Catalogue(allowed=options.allowed, categories=options.categories),
        wanted=parse_route(options.route),
        draft=draft,
    )


def update(app: App, event: Event) -> Outcome:
    """Decide what follows from an event."""
    changed, effects = _update(app, event)
    return changed, [*effects, *_spread(effects)]


def _spread(effects: list[Effect]) -> list[Effect]:
    """Let other tabs know whenever the host is told of a connection made or removed."""
    told = [effect.type for effect in effects if isinstance(effect, Tell)]
    return [TellTabs()] if not {"connect", "disconnect"}.isdisjoint(told) else []


def _update(app: App, event: Event) -> Outcome:
    if isinstance(event, CatalogueEvent):
        return update_catalogue(app, event)
    if isinstance(event, SharedEvent) and isinstance(app.screen, Manage):
        return _update_manage(app, event)
    if isinstance(event, WizardEvent):
        return _update_wizard(app, event)
    if isinstance(event, ManageEvent):
        return _update_manage(app, event)
    return _update_app(app, event)


def _update_app(app: App, event: AppEvent) -> Outcome:
    match event:
        case Started(rows):
            begun, effects = begin(app, rows)
            # Another hub may have stood here, with a window of a provider open.
            return begun, [*effects, CloseWindow(), Tell("ready")]
        case ConnectChosen(integration_id, attempt):
            return open_wizard(app, integration_id, attempt)
        case ManageChosen(integration_id):
            return open_manage(app, integration_id)
        case ReconnectChosen():
            return open_reconnect(app, event)
        case Closed(values):
            return close(app, values)
        case Left():
            return give_up(app)
        case RouteChosen(route, attempt, values):
            return follow(app, route, attempt, values)
        case Outdated():
            return look_again(app)
        case OptionsChanged(options):
            return adopt(app, options)
        case ImageFailed(url):
            return replace(app, broken_images=app.broken_images | {url}), []
        case Crashed(problem):
            report = Tell("error", error_object(problem, "hub"))
            return replace(app, crashed=problem), [CloseWindow(), report]
        case Recovered():
            return _recover(app)
        case _:
            assert_never(event)


def _recover(app: App) -> Outcome:
    """Go back to the list; a deletion that is about to be sent is still to be seen, and undone."""
    screen = app.screen
    kept = screen if isinstance(screen, Manage) and isinstance(screen.stage, Undoing) else None
    recovered = replace(app, crashed=None, screen=kept)
    return update_catalogue(recovered, catalogue.ListRequested())


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
    if isinstance(app.screen.stage, Opening) and _is_connected_already(app, wizard):
        return manage_instead(app)
    if isinstance(event, PlanLoaded) and app.draft is not None:
        wizard, effects = _resume(wizard, app.draft, effects)
    changed = replace(app, screen=wizard, bindings={**app.bindings, **_bindings(wizard)})
    effects = [*effects, *_remember(wizard, event)]
    if isinstance(wizard.stage, Done):
        changed = replace(changed, catalogue=catalogue.mark(app.catalogue, wizard.summary.id, True))
    return changed, [*effects]


def _is_connected_already(app: App, wizard: Wizard) -> bool:
    """Tell whether there is something to manage, and not to connect."""
    if wizard.plan is None or wizard.reconnect is not None:
        return False
    return bool(wizard.plan.activations) and not was_sent(app.draft, wizard.summary.id)


def _bindings(wizard: Wizard) -> Mapping[str, Bound]:
    """Tell what an activation is bound to that was made or restored just now."""
    match wizard.stage:
        case Done(activation=made) if wizard.bound:
            return {made.id: wizard.bound}
        case Failed(standing="restored") if wizard.reconnect:
            return {wizard.reconnect.old.id: wizard.reconnect.bound}
        case _:
            return {}


def _resume(
    wizard: Wizard, draft: Draft, effects: list[WizardEffect]
) -> tuple[Wizard, list[WizardEffect]]:
    """Go on with the answers of a draft; what was sent with them is looked for first."""
    resumed = resume(wizard, draft)
    there, asked = look(resumed) if resumed.is_unsure else arrive(resumed)
    return there, [*effects, *fill_secrets(there), *asked]


def _remember(wizard: Wizard, event: WizardEvent) -> list[WizardEffect]:
    """Keep the open answers, and whether they were sent; forget them once they were used."""
    if isinstance(wizard.stage, Done):
        return [Remember("")]
    if not isinstance(event, PersonEvent | OrderEvent):
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
    if isinstance(event, DetailsLoaded) and (onward := app.screen.onward):
        again, more = _go_onward(changed, onward)
        return again, [*effects, *more]
    return changed, [*effects]


def _go_onward(app: App, onward: Onward) -> Outcome:
    """Go on with what a reload has cut off, with whatever is left of what it was about."""
    if isinstance(app.screen, Manage) and isinstance(app.screen.stage, Gone):
        return connect_instead(app, onward.attempt)
    return open_reconnect(app, ReconnectChosen(onward.activation_id, onward.attempt))
