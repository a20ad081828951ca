"""What another tab changed, or time did, is seen; what someone is doing is not disturbed by it."""

import pytest

from hub.activation.events import Confirmed
from hub.app import App, Left, Outdated, Started, start
from hub.catalogue import Failed as ListLost
from hub.catalogue import ListFailed, ListRequested, LoadPage, PageArrived, Ready
from hub.glass import Tell, TellTabs
from hub.manage.events import Disconnected
from hub.messages import parse_message, read_event
from tests.hub import manages, wizards
from tests.hub.builders import a_page, an_activation
from tests.hub.hubs import OPTIONS, a_hub, outcome, run
from tests.hub.wizards import ATTEMPT, NETWORK


def test_the_page_says_only_that_the_list_may_have_changed() -> None:
    """REL-13"""
    message = parse_message({"kind": "event", "name": "look-again"})
    assert read_event(message, lambda: "01J") == Outdated()


def test_a_list_that_may_have_changed_is_loaded_anew() -> None:
    """REL-13"""
    app, effects = outcome(a_hub(), Outdated())
    assert effects == [LoadPage(1)]
    assert run(app, PageArrived(1, a_page("New"))).catalogue.rows == a_page("New").rows


def test_what_is_shown_stays_until_the_new_list_is_there() -> None:
    app = run(a_hub(), Outdated())
    assert app.catalogue.rows == a_hub().catalogue.rows


def test_a_look_that_nobody_asked_for_fails_in_silence() -> None:
    app, effects = outcome(a_hub(), Outdated(), ListFailed(1, NETWORK))
    assert effects == []
    assert (app.catalogue.status, app.catalogue.rows) == (Ready(), a_hub().catalogue.rows)


def test_a_list_that_could_not_be_loaded_is_tried_again() -> None:
    """REL-15"""
    lost = run(a_hub(), ListRequested(), ListFailed(1, NETWORK))
    app, effects = outcome(lost, Outdated())
    assert effects == [LoadPage(2)]
    assert run(app, ListFailed(2, NETWORK)).catalogue.status == ListLost(NETWORK)


@pytest.mark.parametrize("screen", [wizards.configure(), manages.shown(), wizards.activating()])
def test_nothing_is_loaded_behind_an_open_screen(screen: object) -> None:
    """REL-13"""
    app, effects = outcome(a_hub(screen), Outdated())
    assert (app.screen, effects) == (screen, [])


@pytest.mark.parametrize("screen", [wizards.overview(), manages.shown()])
def test_the_list_is_loaded_anew_when_the_screen_is_left(screen: object) -> None:
    """REL-13"""
    _app, effects = outcome(a_hub(screen), Outdated(), Left())
    assert LoadPage(1) in effects


def test_leaving_a_screen_loads_nothing_if_nothing_has_changed() -> None:
    _app, effects = outcome(a_hub(wizards.overview()), Left())
    assert not [effect for effect in effects if isinstance(effect, LoadPage)]


def test_a_load_under_way_is_finished_and_then_repeated_once() -> None:
    """REL-13"""
    app, effects = outcome(run(start(OPTIONS), Started()), Outdated(), Outdated())
    assert effects == []
    app, effects = outcome(app, PageArrived(1, a_page("Acme")))
    assert LoadPage(2) in effects
    assert LoadPage(3) not in outcome(app, PageArrived(2, a_page("Acme")))[1]


def _told(app: App, *events: object) -> bool:
    effects = outcome(app, *events)[1]
    assert [e for e in effects if isinstance(e, Tell)]
    return TellTabs() in effects


def test_other_tabs_are_told_of_a_connection_made_or_removed() -> None:
    """REL-13"""
    made = Confirmed(ATTEMPT, an_activation())
    assert _told(a_hub(wizards.confirming()), made)
    assert _told(a_hub(manages.deleting()), Disconnected(1, an_activation()))


def test_other_tabs_are_told_of_nothing_else() -> None:
    assert not _told(a_hub(wizards.review()), Left())
    assert not _told(start(OPTIONS), Started())


def test_what_other_tabs_are_told_holds_nothing() -> None:
    """REL-13"""
    assert vars(TellTabs()) == {}
