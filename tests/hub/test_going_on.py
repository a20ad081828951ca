"""From Manage to somewhere else: with which settings, after which question, and after a reload."""

from dataclasses import replace
from typing import Any

import pytest

from hub.activation import Wizard
from hub.activation.events import PlanLoaded
from hub.activation.outcome import TITLE
from hub.activation.states import Configure
from hub.app import LEAVE_TITLE, App, Closed, Left, ReconnectChosen, RouteChosen
from hub.catalogue import LoadPage, count
from hub.drafts import Draft
from hub.glass import Fill, Focus, Navigate
from hub.manage import Manage
from hub.manage.events import (
    DetailsLoaded,
    DisconnectChosen,
    DisconnectConfirmed,
    Disconnected,
    Hurried,
    Saved,
    SettingsChosen,
    SettingsSubmitted,
)
from hub.manage.states import Gone
from hub.routes import Route
from tests.hub import manages, wizards
from tests.hub.builders import NONE, a_plan, a_template, a_user
from tests.hub.hubs import a_hub, outcome, run
from tests.hub.wizards import ATTEMPT

LOCKED = {"type": "object", "properties": {"pin": {"type": "string", "writeOnly": True}}}


def test_a_reconnection_begins_with_the_settings_that_were_saved_last() -> None:
    screen = manages.shown()
    save = SettingsSubmitted({manages.name_of_region(screen): "us"})
    app = run(a_hub(screen), save, Saved(1), ReconnectChosen("A-1", ATTEMPT))
    assert isinstance(app.screen, Wizard) and app.screen.reconnect is not None
    assert app.screen.reconnect.variables == {"region": "us"}


def test_a_reconnection_of_one_of_several_begins_with_no_settings_of_another() -> None:
    screen = manages.shown(manages.ONE, manages.TWO)
    app = run(a_hub(screen), ReconnectChosen("A-1", ATTEMPT))
    assert isinstance(app.screen, Wizard) and app.screen.reconnect is not None
    assert app.screen.reconnect.variables is None


def test_reconnecting_asks_before_unsaved_settings_are_lost() -> None:
    screen = manages.shown()
    typed = {manages.name_of_region(screen): "us"}
    app, effects = outcome(a_hub(screen), ReconnectChosen("A-1", ATTEMPT, typed))
    assert isinstance(app.screen, Manage) and app.screen.asks_to_leave
    assert effects == [Focus(LEAVE_TITLE)]
    after = run(app, Left()).screen
    assert isinstance(after, Wizard) and after.attempt == ATTEMPT
    assert after.reconnect is not None and after.reconnect.variables == {"region": "eu"}


def test_one_who_gives_unsaved_settings_up_goes_over_to_the_others() -> None:
    screen = manages.shown(manages.ONE, manages.TWO)
    typed = {manages.name_of_region(screen): "us"}
    app, effects = outcome(a_hub(screen), SettingsChosen("A-2", typed), Left())
    assert isinstance(app.screen, Manage) and not app.screen.asks_to_leave
    assert app.screen.selected == "A-2" and effects[-1] == Focus(TITLE)


@pytest.mark.parametrize("event", [Closed({}), RouteChosen(None, "")])
def test_one_who_was_asked_and_closes_leaves_for_the_list(event: Any) -> None:
    screen = manages.shown()
    typed = {manages.name_of_region(screen): "us"}
    asking = run(a_hub(screen), ReconnectChosen("A-1", ATTEMPT, typed), event)
    assert isinstance(asking.screen, Manage) and asking.screen.asks_to_leave
    assert run(asking, Left()).screen is None


def test_what_is_left_can_be_left_while_its_settings_are_read() -> None:
    app, effects = outcome(a_hub(manages.reading()), Closed({}))
    assert app.screen is None and any(isinstance(effect, LoadPage) for effect in effects)
    late = DetailsLoaded(1, manages.details(manages.ONE))
    assert outcome(app, late) == (app, [])


