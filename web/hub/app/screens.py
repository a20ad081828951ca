"""Opening and leaving the screens that stand in the place of the list."""

from dataclasses import replace

from hub import activation, catalogue, manage
from hub.activation import Wizard
from hub.activation.answers import absorb, has_unsent_answers
from hub.activation.consent import depart
from hub.activation.outcome import TITLE
from hub.activation.states import Done, Failed, Reconnect
from hub.app.events import Effect, ReconnectChosen
from hub.app.listing import Outcome, update_catalogue
from hub.app.states import LEAVE_TITLE, App, card_id
from hub.catalogue import Ready
from hub.drafts import Draft, write_draft
from hub.fields import Values
from hub.glass import Announce, Focus, Navigate, Remember, Tell
from hub.manage import Manage
from hub.manage.states import Gone, Onward, Shown
from hub.routes import Route
from hub.texts import _


def open_wizard(app: App, integration_id: str, attempt: str) -> Outcome:
    """Open the wizard of an integration, unless a screen is open already."""
    summary = app.catalogue.find(integration_id)
    if app.screen is not None or summary is None or not summary.is_deployed:
        return app, []
    wizard, effects = activation.open_wizard(summary, attempt)
    there = Navigate(Route(summary.id, "connect").fragment)
    return replace(app, screen=wizard, notice=""), [*effects, there]


def open_reconnect(app: App, event: ReconnectChosen) -> Outcome:
    """Open the wizard that replaces an activation; unsaved settings are asked about first."""
    screen = app.screen
    if not isinstance(screen, Manage) or not isinstance(screen.stage, Shown):
        return app, []
    old = screen.find(event.activation_id)
    if old is None:
        return app, []
    taken = manage.absorb(screen, event.values)
    if manage.has_unsent_answers(taken):
        asking, asked = manage.ask(taken, Onward(old.id, event.attempt))
        return replace(app, screen=asking), [*asked]
    again = Reconnect(old, screen.known.get(old.id), app.bindings.get(old.id, {}))
    wizard, effects = activation.open_wizard(screen.summary, event.attempt, again)
    return replace(app, screen=wizard), [*effects]


def open_manage(app: App, integration_id: str, attempt: str = "") -> Outcome:
    """Open the Manage screen of an integration, unless a screen is open already.

    With an attempt, a reconnection that a reload has cut off goes on from there.
    """
    summary = app.catalogue.find(integration_id)
    if app.screen is not None or summary is None:
        return app, []
    screen, effects = manage.open_manage(summary, app.visits + 1)
    there = Navigate(Route(summary.id, "manage").fragment)
    draft = app.draft if app.draft and app.draft.integration_id == summary.id else None
    if attempt and draft and draft.activation_id:
        screen = replace(screen, onward=Onward(draft.activation_id, attempt))
    shown = replace(app, screen=screen, visits=app.visits + 1, notice="")
    return shown, [*effects, there]


def manage_instead(app: App) -> Outcome:
    """Show what is connected already, though the list did not know it; nobody wants it twice."""
    screen = app.screen
    if screen is None:
        return app, []
    known = replace(
        app, screen=None, catalogue=catalogue.mark(app.catalogue, screen.summary.id, True)
    )
    return open_manage(known, screen.summary.id)


def connect_instead(app: App, attempt: str) -> Outcome:
    """Go on with a reconnection that a reload has cut off once what it was to replace was gone."""
    if app.screen is None or app.draft is None:
        return app, []
    answers = replace(app.draft, activation_id="")
    left = replace(app, screen=None, draft=answers)
    there, effects = open_wizard(left, app.screen.summary.id, attempt)
    return (there, effects) if there.screen else (app, [])


def follow(app: App, route: Route | None, attempt: str, values: Values) -> Outcome:
    """Go where the address leads; a screen with unsent answers asks first."""
    if app.screen is not None:
        if route is not None and _is_shown(route, app.screen):
            return app, []
        if app.screen.is_busy:
            return app, [Navigate(_route_of(app.screen))]  # the address has gone back already
        closed, effects = close(app, values)
        if closed.screen is not None or route is None:
            return closed, effects
        opened, more = follow(closed, route, attempt, {})
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
    manages = summary.is_activated or route.aim == "manage"
    if manages and not was_sent(app.draft, summary.id):
        return open_manage(app, summary.id, attempt)
    if not summary.is_deployed:
        said = _("{name} is coming soon and cannot be connected yet.", name=summary.name)
        return replace(app, notice=said), [Navigate(""), Announce(said)]
    return open_wizard(app, summary.id, attempt)


