"""The hub as a whole: which screen stands in place of the list, and what leaving it takes."""

from typing import Any

import pytest

from hub.activation import Wizard
from hub.activation.events import (
    Answered,
    Confirmed,
    FileChosen,
    FileRemoved,
    FormActed,
    PlanLoaded,
    Submitted,
    TriedAgain,
    WentBack,
    WentNext,
    WentTo,
)
from hub.activation.states import Opening
from hub.app import (
    LEAVE_TITLE,
    App,
    Closed,
    ConnectChosen,
    Crashed,
    ImageFailed,
    Left,
    ManageChosen,
    ReconnectChosen,
    Recovered,
    RouteChosen,
    Started,
    card_id,
    start,
)
from hub.catalogue import ListFailed, ListRequested, LoadPage, count
from hub.errors import Problem
from hub.glass import CloseWindow, Focus, Tell
from hub.manage import Manage
from hub.manage.events import (
    DetailsLoaded,
    DisconnectChosen,
    DisconnectConfirmed,
    DisconnectDropped,
    Disconnected,
    Hurried,
    Retried,
    SettingsChosen,
    SettingsSubmitted,
    Undone,
)
from hub.oauth_events import ConsentReady, WindowOpened
from hub.uploads import Upload
from tests.hub import manages, wizards
from tests.hub.builders import CODE, a_plan, a_template, a_user, an_activation
from tests.hub.hubs import OPTIONS, SCREENS, a_hub, outcome, run
from tests.hub.wizards import ATTEMPT, KEY, NETWORK


def test_the_hub_starts_by_loading_the_list() -> None:
    _app, effects = outcome(start(OPTIONS), Started())
    assert LoadPage(1) in effects and Tell("ready") in effects


def test_connecting_opens_the_wizard() -> None:
    app = run(a_hub(), ConnectChosen("I-Acme", ATTEMPT))
    assert isinstance(app.screen, Wizard) and app.screen.stage == Opening()


@pytest.mark.parametrize("id_", ["I-Dusk", "I-Unknown", ""])
def test_what_is_not_deployed_or_not_there_does_not_open(id_: str) -> None:
    """REL-20"""
    app = a_hub()
    assert outcome(app, ConnectChosen(id_, ATTEMPT)) == (app, [])


def test_a_second_click_opens_nothing_more() -> None:
    """REL-10"""
    app = run(a_hub(), ConnectChosen("I-Acme", ATTEMPT))
    assert outcome(app, ConnectChosen("I-Acme", "another")) == (app, [])
    assert outcome(app, ManageChosen("I-Bolt")) == (app, [])


def test_each_visit_to_manage_has_a_number_of_its_own() -> None:
    app = run(a_hub(), ManageChosen("I-Bolt"), Closed({}), ManageChosen("I-Bolt"))
    assert isinstance(app.screen, Manage) and app.screen.visit == 2


def test_reconnecting_leads_from_manage_into_the_wizard() -> None:
    app = run(a_hub(manages.shown()), ReconnectChosen("A-1", ATTEMPT))
    assert isinstance(app.screen, Wizard) and app.screen.reconnect is not None


def test_leaving_gives_the_focus_back_to_the_card() -> None:
    """HUB-42"""
    app, effects = outcome(a_hub(), ConnectChosen("I-Acme", ATTEMPT), Closed({}))
    assert app.screen is None
    assert Tell("close", {"integrationId": "I-Acme"}) in effects
    assert effects[-1] == Focus("vh-card-0")


def test_a_card_that_is_gone_gives_the_focus_to_the_heading() -> None:
    assert card_id(a_hub(), "I-Unknown") == "vh-heading"


def test_leaving_asks_before_something_typed_is_lost() -> None:
    app, effects = outcome(a_hub(wizards.connect()), Closed(KEY))
    assert isinstance(app.screen, Wizard) and app.screen.asks_to_leave
    assert effects[-1] == Focus(LEAVE_TITLE)


def test_one_who_means_it_leaves() -> None:
    assert run(a_hub(wizards.connect()), Closed(KEY), Left()).screen is None


@pytest.mark.parametrize("event", [Closed(KEY), Closed({}), RouteChosen(None, "")])
def test_a_second_click_before_the_question_is_read_gives_nothing_up(event: Any) -> None:
    """REL-10: a double click on the cross, two Escapes, and twice Back."""
    app = run(a_hub(wizards.connect()), Closed(KEY))
    assert outcome(app, event)[0] == app


def test_nothing_typed_is_nothing_to_ask_about() -> None:
    assert run(a_hub(wizards.connect()), Closed({})).screen is None


def test_changed_settings_are_asked_about_too() -> None:
    screen = manages.shown()
    app = run(a_hub(screen), Closed({manages.name_of_region(screen): "us"}))
    assert isinstance(app.screen, Manage) and app.screen.asks_to_leave


@pytest.mark.parametrize(
    "screen",
    [
        wizards.activating,
        wizards.creating_account,
        wizards.confirming,
        wizards.looking,
        manages.saving,
        manages.undoing,
        manages.deleting,
    ],
)
@pytest.mark.parametrize("event", [Closed({}), Left()])
def test_nothing_is_left_while_an_order_is_under_way(screen: Any, event: Any) -> None:
    """HUB-42"""
    app = a_hub(screen())
    assert outcome(app, event) == (app, [])