def test_leaving_asks_for_what_was_typed_also_while_settings_are_read() -> None:
    screen = manages.shown(manages.ONE, manages.TWO)
    typed = {manages.name_of_region(screen): "us"}
    chosen = DisconnectChosen("A-2", typed)
    gone = Disconnected(1, manages.TWO)
    reading = run(a_hub(screen), chosen, DisconnectConfirmed(), Hurried(), gone)
    asking = run(reading, Closed({}))
    assert isinstance(asking.screen, Manage) and asking.screen.asks_to_leave
    read = DetailsLoaded(1, manages.details(manages.ONE, variables={"region": "eu"}))
    after = run(asking, read).screen
    assert isinstance(after, Manage) and after.asks_to_leave


def test_a_reconnection_of_what_is_left_begins_with_its_own_settings() -> None:
    read = DetailsLoaded(1, manages.details(manages.ONE, variables={"region": "eu"}))
    app = run(a_hub(manages.reading()), ReconnectChosen("A-1", ATTEMPT), read)
    assert isinstance(app.screen, Manage)
    again = run(app, ReconnectChosen("A-1", ATTEMPT)).screen
    assert isinstance(again, Wizard) and again.reconnect is not None
    assert again.reconnect.variables == {"region": "eu"}


@pytest.mark.parametrize(
    ("screen", "aim"),
    [(wizards.activating, "connect"), (manages.saving, "manage"), (manages.undoing, "manage")],
)
def test_the_address_goes_on_naming_what_cannot_be_left_yet(screen: Any, aim: Any) -> None:
    """HUB-42"""
    app = a_hub(screen())
    there = Navigate(Route("I-Acme", aim).fragment)
    assert outcome(app, RouteChosen(None, "")) == (app, [there])


def reloaded(activation_id: str, **row: Any) -> App:
    """Open the hub with the answers of a reconnection, where its address leads."""
    kept = Draft("user-ada", "I-Acme", activation_id=activation_id)
    app = replace(a_hub(is_activated=True, **row), draft=kept)
    return run(app, RouteChosen(Route("I-Acme", "manage"), ATTEMPT))


def test_a_reconnection_goes_on_after_a_reload() -> None:
    """REL-14"""
    app = run(reloaded("A-1"), DetailsLoaded(1, manages.details(manages.ONE)))
    assert isinstance(app.screen, Wizard) and app.screen.reconnect is not None
    assert app.screen.reconnect.old == manages.ONE and app.screen.attempt == ATTEMPT


def test_a_secret_in_force_stands_in_its_input_again_after_a_reload() -> None:
    """REL-14: what is masked is no part of the HTML, and an empty input would empty it."""
    read = manages.details(manages.ONE, schema=LOCKED, variables={"pin": "canary"})
    app = run(reloaded("A-1"), DetailsLoaded(1, read))
    assert isinstance(app.screen, Wizard) and app.draft is not None
    app = replace(app, draft=replace(app.draft, place="configure"))
    plan = a_plan(a_template(NONE), end_user=a_user(), schema=LOCKED)
    app, effects = outcome(app, PlanLoaded(ATTEMPT, plan))
    assert isinstance(app.screen, Wizard) and app.screen.stage == Configure()
    assert [effect.value for effect in effects if isinstance(effect, Fill)] == ["canary"]


def test_a_reconnection_that_was_cut_off_after_the_old_one_went_goes_on_as_a_connection() -> None:
    """REL-14"""
    app = run(reloaded("A-1"), DetailsLoaded(1, manages.details()))
    assert isinstance(app.screen, Wizard) and app.screen.reconnect is None
    assert app.screen.attempt == ATTEMPT and app.draft == Draft("user-ada", "I-Acme")
    assert count(app.catalogue, "connected") == 1


def test_a_reconnection_of_what_is_gone_and_offered_no_more_does_not_go_on() -> None:
    app = run(reloaded("A-1", is_deployed=False), DetailsLoaded(1, manages.details()))
    assert isinstance(app.screen, Manage) and app.screen.stage == Gone(is_found=True)


@pytest.mark.parametrize("activation_id", ["A-2", ""])
def test_a_reconnection_of_what_is_not_there_does_not_go_on(activation_id: str) -> None:
    """REL-14"""
    app = run(reloaded(activation_id), DetailsLoaded(1, manages.details(manages.ONE)))
    assert isinstance(app.screen, Manage) and app.screen.onward is None