def was_sent(draft: Draft | None, integration_id: str) -> bool:
    """Tell whether a wizard was left in which it was not seen what became of a sending."""
    if draft is None or draft.sent is None or draft.activation_id:
        return False
    return draft.integration_id == integration_id


def _is_shown(route: Route, screen: Wizard | Manage) -> bool:
    if route.aim == "open":
        return route.integration_id == screen.summary.id
    return route.fragment == _route_of(screen)


def _route_of(screen: Wizard | Manage) -> str:
    manages = isinstance(screen, Manage) or screen.reconnect is not None
    return Route(screen.summary.id, "manage" if manages else "connect").fragment


def close(app: App, values: Values) -> Outcome:
    """Leave the screen; unsent answers are asked about first.

    Only the answer to that question gives them up: a second click may be half of a double one.
    """
    screen = app.screen
    if screen is None or screen.is_busy:
        return app, []
    taken, unsent = _take(screen, values)
    if screen.asks_to_leave or unsent:
        return _ask(app, taken)
    return leave(app)


def _ask(app: App, screen: Wizard | Manage) -> Outcome:
    """Ask before what was typed is given up for the list."""
    if isinstance(screen, Manage):
        screen = replace(screen, onward=None)
    asking = replace(screen, asks_to_leave=True)
    # The address may have gone back already: it leads to what is shown again.
    return replace(app, screen=asking), [Navigate(_route_of(asking)), Focus(LEAVE_TITLE)]


def _take(screen: Wizard | Manage, values: Values) -> tuple[Wizard | Manage, bool]:
    """Take in what stands in the inputs, and tell whether leaving would lose any of it."""
    if isinstance(screen, Wizard):
        wizard = absorb(screen, values)
        return wizard, has_unsent_answers(wizard)
    settings = manage.absorb(screen, values)
    return settings, manage.has_unsent_answers(settings)


def give_up(app: App) -> Outcome:
    """Give up what was typed, and go where the person was about to go."""
    screen = app.screen
    if not isinstance(screen, Manage) or not screen.asks_to_leave or screen.onward is None:
        return leave(app)
    onward = screen.onward
    settled = replace(screen, form=screen.start, asks_to_leave=False, onward=None)
    if onward.attempt:
        again = ReconnectChosen(onward.activation_id, onward.attempt)
        return open_reconnect(replace(app, screen=settled), again)
    shown, effects = manage.select(settled, onward.activation_id)
    return replace(app, screen=shown), [*effects, Focus(TITLE)]


def leave(app: App) -> Outcome:
    """Leave the screen, whatever was typed."""
    screen = app.screen
    if screen is None or screen.is_busy:
        return app, []
    closed = Tell("close", {"integrationId": screen.summary.id})
    kept = _still_to_look_for(app.draft, screen)
    back = replace(app, screen=None, draft=kept)
    effects: list[Effect] = [
        *_departing(screen),
        closed,
        Remember(write_draft(kept) if kept else ""),
        Navigate(""),
        Focus(card_id(app, screen.summary.id)),
    ]
    if app.is_stale or kept or _changed_something(screen):
        refreshed, loading = update_catalogue(back, catalogue.ListRequested())
        return refreshed, [*loading, *effects]
    return back, effects


def _still_to_look_for(draft: Draft | None, screen: Wizard | Manage) -> Draft | None:
    """Keep what was sent before the page was loaded anew, until somebody has looked for it."""
    if draft is None or draft.sent is None:
        return None
    unopened = isinstance(screen, Wizard) and screen.plan is None
    is_elsewhere = screen.summary.id != draft.integration_id
    return draft if unopened or is_elsewhere else None


def _departing(screen: Wizard | Manage) -> list[Effect]:
    return [*depart(screen)] if isinstance(screen, Wizard) else []


def _changed_something(screen: Wizard | Manage) -> bool:
    """Tell whether the list may have changed; after a failure it is better asked than believed."""
    if isinstance(screen, Wizard):
        was_sent = isinstance(screen.stage, Done | Failed) or screen.is_unsure
        return was_sent or screen.reconnect is not None
    return isinstance(screen.stage, Gone) or screen.has_changed