@pytest.mark.parametrize("screen", [wizards.done, wizards.failed, manages.gone])
def test_the_list_is_loaded_anew_after_something_may_have_changed(screen: Any) -> None:
    """REL-14"""
    _app, effects = outcome(a_hub(screen()), Left())
    assert any(isinstance(effect, LoadPage) for effect in effects)


def test_an_input_that_strays_in_changes_nothing_while_leaving_is_asked() -> None:
    app = run(a_hub(wizards.connect()), Closed(KEY))
    assert outcome(app, Answered({})) == (app, [])


def test_a_window_that_is_open_is_closed_on_leaving() -> None:
    """OAU-13"""
    assert CloseWindow() in outcome(with_window(), Left())[1]


def test_a_window_that_is_open_is_closed_by_a_failure_of_the_hub() -> None:
    """OAU-13"""
    failure = Crashed(Problem("runtime", "KeyError"))
    assert CloseWindow() in outcome(with_window(), failure)[1]


def test_a_hub_that_takes_the_place_of_another_leaves_no_window_open() -> None:
    """OAU-13"""
    assert CloseWindow() in outcome(start(OPTIONS), Started())[1]


def with_window() -> App:
    """Wait for the window of a provider."""
    state = "s" * 20
    url = f"https://idp.example/authorize?response_type=code&state={state}"
    wizard = wizards.connect(a_plan(a_template(CODE), end_user=a_user()))
    ready = ConsentReady(ATTEMPT, "vh-c0", 1, url, 0.0)
    return run(a_hub(wizard), ready, WindowOpened(state, 1.0))


def test_what_was_connected_is_marked_ahead_of_the_list() -> None:
    app = a_hub(wizards.confirming())
    event = Confirmed(ATTEMPT, an_activation())
    assert count(run(app, event).catalogue, "connected") == 2


def test_what_was_disconnected_is_marked_ahead_of_the_list() -> None:
    app = a_hub(manages.deleting(), is_activated=True)
    after = run(app, Disconnected(1, an_activation()))
    assert count(after.catalogue, "connected") == 1


def test_an_image_that_failed_is_not_tried_again_by_itself() -> None:
    """HUB-05"""
    app = run(a_hub(), ImageFailed("https://img.example/a.svg"))
    assert app.broken_images == {"https://img.example/a.svg"}


def test_a_missing_image_is_asked_for_again_with_the_list_that_someone_asks_for() -> None:
    app = run(a_hub(), ImageFailed("https://img.example/a.svg"))
    assert run(app, ListRequested(quietly=True)).broken_images == app.broken_images
    assert not run(app, ListRequested()).broken_images


def test_a_list_that_fails_is_told_to_the_host_once() -> None:
    app = run(start(OPTIONS), ListRequested(), ListRequested())
    assert [type(e) for e in outcome(app, ListFailed(2, NETWORK))[1]] == [Tell]
    assert outcome(app, ListFailed(1, NETWORK))[1] == []


def test_a_failure_of_the_hub_leads_back_to_a_fresh_list() -> None:
    """HUB-46"""
    crashed = run(a_hub(wizards.connect()), Crashed(Problem("runtime", "KeyError")))
    app, effects = outcome(crashed, Recovered())
    assert (app.crashed, app.screen) == (None, None)
    assert any(isinstance(effect, LoadPage) for effect in effects)


BY_PERSON = [
    Answered({}),
    FileChosen(Upload("vh-c0-value-file", 0)),
    FileRemoved("vh-c0-value-file"),
    FormActed("refresh", "vh-v1"),
    WentNext(KEY),
    WentBack(),
    WentTo(1),
    Submitted(),
    TriedAgain(),
    SettingsSubmitted(),
    SettingsChosen("A-1"),
    DisconnectChosen("A-1"),
    DisconnectConfirmed(),
    DisconnectDropped(),
    Undone(),
    Hurried(),
    Retried(),
]


@pytest.mark.parametrize("event", BY_PERSON, ids=lambda event: type(event).__name__)
@pytest.mark.parametrize("screen", [*SCREENS, "list"])
def test_nothing_a_person_does_late_or_twice_breaks_the_hub(screen: str, event: Any) -> None:
    """REL-10, HUB-46"""
    app = a_hub(SCREENS[screen]() if screen in SCREENS else None)
    after = run(app, event, event)
    assert after.crashed is None


@pytest.mark.parametrize(
    ("action", "name"), [("remove", "vh-v99"), ("add", "vh-v1"), ("nonsense", "vh-v1"), ("", "")]
)
@pytest.mark.parametrize("screen", [wizards.configure, manages.shown])
def test_a_button_of_a_form_that_has_changed_meanwhile_does_nothing(
    screen: Any, action: str, name: str
) -> None:
    """HUB-46"""
    assert run(a_hub(screen()), FormActed(action, name)).crashed is None


ANSWERS = [
    PlanLoaded(ATTEMPT, wizards.standard_plan()),
    DetailsLoaded(1, manages.details()),
]


@pytest.mark.parametrize("event", ANSWERS)
def test_an_answer_for_a_screen_that_was_left_changes_nothing(event: Any) -> None:
    """REL-17"""
    app = a_hub()
    assert outcome(app, event) == (app, [])
